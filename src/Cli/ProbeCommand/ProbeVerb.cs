using System.CommandLine;
using System.Globalization;
using Claims.Cli.Choices;
using Claims.Common;

namespace Claims.Cli.ProbeCommand;

/// <summary>
/// <c>claims probe alley</c>: what a model of the alley knows of the outcome, layer by layer, on scenes it was not trained on.
/// </summary>
internal static class ProbeVerb
{
    public static Command Create()
    {
        var model = new Option<string?>("--model")
        {
            Description = "a checkpoint folder that `claims train alley` wrote (default: the shipped one)"
        };
        var scenes = new Option<int>("--scenes")
        {
            Description = "scenes, each with a clip of every action that has an outcome",
            DefaultValueFactory = _ => 400
        };
        var shuffles = new Option<int>("--shuffles") { Description = "draws of the shuffled labels", DefaultValueFactory = _ => 5 };
        var write = new Option<bool>("--write") { Description = "keep the result in the checkpoint's provenance.json" };
        var alley =
            new Command("alley", "Linear probes for the outcome by layer, beside shuffled labels and the untrained model.") { model, scenes,
                shuffles, write };
        alley.SetAction(parsed => new ProbeRun
        {
            Model = parsed.GetValue(model) ?? Path.Combine(Fixtures.Folder, "alley"),
            Scenes = AtLeast("--scenes", 20, parsed.GetValue(scenes)),
            Shuffles = AtLeast("--shuffles", 1, parsed.GetValue(shuffles)),
            Write = parsed.GetValue(write),
        }.Run());
        return new Command("probe", "Look for what a model that ships with the project knows.") { alley };
    }

    private static int AtLeast(string option, int least, int value) => value >= least ? value
        : throw new BadInputException($"{option} is {value.ToString(CultureInfo.InvariantCulture)}.", remedy: $"Give {least} or more.",
            page: "training");
}
