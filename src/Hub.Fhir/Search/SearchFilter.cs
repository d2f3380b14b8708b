namespace Hub.Fhir.Search;

/// <summary>
/// One condition; all conditions of a query hold together, the values of one condition are alternatives.
/// <see cref="Negated"/>: the resource matches when no value of it satisfies the condition, so also when it has none.
/// </summary>
public abstract record SearchFilter(string Parameter, Modifier Modifier)
{
    public bool Negated => Modifier is Modifier.Not or Modifier.NotIn;
}

/// <summary>Token: None and Not compare system and code, Text searches in the text, In and NotIn hold the codes of a value set, OfType reads the values of "[name]:of-type".</summary>
public sealed record TokenFilter(string Parameter, Modifier Modifier, IReadOnlyList<TokenOperand> Values) : SearchFilter(Parameter, Modifier);

/// <summary>
/// <paramref name="System"/>: null is any, "" is none. <paramref name="Code"/>: null is any. For Text only <paramref name="Text"/> is set,
/// in the form of <see cref="StringValue.Normal"/>.
/// </summary>
public sealed record TokenOperand(string? System, string? Code, string? Text = null);

/// <summary>String: None begins with, Contains contains (both on the normal form), Exact equals the text as written.</summary>
public sealed record StringFilter(string Parameter, Modifier Modifier, IReadOnlyList<StringOperand> Values) : SearchFilter(Parameter, Modifier);

public sealed record StringOperand(string Text, string Normal);

/// <summary>Reference: None and Type compare the target, Identifier the logical identifier, Below a canonical whose version begins so.</summary>
public sealed record ReferenceFilter(string Parameter, Modifier Modifier, IReadOnlyList<ReferenceOperand> Values) : SearchFilter(Parameter, Modifier);

/// <summary>
/// A relative target has an <paramref name="Id"/> (and a type unless several are possible) and matches relative references only;
/// an absolute one, urn or canonical has a <paramref name="Url"/>. What is null matches anything, but identifier system "" is none.
/// </summary>
public sealed record ReferenceOperand(
    string? Type,
    string? Id,
    string? Version = null,
    string? Url = null,
    string? IdentifierSystem = null,
    string? IdentifierValue = null);

/// <summary>Date: see <see cref="DateOperand"/>.</summary>
public sealed record DateFilter(string Parameter, Modifier Modifier, IReadOnlyList<DateOperand> Values) : SearchFilter(Parameter, Modifier);

/// <summary>Number: see <see cref="NumberOperand"/>.</summary>
public sealed record NumberFilter(string Parameter, Modifier Modifier, IReadOnlyList<NumberOperand> Values) : SearchFilter(Parameter, Modifier);

/// <summary>Quantity: the number, and the unit where one is given.</summary>
public sealed record QuantityFilter(string Parameter, Modifier Modifier, IReadOnlyList<QuantityOperand> Values) : SearchFilter(Parameter, Modifier);

/// <summary><paramref name="System"/> null is any. A code without a system matches the code or the unit as written.</summary>
public sealed record QuantityOperand(NumberOperand Number, string? System, string? Code);

/// <summary>Uri: None equals; Below begins with it; Above is one of its <see cref="UriSearch.Ancestors"/>.</summary>
public sealed record UriFilter(string Parameter, Modifier Modifier, IReadOnlyList<string> Values) : SearchFilter(Parameter, Modifier);

/// <summary>Composite: each operand holds one filter a component, all to be met by the parts of one <see cref="CompositeValue"/>.</summary>
public sealed record CompositeFilter(string Parameter, IReadOnlyList<CompositeOperand> Values, Modifier Modifier = Modifier.None) : SearchFilter(Parameter, Modifier);

public sealed record CompositeOperand(IReadOnlyList<SearchFilter> Parts);

/// <summary>The parameter has no value (<paramref name="Missing"/>), or has one.</summary>
public sealed record MissingFilter(string Parameter, bool Missing) : SearchFilter(Parameter, Modifier.Missing);

/// <summary>Chain: the reference leads to a resource of one of the types that meets its filter.</summary>
public sealed record ChainFilter(string Parameter, IReadOnlyList<ChainTarget> Targets) : SearchFilter(Parameter, Modifier.None);

public sealed record ChainTarget(string Type, SearchFilter Filter);

/// <summary>Reverse chain: a resource of <paramref name="Type"/> refers here by <paramref name="Reference"/> and meets the filter.</summary>
public sealed record HasFilter(string Type, string Reference, SearchFilter Filter) : SearchFilter("_has", Modifier.None);

/// <summary>Compartment: what belongs to the person (https://hl7.org/fhir/R4/compartmentdefinition-patient.html).</summary>
public sealed record CompartmentFilter(string Patient) : SearchFilter("_compartment", Modifier.None);

/// <summary>What belongs to any person.</summary>
public sealed record PeopleFilter() : SearchFilter("_compartment", Modifier.None);

/// <summary>Care between two moments, as far as the <see cref="CareDates"/> of a resource say when it was: from the first of them to the last; what has none is of any time.</summary>
public sealed record CareFilter(DateTimeOffset From, DateTimeOffset Until) : SearchFilter("_care", Modifier.None);

/// <summary>_type: resources of these types alone, in a search over all types.</summary>
public sealed record TypesFilter(IReadOnlyList<string> Types) : SearchFilter("_type", Modifier.None);
