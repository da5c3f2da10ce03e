using System.Globalization;
using Claims.Common;
using Claims.Measurements.Catalog;
using Claims.Measurements.Tokens;
using Claims.Model;
using Claims.Video.Preprocessing;

namespace Claims.Cli.MeasureCommand;

/// <summary>What was typed after <c>claims measure METHOD</c> about how to measure.</summary>
internal sealed record MeasureArguments
{
    public required string? Target { get; init; }

    public required int Top { get; init; }

    public required IReadOnlyList<string>? Tokens { get; init; }

    public required IReadOnlyList<string>? Layers { get; init; }

    public required IReadOnlyList<string>? Counts { get; init; }

    public required string RankBy { get; init; }

    public required IReadOnlyList<string> Fills { get; init; }

    public required IReadOnlyList<string>? Frames { get; init; }

    public required int Steps { get; init; }

    public required long Seed { get; init; }

    public required int Draws { get; init; }

    public required int? Screen { get; init; }

    /// <summary>Everything that was typed, read before the first run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="grid">Its tokens.</param>
    /// <param name="folder">Its folder, which says what black is.</param>
    /// <exception cref="BadInputException">Something means nothing to this model.</exception>
    public MeasureOptions Read(VideoModel model, TokenGrid grid, string folder)
    {
        if (!TokenScores.Names.Contains(RankBy))
            throw new BadInputException($"Tokens cannot be ranked by \"{RankBy}\".",
                remedy: Nearest.Remedy(RankBy, TokenScores.Names, $"Rank by {string.Join(", ", TokenScores.Names)}."));
        FillKind[] fills = [.. Fills.Select(Fill).Distinct()];
        return new MeasureOptions
        {
            Target = Target is null ? null : Class(model.Labels, Target),
            Top = Top,
            Seed = Seed,
            Draws = Draws,
            Screen = Screen,
            Tokens = Tokens is null ? null : [.. Tokens.SelectMany(text => TokenSet.Parse(text, grid))],
            Ranges = Layers?.Select(text => Range(text, model.Layers, "layers")).ToArray(),
            Counts = Counts?.Select(text => Count(text, grid)).Distinct().ToArray(),
            RankBy = RankBy,
            Fills = fills,
            Black = fills.Contains(FillKind.Black) ? Preprocessor.Read(folder).Input(0) : null,
            Frames = Frames?.Select(text => Range(text, model.Shape.Clip.Frames, "frames"))
                .Select(range => Enumerable.Range(range.First, range.Last - range.First + 1).ToArray()).ToArray(),
            Steps = Steps,
        };
    }

    private static IEnumerable<string> FillNames => Enum.GetNames<FillKind>().Select(name => name.ToLowerInvariant());

    private static FillKind Fill(string text) =>
        Enum.GetValues<FillKind>().FirstOrDefault(kind => kind.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)) is var found
        && found != default
        ? found
        : throw new BadInputException($"Pixels cannot be filled with \"{text}\".",
            remedy: Nearest.Remedy(text, FillNames, $"Fills are {string.Join(", ", FillNames)}."));

    private static int Count(string text, TokenGrid grid)
    {
        var percent = text.EndsWith('%');
        if (percent
            && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && share is >= 0 and <= 100)
            return grid.Share(share / 100);
        if (!percent && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= grid.Count)
            return count;
        throw new BadInputException($"\"{text}\" is no number of tokens.",
            remedy: $"Write 313 or 10%; the clip has {grid.Count} patch tokens.");
    }

    private static int Class(IReadOnlyList<string> labels, string text)
    {
        var named = VideoModel.ClassNamed(labels, text, "Give its number.");
        if (named < 0 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < labels.Count)
            return number;
        return named >= 0 ? named
            : throw new BadInputException($"The model has no class \"{text}\".",
                remedy: Nearest.Remedy(text, labels, $"Give a name from its config.json, or a number from 0 to {labels.Count - 1}."));
    }

    private static (int First, int Last) Range(string text, int length, string what)
    {
        var parts = text.Split('-');
        return parts.Length is 1 or 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first <= last && last < length
            ? (first, last)
            : throw new BadInputException($"\"{text}\" is no range of {what}.",
                remedy: $"Write 4-10, or 4; there are {what} 0 to {length - 1}.");
    }
}
