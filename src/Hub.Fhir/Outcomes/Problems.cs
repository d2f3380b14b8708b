namespace Hub.Fhir.Outcomes;

/// <summary>The catalogue of everything that can go wrong, one line each, in alphabetical order; specs/problems.md has a row for each.</summary>
public static class Problems
{
    public static readonly Problem AddressTooLong = new("address-too-long", "too-long", 414, "The address is too long. POST a long search to _search.");
    public static readonly Problem ConsentRequired = new("consent-required", "suppressed", 403, "No sharing decision in force covers this. Record one first, or ask the author agency.");
    public static readonly Problem DuplicateEntry = new("duplicate-entry", "duplicate", 400, "Two entries of the Bundle stand for the same resource.");
    public static readonly Problem DuplicateKey = new("duplicate-key", "structure", 400, "A JSON object has the same property twice. Send each property once.");
    public static readonly Problem DuplicateRequest = new("duplicate-request", "duplicate", 409, "The same intent was already received with another request id.");
    public static readonly Problem EmptyElement = new("empty-element", "structure", 422, "Objects, arrays and strings must not be empty. Leave the element out instead.");
    public static readonly Problem Gone = new("gone", "deleted", 410, "The resource was deleted.");
    public static readonly Problem HeadersTooLarge = new("headers-too-large", "too-long", 431, "The headers of the request are too many or too large.");
    public static readonly Problem IdMismatch = new("id-mismatch", "invalid", 400, "The id of the resource is not the id in the address.");
    public static readonly Problem InternalError = new("internal-error", "exception", 500, "The hub failed. Nothing was changed. Quote the correlation id when you report it.");
    public static readonly Problem InvalidCode = new("invalid-code", "code-invalid", 422, "The code is not in the required value set.");
    public static readonly Problem InvalidIdentifier = new("invalid-identifier", "value", 422, "An identifier fails its own check digit.");
    public static readonly Problem InvalidJson = new("invalid-json", "structure", 400, "The body is not valid JSON.");
    public static readonly Problem InvalidNarrative = new("invalid-narrative", "invalid", 422, "The narrative may hold only the basic XHTML that FHIR allows.");
    public static readonly Problem InvalidParameter = new("invalid-parameter", "value", 400, "A parameter has a value that cannot be understood.");
    public static readonly Problem InvalidPatch = new("invalid-patch", "structure", 400, "The body is not a patch that the hub understands.");
    public static readonly Problem InvalidPrimitive = new("invalid-primitive", "value", 422, "The value does not have the format of its type.");
    public static readonly Problem InvalidReference = new("invalid-reference", "value", 422, "The reference does not have a form that FHIR allows.");
    public static readonly Problem InvalidResource = new("invalid-resource", "structure", 422, "The JSON is not a FHIR R4 resource.");
    public static readonly Problem InvalidXml = new("invalid-xml", "structure", 400, "The body is not XML that the hub takes.");
    public static readonly Problem InvariantFailed = new("invariant-failed", "invariant", 422, "A rule of the FHIR definition does not hold.");
    public static readonly Problem JobFailed = new("job-failed", "processing", 500, "The work that was asked for could not be done.");
    public static readonly Problem LoginRequired = new("login-required", "login", 401, "Send an access token: Authorization: Bearer <token>.");
    public static readonly Problem MalformedRequest = new("malformed-request", "structure", 400, "The body broke off, or is not sent as HTTP says.");
    public static readonly Problem MethodNotAllowed = new("method-not-allowed", "not-supported", 405, "This address does not take this HTTP method.");
    public static readonly Problem MissingElement = new("missing-element", "required", 422, "A required element is missing.");
    public static readonly Problem MissingIfMatch = new("missing-if-match", "required", 428, "Say which version you change: send If-Match with the ETag you read.");
    public static readonly Problem MultipleMatches = new("multiple-matches", "multiple-matches", 412, "More than one resource matches the condition. Make the condition narrower.");
    public static readonly Problem NotAcceptable = new("not-acceptable", "not-supported", 406, "The hub answers application/fhir+json.");
    public static readonly Problem NotAllowedHere = new("not-allowed-here", "forbidden", 403, "You may see this but not do this.");
    public static readonly Problem NotChecked = new("not-checked", "informational", 422, "The hub does not hold what it would need to check this.");
    public static readonly Problem NotFound = new("not-found", "not-found", 404, "There is no such resource, or you may not know of it.");
    public static readonly Problem NotSupported = new("not-supported", "not-supported", 501, "The hub does not do this (yet). See /metadata for what it does.");
    public static readonly Problem PatchFailed = new("patch-failed", "processing", 422, "An operation of the patch does not fit the resource.");
    public static readonly Problem PreconditionFailed = new("precondition-failed", "conflict", 412, "The resource has changed since you read it. Read it again, then repeat the change.");
    public static readonly Problem ProfileFailed = new("profile-failed", "invariant", 422, "The resource does not meet the profile it is held to.");
    public static readonly Problem RangeNotSatisfiable = new("range-not-satisfiable", "value", 416, "The range begins past the end.");
    public static readonly Problem ReasonRequired = new("reason-required", "required", 403, "Emergency access needs a reason.");
    public static readonly Problem RequestTimeout = new("request-timeout", "timeout", 408, "The body came too slowly. Send the request again.");
    public static readonly Problem ScopeMissing = new("scope-missing", "forbidden", 403, "The access token lacks the scope for this.");
    public static readonly Problem TokenExpired = new("token-expired", "expired", 401, "The access token has expired. Fetch a new one.");
    public static readonly Problem TokenInvalid = new("token-invalid", "security", 401, "The access token is not valid here.");
    public static readonly Problem TooCostly = new("too-costly", "too-costly", 403, "This would cost too much. Make the request narrower.");
    public static readonly Problem TooDeep = new("too-deep", "too-long", 400, "The body is nested too deeply.");
    public static readonly Problem TooLarge = new("too-large", "too-long", 413, "The body is too large.");
    public static readonly Problem TooMany = new("cardinality", "structure", 422, "An element occurs more or less often than it may.");
    public static readonly Problem TooManyIssues = new("too-many-issues", "too-long", 422, "There are more issues than are reported. Repair these first.");
    public static readonly Problem TooManyRequests = new("too-many-requests", "throttled", 429, "Too many requests in a short time. Wait for as long as Retry-After says.");
    public static readonly Problem TransitionRefused = new("transition-refused", "business-rule", 422, "This move is not allowed from the present state.");
    public static readonly Problem TypeMismatch = new("type-mismatch", "invalid", 400, "The type of the resource is not the type in the address.");
    public static readonly Problem Unavailable = new("unavailable", "transient", 503, "The hub cannot answer now. Try again soon.");
    public static readonly Problem UnknownElement = new("unknown-element", "structure", 422, "FHIR R4 has no such element here.");
    public static readonly Problem UnknownParameter = new("unknown-parameter", "not-supported", 400, "The hub does not know this parameter. Prefer: handling=lenient ignores it.");
    public static readonly Problem UnknownProfile = new("unknown-profile", "not-supported", 422, "The hub does not hold this profile, so nothing of it was checked.");
    public static readonly Problem UnknownType = new("unknown-type", "not-supported", 404, "This is not a resource type that the hub holds.");
    public static readonly Problem UnresolvedReference = new("unresolved-reference", "not-found", 400, "A reference inside the bundle points to nothing.");
    public static readonly Problem UnsupportedMediaType = new("unsupported-media-type", "not-supported", 415, "Send application/fhir+json.");
    public static readonly Problem VersionConflict = new("version-conflict", "conflict", 409, "Someone else changed the resource at the same time.");
    public static readonly Problem WrongType = new("wrong-type", "structure", 422, "The element has the wrong JSON type.");

