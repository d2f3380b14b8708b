using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bench.Ratios;

/// <summary>What so many connections got in so much time, each asking again as soon as it was answered.</summary>
internal sealed record Load(double PerSecond, double P50, double P99, int BytesEach)
{
    /// <summary>Microseconds of processor time the server took for each answer: what other programs on the machine change little.</summary>
    public double CpuEach { get; init; }
}

/// <summary>
/// A client that costs as little as it can: requests are bytes already, of an answer only status and length are read, and each
/// connection is a thread of its own that waits in the kernel, which takes less than waiting together. It has the machine in common
/// with what it asks, so whatever it costs, it costs both sides of a ratio.
/// </summary>
internal static class Client
{
    public const int Connections = 16;

    /// <summary>So many connections for so long; <paramref name="request"/> gives the bytes of a connection's next request.</summary>
    public static async Task<Load> Drive(Server server, TimeSpan length, Func<int, byte[]> request, int connections = Connections)
    {
        var (port, before) = (server.Port, server.Processor);
        var end = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(
            number => Task.Factory.StartNew(() => Ask(port, number, end, request), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var seconds = watch.Elapsed.TotalSeconds;
        var times = all.SelectMany(one => one.Times).Order().ToList();
        return new Load(times.Count / seconds, Milliseconds(times, 0.5), Milliseconds(times, 0.99), (int)(all.Sum(one => one.Bytes) / times.Count))
        {
            CpuEach = (server.Processor - before).TotalMicroseconds / times.Count,
        };
    }

    /// <summary>One request and the answer's body.</summary>
    public static byte[] Once(int port, byte[] request)
    {
        using var connection = new Connection(port);
        connection.Send(request);
        return connection.Body.ToArray();
    }

    public static byte[] Get(string path, string token) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nAccept: application/fhir+json\r\n\r\n");

    public static byte[] Post(string path, string token, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nContent-Type: application/fhir+json\r\nContent-Length: {bytes.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. bytes];
    }

    private static double Milliseconds(List<long> times, double share) =>
        times[(int)(times.Count * share)] * 1000.0 / Stopwatch.Frequency;

    private static (List<long> Times, long Bytes) Ask(int port, int number, long end, Func<int, byte[]> request)
    {
        using var connection = new Connection(port);
        var (times, bytes) = (new List<long>(100_000), 0L);
        for (var start = Stopwatch.GetTimestamp(); start < end;)
        {
            bytes += connection.Send(request(number));
            var now = Stopwatch.GetTimestamp();
            times.Add(now - start);
            start = now;
        }

        return (times, bytes);
    }

    /// <summary>One connection that is kept open.</summary>
    private sealed class Connection : IDisposable
    {
        private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private byte[] buffer = new byte[128 * 1024];
        private int head;
        private int length;

        public Connection(int port) => socket.Connect(IPAddress.Loopback, port);

        public ReadOnlySpan<byte> Body => buffer.AsSpan(head, length - head);

        public int Send(byte[] request)
        {
            socket.Send(request);
            for (var have = 0; ;)
            {
                if (have == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var got = socket.Receive(buffer.AsSpan(have));
                have = got > 0 ? have + got : throw new IOException("The server closed the connection.");
                if (Whole(have))
                {
                    return RequireSuccess(length - head);
                }
            }
        }

        public void Dispose() => socket.Dispose();

        private bool Whole(int have)
        {
            var received = buffer.AsSpan(0, have);
            head = received.IndexOf("\r\n\r\n"u8) + 4;
            if (head < 4)
            {
                return false;
            }

            var said = received[..head].IndexOf("Content-Length: "u8);
            if (said < 0 || !Utf8Parser.TryParse(received[(said + 16)..], out int body, out _))
            {
                throw new IOException($"An answer without a length: {Encoding.UTF8.GetString(received)}");
            }

            length = head + body;
            return have >= length;
        }

        private int RequireSuccess(int bytes) => buffer[9] == (byte)'2'
            ? bytes
            : throw new IOException($"Refused: {Encoding.UTF8.GetString(buffer, 0, length)}");
    }
}
