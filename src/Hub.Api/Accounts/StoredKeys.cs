using System.Xml.Linq;
using Hub.Api.Store.Dialects;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Accounts;

/// <summary>The keys that seal cookies and forms, in the database so that every node opens what another has sealed.</summary>
internal sealed class StoredKeys(IDbContextFactory<AccountsContext> contexts, Dialect dialect) : IXmlRepository
{
    /// <summary>Read at every start, for which building the model of all accounts would take a quarter of the time.</summary>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var session = dialect.Open(writing: false);
        return session.All("SELECT \"Xml\" FROM account_key", row => XElement.Parse(row.GetString(0)));
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = contexts.CreateDbContext();
        db.Keys.Add(new KeyRow { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
