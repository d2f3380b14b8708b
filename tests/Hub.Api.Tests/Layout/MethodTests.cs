using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Hub.Api.Tests.Layout;

public sealed class MethodTests
{
    private static readonly Lazy<List<(string Method, int Lines)>> Methods = new(() => [.. Code.Assemblies.SelectMany(Measure)]);

    [Fact]
    public void No_method_is_longer_than_60_lines() =>
        Guard.None(Methods.Value.Where(method => method.Lines > 60).Select(method => $"{method.Method}: {method.Lines}"));

    [Fact]
    public void Nine_methods_of_ten_have_at_most_20_lines()
    {
        var lengths = Methods.Value.Select(method => method.Lines).Order().ToList();

        Assert.True(lengths.Count == 0 || lengths[lengths.Count * 9 / 10] <= 20);
    }

    /// <summary>From the first to the last line with code, as the debug symbols tell it; tables in static fields are not methods.</summary>
    private static IEnumerable<(string Method, int Lines)> Measure(Assembly assembly)
    {
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly.Location, ".pdb")));
        var reader = symbols.GetMetadataReader();
        foreach (var handle in reader.MethodDebugInformation)
        {
            var lines = reader.GetMethodDebugInformation(handle).GetSequencePoints().Where(point => !point.IsHidden && IsOurs(reader, point.Document)).ToList();
            var method = assembly.ManifestModule.ResolveMethod(MetadataTokens.GetToken(handle.ToDefinitionHandle()))!;
            if (lines.Count > 0 && method is not ConstructorInfo)
            {
                yield return ($"{method.DeclaringType?.FullName}.{method.Name}", lines.Max(point => point.EndLine) - lines.Min(point => point.StartLine) + 1);
            }
        }
    }

    private static bool IsOurs(MetadataReader reader, DocumentHandle document)
    {
        var name = reader.GetString(reader.GetDocument(document).Name).Replace('\\', '/');
        return !name.Contains("/Migrations/", StringComparison.Ordinal) && !name.Contains("/obj/", StringComparison.Ordinal) && !name.EndsWith(".g.cs", StringComparison.Ordinal)
            && !name.EndsWith(".cshtml", StringComparison.Ordinal);
    }
}