    /// <summary>Every problem of the catalogue.</summary>
    public static IReadOnlyList<Problem> All { get; } =
    [
        AddressTooLong,
        ConsentRequired,
        DuplicateEntry,
        DuplicateKey,
        DuplicateRequest,
        EmptyElement,
        Gone,
        HeadersTooLarge,
        IdMismatch,
        InternalError,
        InvalidCode,
        InvalidIdentifier,
        InvalidJson,
        InvalidNarrative,
        InvalidParameter,
        InvalidPatch,
        InvalidPrimitive,
        InvalidReference,
        InvalidResource,
        InvalidXml,
        InvariantFailed,
        JobFailed,
        LoginRequired,
        MalformedRequest,
        MethodNotAllowed,
        MissingElement,
        MissingIfMatch,
        MultipleMatches,
        NotAcceptable,
        NotAllowedHere,
        NotChecked,
        NotFound,
        NotSupported,
        PatchFailed,
        PreconditionFailed,
        ProfileFailed,
        RangeNotSatisfiable,
        ReasonRequired,
        RequestTimeout,
        ScopeMissing,
        TokenExpired,
        TokenInvalid,
        TooCostly,
        TooDeep,
        TooLarge,
        TooMany,
        TooManyIssues,
        TooManyRequests,
        TransitionRefused,
        TypeMismatch,
        Unavailable,
        UnknownElement,
        UnknownParameter,
        UnknownProfile,
        UnknownType,
        UnresolvedReference,
        UnsupportedMediaType,
        VersionConflict,
        WrongType,
    ];
}
