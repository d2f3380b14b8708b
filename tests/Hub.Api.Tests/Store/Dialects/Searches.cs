namespace Hub.Api.Tests.Store.Dialects;

/// <summary>A few records and the searches over them: each parameter type, modifier, prefix, chain, include and sort once.</summary>
internal static class Searches
{
    public static readonly IReadOnlyList<string> Records =
    [
        """
        {"resourceType":"Patient","id":"ash","identifier":[{"system":"http://i","value":"1","type":{"coding":[{"system":"http://y","code":"MR"}]}}],
        "name":[{"family":"Smith","given":["Ash"]}],"birthDate":"2009-05-01","gender":"female","managingOrganization":{"reference":"Organization/camhs"}}
        """,
        """{"resourceType":"Patient","id":"bo","name":[{"family":"Jones"}],"birthDate":"2010"}""",
        """{"resourceType":"Organization","id":"camhs","name":"CAMHS"}""",
        """
        {"resourceType":"Task","id":"t1","status":"requested","intent":"order","for":{"reference":"Patient/ash"},"owner":{"reference":"Organization/camhs"},
        "focus":{"reference":"Patient/ash/_history/1"},"code":{"coding":[{"system":"http://s","code":"a"}],"text":"Fulfil"},"authoredOn":"2026-03-01"}
        """,
        """
        {"resourceType":"Task","id":"t2","status":"accepted","intent":"order","for":{"reference":"Patient/ash"},
        "owner":{"identifier":{"system":"http://i","value":"1"}}}
        """,
        """
        {"resourceType":"Observation","id":"o1","status":"final","code":{"coding":[{"system":"http://s","code":"phq9"}]},"subject":{"reference":"Patient/ash"},
        "valueQuantity":{"value":12,"unit":"score","system":"http://units","code":"{score}"},"effectiveDateTime":"2026-03-01"}
        """,
        """
        {"resourceType":"CarePlan","id":"c1","status":"active","intent":"plan","subject":{"reference":"Patient/ash"},"instantiatesUri":["http://p/a/b"],
        "category":[{"coding":[{"code":"safety-plan"}]}]}
        """,
        """{"resourceType":"Basic","id":"b","code":{"text":"x"}}""",
    ];

    public static readonly IReadOnlyList<(string Type, string Query)> All =
    [
        ("Patient", ""),
        ("Patient", "_count=1"),
        ("Patient", "_summary=count"),
        ("Patient", "_total=accurate&_count=1"),
        ("Patient", "_id=ash,bo"),
        ("Patient", "_id:not=ash"),
        ("Patient", "_lastUpdated=ge2026"),
        ("Patient", "identifier=http://i|1"),
        ("Patient", "identifier=|1"),
        ("Patient", "identifier=http://i|&gender=female"),
        ("Patient", "identifier:of-type=http://y|MR|1"),
        ("Patient", "gender:not=male"),
        ("Patient", "family=smi"),
        ("Patient", $"family={new string('s', 70)}"),
        ("Patient", "family:exact=Smith"),
        ("Patient", "name:contains=mit&gender=female"),
        ("Patient", "family=smith,jones&birthdate=2009-05-01"),
        ("Patient", "birthdate=eq2009-05-01"),
        ("Patient", "gender=female&birthdate=ne2009"),
        ("Patient", "gender=female&birthdate=gt2009"),
        ("Patient", "gender=female&birthdate=lt2009"),
        ("Patient", "gender=female&birthdate=ge2009"),
        ("Patient", "gender=female&birthdate=le2009"),
        ("Patient", "gender=female&birthdate=sa2009"),
        ("Patient", "gender=female&birthdate=eb2009"),
        ("Patient", "gender=female&birthdate=ap2009"),
        ("Patient", "birthdate:missing=true"),
        ("Patient", "birthdate:missing=false&family=smith"),
        ("Patient", "organization=Organization/camhs"),
        ("Patient", "organization=camhs"),
        ("Patient", "organization=http://elsewhere/Organization/camhs"),
        ("Patient", "organization:identifier=http://i|1"),
        ("Patient", "_has:Task:patient:status=requested"),
        ("Patient", "_has:Task:patient:_has:Task:focus:status=requested&gender=female"),
        ("Task", "owner=Organization/camhs&status=requested"),
        ("Task", "owner=Organization/camhs&status:not=requested"),
        ("Task", "owner=Organization/camhs&status=requested&_sort=_lastUpdated&_count=1"),
        ("Task", "owner=Organization/camhs&status=requested&due=lt2027&_sort=due"),
        ("Task", "focus=Patient/ash/_history/1"),
        ("Task", "code:text=fulfil&status=requested"),
        ("Task", "patient.name=ash"),
        ("Task", "patient.name=ash&status=requested"),
        ("Task", "status=requested,accepted"),
        ("Task", "_include=Task:patient"),
        ("Task", "_include=Task:*&_include:iterate=Patient:organization"),
        ("Patient", "_revinclude=Task:patient"),
        ("Patient", "_revinclude=Task:*"),
        ("Patient", "_sort=-birthdate&_count=1"),
        ("Patient", "_sort=family,-_id&_count=1"),
        ("Patient", "_sort=_lastUpdated&_count=1"),
        ("Patient", "gender=female&_sort=-_lastUpdated,family&_count=1"),
        ("Patient", "_sort=gender,organization&_count=1"),
        ("Observation", "_sort=-value-quantity,date&_count=1"),
        ("CarePlan", "_sort=instantiates-uri&_count=1"),
        ("Observation", "value-quantity=12"),
        ("Observation", "code=phq9&value-quantity=ne5|http://units|{score}"),
        ("Observation", "code=phq9&value-quantity=gt5||score"),
        ("Observation", "code=phq9&value-quantity=lt50"),
        ("Observation", "code=phq9&value-quantity=ge5"),
        ("Observation", "code=phq9&value-quantity=le50"),
        ("Observation", "code=phq9&value-quantity=sa5"),
        ("Observation", "code=phq9&value-quantity=eb50"),
        ("Observation", "code=phq9&value-quantity=ap12"),
        ("Observation", "code-value-quantity=http://s|phq9$gt10"),
        ("CarePlan", "instantiates-uri=http://p/a/b"),
        ("CarePlan", "instantiates-uri:below=http://p/a"),
        ("CarePlan", "instantiates-uri:above=http://p/a/b/c"),
        ("CarePlan", "patient=Patient/ash&category=safety-plan"),
    ];
}
