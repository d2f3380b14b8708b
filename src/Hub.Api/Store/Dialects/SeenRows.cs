namespace Hub.Api.Store.Dialects;

/// <summary>
/// The parts of a statement about the first rows, from the greatest <c>Key</c> down, that the scope may see: the <c>Columns</c> that are
/// taken of what is met in <c>From</c>, and the <c>Basis</c>, which is null where the scope may not see it.
/// </summary>
internal sealed record SeenRows(string Columns, string Basis, string From, string Where, string Key, string Count);
