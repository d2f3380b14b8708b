using Hub.Api.Http;

var builder = WebApplication.CreateBuilder(Hosting.Options(args));
builder.Services.AddHealthChecks();

var app = builder.Build();
app.Use((context, next) =>
{
    RequestIds.Of(context);
    return next(context);
});
app.MapHealthChecks("/health/live").AllowAnonymous();
app.Run();
