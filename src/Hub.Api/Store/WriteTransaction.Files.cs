namespace Hub.Api.Store;

/// <summary>In whose file rows stand. The key of a row is its place on a database of many, so a row that moves is deleted and written again.</summary>
public sealed partial class WriteTransaction
{
    private const string VersionColumns = "sequence, person_key, resource_key, type, version, last_updated, deleted, patient, author, category, referral, method, "
        + "body, request_id, correlation_id";

    private static readonly Insertion Threads = new("thread", "referral", "person_key");

    /// <summary>The files of the threads this work has asked about; nobody else changes them meanwhile.</summary>
    private readonly Dictionary<string, List<int>> files = new(StringComparer.Ordinal);

    /// <summary>A record stands in the file of its person; one that has none any more stays where it was.</summary>
    private static int PersonKey(string? patient, StoredResource? current) =>
        patient is null ? current?.PersonKey ?? PersonKeys.Nobody : PersonKeys.Of(patient);

    /// <summary>Takes the earlier versions along into another file.</summary>
    private void Move(StoredResource current, int personKey)
    {
        var versions = session.All(
            $"SELECT {VersionColumns} FROM resource_version WHERE resource_key = @p0 AND person_key = @p1",
            row =>
            {
                var values = new object[row.FieldCount];
                row.GetValues(values);
                return values;
            },
            current.Key, current.PersonKey);
        session.Execute("DELETE FROM resource_version WHERE resource_key = @p0 AND person_key = @p1", current.Key, current.PersonKey);
        session.Execute("DELETE FROM resource WHERE resource_key = @p0 AND person_key = @p1", current.Key, current.PersonKey);
        foreach (var version in versions)
        {
            version[1] = personKey;
            session.Insert(Versions, [.. version.Select(value => value is DBNull ? null : value)]);
        }

        session.Execute(
            "UPDATE locator SET person_key = @p2 WHERE type = @p0 AND id = @p1", current.Type, current.Id, personKey);
    }

    /// <summary>A thread has a record in the file from now on: its grants are there as well.</summary>
    private void Thread(string referral, int personKey)
    {
        var held = Files(referral);
        if (held.Contains(personKey))
        {
            return;
        }

        session.Insert(Threads, referral, personKey);
        if (held.Count > 0)
        {
            session.Execute(
                "INSERT INTO access_grant (source, person_key, ordinal, agency, patient, category, referral, basis, starts, ends) "
                + "SELECT source, @p0, ordinal, agency, patient, category, referral, basis, starts, ends FROM access_grant "
                + "WHERE person_key = @p1 AND referral = @p2",
                personKey, held[0], referral);
        }

        held.Add(personKey);
    }

    /// <summary>The files in which a thread has records; one that has none yet begins in <paramref name="home"/>.</summary>
    private List<int> Files(string referral, int home)
    {
        var held = Files(referral);
        if (held.Count == 0)
        {
            session.Insert(Threads, referral, home);
            held.Add(home);
        }

        return held;
    }

    private List<int> Files(string referral)
    {
        if (!files.TryGetValue(referral, out var known))
        {
            known = files[referral] = IsNew(referral) ? [] : session.All("SELECT person_key FROM thread WHERE referral = @p0 ORDER BY person_key", row => row.GetInt32(0), referral);
        }

        return known;
    }
}
