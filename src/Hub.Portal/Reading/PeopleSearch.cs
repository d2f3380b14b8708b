using AutoMapper;
using Hub.Fhir.Care;
using Hub.Portal.Door;
using Hub.Portal.Pages.Refer;
using Hub.Portal.Rows;

namespace Hub.Portal.Reading;

/// <summary>Finds young people among those whose identity is shared with this person's agency.</summary>
public sealed class PeopleSearch(HubClient hub, IMapper mapper)
{
    public async Task<IReadOnlyList<PersonRow>> Find(string words, CancellationToken cancellationToken)
    {
        var text = words.Trim();
        var digits = text.Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length == 10 && digits.All(char.IsAsciiDigit))
        {
            return await Search("identifier=" + Uri.EscapeDataString(digits), cancellationToken);
        }

        var byName = Search("name=" + Uri.EscapeDataString(Escaped(text)), cancellationToken);
        var byAlias = Search("identifier=" + Uri.EscapeDataString(Canonicals.Alias + "|" + Escaped(text)), cancellationToken);
        return [.. (await byName).Concat(await byAlias).DistinctBy(row => row.Id)];
    }

    public async Task<IReadOnlyList<PersonRow>> Alike(PersonPart part, CancellationToken cancellationToken)
    {
        var found = new List<PersonRow>();
        if (part.Digits is { } digits)
        {
            found.AddRange(await Search("identifier=" + Uri.EscapeDataString(Canonicals.NhsNumber + "|" + digits), cancellationToken));
        }

        if (!string.IsNullOrWhiteSpace(part.Alias))
        {
            found.AddRange(await Search("identifier=" + Uri.EscapeDataString(Canonicals.Alias + "|" + Escaped(part.Alias.Trim())), cancellationToken));
        }

        if (!string.IsNullOrWhiteSpace(part.Family) && part.BirthDate is { } born)
        {
            found.AddRange(await Search($"family={Uri.EscapeDataString(Escaped(part.Family.Trim()))}&birthdate={born[..7]}", cancellationToken));
        }

        return [.. found.DistinctBy(row => row.Id)];
    }

    private async Task<IReadOnlyList<PersonRow>> Search(string query, CancellationToken cancellationToken) =>
        [.. (await hub.Search($"Patient?{query}&_count=20", cancellationToken)).Matches.Select(root => mapper.Map<PersonRow>(new Person(root)))];

    /// <summary>What search values give a meaning of their own is meant as it stands.</summary>
    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal);
}
