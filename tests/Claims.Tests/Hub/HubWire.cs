using System.Globalization;
using System.Text;

namespace Claims.Tests.Hub;

/// <summary>HTTP/1.1, one request a connection, over any stream.</summary>
internal static class HubWire
{
    public static async Task<HubRequest?> ReadAsync(Stream stream, bool toCdn, string cdn, CancellationToken cancellation)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, cancellation) == 0)
                return null;
            head.Append((char)one[0]);
        }
        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var start = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        // An absolute address is what a proxy is asked.
        return Uri.TryCreate(start[1], UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp
            ? new(start[0], uri.PathAndQuery, headers, start[1].StartsWith(cdn, StringComparison.Ordinal)) { Asked = start[1] }
            : new(start[0], start[1], headers, toCdn);
    }

    public static async Task WriteAsync(Stream stream, HubRequest request, HubReply reply, CancellationToken cancellation)
    {
        var head = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} X\r\nConnection: close\r\n"));
        foreach (var (name, value) in reply.Headers)
            head.Append($"{name}: {value}\r\n");
        head.Append(reply.Chunked ? "Transfer-Encoding: chunked\r\n"
            : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {reply.States ?? reply.Body.Length}\r\n"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), cancellation);
        if (request.Method == "HEAD")
            return;
        var body = reply.Body.AsMemory(0, Math.Min(reply.Sends, reply.Body.Length));
        if (reply.Chunked && body.Length > 0)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{body.Length:x}\r\n")),
                cancellation);
            await stream.WriteAsync(body, cancellation);
            await stream.WriteAsync("\r\n"u8.ToArray(), cancellation);
        }
        else if (reply.DripsOf > 0)
        {
            for (var at = 0; at < body.Length; at += reply.DripsOf)
            {
                await stream.WriteAsync(body[at..Math.Min(at + reply.DripsOf, body.Length)], cancellation);
                await Task.Delay(50, cancellation);
            }
        }
        else
        {
            await stream.WriteAsync(body, cancellation);
        }
        if (reply.Stalls)
            await Task.Delay(Timeout.Infinite, cancellation);
        if (reply.Chunked)
            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellation);
        await stream.FlushAsync(cancellation);
    }
}
