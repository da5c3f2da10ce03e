using System.Globalization;
using System.Text.Json.Serialization;
using Claims.Checkpoints;
using Claims.Checkpoints.Folders;
using Claims.Model;

namespace Claims.Cli.InspectCommand;

/// <summary>What `claims inspect` says of a folder, for the console and for JSON.</summary>
internal sealed record CheckpointReport(string Folder, string Weights, string? Preprocessor, object Config, long Parameters, long Bytes,
    IReadOnlyList<CheckpointReport.Row> Tensors)
{
    public static CheckpointReport Of(CheckpointFolder folder, IModelConfig config) => new(
        folder.Folder, folder.WeightsDescription, folder.PreprocessorPath, config,
        folder.Tensors.Values.Sum(t => t.Elements), folder.Tensors.Values.Sum(t => t.Bytes),
        [.. folder.Tensors.Values.OrderBy(t => t.Name, StringComparer.Ordinal)
            .Select(t => new Row(t.Name, t.Dtype.Name(), t.Shape, t.Elements))]);

    public IEnumerable<(string Label, string Value)> Summary()
    {
        var (config, shape) = ((IModelConfig)Config, ((IModelConfig)Config).Shape);
        var (size, grid) = (shape.Clip.Tubelet, shape.Tokens.Grid);
        yield return ("folder", Quoting.Quote(Folder));
        yield return ("weights", $"{Weights}, {string.Join(", ", Tensors.GroupBy(t => t.Dtype).Select(g => $"{g.Count()} x {g.Key}"))}");
        yield return ("preprocessor", Preprocessor is null ? "none" : Path.GetFileName(Preprocessor));
        yield return ("parameters", $"{Grouped(Parameters)} in {Tensors.Count} tensors, {Grouped(Bytes)} bytes");
        yield return ("model",
            $"{shape.Architecture}: {shape.Layers} layers x {shape.Heads} heads of {shape.Width / shape.Heads}, hidden {shape.Width}, MLP "
                + $"{shape.MlpWidth}");
        yield return ("options", config.Options);
        yield return ("clip",
            $"{shape.Clip.Frames} frames, {shape.Clip.ImageSize} x {shape.Clip.ImageSize} pixels, {shape.Clip.Channels} channels");
        yield return ("tokens",
            $"{shape.Tokens.Count} = {(shape.Tokens.Special.Count == 0 ? "" : "CLS + ")}{grid.Time} x {grid.Height} x {grid.Width} "
                + $"tubelets of {size.Time} x {size.Height} x {size.Width}");
        yield return ("classes",
            $"{shape.Labels.Count}: "
                + $"{string.Join(", ", shape.Labels.Take(3).Select(Quoting.Quote))}{(shape.Labels.Count > 3 ? ", ..." : "")}");
    }

    /// <summary>What a reader must know of the files besides.</summary>
    [JsonIgnore]
    public IEnumerable<string> Notes => ((IModelConfig)Config).Notes;

    private static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>One tensor.</summary>
    internal sealed record Row(string Name, string Dtype, IReadOnlyList<long> Shape, long Elements)
    {
        /// <summary>The name as it may be printed: control characters escaped.</summary>
        [JsonIgnore]
        public string PrintedName => Quoting.Quote(Name)[1..^1];
    }
}
