using Claims.Checkpoints.Hub;
using Claims.Checkpoints.Hub.Fetching;
using Claims.Checkpoints.Hub.Places;

namespace Claims.Tests.Hub;

/// <summary>A stand-in hub with a small checkpoint, a cache of its own, and waits that take no time and are written down.</summary>
internal sealed class HubCase : IDisposable
{
    public const string Name = "google/vivit-tiny";
    public const string Weights = "model.safetensors";
    private readonly TemporaryFolder _folder = new();

    public HubCase(bool golden = false)
    {
        var content = new HubRepositoryContent();
        var tiny = Path.Combine(Repository.Fixtures, "golden", "dev", "vivit-tiny");
        foreach (var file in new[] { "config.json", "preprocessor_config.json", Weights, "pytorch_model.bin" })
            content.Files[file] = golden || !HubRepositoryContent.IsLfs(file) ? System.IO.File.ReadAllBytes(Path.Combine(tiny, file))
                : Bytes(50_000, file.Length);
        content.Files["README.md"] = "# A model"u8.ToArray();
        Hub.Repositories[Name] = content;
        Settings = new()
        {
            Endpoint = Hub.Endpoint,
            CacheFolder = _folder.File("cache"),
            Stall = TimeSpan.FromSeconds(20),
            Tries = 4,
            Wait = (time, _) =>
            {
                Waits.Add(time.TotalSeconds);
                return Task.CompletedTask;
            },
        };
    }

    public StandInHub Hub { get; } = new();

    public HubSettings Settings { get; set; }

    public HubRepositoryContent Content => Hub.Repositories[Name];

    public List<double> Waits { get; } = [];

    public List<string> Notes { get; } = [];

    public HubRepository Model { get; } = HubRepository.Model(Name);

    public string Root => Path.Combine(Settings.CacheFolder, "models--google--vivit-tiny");

    public string Snapshot => Path.Combine(Root, "snapshots", Content.Commit);

    public string Place => Path.Combine(Root, "blobs", HubRepositoryContent.Sha256(Content.Files[Weights]));

    public string File(string name) => _folder.File(name);

    public async Task<HubFetched> FetchAsync(string? to = null, string? revision = null, CancellationToken cancellation = default)
    {
        using var fetch = new HubFetch(Settings, to, new Teller(Notes));
        return await fetch.CheckpointAsync(Model, revision, cancellation);
    }

    /// <summary>Fetches in vain: nothing wrong is accepted, nothing half is taken for whole.</summary>
    public async Task<HubException> FailAsync(HubFault fault)
    {
        var error = (await FluentActions.Awaiting(() => FetchAsync()).Should().ThrowAsync<HubException>()).Which;
        error.Fault.Should().Be(fault, error.Message);
        MustShowNothing();
        return error;
    }

    public void MustShowNothing()
    {
        new HubCache(Settings.CacheFolder).Find(Model).Should().BeNull();
        Directory.Exists(Path.Combine(Root, "snapshots")).Should().BeFalse();
        Directory.Exists(Path.Combine(Root, "refs")).Should().BeFalse();
        System.IO.File.Exists(Place).Should().BeFalse();
    }

    public async Task MustSucceedAsync()
    {
        var fetched = await FetchAsync();
        foreach (var file in fetched.Files)
            System.IO.File.ReadAllBytes(Path.Combine(fetched.Folder, file.Path)).Should().Equal(Content.Files[file.Path], file.Path);
        Directory.EnumerateFiles(Path.Combine(Root, "blobs"), "*.part").Should().BeEmpty();
    }

    public void Dispose()
    {
        Hub.Dispose();
        _folder.Dispose();
    }

    public static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private sealed class Teller(List<string> notes) : IProgress<HubProgress>
    {
        public void Report(HubProgress value)
        {
            if (value.Note is { } note)
                notes.Add($"{value.File.Path}: {note}");
        }
    }
}
