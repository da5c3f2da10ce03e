using System.CommandLine;
using System.Globalization;
using Claims.Cli.Choices;
using Claims.Cli.Output;
using Claims.Common;
using Claims.Measurements.Catalog;

namespace Claims.Cli.MeasureCommand;

/// <summary><c>claims measure METHOD</c>: any measurement of the paper, on any checkpoint and any two clips.</summary>
internal static class MeasureVerb
{
    public static Command Create()
    {
        var method = new Argument<string>("METHOD")
        {
            Description = $"all, or one or more, with commas between, of {string.Join(", ", ClaimsCatalog.Methods.Select(one => one.Name))}"
        };
        var model = new Option<string>("--model") { Description = Models.Described, Required = true };
        var clean = new Option<string?>("--clean")
        {
            Description = "the clip that updates are taken from: FILE.safetensors#tensor_name, or whatever `claims clip` reads"
        };
        var corrupt = new Option<string?>("--corrupt") { Description = "the clip they are put into" };
        var list = new Option<string?>("--clips")
        {
            Description = "for probe-clips: a CSV file with the columns clip, outcome, scene; the first "
            + "clips of both outcomes are the pair unless one is given"
        };
        var same = Many("--same-outcome", "for controls: more clips with the clean one's outcome, of other scenes");
        var unrelated = Many("--unrelated", "for controls: clips of unrelated classes");
        var target = new Option<string?>("--target")
        {
            Description = "the class that is followed, by name or number (default: what the clean run predicts)"
        };
        var top = new Option<int>("--top") { Description = "how many top classes are followed", DefaultValueFactory = _ => 5 };
        var tokens =
            Many("--tokens",
                "for patching-tokens, patches and cls-attention: cls, patches, tubelets, rows, columns, tubelet:3, region:0-15,11-12,4-9");
        var layers = Many("--layers", "for patching-layers: ranges such as 4-10 (default: all from the first and all to the last layer)");
        var counts = Many("--k", "for topk: how many tokens, such as 313 or 10% (default: 1, 2, 5, 10, 20 and 50 %)");
        var rank = new Option<string>("--rank-by")
        {
            Description = $"for topk: {string.Join(", ", TokenScores.Names)}",
            DefaultValueFactory = _ =>
            TokenScores.Published
        };
        var fill = Many("--fill", "for topk, frames and patches: zero, mean, resample, black (default: zero)");
        var clips = new ClipChoice();
        var frames = Many("--frames-out", "for frames: which are taken out, ranges such as 10-13 (default: each tubelet's, and 10-13)");
        var steps =
            new Option<int>("--steps") { Description = "points on the path of integrated gradients", DefaultValueFactory = _ => 32 };
        var seed = new Option<long>("--seed") { Description = "where random draws begin", DefaultValueFactory = _ => 42 };
        var draws = new Option<int>("--draws") { Description = "random draws a control takes", DefaultValueFactory = _ => 5 };
        var screen = new Option<int?>("--screen")
        {
            Description = "for patching-heads: sweep all heads in bfloat16, and measure in float32 so many of the largest effect"
        };
        var json = new OutputFile("--json", "write the numbers to this file as JSON (docs/tasks/measurements.md)");
        var csv = new OutputFile("--csv", "write the numbers to this file as CSV, one a line");
        var (device, dtype) = (Devices.DeviceOption(), Devices.DtypeOption());
        var command = new Command("measure", "Measure two clips in a model, as the paper does and as it should.")
        {
            method, model, clean, corrupt, list, same, unrelated, target, top, tokens, layers, counts, rank, fill, frames, steps, seed,
            draws, screen, json, csv, device, dtype,
        };
        clips.AddTo(command);
        command.SetAction(parsed => new MeasureRun
        {
            Reading = clips.Read(parsed),
            Methods = Chosen(parsed.GetRequiredValue(method)),
            Model = Models.Folder(parsed.GetRequiredValue(model)),
            Clean = parsed.GetValue(clean),
            Corrupt = parsed.GetValue(corrupt),
            SameOutcome = parsed.GetValue(same) ?? [],
            Unrelated = parsed.GetValue(unrelated) ?? [],
            List = parsed.GetValue(list),
            Arguments = new MeasureArguments
            {
                Target = parsed.GetValue(target),
                Top = (int)Within("--top", 1, int.MaxValue, parsed.GetValue(top)),
                Tokens = Given(parsed.GetValue(tokens)),
                Layers = Given(parsed.GetValue(layers)),
                Counts = Given(parsed.GetValue(counts)),
                RankBy = parsed.GetRequiredValue(rank),
                Fills = Given(parsed.GetValue(fill)) ?? ["zero"],
                Frames = Given(parsed.GetValue(frames)),
                Steps = (int)Within("--steps", 1, int.MaxValue, parsed.GetValue(steps)),
                // What numpy takes for a seed.
                Seed = Within("--seed", 0, uint.MaxValue, parsed.GetValue(seed)),
                Draws = (int)Within("--draws", 0, int.MaxValue, parsed.GetValue(draws)),
                Screen = parsed.GetValue(screen) is { } survivors ? (int)Within("--screen", 1, int.MaxValue, survivors) : null,
            },
            Json = parsed.GetValue(json),
            Csv = parsed.GetValue(csv),
            Device = parsed.GetRequiredValue(device),
            Dtype = parsed.GetRequiredValue(dtype),
        }.Run());
        return command;
    }

    private static string[]? Given(string[]? texts) => texts is { Length: > 0 } ? texts : null;

    private static Option<string[]> Many(string name, string description) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    private static long Within(string option, long least, long most, long value) => value >= least && value <= most ? value
        : throw new BadInputException($"{option} is {value.ToString(CultureInfo.InvariantCulture)}.",
            remedy: $"Give {least} or more{(most == uint.MaxValue ? $", up to {most}" : "")}.");

    // In the order of the list, whatever the order typed: what one method needs may save another a run.
    private static IReadOnlyList<Method> Chosen(string names)
    {
        var asked = names.Split(',').ToHashSet();
        if (asked.FirstOrDefault(name => name != "all" && ClaimsCatalog.Methods.All(method => method.Name != name)) is { } unknown)
            throw new BadInputException($"There is no measurement \"{unknown}\".",
                remedy: Nearest.Remedy(unknown, ClaimsCatalog.Methods.Select(method => method.Name).Append("all"),
                    $"There are {string.Join(", ", ClaimsCatalog.Methods.Select(method => method.Name))}, and all."));
        return [.. ClaimsCatalog.Methods.Where(method => asked.Contains("all") || asked.Contains(method.Name))];
    }
}
