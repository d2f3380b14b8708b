using Hub.Fhir.Care;
using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Rows;

namespace Hub.Portal.Pages.Refer;

/// <summary>Makes the one transaction of a journey: person, decision, words, grouping, request and task, all or nothing.</summary>
public sealed class Sending(HubClient hub, Dates dates)
{
    private const string NewPerson = "urn:uuid:00000000-0000-4000-8000-000000000001";
    private const string NewRequest = "urn:uuid:00000000-0000-4000-8000-000000000002";
    private const string NewVoice = "urn:uuid:00000000-0000-4000-8000-000000000003";

    /// <summary>Sends it; answers where the new Task is, or null where only a refusal was recorded.</summary>
    public async Task<string?> Send(Journey journey, CancellationToken cancellationToken)
    {
        var me = hub.Person;
        var person = journey.Person!.Known is { } known ? "Patient/" + known : NewPerson;
        var entries = new List<object>();
        if (journey.Person.Known is null)
        {
            entries.Add(Entry("Patient", Patient(journey, me), NewPerson));
        }

        if (journey.Sharing!.Door != SharingPart.Already)
        {
            entries.Add(Entry("Consent", Consent(journey, me, person)));
        }

        if (!journey.Refused)
        {
            entries.Add(Entry("QuestionnaireResponse", Voice(journey, me, person), NewVoice));
            entries.Add(await Grouping(journey, me, person, cancellationToken));
            entries.Add(Entry("ServiceRequest", Request(journey, me, person), NewRequest));
            entries.Add(Entry("Task", Task(journey, me, person)));
            if (journey.Replaces is { } replaced && await hub.Find("ServiceRequest/" + replaced, cancellationToken) is { } old && old.Root["status"].TextOf() == "active")
            {
                entries.Add(Change(old.Root, ("status", "revoked")));
            }
        }

        var answer = await hub.Transaction(new { resourceType = "Bundle", type = "transaction", entry = entries }, journey.RequestId, cancellationToken);
        return answer.Locations.FirstOrDefault(place => place.StartsWith("Task/", StringComparison.Ordinal));
    }

    private static object Patient(Journey journey, Signed me)
    {
        var part = journey.Person!;
        var named = !string.IsNullOrWhiteSpace(part.Given) || !string.IsNullOrWhiteSpace(part.Family);
        List<object> identifiers = [];
        if (!string.IsNullOrWhiteSpace(part.Alias))
        {
            identifiers.Add(new { system = Canonicals.Alias, value = part.Alias.Trim() });
        }

        if (part.Digits is { } digits)
        {
            identifiers.Add(new { system = Canonicals.NhsNumber, value = digits });
        }

        List<object> names = [];
        if (named)
        {
            names.Add(new { use = "official", family = Blank(part.Family), given = Blank(part.Given) is { } given ? new[] { given } : null });
        }

        if (named || string.IsNullOrWhiteSpace(part.Alias))
        {
            names.Add(new { use = "usual", text = part.Called!.Trim() });
        }

        return new
        {
            resourceType = "Patient",
            extension = new[] { new { url = CareExtensions.SafeContact, valueString = journey.Contact?.Safe?.Trim() ?? "Ask them first" } },
            identifier = identifiers.Count > 0 ? identifiers : null,
            active = true,
            name = names.Count > 0 ? names : null,
            telecom = Blank(journey.Contact?.Phone) is { } phone ? new[] { new { system = "phone", value = phone } } : null,
            birthDate = part.BirthDate,
            managingOrganization = FhirText.Reference(me.Organization),
        };
    }

    private object Consent(Journey journey, Signed me, string person)
    {
        var part = journey.Sharing!;
        var (to, months) = (journey.Service!.Agency, int.TryParse(part.Months, out var asked) ? asked : 6);
        var basis = part.Door switch { SharingPart.Safe => SharingDecision.SafeguardingCode, SharingPart.No => "does-not-agree", _ => part.Who! };
        List<object> extension = [];
        Say(extension, CareExtensions.SharingReason, part.Door == SharingPart.Safe ? part.Why : part.Words);
        Say(extension, CareExtensions.Competence, part.Door == SharingPart.Agreed ? part.Competence : null);
        if (part.Door == SharingPart.Safe)
        {
            extension.Add(new { url = CareExtensions.Told, extension = new[] { new { url = "words", valueString = part.Told!.Trim() } } });
        }

        var actor = new[] { new { role = Concept("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP"), reference = FhirText.Reference("Organization/" + to) } };
        return new
        {
            resourceType = "Consent",
            extension = extension.Count > 0 ? extension : null,
            status = "active",
            scope = Concept("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"),
            category = new[] { Concept("http://terminology.hl7.org/CodeSystem/v3-ActCode", "IDSCL") },
            patient = FhirText.Reference(person),
            dateTime = dates.Now.UtcDateTime,
            performer = new[] { FhirText.Reference(basis == "young-person-agrees" || part.Door == SharingPart.No ? person : me.Organization) },
            organization = new[] { FhirText.Reference(me.Organization) },
            policyRule = FhirText.Code(Canonicals.LegalBasis, basis),
            provision = new
            {
                period = new { start = $"{dates.Today:yyyy-MM-dd}", end = $"{dates.Today.AddMonths(months):yyyy-MM-dd}" },
                provision = new[] { part.Door == SharingPart.No
                    ? new { type = "deny", actor, @class = (object?)null }
                    : new { type = "permit", actor, @class = (object?)part.Categories.Select(code => new { system = Canonicals.ShareCategory, code, display = Words.For(Canonicals.ShareCategory, code) }) } },
            },
        };
    }

