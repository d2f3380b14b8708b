using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Hub.Api.Tests.Layout;

/// <summary>The built assemblies of the hub, read down to the instructions of their methods.</summary>
internal static class Code
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static Assembly Api { get; } = typeof(Program).Assembly;

    public static Assembly Fhir { get; } = Assembly.Load("Hub.Fhir");

    public static Assembly Portal { get; } = Assembly.Load("Hub.Portal");

    public static IReadOnlyList<Assembly> Assemblies { get; } = [Fhir, Api, Portal];

    /// <summary>The types people wrote: no closures, state machines, migrations or generated regular expressions.</summary>
    public static IEnumerable<Type> TypesOf(Assembly assembly) => assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith("Hub.", StringComparison.Ordinal) == true && !type.Namespace.Contains("Migrations", StringComparison.Ordinal))
        .Where(type => !Owners(type).Any(owner => owner.IsDefined(typeof(CompilerGeneratedAttribute), false) || owner.Name.Contains('<', StringComparison.Ordinal)));

    /// <summary>Which of our types uses which type, closures counted with the type that holds them.</summary>
    public static IEnumerable<(Type User, Type Used)> Uses(Assembly assembly) =>
        from type in assembly.GetTypes()
        from used in OfMembers(type).SelectMany(Flatten)
        select (Owners(type).Last(), Owners(used).Last());

    private static IEnumerable<Type> OfMembers(Type type)
    {
        var fields = type.GetFields(Declared).Select(field => field.FieldType);
        MethodBase[] methods = [.. type.GetMethods(Declared), .. type.GetConstructors(Declared)];
        var parents = type.GetInterfaces().Append(type.BaseType).OfType<Type>();
        return parents.Concat(fields).Concat(methods.SelectMany(OfSignature)).Concat(methods.SelectMany(OfBody));
    }

    private static IEnumerable<Type> OfSignature(MethodBase method)
    {
        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType);
        var arguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        return method is MethodInfo { ReturnType: var returned } ? [.. parameters, .. arguments, returned] : [.. parameters, .. arguments];
    }

    private static IEnumerable<Type> OfBody(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
        {
            return [];
        }
        var locals = body.LocalVariables.Select(local => local.LocalType);
        return locals.Concat(Tokens(body.GetILAsByteArray() ?? []).SelectMany(token => OfToken(method, token)));
    }

    private static IEnumerable<Type> OfToken(MethodBase method, int token)
    {
        var member = method.Module.ResolveMember(token,
            method.DeclaringType?.IsGenericType == true ? method.DeclaringType.GetGenericArguments() : null,
            method.IsGenericMethod ? method.GetGenericArguments() : null);
        return member switch
        {
            Type type => [type],
            FieldInfo field => [field.DeclaringType!, field.FieldType],
            MethodBase called => [.. OfSignature(called), .. called.DeclaringType is { } declaring ? new[] { declaring } : []],
            _ => [],
        };
    }

    /// <summary>ECMA-335 III.1: an operation code of one or two bytes, then its operand.</summary>
    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var at = 0; at < il.Length;)
        {
            var code = OpCodesByValue[il[at] == 0xFE ? (short)(0xFE00 | il[at + 1]) : il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return BitConverter.ToInt32(il, at);
            }
            at += OperandSize(code.OperandType, il, at);
        }
    }

    private static int OperandSize(OperandType operand, byte[] il, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(il, at),
        _ => 4,
    };

    private static IEnumerable<Type> Flatten(Type type) =>
        type.HasElementType ? Flatten(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Flatten).Append(type.GetGenericTypeDefinition())
        : [type];

    /// <summary>The type, then the types it is nested in, outermost last.</summary>
    private static IEnumerable<Type> Owners(Type type)
    {
        for (var owner = type; owner is not null; owner = owner.DeclaringType)
        {
            yield return owner;
        }
    }
}
