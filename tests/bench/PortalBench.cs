using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Hub.Api.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bench;

/// <summary>
/// The portal's pages on a running hub, one after the other as a person opens them, beside a bare page of the same number of bytes
/// from a bare server: portal ADDRESS [rounds] [person]. The hub should be a Release build over a database that "load" has filled.
/// </summary>
internal static partial class PortalBench
{
    public static async Task Run(string[] arguments)
    {
        var address = arguments[0].TrimEnd('/');
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 40;
        var who = arguments.Length > 2 ? arguments[2] : "caseholder@camhs.example";
        using var person = Browser(address);
        await SignIn(person, who);
        await using var bare = await Bare();
        using var plain = Browser(bare.Urls.First());

        Console.WriteLine($"{who}, {rounds} rounds; medians and 95th percentiles in ms");
        Console.WriteLine($"{"page",-24}{"bytes",8}{"median",9}{"p95",9}{"bare",9}{"times",8}");
        foreach (var (name, path) in await Pages(person))
        {
            var (bytes, times) = await Measure(person, path, rounds);
            var (_, least) = await Measure(plain, "/" + bytes, rounds);
            Console.WriteLine(FormattableString.Invariant(
                $"{name,-24}{bytes,8}{Median(times),9:0.0}{times[times.Count * 95 / 100],9:0.0}{Median(least),9:0.00}{Median(times) / Median(least),8:0}"));
        }

        await Assets(person);
    }

    /// <summary>The pages of a working day, with a referral and a person as the lists show them.</summary>
    private static async Task<IReadOnlyList<(string Name, string Path)>> Pages(HttpClient person)
    {
        var referral = Link(await person.GetStringAsync("/referrals/received?tab=progress"), ReferralLink());
        var young = Link(await person.GetStringAsync(referral), PersonLink());
        var name = WebUtility.HtmlDecode(PersonName().Match(await person.GetStringAsync(young)).Groups[1].Value);
        return
        [
            ("Today", "/"),
            ("received, new", "/referrals/received"),
            ("received, in progress", "/referrals/received?tab=progress"),
            ("sent", "/referrals/sent"),
            ("referral", referral),
            ("people", "/people"),
            ("search by name", "/search?q=" + Uri.EscapeDataString(name)),
            ("person", young),
            ("safety plan", young + "/safety-plan"),
            ("joint plan", young + "/plan"),
            ("sharing", young + "/sharing"),
            ("account", "/account"),
            ("help", "/help"),
        ];
    }

    private static async Task<(int Bytes, List<double> Times)> Measure(HttpClient http, string path, int rounds)
    {
        var (bytes, times) = (0, new List<double>());
        for (var round = -5; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            bytes = (await http.GetByteArrayAsync(path)).Length;
            if (round >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        times.Sort();
        return (bytes, times);
    }

    private static async Task Assets(HttpClient http)
    {
        var page = await http.GetStringAsync("/help");
        foreach (Match asset in AssetLink().Matches(page))
        {
            using var packed = new MemoryStream();
            using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            {
                await brotli.WriteAsync(await http.GetByteArrayAsync(asset.Groups[1].Value));
            }

            Console.WriteLine(FormattableString.Invariant($"{asset.Groups[2].Value,-24}{packed.Length / 1024.0,8:0.0} KB brotli"));
        }
    }

    private static async Task<WebApplication> Bare()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/{bytes:int}", (int bytes) => TypedResults.Bytes(new byte[bytes], "text/html"));
        await app.StartAsync();
        return app;
    }

    private static HttpClient Browser(string address) => new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(address) };

    private static async Task SignIn(HttpClient http, string email)
    {
        var token = Token().Match(await http.GetStringAsync("/sign-in")).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Email", email), new("Password", DemoPeople.Password)]);
        using var answer = await http.PostAsync("/sign-in", form);
        answer.EnsureSuccessStatusCode();
    }

    private static string Link(string html, Regex link) =>
        link.Match(html) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException("The list shows nobody: fill the database with \"load\" first.");

    private static double Median(List<double> sorted) => sorted[sorted.Count / 2];

    [GeneratedRegex("hub-table__name\" href=\"(/referrals/[^\"]+)\"")]
    private static partial Regex ReferralLink();

    [GeneratedRegex("href=\"(/people/[A-Za-z0-9.-]+)\"")]
    private static partial Regex PersonLink();

    [GeneratedRegex("hub-identity__name\"><a[^>]*>([^<]+)<")]
    private static partial Regex PersonName();

    [GeneratedRegex("(?:href|src)=\"(/assets/(portal[^\"]*))\"")]
    private static partial Regex AssetLink();

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
