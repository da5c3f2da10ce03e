using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Claims.Tests.Hub;

/// <summary>
/// A hub on loopback with the real one's addresses and headers: lists, resolves, redirects LFS files to a "CDN" (another port, so another
/// origin, with ETags of its own). What is told to go wrong goes wrong: it is a raw socket, and may lie.
/// </summary>
internal sealed class StandInHub : IDisposable
{
    private readonly TcpListener _hub = new(IPAddress.Loopback, 0);
    private readonly TcpListener _cdn = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<(Func<HubRequest, bool> When, Func<HubRequest, HubReply, HubReply> How, int[] Left)> _faults = [];
    private readonly List<HubRequest> _requests = [];

    public StandInHub()
    {
        _hub.Start();
        _cdn.Start();
        _ = AcceptAsync(_hub, toCdn: false);
        _ = AcceptAsync(_cdn, toCdn: true);
    }

    public Dictionary<string, HubRepositoryContent> Repositories { get; } = new(StringComparer.Ordinal);

    /// <summary>The only token that is let in; null: everybody is.</summary>
    public string? Token { get; set; }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_hub.LocalEndpoint).Port}");

    public string Cdn => $"http://127.0.0.1:{((IPEndPoint)_cdn.LocalEndpoint).Port}";

    /// <summary>Everything that was asked, in order.</summary>
    public IReadOnlyList<HubRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public IEnumerable<HubRequest> Bodies(string file) =>
        Requests.Where(request => request.IsBody(file) && (request.ToCdn || !HubRepositoryContent.IsLfs(file)));

    /// <summary>Changes the next replies to certain requests.</summary>
    public void Spoil(Func<HubRequest, bool> when, Func<HubReply, HubReply> how, int times = 1) =>
        Spoil(when, (_, reply) => how(reply), times);

    public void Spoil(Func<HubRequest, bool> when, Func<HubRequest, HubReply, HubReply> how, int times = 1)
    {
        lock (_requests)
            _faults.Add((when, how, [times]));
    }

    public void Dispose()
    {
        _end.Cancel();
        _hub.Dispose();
        _cdn.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, bool toCdn)
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(_end.Token), toCdn);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client, bool toCdn)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await HubWire.ReadAsync(stream, toCdn, Cdn, _end.Token) is { } request)
                    await HubWire.WriteAsync(stream, request, Reply(request), _end.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
            }
        }
    }

    private HubReply Reply(HubRequest request)
    {
        lock (_requests)
        {
            _requests.Add(request);
            var reply = request.ToCdn ? FromCdn(request) : FromHub(request);
            foreach (var (when, how, left) in _faults.Where(fault => fault.Left[0] > 0 && fault.When(request)))
            {
                left[0]--;
                reply = how(request, reply);
            }
            return reply;
        }
    }

    private HubReply FromHub(HubRequest request)
    {
        if (Token is not null && request["Authorization"] != $"Bearer {Token}")
            return Refusal(401, "Invalid username or password.");
        var path = Uri.UnescapeDataString(request.Path.Split('?')[0]).TrimStart('/');
        foreach (var (name, content) in Repositories)
        {
            var api = name.StartsWith("datasets/", StringComparison.Ordinal) ? $"api/{name}/revision/" : $"api/models/{name}/revision/";
            if (path.StartsWith(api, StringComparison.Ordinal))
                return path[api.Length..] is var revision && (revision == "main" || revision == content.Commit) ? List(content)
                    : Refusal(404, "Invalid rev id", "RevisionNotFound");
            if (path.StartsWith($"{name}/resolve/", StringComparison.Ordinal))
                return Resolve(request, content, path[$"{name}/resolve/".Length..].Split('/', 2));
        }
        return Refusal(404, "Repository not found", "RepoNotFound");
    }

    private static HubReply List(HubRepositoryContent content) => new(200, JsonSerializer.SerializeToUtf8Bytes(new
    {
        sha = content.Commit,
        siblings = content.Files.Select(file => HubRepositoryContent.IsLfs(file.Key)
            ? (object)new
            {
                rfilename = file.Key,
                size = file.Value.Length,
                lfs = new { sha256 = HubRepositoryContent.Sha256(file.Value), size = file.Value.Length, pointerSize = 134 }
            }
            : new { rfilename = file.Key, size = file.Value.Length }),
    }));

    private HubReply Resolve(HubRequest request, HubRepositoryContent content, string[] where)
    {
        if (where[0] != content.Commit && where[0] != "main")
            return Refusal(404, "Invalid rev id", "RevisionNotFound");
        if (!content.Files.TryGetValue(where[1], out var bytes))
            return Refusal(404, "Entry not found", "EntryNotFound");
        var tag = $"\"{HubRepositoryContent.ETag(where[1], bytes)}\"";
        if (!HubRepositoryContent.IsLfs(where[1]))
            return Part(request, bytes, tag).With("X-Repo-Commit", content.Commit);
        var found = $"{Cdn}/store/{HubRepositoryContent.Sha256(bytes)}/{where[1]}?Signature=abc";
        return new HubReply(302, []).With("Location", found).With("X-Repo-Commit", content.Commit).With("X-Linked-Size", $"{bytes.Length}")
            .With("X-Linked-Etag", tag).With("ETag", "\"pointer\"");
    }

    private HubReply FromCdn(HubRequest request)
    {
        if (request["Authorization"] is not null)
            return Refusal(400, "Only one auth mechanism allowed");
        var file = Repositories.Values.SelectMany(content => content.Files)
            .FirstOrDefault(file =>
                Uri.UnescapeDataString(request.Path)
                .StartsWith($"/store/{HubRepositoryContent.Sha256(file.Value)}/{file.Key}", StringComparison.Ordinal));
        return file.Value is null ? Refusal(404, "NoSuchKey")
            : Part(request, file.Value, $"\"cdn-{HubRepositoryContent.Sha256(file.Value)[..8]}\"");
    }

    private static HubReply Part(HubRequest request, byte[] bytes, string tag)
    {
        var from = request["Range"] is { } range && (request["If-Range"] ?? tag) == tag ? int.Parse(range["bytes=".Length..].TrimEnd('-'))
            : -1;
        if (from >= bytes.Length)
            return new HubReply(416, []).With("Content-Range", $"bytes */{bytes.Length}");
        var reply = from < 0 ? new HubReply(200, bytes)
            : new HubReply(206, bytes[from..]).With("Content-Range", $"bytes {from}-{bytes.Length - 1}/{bytes.Length}");
        return reply.With("ETag", tag).With("Accept-Ranges", "bytes");
    }

    internal static HubReply Refusal(int status, string message, string? code = null) =>
        new HubReply(status, Encoding.UTF8.GetBytes(message)).With("X-Error-Message", message).With("X-Error-Code", code);
}
