using System.Globalization;
using Claims.Measurements;
using Claims.Model;
using Claims.Model.Checkpoints;
using Claims.Report;
using Claims.Subjects;

namespace Claims.Cli.Measuring;

/// <summary>One call of <c>claims measure</c>.</summary>
internal sealed record MeasureRun
{
    public required IReadOnlyList<Method> Methods { get; init; }

    public required string Model { get; init; }

    public required string Clean { get; init; }

    public required string Corrupt { get; init; }

    public required IReadOnlyList<string> SameOutcome { get; init; }

    public required IReadOnlyList<string> Unrelated { get; init; }

    public required string? Target { get; init; }

    public required int Top { get; init; }

    public required IReadOnlyList<string> Tokens { get; init; }

    public required IReadOnlyList<string>? Layers { get; init; }

    public required long Seed { get; init; }

    public required int Draws { get; init; }

    public required string? Json { get; init; }

    public required string? Csv { get; init; }

    public required string Device { get; init; }

    public required string Dtype { get; init; }

    /// <summary>Measures, shows, writes. Exit code 0.</summary>
    public int Run()
    {
        var opened = new List<SubjectClip>();
        try
        {
            var clips = Clips(opened);
            using var vivit = Vivit.Load(Model, Devices.Device(Device), Devices.Dtype(Dtype));
            var progress = new ProgressLine();
            using var pair = new ClipPair(vivit, clips[0].File.Pixels, clips[1].File.Pixels) { Progress = progress };
            var grid = TokenGrid.Of(vivit);
            var options = Options(vivit, grid, clips);
            var needs = Methods.Aggregate(Sites.None, (all, method) => all | method.Needs);
            pair.Plan(needs, needs);
            var measurements = Measure(new MeasureContext(pair, grid, options), progress);
            Write(vivit, clips, options, measurements);
            return CommandLine.AsExpected;
        }
        finally
        {
            opened.ForEach(clip => clip.Dispose());
        }
    }

    private (string Role, SubjectClip File)[] Clips(List<SubjectClip> opened)
    {
        (string Role, SubjectClip File)[] clips =
            [One("clean", Clean), One("corrupt", Corrupt), .. SameOutcome.Select(source => One("same-outcome", source)), .. Unrelated.Select(source => One("unrelated", source))];
        // Found out now, not after an hour of sweeps.
        if (clips.FirstOrDefault(clip => clip.Role != "corrupt" && clip.File.Sha256 == clips[1].File.Sha256) is { File: { } same } twin)
            throw new BadInputException($"has the very pixels of the corrupted clip, {clips[1].File.Source}; there is nothing to measure between them.", same.Source, $"Give another --{twin.Role}.");
        return clips;

        (string, SubjectClip) One(string role, string source)
        {
            opened.Add(SubjectClip.Open(source, Model));
            return (role, opened[^1]);
        }
    }

    // Everything the user typed is read here, before the first run.
    private MeasureOptions Options(Vivit vivit, TokenGrid grid, (string Role, SubjectClip File)[] clips) => new()
    {
        Target = Target is null ? null : Class(vivit.Labels, Target),
        Top = Top,
        Seed = Seed,
        Draws = Draws,
        Tokens = [.. Tokens.SelectMany(text => TokenSet.Parse(text, grid))],
        Ranges = Layers?.Select(text => Range(text, vivit.Layers)).ToArray(),
        SameOutcome = [.. clips.Where(clip => clip.Role == "same-outcome").Select(clip => clip.File.Pixels)],
        Unrelated = [.. clips.Where(clip => clip.Role == "unrelated").Select(clip => clip.File.Pixels)],
    };

    private List<MeasureReport.Measurement> Measure(MeasureContext context, ProgressLine progress)
    {
        var measurements = new List<MeasureReport.Measurement>();
        foreach (var method in Methods)
        {
            progress.What = method.Name;
            foreach (var variant in method.Measure(context))
            {
                NumbersTables.Show(method.Name, variant.Name, variant.Numbers);
                measurements.AddRange(variant.Numbers.Select(numbers =>
                    new MeasureReport.Measurement(method.Name, variant.Name, numbers.Name, numbers.Unit, numbers.Axes, numbers.Values)));
            }
        }
        return measurements;
    }

    private void Write(Vivit vivit, (string Role, SubjectClip File)[] clips, MeasureOptions options, IReadOnlyList<MeasureReport.Measurement> measurements)
    {
        if (Csv is not null)
            NumbersCsv.Write(Csv, ["method", "variant"], measurements.Select(one => ((IReadOnlyList<string>)[one.Method, one.Variant], new Numbers(one.Name, one.Unit, one.Axes, one.Values))));
        if (Json is null)
            return;
        JsonReport.Write(Json, new MeasureReport(
            MeasureReport.CurrentSchema,
            new MeasureReport.ModelPart(Model, HashedFile.OfCheckpoint(Model)),
            [.. clips.Select(clip => new MeasureReport.ClipPart(clip.Role, clip.File.Source, clip.File.Sha256))],
            new MeasureReport.OptionsPart(Seed, Draws, options.Target, Top, Tokens, Layers),
            vivit.Device.ToString(), Dtype, MeasureReport.CurrentVersions(), measurements));
    }

    private static int Class(IReadOnlyList<string> labels, string text)
    {
        var named = labels.ToList().IndexOf(text);
        if (named < 0 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < labels.Count)
            return number;
        return named >= 0 ? named : throw new BadInputException($"The model has no class \"{text}\".", remedy: $"Give a name from its config.json, or a number from 0 to {labels.Count - 1}.");
    }

    private static (int First, int Last) Range(string text, int layers)
    {
        var parts = text.Split('-');
        return parts.Length is 1 or 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first <= last && last < layers
            ? (first, last)
            : throw new BadInputException($"\"{text}\" is no range of layers.", remedy: $"Write 4-10, or 4; the model has layers 0 to {layers - 1}.");
    }
}
