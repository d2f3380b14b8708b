using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Hub.Api.Tests.Http;

/// <summary>The hub on the server it is shipped with, spoken to byte by byte.</summary>
public class OnKestrel : HubHost
{
    private readonly Uri address;

    public OnKestrel()
    {
        UseKestrel(0);
        StartServer();
        address = ClientOptions.BaseAddress;
        Head = $"Host: {address.Authority}\r\nConnection: close\r\nAuthorization: Bearer {Token("online")}\r\n";
    }

    protected override bool TwoNodes => false;

    /// <summary>The headers that every request has.</summary>
    public string Head { get; }

    public async Task<(int Status, string Body)> Send(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await TryWrite(stream, request);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(patience.Token);
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture), answer[(end + 4)..]);
    }

    // A server that has answered already may close its ear before all was said.
    private static async Task TryWrite(NetworkStream stream, string request)
    {
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        }
        catch (IOException)
        {
            // The answer is there.
        }
    }
}
