using Claims.Checkpoints.Folders;
using Claims.Measurements.Arrays;
using Claims.Measurements.Catalog;
using Claims.Video;

namespace Claims.Cli.MeasureCommand;

/// <summary>What `claims measure --json` writes; docs/tasks/measurements.md says what each field means.</summary>
internal sealed record MeasureReport(
    string Schema, MeasureReport.ModelPart Model, IReadOnlyList<MeasureReport.ClipPart> Clips, MeasureReport.OptionsPart Options,
    string Device, string Dtype, IReadOnlyDictionary<string, string> Versions, IReadOnlyList<MeasureReport.Measurement> Measurements)
{
    public const string CurrentSchema = "claims-measurements/1";

    internal sealed record ModelPart(string Folder, IReadOnlyList<HashedFile> Files);

    /// <summary>The clips that were opened, then those of the list.</summary>
    public static IReadOnlyList<ClipPart> ClipParts(MeasureClips clips) =>
    [
        .. clips.Opened.Select(clip => new ClipPart(clip.Role, clip.File.Source, clip.File.Sha256, null, null, clip.File.Notes)),
        .. clips.List?.Rows.Select(row => new ClipPart("listed", row.Source, row.Sha256, row.Outcome, row.Scene, row.Notes)) ?? [],
    ];

    internal sealed record ClipPart(string Role, string Source, string Sha256, string? Outcome, string? Scene, IReadOnlyList<string> Notes);

    internal sealed record OptionsPart(
        long Seed, int Draws, int? Target, int Top, IReadOnlyList<string>? Tokens, IReadOnlyList<string>? Layers, IReadOnlyList<int>? K,
        string RankBy,
        IReadOnlyList<string> Fill, IReadOnlyList<string>? FramesOut, int Steps, string? Frames, int? Stream)
    {
        /// <summary>What the numbers depend on, besides model and clips.</summary>
        public static OptionsPart Of(MeasureArguments typed, MeasureOptions options, ClipReading reading) => new(
            options.Seed, options.Draws, options.Target, options.Top, typed.Tokens, typed.Layers, options.Counts, options.RankBy,
            [.. options.Fills.Select(fill => fill.ToString().ToLowerInvariant())], typed.Frames, options.Steps,
            reading.Choice?.ToString(), reading.Stream);
    }

    internal sealed record Measurement(string Method, string Variant, string Name, string Unit, IReadOnlyList<Axis> Axes,
        IReadOnlyList<double> Values);
}
