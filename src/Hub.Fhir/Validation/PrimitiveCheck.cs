using System.Buffers;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Validation;

/// <summary>The JSON type and the format of one primitive value (http://hl7.org/fhir/R4/json.html#primitive).</summary>
internal sealed class PrimitiveCheck(JsonText text, IssueSink sink)
{
    public void Check(int row, JsonMember member)
    {
        ref var entry = ref text.Entries[row];
        var format = member.Type.Format;
        if (!HasJsonType(entry.Kind, format))
        {
            sink.Error(Problems.WrongType, $"{member.Name} must be a JSON {JsonTypeOf(format)} ({member.Type.Name}).");
        }
        else if (entry.Length == 0)
        {
            sink.Error(Problems.EmptyElement, "A string must not be empty; leave the element out instead.");
        }
        else if (entry.IsEscaped)
        {
            CheckEscaped(text.Bytes.AsSpan(entry.Start, entry.Length), member);
        }
        else
        {
            CheckFormat(text.Bytes.AsSpan(entry.Start, entry.Length), member);
        }
    }

    private void CheckEscaped(ReadOnlySpan<byte> content, JsonMember member)
    {
        var plain = ArrayPool<byte>.Shared.Rent(content.Length);
        CheckFormat(plain.AsSpan(0, JsonEscapes.Unescape(content, plain)), member);
        ArrayPool<byte>.Shared.Return(plain);
    }

    private void CheckFormat(ReadOnlySpan<byte> value, JsonMember member)
    {
        if (member.Type.Format == PrimitiveFormat.Xhtml)
        {
            if (new XhtmlScanner(value).Fault() is { } fault)
            {
                sink.Error(Problems.InvalidNarrative, fault);
            }
        }
        else if (!PrimitiveFormats.IsValid(member.Type.Format, value))
        {
            sink.Error(Problems.InvalidPrimitive, PrimitiveFormats.Sentence(member.Type));
        }
    }

    private static bool HasJsonType(JsonKind kind, PrimitiveFormat format) => format switch
    {
        PrimitiveFormat.Boolean => kind is JsonKind.True or JsonKind.False,
        PrimitiveFormat.Integer or PrimitiveFormat.UnsignedInt or PrimitiveFormat.PositiveInt or PrimitiveFormat.Decimal => kind == JsonKind.Number,
        _ => kind == JsonKind.String,
    };

    private static string JsonTypeOf(PrimitiveFormat format) => format switch
    {
        PrimitiveFormat.Boolean => "true or false",
        PrimitiveFormat.Integer or PrimitiveFormat.UnsignedInt or PrimitiveFormat.PositiveInt or PrimitiveFormat.Decimal => "number",
        _ => "string",
    };
}
