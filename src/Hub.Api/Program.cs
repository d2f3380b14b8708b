using Hub.Api.Access;
using Hub.Api.Accounts;
using Hub.Api.Demo;
using Hub.Api.Http;
using Hub.Api.OpenApi;
using Hub.Api.Store;

try
{
    if (Commands.Are(args))
    {
        await using var output = new StreamWriter(Hosting.StandardOutput());
        await using var errors = new StreamWriter(Hosting.StandardError());
        return await Commands.Run(args, output, errors);
    }

    var builder = WebApplication.CreateBuilder(Hosting.Options(args));
    builder.Logging.WriteLinesTogether();
    builder.Services.AddStore(builder.Configuration);
    builder.Services.AddAccess();
    builder.Services.AddDoor(builder.Configuration);
    builder.Services.AddApiPage();
    builder.AddAccounts();

    await using var app = builder.Build();
    if (!await app.WaitForDatabase(args))
    {
        return 0;
    }

    app.OpenStore();
    await app.HoldHubOrganization();
    await app.StartAccounts();
    app.UseAccounts();
    app.UseApiPage();
    app.UseDoor();
    app.UsePageRefusals();
    app.MapAccess();
    app.MapFhir();
    app.MapHealth();
    app.MapAccounts();
    app.SayWhereEverythingIs();
    await app.TellDemo();
    await app.RunAsync();
    return 0;
}
catch (CannotStartException reason)
{
    await using var errors = new StreamWriter(Hosting.StandardError());
    await errors.WriteLineAsync($"The hub cannot start. {reason.Message}");
    return 1;
}
