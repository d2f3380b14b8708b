using Hub.Portal.Door;

namespace Hub.Portal.Reading;

/// <summary>Whether this person's agency wrote a plan: only its writer may change it, and the hub's audit tells who that is.</summary>
public sealed class Authorship(HubClient hub)
{
    public async Task<bool> IsOurs(PersonFile file, string plan, CancellationToken cancellationToken)
    {
        var writes = $"AuditEvent?patient=Patient/{file.Person.Id}&entity=CarePlan/{plan}&agent={hub.Person.Organization}&action=C,U&outcome=0&_count=1";
        return (await hub.Search(writes, cancellationToken)).Matches.Count > 0;
    }
}
