using System.Globalization;

namespace Hub.Fhir.FhirPath.Values;

/// <summary>A value of one of the System types of FHIRPath (https://hl7.org/fhirpath/N1/#literals).</summary>
public abstract class SystemValue
{
    /// <summary>The name in the System namespace: Boolean, Integer, …</summary>
    public abstract string TypeName { get; }

    /// <summary>As toString() gives it.</summary>
    public abstract override string ToString();

    /// <summary>As a literal of the language.</summary>
    public virtual string ToLiteral() => ToString();
}

/// <summary>true or false.</summary>
public sealed class SystemBoolean : SystemValue
{
    private SystemBoolean(bool value) => Value = value;

    public static SystemBoolean True { get; } = new(true);

    public static SystemBoolean False { get; } = new(false);

    public bool Value { get; }

    public override string TypeName => "Boolean";

    public static SystemBoolean Of(bool value) => value ? True : False;

    public override string ToString() => Value ? "true" : "false";
}

/// <summary>A whole number of 32 bits.</summary>
public sealed class SystemInteger : SystemValue
{
    private static readonly SystemInteger[] Small = [.. Enumerable.Range(-1, 130).Select(value => new SystemInteger(value))];

    private SystemInteger(int value) => Value = value;

    public int Value { get; }

    public override string TypeName => "Integer";

    public static SystemInteger Of(int value) => value is >= -1 and < 129 ? Small[value + 1] : new(value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A whole number of 64 bits.</summary>
public sealed class SystemLong(long value) : SystemValue
{
    public long Value { get; } = value;

    public override string TypeName => "Long";

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public override string ToLiteral() => ToString() + "L";
}

/// <summary>A decimal number; its digits after the point are kept: 1.10 is not 1.1 to precision().</summary>
public sealed class SystemDecimal(decimal value) : SystemValue
{
    public decimal Value { get; } = value;

    public override string TypeName => "Decimal";

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public override string ToLiteral() => Value.Scale == 0 ? ToString() + ".0" : ToString();
}

/// <summary>A text.</summary>
public sealed class SystemString(string value) : SystemValue
{
    private byte[]? utf8;

    public string Value { get; } = value;

    public override string TypeName => "String";

    /// <summary>For comparing with JSON without making a string of it.</summary>
    internal ReadOnlySpan<byte> Utf8 => utf8 ??= System.Text.Encoding.UTF8.GetBytes(Value);

    public override string ToString() => Value;

    public override string ToLiteral() => Parsing.Escapes.Quote(Value, '\'');
}

/// <summary>What type() answers.</summary>
public sealed class SystemReflection(string space, string name) : SystemValue
{
    public string Space { get; } = space;

    public string Name { get; } = name;

    public override string TypeName => "TypeInfo";

    public override string ToString() => $"{Space}.{Name}";
}
