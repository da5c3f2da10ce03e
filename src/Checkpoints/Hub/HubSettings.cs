using Claims.Common;

namespace Claims.Checkpoints.Hub;

/// <summary>
/// Where the hub and its cache are, and how patient to be. The environment variables are those of Python's huggingface_hub.
/// </summary>
public sealed record HubSettings
{
    /// <summary>The hub's address.</summary>
    public Uri Endpoint { get; init; } = new("https://huggingface.co");

    /// <summary>The cache that Python's huggingface_hub shares.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Sent to the hub itself and to nobody that it redirects to.</summary>
    public HubToken? Token { get; init; }

    /// <summary>Whether nothing may be asked of the hub.</summary>
    public bool Offline { get; init; }

    /// <summary>Whether the cache's snapshots may link to its blobs; else they hold the files themselves.</summary>
    public bool Symlinks { get; init; } = true;

    /// <summary>How long nothing may come before a try counts as failed.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes per second, over <see cref="Stall"/>: what comes more slowly counts as failed, too.</summary>
    public long Slowest { get; init; } = 1024;

    /// <summary>How many tries in a row may bring nothing new.</summary>
    public int Tries { get; init; } = 6;

    /// <summary>The longest wait before another try; a hub that asks for more is believed, and the fetch ends.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(2);

    internal Func<TimeSpan, CancellationToken, Task> Wait { get; init; } = Task.Delay;

    /// <summary>Bytes free where a folder is.</summary>
    internal Func<string, long> Room { get; init; } = HubDisk.Room;

    /// <summary>What the environment says.</summary>
    /// <param name="variable">Looks a variable up; null: the process's own.</param>
    /// <exception cref="BadInputException">A variable's value cannot be used.</exception>
    public static HubSettings FromEnvironment(Func<string, string?>? variable = null)
    {
        var environment = new HubEnvironment(variable ?? Environment.GetEnvironmentVariable);
        return new()
        {
            Endpoint = environment["HF_ENDPOINT"] is { } endpoint ? Address(endpoint, "HF_ENDPOINT") : new("https://huggingface.co"),
            CacheFolder = environment.CacheFolder,
            Token = environment.Token(),
            Offline = environment.Says("HF_HUB_OFFLINE") || environment.Says("TRANSFORMERS_OFFLINE"),
            Symlinks = !environment.Says("HF_HUB_DISABLE_SYMLINKS"),
            Stall = environment.Seconds("HF_HUB_DOWNLOAD_TIMEOUT") ?? TimeSpan.FromSeconds(30),
        };
    }

    /// <summary>A hub's address as a user writes it.</summary>
    /// <param name="text">http:// or https://, a host, perhaps a path.</param>
    /// <param name="from">Where it was written.</param>
    /// <exception cref="BadInputException">It is none.</exception>
    public static Uri Address(string text, string from) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri is { UserInfo: "", Query: "", Fragment: "" }
            ? uri
            : throw new BadInputException(
                // What stands before an @ may be a password.
                text.Contains('@', StringComparison.Ordinal) ? $"{from} names a user or password, which no hub's address has."
                    : $"{from} is \"{text}\", which is no hub's address.",
                remedy: "Write https://HOST, as in https://huggingface.co.", page: "hub");

    internal Uri At(string path) => new(Endpoint.AbsoluteUri.TrimEnd('/') + "/" + path);
}
