using System.CommandLine;
using Claims.Checkpoints.Hub;
using Claims.Cli.Output;
using Claims.Subjects;

namespace Claims.Cli.FetchCommand;

/// <summary><c>claims fetch NAME</c>: a checkpoint and its clips from a hub, checked, into the cache that Python shares.</summary>
internal static class FetchVerb
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME")
        {
            Description = $"{ReleasedModel.Name} (the paper's checkpoint and its two clips), or a model on the hub, OWNER/NAME"
        };
        var to = new Option<string?>("--to")
        {
            Description = "a plain folder to write to (default: the Hugging Face cache, as Python's huggingface_hub has it)",
            HelpName = "DIR"
        };
        var revision = new Option<string?>("--revision") { Description = "a branch, a tag or a commit (default: main)", HelpName = "R" };
        var clips = new Option<bool>("--clips") { Description = "only the paper's two clips" };
        var endpoint = new Option<string?>("--endpoint")
        {
            Description = "another hub's address (default: HF_ENDPOINT, or https://huggingface.co)",
            HelpName = "URL"
        };
        var json = new OutputFile("--json", "write what was fetched to this file as JSON");
        var command =
            new Command("fetch", "Fetch a checkpoint and its clips, checked against what the hub states.") { name, to, revision, clips,
                endpoint, json };
        command.SetAction((parsed, cancellation) => new FetchRun
        {
            Name = parsed.GetRequiredValue(name),
            To = parsed.GetValue(to),
            Revision = parsed.GetValue(revision),
            ClipsOnly = parsed.GetValue(clips),
            Json = parsed.GetValue(json),
            Settings = HubSettings.FromEnvironment() is var settings && parsed.GetValue(endpoint) is { } url
                ? settings with { Endpoint = HubSettings.Address(url, "--endpoint") }
                : settings,
        }.RunAsync(cancellation));
        return command;
    }
}
