using System.Text;
using Hub.Fhir.Definitions;

namespace Hub.Fhir.FhirPath.Expressions;

/// <summary>What a name is in a type: the one JSON property of a plain element, a choice, or nothing.</summary>
internal sealed record MemberOfType(TypeDefinition Type, JsonMember? Member, bool IsChoice)
{
    public static MemberOfType Find(TypeDefinition type, string name) => type.Element(name) switch
    {
        null => new(type, null, IsChoice: false),
        { IsChoice: true } => new(type, null, IsChoice: true),
        _ => new(type, type.Member(Encoding.UTF8.GetBytes(name)), IsChoice: false),
    };
}
