using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Validation;

/// <summary>
/// ref-1 and dom-3 by hand, in one pass instead of one search for each contained resource: what refers to #id has its contained
/// resource, and every contained resource is referred to, or refers to its container as #.
/// </summary>
internal sealed class LocalReferences(JsonText text)
{
    private readonly List<(int Row, int Resource, bool IsReference)> noted = [];
    private readonly List<(string Text, int Row)> faults = [];

    /// <summary>How many are noted; what comes after belongs to the resource that begins here.</summary>
    public int Mark => noted.Count;

    /// <summary>An address that begins with #, inside a resource that may itself be contained.</summary>
    public void Note(int row, int resource, bool isReference) => noted.Add((row, resource, isReference));

    /// <summary>A resource that is contained in none has ended.</summary>
    public void End(int resource, int mark)
    {
        var contained = text.At(resource)["contained"u8];
        if (noted.Count > mark || contained.Exists)
        {
            Compare(contained, noted[mark..]);
            noted.RemoveRange(mark, noted.Count - mark);
        }
    }

    public void Report(IssueSink sink)
    {
        foreach (var (fault, row) in faults)
        {
            sink.At(Severity.Error, Problems.InvariantFailed, fault, text, row);
        }
    }

    private void Compare(JsonValue contained, List<(int Row, int Resource, bool IsReference)> local)
    {
        var targets = local.Select(note => text.At(note.Row).Text).ToHashSet();
        var upward = local.Where(note => text.At(note.Row).TextEquals("#"u8)).Select(note => note.Resource).ToHashSet();
        var ids = new HashSet<string> { "#" };
        foreach (var item in contained.Items)
        {
            var id = "#" + item["id"u8].Text;
            ids.Add(id);
            if (!targets.Contains(id) && !upward.Contains(item.Index))
            {
                faults.Add(("dom-3: If the resource is contained in another resource, it SHALL be referred to from elsewhere in the resource or SHALL refer to the containing resource.", item.Index));
            }
        }

        foreach (var (row, _, isReference) in local)
        {
            if (isReference && !ids.Contains(text.At(row).Text))
            {
                faults.Add(("ref-1: SHALL have a contained resource if a local reference is provided.", row));
            }
        }
    }
}