    private object Voice(Journey journey, Signed me, string person)
    {
        var part = journey.Voice!;
        var how = VoicePart.Ways.First(way => way.Value == part.How).Text.ToLowerInvariant();
        return new
        {
            resourceType = "QuestionnaireResponse",
            questionnaire = Canonicals.InMyWords,
            status = "completed",
            subject = FhirText.Reference(person),
            authored = dates.Now.UtcDateTime,
            author = FhirText.Reference(me.Organization),
            item = new[]
            {
                new { linkId = "words", answer = new[] { new { valueString = (part.Asked ? part.Words : part.WhyNot)!.Trim() } } },
                new { linkId = "how", answer = new[] { new { valueString = how } } },
            },
        };
    }

    private object Request(Journey journey, Signed me, string person)
    {
        var (part, meanwhile) = (journey.Service!, journey.Meanwhile!);
        return new
        {
            resourceType = "ServiceRequest",
            extension = new object[]
            {
                new { url = CareExtensions.Meanwhile, valueString = meanwhile.Keep!.Trim() },
                new { url = CareExtensions.RiskHolder, valueReference = FhirText.Reference("Organization/" + meanwhile.RiskHolder) },
            },
            replaces = journey.Replaces is { } replaced ? new[] { FhirText.Reference("ServiceRequest/" + replaced) } : null,
            status = "active",
            intent = "order",
            category = new[] { FhirText.Code(Canonicals.RequestCategory, "referral") },
            priority = part.Priority,
            subject = FhirText.Reference(person),
            authoredOn = dates.Now.UtcDateTime,
            requester = FhirText.Reference(me.Organization),
            performer = new[] { part.Service is { } service ? FhirText.Reference("HealthcareService/" + service) : FhirText.Reference("Organization/" + part.Agency) },
            reasonCode = new[] { new { text = part.Why!.Trim() } },
            supportingInfo = new[] { FhirText.Reference(NewVoice) },
        };
    }

    private object Task(Journey journey, Signed me, string person) => new
    {
        resourceType = "Task",
        status = "requested",
        intent = "order",
        businessStatus = FhirText.Code(Canonicals.BusinessStatus, "sent"),
        priority = journey.Service!.Priority,
        code = FhirText.Code(Canonicals.TaskKind, "referral"),
        focus = FhirText.Reference(NewRequest),
        @for = FhirText.Reference(person),
        authoredOn = dates.Now.UtcDateTime,
        lastModified = dates.Now.UtcDateTime,
        requester = FhirText.Reference(me.Organization),
        owner = FhirText.Reference("Organization/" + journey.Service.Agency),
    };

    /// <summary>The decision about needs stands in this agency's own episode: beside what stands there, or in a new one.</summary>
    private async Task<object> Grouping(Journey journey, Signed me, string person, CancellationToken cancellationToken)
    {
        var decision = Decision(journey.Needs!, me);
        var type = new[] { FhirText.Code(Canonicals.NeedsBasedGrouping, journey.Needs!.Grouping!) };
        var own = person == NewPerson ? [] : (await hub.Search($"EpisodeOfCare?{person.Replace("Patient/", "patient=Patient/", StringComparison.Ordinal)}&organization={me.Organization}&status=active&_count=1", cancellationToken)).Matches;
        if (own.Count > 0)
        {
            var episode = own[0];
            return Change(episode, ("extension", (object[])[.. episode["extension"].Each().Cast<object>(), decision]), ("type", type));
        }

        return Entry("EpisodeOfCare", new
        {
            resourceType = "EpisodeOfCare",
            extension = new[] { decision },
            status = "active",
            type,
            patient = FhirText.Reference(person),
            managingOrganization = FhirText.Reference(me.Organization),
            period = new { start = $"{dates.Today:yyyy-MM-dd}" },
            careManager = me.Practitioner.Length > 0 ? FhirText.Reference("Practitioner/" + me.Practitioner, me.Name) : null,
        });
    }

    private object Decision(NeedsPart part, Signed me) => new
    {
        url = CareExtensions.NeedsGrouping,
        extension = new object[]
        {
            new { url = "grouping", valueCoding = Coding(Canonicals.NeedsBasedGrouping, part.Grouping!) },
            new { url = "since", valueDate = $"{dates.Today:yyyy-MM-dd}" },
            new { url = "author", valueReference = FhirText.Reference(me.Organization, me.Name) },
            new { url = "reason", valueString = part.Reason!.Trim() },
            new { url = "agreement", valueCoding = Coding(Canonicals.Agreement, part.Agreement!) },
        },
    };

    private static object Entry(string type, object resource, string? fullUrl = null) => new { fullUrl, resource, request = new { method = "POST", url = type } };

    /// <summary>A new version of what the hub gave, over just that version.</summary>
    private static object Change(Hub.Fhir.Json.JsonValue given, params IReadOnlyList<(string Name, object? Value)> changes) => new
    {
        resource = Raw.Of(FhirText.With(given, changes)),
        request = new { method = "PUT", url = $"{given["resourceType"].Text}/{given["id"].Text}", ifMatch = $"W/\"{Said.Version(given)}\"" },
    };

    private static object Coding(string system, string code) => new { system, code, display = Words.For(system, code) };

    private static object Concept(string system, string code) => new { coding = new[] { new { system, code } } };

    private static void Say(List<object> extensions, string url, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            extensions.Add(new { url, valueString = text.Trim() });
        }
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
