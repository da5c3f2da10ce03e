using Claims.Checkpoints.Folders;
using Claims.Cli.Choices;
using Claims.Cli.Output;
using Claims.Common;
using Claims.Json;
using Claims.Measurements.Arrays;
using Claims.Measurements.Catalog;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;
using Claims.Report;
using Claims.Video;

namespace Claims.Cli.MeasureCommand;

/// <summary>One call of <c>claims measure</c>.</summary>
internal sealed record MeasureRun
{
    public required IReadOnlyList<Method> Methods { get; init; }

    public required string Model { get; init; }

    public required string? Clean { get; init; }

    public required string? Corrupt { get; init; }

    public required IReadOnlyList<string> SameOutcome { get; init; }

    public required IReadOnlyList<string> Unrelated { get; init; }

    public required string? List { get; init; }

    public required ClipReading Reading { get; init; }

    public required MeasureArguments Arguments { get; init; }

    public required string? Json { get; init; }

    public required string? Csv { get; init; }

    public required string Device { get; init; }

    public required string Dtype { get; init; }

    /// <summary>Measures, shows, writes. Exit code 0.</summary>
    public int Run()
    {
        MustHaveClips();
        using var clips = new MeasureClips(Model, Clean, Corrupt, SameOutcome, Unrelated, List, Reading);
        foreach (var clip in clips.Opened)
            foreach (var note in clip.File.Notes)
                Screen.Line($"note    {clip.File.Source}: {note}");
        using var model = VideoModel.Load(Model, Devices.Device(Device), Devices.Dtype(Dtype));
        var progress = new ProgressLine();
        using var pair = new ClipPair(model, clips.Clean.Pixels, clips.Corrupt.Pixels) { Progress = progress };
        var grid = TokenGrid.Of(model);
        var options = Arguments.Read(model, grid, Model) with
        {
            SameOutcome = clips.Of("same-outcome"),
            Unrelated = clips.Of("unrelated"),
            Clips = clips.List?.Labelled(Model, Reading) ?? [],
        };
        var needs = Methods.Aggregate(Sites.None, (all, method) => all | method.NeedsOf(options));
        pair.Plan(needs, needs);
        var measurements = Measure(new MeasureContext(pair, grid, options), progress);
        Write(model, clips, options, measurements);
        return ExitCode.AsExpected;
    }

    // Found out now, not after an hour of sweeps.
    private void MustHaveClips()
    {
        if (Methods is [{ Name: "probe-clips" }] && List is null)
            throw new BadInputException("There are no clips to probe.", remedy: "Give a list of them: --clips FILE.csv.");
    }

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

    private void Write(VideoModel model, MeasureClips clips, MeasureOptions options, IReadOnlyList<MeasureReport.Measurement> measurements)
    {
        if (Csv is not null)
            NumbersCsv.Write(Csv, ["method", "variant"],
                measurements.Select(one =>
                    ((IReadOnlyList<string>)[one.Method, one.Variant], new Numbers(one.Name, one.Unit, one.Axes, one.Values))));
        if (Json is null)
            return;
        JsonReport.Write(Json, new MeasureReport(
            MeasureReport.CurrentSchema,
            new MeasureReport.ModelPart(Model, HashedFile.OfCheckpoint(Model)),
            MeasureReport.ClipParts(clips),
            MeasureReport.OptionsPart.Of(Arguments, options, Reading),
            model.Device.ToString(), Dtype, ToolVersions.Current(), measurements));
    }
}
