using System.CommandLine;
using System.Globalization;
using Claims.Cli.Measuring;
using Claims.Measurements;
using Claims.Model;

namespace Claims.Cli.Verbs;

/// <summary><c>claims measure METHOD</c>: any measurement of the paper, on any checkpoint and any two clips.</summary>
internal static class MeasureVerb
{
    public static Command Create()
    {
        var method = new Argument<string>("METHOD") { Description = $"all, or one of {string.Join(", ", Methods.All.Select(one => one.Name))}" };
        var model = new Option<string>("--model") { Description = Models.Described, Required = true };
        var clean = new Option<string>("--clean") { Description = "the clip that updates are taken from: FILE.safetensors#tensor_name, or whatever `claims clip` reads", Required = true };
        var corrupt = new Option<string>("--corrupt") { Description = "the clip they are put into", Required = true };
        var same = Many("--same-outcome", "for controls: more clips with the clean one's outcome, of other scenes");
        var unrelated = Many("--unrelated", "for controls: clips of unrelated classes");
        var target = new Option<string?>("--target") { Description = "the class that is followed, by name or number (default: what the clean run predicts)" };
        var top = new Option<int>("--top") { Description = "how many top classes are followed", DefaultValueFactory = _ => 5 };
        var tokens = Many("--tokens", "for patching-tokens: cls, patches, tubelets, tubelet:3, region:0-15,11-12,4-9 (default: cls patches)");
        var layers = Many("--layers", "for patching-layers: ranges such as 4-10 (default: all from the first and all to the last layer)");
        var seed = new Option<long>("--seed") { Description = "where random draws begin", DefaultValueFactory = _ => 42 };
        var draws = new Option<int>("--draws") { Description = "random draws a control takes", DefaultValueFactory = _ => 5 };
        var json = new Option<string?>("--json") { Description = "write the numbers to this file as JSON (docs/tasks/measurements.md)" };
        var csv = new Option<string?>("--csv") { Description = "write the numbers to this file as CSV, one a line" };
        var (device, dtype) = (Devices.DeviceOption(), Devices.DtypeOption());
        var command = new Command("measure", "Measure two clips in a model, as the paper does and as it should.")
        {
            method, model, clean, corrupt, same, unrelated, target, top, tokens, layers, seed, draws, json, csv, device, dtype,
        };
        command.SetAction(parsed => new MeasureRun
        {
            Methods = Chosen(parsed.GetRequiredValue(method)),
            Model = Models.Folder(parsed.GetRequiredValue(model)),
            Clean = parsed.GetRequiredValue(clean),
            Corrupt = parsed.GetRequiredValue(corrupt),
            SameOutcome = parsed.GetValue(same) ?? [],
            Unrelated = parsed.GetValue(unrelated) ?? [],
            Target = parsed.GetValue(target),
            Top = AtLeast("--top", 1, parsed.GetValue(top)),
            Tokens = parsed.GetValue(tokens) is { Length: > 0 } sets ? sets : ["cls", "patches"],
            Layers = parsed.GetValue(layers) is { Length: > 0 } ranges ? ranges : null,
            Seed = parsed.GetValue(seed),
            Draws = AtLeast("--draws", 0, parsed.GetValue(draws)),
            Json = parsed.GetValue(json),
            Csv = parsed.GetValue(csv),
            Device = parsed.GetRequiredValue(device),
            Dtype = parsed.GetRequiredValue(dtype),
        }.Run());
        return command;
    }

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    private static int AtLeast(string option, int least, int value) => value >= least ? value
        : throw new BadInputException($"{option} is {value.ToString(CultureInfo.InvariantCulture)}.", remedy: $"Give {least} or more.");

    private static IReadOnlyList<Method> Chosen(string name) => name == "all" ? Methods.All
        : Methods.All.Where(method => method.Name == name).ToArray() is { Length: > 0 } chosen ? chosen
        : throw new BadInputException($"There is no measurement \"{name}\".", remedy: $"There are {string.Join(", ", Methods.All.Select(method => method.Name))}, and all.");
}
