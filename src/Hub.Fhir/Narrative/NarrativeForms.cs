namespace Hub.Fhir.Narrative;

/// <summary>The narratives of the hub's profiles, as tables.</summary>
internal static class NarrativeForms
{
    private const string Ours = "https://referralhub.example/fhir/StructureDefinition/";
    private const string Alias = "identifier.where(system = 'https://referralhub.example/fhir/NamingSystem/alias').value";

    private static readonly Lazy<Dictionary<string, NarrativeForm>> Forms = new(All);

    /// <summary>Null for what is no profile of the hub.</summary>
    public static NarrativeForm? Find(string profile) => Forms.Value.GetValueOrDefault(profile);

    private static Dictionary<string, NarrativeForm> All() => new(StringComparer.Ordinal)
    {
        ["anonymous-person"] = Form("Young person", ("Known as", Alias), ("Born", "birthDate"), ("How to be in contact", Extension("safe-contact"))),
        ["identified-person"] = Form("Young person", ("Name", "name"), ("Born", "birthDate"), ("How to be in contact", Extension("safe-contact")), ("Contact", "telecom.value")),
        ["agency"] = Form("Agency", ("Name", "name"), ("Kind", "type"), ("Contact", "telecom.value")),
        ["service"] = Form("Service", ("Name", "name"), ("Of", "providedBy"), ("Offered now", "active"), ("About", "comment")),
        ["sharing-decision"] = Form(
            "Sharing decision",
            ("Status", "status"),
            ("Decided", "dateTime"),
            ("Basis", "policyRule"),
            ("Why", Extension("sharing-reason")),
            ("With", "provision.descendants().where($this is Reference)"),
            ("What", "provision.descendants().where($this is Coding).where(system = 'https://referralhub.example/fhir/CodeSystem/share-category')"),
            ("Until", "provision.period.end")),
        ["referral"] = Form(
            "Referral", ("Status", "status"), ("What is asked", "code"), ("Why", "reasonCode"), ("How soon", "priority"), ("From", "requester"), ("To", "performer"), ("Meanwhile", Extension("meanwhile"))),
        ["referral-task"] = Form(
            "Progress of a referral",
            ("Status", "businessStatus | status"),
            ("Asked", "owner"),
            ("Why", "statusReason"),
            ("Named worker", Extension("named-worker")),
            ("First contact", Extension("first-contact")),
            ("Where to turn next", Extension("next-route"))),
        ["episode"] = Form("Episode", ("Status", "status"), ("Agency", "managingOrganization"), ("Grouping", "type"), ("Since", "period.start"), ("Worker", "careManager")),
        ["safety-plan"] = Form("Safety plan", ("Status", "status"), ("Written", "created"), ("In my words", "activity.detail.description")),
        ["joint-action-plan"] = Form("Joint action plan", ("Status", "status"), ("Title", "title"), ("Where I stand", Extension("agreement", "stance")), ("In my words", Extension("agreement", "words"))),
        ["plan-action"] = Form(
            "Action", ("What", "description"), ("Status", "businessStatus | status"), ("Who answers for it", "owner"), ("Who does it", Extension("doer")), ("By", "restriction.period.end"), ("Done means", Extension("done-means"))),
        ["supervision"] = Form("Supervision", ("Date", "created"), ("Supervisor", "author"), ("Kind", Extension("supervision-kind")), ("Next", Extension("new-action"))),
        ["assessment"] = Form("Assessment", ("Status", "status"), ("Date", "authored"), ("By", "author"), ("Said", "item.descendants().where($this is string)"), ("What follows", Extension("assessment-outcome"))),
        ["risk-formulation"] = Form("Risk formulation", ("Of", "occurrence"), ("By", "performer"), ("Formulation", "note.text"), ("What helps", "mitigation")),
        ["contact"] = Form("Contact", ("Status", "status"), ("How", "type"), ("When", "period.start"), ("Agency", "serviceProvider")),
    };

    private static NarrativeForm Form(string title, params (string Label, string Path)[] rows) =>
        new(title, rows.Select(row => new NarrativeRow(row.Label, row.Path)).ToList());

    private static string Extension(string name) => $"extension('{Ours}{name}').value";

    private static string Extension(string name, string part) => $"extension('{Ours}{name}').extension.where(url = '{part}').value";
}
