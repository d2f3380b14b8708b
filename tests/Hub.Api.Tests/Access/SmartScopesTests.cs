using Hub.Api.Access;

namespace Hub.Api.Tests.Access;

public sealed class SmartScopesTests
{
    [Theory]
    [InlineData("system/Task.rs", "Task", ScopeActions.Read, true)]
    [InlineData("system/Task.rs", "Task", ScopeActions.Search, true)]
    [InlineData("system/Task.rs", "Task", ScopeActions.Update, false)]
    [InlineData("system/Task.rs", "Patient", ScopeActions.Read, false)]
    [InlineData("system/*.cruds", "Patient", ScopeActions.Delete, true)]
    [InlineData("user/*.r", "Patient", ScopeActions.Search, false)]
    [InlineData("system/Task.r system/Task.u", "Task", ScopeActions.Update, true)]
    [InlineData("system/Patient.read", "Patient", ScopeActions.Search, true)]
    [InlineData("system/Patient.write", "Patient", ScopeActions.Read, false)]
    [InlineData("", "Patient", ScopeActions.Read, false)]
    public void A_scope_allows_its_type_and_letters_and_nothing_else(string scopes, string type, ScopeActions action, bool allowed) =>
        Assert.Equal(allowed, SmartScopes.Parse(scopes).Allows(type, action));

    [Theory]
    [InlineData("system/*.cruds", "system/*.cruds", "system/*.cruds")]
    [InlineData("system/*.cruds", "system/Task.rs", "system/Task.rs")]
    [InlineData("system/Task.cruds", "system/*.rs", "system/Task.rs")]
    [InlineData("system/Task.cud", "system/*.rs", "")]
    [InlineData("user/Task.rs", "system/*.rs", "")]
    [InlineData("system/Task.rs system/Patient.r", "system/*.rs", "system/Task.rs system/Patient.r")]
    public void A_partner_gets_what_it_asks_for_within_what_it_is_registered_for(string asked, string registered, string granted) =>
        Assert.Equal(granted, SmartScopes.Parse(asked).Within(SmartScopes.Parse(registered)).ToString());

    [Theory]
    [InlineData("system/Task.sr")]
    [InlineData("system/Task.rr")]
    [InlineData("system/Task.")]
    [InlineData("system/Task")]
    [InlineData("system/Taks.rs")]
    [InlineData("launch/Task.rs")]
    [InlineData("system/Task.rs?status=requested")]
    [InlineData("openid")]
    [InlineData("system.Task/rs")]
    public void What_is_no_scope_of_the_hub_is_refused_by_name(string word)
    {
        Assert.False(SmartScopes.TryParse("system/Patient.rs " + word, out _, out var refused));

        Assert.Equal(word, refused);
    }
}
