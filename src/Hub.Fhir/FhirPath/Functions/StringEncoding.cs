using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>https://hl7.org/fhirpath/N1/#additional-string-functions: encode, decode, escape, unescape.</summary>
internal static class StringEncoding
{
    public static readonly Function[] Table =
    [
        Function.Of("encode", 1, (in call, input, output) => Apply(call, input, output, Encode)),
        Function.Of("decode", 1, (in call, input, output) => Apply(call, input, output, Decode)),
        Function.Of("escape", 1, (in call, input, output) => Apply(call, input, output, Escape)),
        Function.Of("unescape", 1, (in call, input, output) => Apply(call, input, output, Unescape)),
    ];

    private static void Apply(in Call call, ValueList input, ValueList output, Func<string, string, string?> change)
    {
        if (Strings.Text(call, input) is not { } text || call.Text(0) is not { } format)
        {
            return;
        }

        try
        {
            output.Add(Strings.Bounded(change(text, format) ?? throw call.Error($"The format '{format}' is not known"), call));
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw call.Error($"The text is not '{format}'");
        }
    }

    private static string? Encode(string text, string format) => format switch
    {
        "hex" => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)),
        "base64" => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        "urlbase64" => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).Replace('+', '-').Replace('/', '_'),
        _ => null,
    };

    private static string? Decode(string text, string format) => format switch
    {
        "hex" => Encoding.UTF8.GetString(Convert.FromHexString(text)),
        "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(text)),
        "urlbase64" => Encoding.UTF8.GetString(Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/'))),
        _ => null,
    };

    private static string? Escape(string text, string format) => format switch
    {
        "html" => WebUtility.HtmlEncode(text),
        "json" => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        _ => null,
    };

    private static string? Unescape(string text, string format) => format switch
    {
        "html" => WebUtility.HtmlDecode(text),
        "json" => JsonText(text),
        _ => null,
    };

    // A quote that is not escaped stands for itself.
    private static string JsonText(string text)
    {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                quoted.Append(text[i++]);
            }
            else if (text[i] == '"')
            {
                quoted.Append('\\');
            }

            quoted.Append(text[i]);
        }

        using var parsed = JsonDocument.Parse(quoted.Append('"').ToString());
        return parsed.RootElement.GetString()!;
    }
}
