namespace Claims.Tests.Hub;

/// <summary>What came in.</summary>
internal sealed record HubRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, bool ToCdn)
{
    /// <summary>The whole address, where a proxy was asked.</summary>
    public string? Asked { get; init; }

    public string? this[string header] => Headers.GetValueOrDefault(header);

    public bool IsListing => Path.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>A GET of a file's bytes, wherever they are.</summary>
    public bool IsBody(string file) => Method == "GET" && !IsListing && Path.Split('?')[0].EndsWith("/" + file, StringComparison.Ordinal);

    public bool IsHead(string file) => Method == "HEAD" && Path.EndsWith("/" + file, StringComparison.Ordinal);
}

/// <summary>What goes out, and how it goes wrong.</summary>
internal sealed record HubReply(int Status, byte[] Body)
{
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>After how many bytes of the body it ends.</summary>
    public int Sends { get; init; } = int.MaxValue;

    /// <summary>How: by closing, or by saying nothing more.</summary>
    public bool Stalls { get; init; }

    /// <summary>So many bytes at a time, with a twentieth of a second between; 0: all at once.</summary>
    public int DripsOf { get; init; }

    /// <summary>In chunks, without a Content-Length.</summary>
    public bool Chunked { get; init; }

    /// <summary>A Content-Length other than the body's.</summary>
    public long? States { get; init; }

    public HubReply With(string header, string? value)
    {
        var headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase);
        headers.Remove(header);
        if (value is not null)
            headers[header] = value;
        return this with { Headers = headers };
    }
}
