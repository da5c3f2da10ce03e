using System.Text.Json;
using Claims.Checkpoints.Safetensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Claims.Alley.Training;

/// <summary>A training under way, in a file: weights, AdamW's memory, what every step saw, and the recipe it is of.</summary>
internal static class TrainingState
{
    private const string RecipeField = "recipe";
    private const string Curve = "curve";

    public static void Save(string path, TrainingRecipe recipe, IReadOnlyList<Parameter> parameters, AdamW optimizer,
        IReadOnlyList<StepResult> curve)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var steps = tensor(curve.SelectMany(step => new[] { step.Loss, step.Accuracy, step.GradientNorm }).ToArray(), [curve.Count, 3]);
        SafetensorsWriter.Write(path, [.. Named(parameters, optimizer.States), (Curve, steps)], new Dictionary<string, string>
        { [RecipeField] = Text(recipe) });
    }

    public static IReadOnlyList<StepResult> Restore(string path, TrainingRecipe recipe, IReadOnlyList<Parameter> parameters,
        AdamW optimizer)
    {
        using var file = SafetensorsFile.Open(path);
        if (!file.Metadata.TryGetValue(RecipeField, out var saved) || saved != Text(recipe))
            throw new TrainingException($"is of another training: {saved ?? "it names none"}; this one is {Text(recipe)}.", path,
                "Give the options it was started with, or delete it to start anew.");
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var values = file.Read(Curve).data<double>().ToArray();
        var curve = values.Chunk(3).Select(step => new StepResult(step[0], step[1], step[2])).ToArray();
        foreach (var (name, value) in Named(parameters, optimizer.States))
            value.copy_(file.Read(name));
        optimizer.Steps = curve.Length;
        return curve;
    }

    // Parameters and states have orders of their own, each the same in every training of a recipe.
    private static IEnumerable<(string Name, Tensor Value)> Named(IReadOnlyList<Parameter> parameters, IReadOnlyList<AdamW.State> states) =>
    [
        .. parameters.Select((parameter, i) => ($"parameter.{i:000}", (Tensor)parameter)),
        .. states.Select((state, i) => ($"mean.{i:000}", state.Mean)),
        .. states.Select((state, i) => ($"square.{i:000}", state.Square)),
    ];

    private static string Text(TrainingRecipe recipe) => JsonSerializer.Serialize(recipe);
}
