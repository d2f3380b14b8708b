using System.Collections.Frozen;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.Care;

/// <summary>Reads what one provision says by itself: period, actors, classes, purposes, and whether the hub understands all of it.</summary>
internal static class ProvisionReach
{
    /// <summary>Purposes of everyday care: a permit for one is a permit for all, and so is a refusal.</summary>
    private static readonly FrozenSet<string> Care = FrozenSet.Create("TREAT", "CAREMGT", "COORD", "SUPNWK", "PATSFTY", "THREAT");

    private static readonly FrozenSet<string> Emergency = FrozenSet.Create("BTG", "ETREAT");

    /// <summary>People named here are not agencies: a word about them says nothing about an agency.</summary>
    private static readonly FrozenSet<string> People = FrozenSet.Create("RelatedPerson", "Patient");

    private static readonly string[] NotToldApart = ["securityLabel", "code", "dataPeriod", "data"];

    public static Reach Of(JsonValue provision, bool permits)
    {
        var (from, until) = Period(provision["period"]);
        var (agencies, actorsClear) = Agencies(provision["actor"], permits);
        var (categories, classesClear) = Categories(provision["class"], permits);
        var clear = actorsClear && classesClear && ActionsAreOfReading(provision["action"])
            && !NotToldApart.Any(name => provision[name].Exists);
        return new Reach(from, until, agencies, categories, Purposes(provision["purpose"]), clear);
    }

    private static (DateTimeOffset From, DateTimeOffset Until) Period(JsonValue period)
    {
        var from = period["start"].TextOf() is { } start && FhirDateTime.TryParse(start, out var first) ? first.Low : DateTimeOffset.MinValue;
        var until = period["end"].TextOf() is { } end && FhirDateTime.TryParse(end, out var last) ? last.High : DateTimeOffset.MaxValue;
        return (from, until);
    }

    private static (IReadOnlySet<string>? Agencies, bool Clear) Agencies(JsonValue actors, bool permits)
    {
        if (!actors.Exists)
        {
            return (null, true);
        }

        var references = actors.Each().Select(actor => actor["reference"]).ToList();
        var agencies = references.Select(reference => reference.AgencyOf()).OfType<string>().ToHashSet();
        var others = references.Count(reference => reference.AgencyOf() is null && !IsOfPerson(reference));
        // Somebody the hub cannot place in an agency is refused to every agency, and permitted to none.
        return others > 0 && !permits ? (null, false) : (agencies, true);
    }

    private static (IReadOnlySet<string>? Categories, bool Clear) Categories(JsonValue classes, bool permits)
    {
        if (!classes.Exists)
        {
            return (null, true);
        }

        var known = classes.Each().Where(IsCategory).Select(coding => coding["code"].Text).ToHashSet();
        return known.Count < classes.Count && !permits ? (null, false) : (known, true);
    }

    private static HashSet<string>? Purposes(JsonValue purposes)
    {
        if (!purposes.Exists)
        {
            return null;
        }

        var said = purposes.Each().Select(coding => coding["code"].TextOf()).OfType<string>().ToHashSet();
        if (said.Overlaps(Care))
        {
            said.UnionWith(Care);
        }

        if (said.Overlaps(Emergency))
        {
            said.UnionWith(Emergency);
        }

        return said;
    }

    private static bool ActionsAreOfReading(JsonValue actions) =>
        actions.Each().All(action => action.CodeIn(Canonicals.ConsentAction) is "access" or "use" or "disclose");

    private static bool IsCategory(JsonValue coding) => coding["system"].TextOf() == Canonicals.ShareCategory && coding["code"].Exists;

    private static bool IsOfPerson(JsonValue reference) => People.Any(type => reference.IdOf(type) is not null);
}
