using Hub.Api.Access;
using Hub.Api.Demo;
using Hub.Api.Http;
using Hub.Api.OpenApi;
using Hub.Api.Store;

if (Commands.Are(args))
{
    await using var output = new StreamWriter(Hosting.StandardOutput());
    await using var errors = new StreamWriter(Hosting.StandardError());
    return await Commands.Run(args, output, errors);
}

var builder = WebApplication.CreateBuilder(Hosting.Options(args));
builder.Services.AddStore(builder.Configuration);
builder.Services.AddAccess();
builder.Services.AddDoor(builder.Configuration);
builder.Services.AddApiPage();

var app = builder.Build();
app.UseApiPage();
app.UseDoor();
app.MapAccess();
app.MapFhir();
app.MapHealth();
app.SayWhereEverythingIs();
await app.TellDemo();
await app.RunAsync();
return 0;
