using System.Reflection;
using System.Text.RegularExpressions;

namespace Hub.Api.Tests.Layout;

public sealed partial class NameTests
{
    private static readonly HashSet<string> Avoided =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Service", "Handler", "Processor", "Wrapper", "Provider", "Base", "Common", "Shared", "Dto", "Info"];

    [Fact]
    public void Types_are_named_for_what_they_are()
    {
        var offenders = Code.Assemblies.SelectMany(Code.TypesOf)
            .Where(type => Words(type).Any(word => Avoided.Contains(word) && !IsGivenByTheFramework(type, word)))
            .Select(type => type.FullName);

        Guard.None(offenders);
    }

    [Fact]
    public void Files_and_folders_are_named_for_what_they_hold()
    {
        var offenders = Repository.Sources(".cs", ".cshtml")
            .Where(file => file.IsUnder("src"))
            .Where(file => file.Path.Split('/', '.').SelectMany(Split).Any(word => Avoided.Contains(word)))
            .Where(file => !Code.Assemblies.SelectMany(Code.TypesOf).Any(type => type.Name == file.Name))
            .Select(file => file.Path);

        Guard.None(offenders);
    }

    [Fact]
    public void Our_own_methods_carry_no_Async_suffix()
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var offenders =
            from type in Code.Assemblies.SelectMany(Code.TypesOf)
            from method in type.GetMethods(declared)
            where method.Name.EndsWith("Async", StringComparison.Ordinal) && method.GetBaseDefinition() == method && !ImplementsAnInterface(type, method)
            select $"{type.Name}.{method.Name}";

        Guard.None(offenders);
    }

    [Fact]
    public void An_interface_has_two_implementations()
    {
        var types = Code.Assemblies.SelectMany(Code.TypesOf).ToList();
        var lonely = types.Where(type => type.IsInterface)
            .Where(face => types.Count(type => type.IsClass && face.IsAssignableFrom(type)) < 2)
            .Select(face => face.FullName);

        Guard.None(lonely);
    }

    private static IEnumerable<string> Words(Type type) => Split(type.Name.Split('`')[0]);

    private static IEnumerable<string> Split(string name) => WordPattern().Matches(name).Select(match => match.Value);

    /// <summary>A subclass of the framework's XHandler may be called so.</summary>
    private static bool IsGivenByTheFramework(Type type, string word) =>
        Parents(type).Any(parent => !parent.Namespace!.StartsWith("Hub.", StringComparison.Ordinal) && Words(parent).Contains(word));

    private static IEnumerable<Type> Parents(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            yield return parent;
        }
        foreach (var face in type.GetInterfaces())
        {
            yield return face;
        }
    }

    private static bool ImplementsAnInterface(Type type, MethodInfo method) =>
        !type.IsInterface && type.GetInterfaces().Any(face => type.GetInterfaceMap(face).TargetMethods.Contains(method));

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex WordPattern();
}
