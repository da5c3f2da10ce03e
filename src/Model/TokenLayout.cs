namespace Claims.Model;

/// <summary>
/// The tokens of a stream: patch tokens, which stand for a piece of the clip each, in the order of time, row, column; and, at positions
/// of their own, special ones (CLS), which stand for none. Data of an architecture: nobody else assumes where a class token is, or that
/// there is one.
/// </summary>
public sealed class TokenLayout
{
    private readonly int[] _ofPatch, _special;

    /// <param name="grid">Patch tokens along time, height and width.</param>
    /// <param name="special">Where in the stream the special tokens are.</param>
    /// <param name="readout">The token that the classifier reads; null: the mean of all.</param>
    /// <exception cref="ArgumentException">A position is not one of the stream's.</exception>
    public TokenLayout((int Time, int Height, int Width) grid, IReadOnlyList<int> special, int? readout)
    {
        ArgumentNullException.ThrowIfNull(special);
        (Grid, Readout) = (grid, readout);
        _special = [.. special.Distinct().Order()];
        var all = Enumerable.Range(0, grid.Time * grid.Height * grid.Width + _special.Length).ToArray();
        if (_special.Except(all).Any() || readout is { } read && !all.Contains(read))
            throw new ArgumentException($"A stream of {all.Length} tokens has places 0 to {all.Length - 1}.", nameof(special));
        _ofPatch = [.. all.Except(_special)];
    }

    /// <summary>A class token before the patch tokens, which the classifier reads: ViViT, TimeSformer.</summary>
    public static TokenLayout ClassFirst((int Time, int Height, int Width) grid) => new(grid, [0], 0);

    /// <summary>Patch tokens alone, of which the classifier reads the mean.</summary>
    public static TokenLayout MeanOfPatches((int Time, int Height, int Width) grid) => new(grid, [], null);

    /// <summary>Patch tokens along time, height and width.</summary>
    public (int Time, int Height, int Width) Grid { get; }

    /// <summary>The token that the classifier reads; null: the mean of all.</summary>
    public int? Readout { get; }

    /// <summary>Positions of tokens that stand for no piece of the clip, ascending.</summary>
    public IReadOnlyList<int> Special => _special;

    /// <summary>How many patch tokens there are.</summary>
    public int Patches => _ofPatch.Length;

    /// <summary>How many tokens there are.</summary>
    public int Count => _ofPatch.Length + _special.Length;

    /// <summary>Where in the stream a patch token is.</summary>
    /// <param name="patch">From 0, by time, row, column.</param>
    public int OfPatch(int patch) => _ofPatch[patch];

    /// <summary>Which patch token is at a place of the stream; less than 0: a special one is.</summary>
    public int Patch(int token) => Array.BinarySearch(_ofPatch, token);

    /// <summary>Where in the stream the patch tokens are, in their order.</summary>
    public IReadOnlyList<int> OfPatches => _ofPatch;

    /// <summary>
    /// Whether patch tokens are neighbours in the stream: then <see cref="OfPatch"/> of the first, and their number, say where they are.
    /// </summary>
    public bool PatchesAreTogether => _ofPatch.Length == 0 || _ofPatch[^1] - _ofPatch[0] == _ofPatch.Length - 1;

    /// <summary>What a token is called: CLS (CLS 1, ... where there are several), or its number among the patch tokens.</summary>
    public string Name(int token) =>
        Array.IndexOf(_special, token) is >= 0 and var at ? (at == 0 ? "CLS" : $"CLS {at}") : Patch(token).ToString();

    /// <summary>The tokens in words: "1 class token and 3136 patch tokens".</summary>
    public override string ToString() =>
        $"{(_special.Length == 0 ? "" : $"{_special.Length} special and ")}{Patches} patch tokens ({Grid.Time} x {Grid.Height} x "
            + $"{Grid.Width})";
}
