using System.CommandLine;
using System.Globalization;
using Claims.Alley.Training;
using Claims.Cli.Output;
using Claims.Common;

namespace Claims.Cli.TrainCommand;

/// <summary><c>claims train alley</c>: the alley's model, or one of its controls, made again.</summary>
internal static class TrainVerb
{
    private static readonly Dictionary<string, LabelKind> Kinds = new()
    {
        ["action"] = LabelKind.Action,
        ["action+outcome"] = LabelKind.ActionAndOutcome,
        ["shuffled"] = LabelKind.Shuffled,
    };

    public static Command Create()
    {
        var usual = new TrainingRecipe();
        var folder = new OutputFolder("--out", "the folder to write") { DefaultValueFactory = _ => "out/alley" };
        var steps = new Option<int>("--steps") { Description = "updates of the weights", DefaultValueFactory = _ => usual.Steps };
        var batch = new Option<int>("--batch") { Description = "clips a step", DefaultValueFactory = _ => usual.Batch };
        var seed = new Option<uint>("--seed") { Description = "where the weights begin", DefaultValueFactory = _ => usual.Seed };
        var rate = new Option<double>("--learning-rate")
        {
            Description = "the highest, after the warm-up",
            DefaultValueFactory = _ =>
            usual.LearningRate
        };
        var labels = new Option<string>("--labels")
        {
            Description = $"what the model is trained on: {string.Join(", ", Kinds.Keys)}",
            DefaultValueFactory = _ => "action"
        };
        var heldOut =
            new Option<int>("--held-out") { Description = "scenes that accuracies are measured on", DefaultValueFactory = _ => 2000 };
        var every =
            new Option<int>("--save-every") { Description = "steps from one saved state to the next", DefaultValueFactory = _ => 25 };
        var from = new Option<string?>("--from") { Description = "start with this checkpoint's weights (default: with those of --seed)" };
        var firstClip = new Option<long>("--first-clip") { Description = "the clip to begin with: how many an earlier training has seen" };
        var workers = new Option<int>("--workers")
        {
            Description = "parts of a batch worked on at once; the result is the same",
            DefaultValueFactory = _ => Environment.ProcessorCount
        };
        var resume = new Option<bool>("--resume") { Description = "go on with an interrupted training" };
        var alley =
            new Command("alley", "The alley's model: AdamW, warm-up and cosine, gradients clipped.") { folder, steps, batch, seed, rate,
                labels, from, firstClip, heldOut, every, workers, resume };
        alley.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            var recipe = new TrainingRecipe
            {
                Steps = AtLeastOne("--steps", parsed.GetValue(steps)),
                Batch = AtLeastOne("--batch", parsed.GetValue(batch)),
                Seed = parsed.GetValue(seed),
                FirstClip = parsed.GetValue(firstClip) is >= 0 and <= AlleySeeds.TrainingClips / 2 and var first ? first
                    : throw new BadInputException($"--first-clip is {parsed.GetValue(firstClip).ToString(CultureInfo.InvariantCulture)}.",
                        remedy: $"Give 0 to {AlleySeeds.TrainingClips / 2}.", page: "training"),
                LearningRate = parsed.GetValue(rate) is > 0 and < double.PositiveInfinity and var given ? given
                    : throw new BadInputException($"--learning-rate is {parsed.GetValue(rate).ToString(CultureInfo.InvariantCulture)}.",
                        remedy: "Give a number above 0, such as 0.001.", page: "training"),
                Labels = Kinds.TryGetValue(parsed.GetRequiredValue(labels), out var kind) ? kind
                    : throw new BadInputException($"--labels is \"{parsed.GetRequiredValue(labels)}\".",
                        remedy: Nearest.Remedy(parsed.GetRequiredValue(labels), Kinds.Keys, $"There are {string.Join(", ", Kinds.Keys)}."),
                        page: "training"),
            };
            return new TrainRun
            {
                Recipe = recipe,
                Out = parsed.GetRequiredValue(folder)!,
                Resume = parsed.GetValue(resume),
                HeldOut = AtLeastOne("--held-out", parsed.GetValue(heldOut)),
                SaveEvery = AtLeastOne("--save-every", parsed.GetValue(every)),
                Workers = AtLeastOne("--workers", parsed.GetValue(workers)),
                From = parsed.GetValue(from),
                Command = string.Create(CultureInfo.InvariantCulture,
                    $"./claims train alley --labels {parsed.GetRequiredValue(labels)} --steps {recipe.Steps} --batch {recipe.Batch} --seed "
                        + $"{recipe.Seed} --learning-rate {recipe.LearningRate}"
                        + $"{(parsed.GetValue(from) is { } start ? $" --from {start}" : "")}"
                        + $"{(recipe.FirstClip > 0 ? $" --first-clip {recipe.FirstClip}" : "")} --held-out {parsed.GetValue(heldOut)}"),
            }.Run(cancellation);
        }, CancellationToken.None));
        return new Command("train", "Train a model that ships with the project, or a control of it.") { alley };
    }

    private static int AtLeastOne(string option, int value) => value >= 1 ? value
        : throw new BadInputException($"{option} is {value.ToString(CultureInfo.InvariantCulture)}.", remedy: "Give 1 or more.",
            page: "training");
}
