using Claims.Checkpoints.Hub;
using Claims.Checkpoints.Hub.Fetching;
using Claims.Cli.Output;
using Claims.Common;
using Claims.Json;
using Claims.Subjects;

namespace Claims.Cli.FetchCommand;

/// <summary>One call of <c>claims fetch</c>.</summary>
internal sealed record FetchRun
{
    public required string Name { get; init; }

    public required string? To { get; init; }

    public required string? Revision { get; init; }

    public required bool ClipsOnly { get; init; }

    public required string? Json { get; init; }

    public required HubSettings Settings { get; init; }

    /// <summary>Fetches, and says what is where. Exit code 0.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var released = Name == ReleasedModel.Name;
        if (!released && ClipsOnly)
            throw new BadInputException($"--clips are those of {ReleasedModel.Name}; \"{Name}\" has none.", remedy: "Leave --clips out.",
                page: "hub");
        var repository = released ? ReleasedModel.Checkpoint
            : HubRepository.IsName(Name) ? HubRepository.Model(Name)
            : throw new BadInputException($"\"{Name}\" is nothing to fetch.",
                remedy: $"Give {ReleasedModel.Name}, or a model's name on the hub, OWNER/NAME.", page: "hub");
        using var fetch = new HubFetch(Settings, To, new FetchProgress());
        HubFetched? checkpoint = null, clips = null;
        if (!ClipsOnly)
            Show("checkpoint", checkpoint = await fetch.CheckpointAsync(repository, Revision, cancellation));
        if (released)
            Show("clips",
                clips = await fetch.FilesAsync(ReleasedModel.Clips, [ReleasedModel.StrikeClip, ReleasedModel.GutterClip], ClipsOnly
                    ? Revision : null, cancellation));
        if (Json is not null)
            JsonReport.Write(Json, new { Checkpoint = Facts(checkpoint), Clips = Facts(clips) });
        return ExitCode.AsExpected;
    }

    private static object? Facts(HubFetched? fetched) => fetched is null ? null : new
    {
        Repository = fetched.Repository.ToString(),
        fetched.Commit,
        fetched.Folder,
        Files = fetched.Files.Select(file => new { file.Path, file.Size, Hash = file.Hash.Hex }).ToArray(),
    };

    private static void Show(string what, HubFetched fetched)
    {
        Screen.Line($"{what,-11} {fetched.Repository} at {fetched.Commit}");
        foreach (var file in fetched.Files)
            Screen.Line($"{"",-11} {file.Size,13:N0} bytes  {file.Path}  {file.Hash}");
        Screen.Line($"{"in",-11} {fetched.Folder}");
    }
}
