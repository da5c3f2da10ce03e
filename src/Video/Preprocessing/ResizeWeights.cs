namespace Claims.Video.Preprocessing;

/// <summary>
/// One axis of a resize: for each output position in <c>[from, to)</c> the first input position it reads and its weights
/// there, in fixed point with <see cref="Bits"/> fraction bits.
/// </summary>
internal sealed class ResizeWeights
{
    /// <summary>8 bits of pixel, 22 of weight, and room for two more of overshoot make 32.</summary>
    public const int Bits = 32 - 8 - 2;

    private readonly int[] _first;
    private readonly int[][] _weights;

    /// <param name="size">Input size of the axis.</param>
    /// <param name="newSize">Output size of the axis.</param>
    /// <param name="from">First output position that is wanted.</param>
    /// <param name="to">One past the last.</param>
    /// <param name="filter">The filter, widened by the scale where the axis shrinks.</param>
    public ResizeWeights(int size, int newSize, int from, int to, Resample filter)
    {
        _first = new int[to - from];
        _weights = new int[to - from][];
        var scale = (double)size / newSize;
        var widening = Math.Max(1.0, scale);
        var support = filter.Support() * widening;
        for (var i = 0; i < _first.Length; i++)
        {
            var center = (from + i + 0.5) * scale;
            var first = Math.Max(0, (int)(center - support + 0.5));
            var end = Math.Min(size, (int)(center + support + 0.5));
            _first[i] = first;
            _weights[i] = Fixed(Sampled(filter, first, end, center, 1.0 / widening));
        }

        First = _first.Min();
        End = Enumerable.Range(0, _first.Length).Max(i => _first[i] + _weights[i].Length);
    }

    /// <summary>How many output positions there are.</summary>
    public int Count => _first.Length;

    /// <summary>The first input position that any output reads.</summary>
    public int First { get; }

    /// <summary>One past the last input position that any output reads.</summary>
    public int End { get; }

    /// <summary>The first input position of output <paramref name="i"/>, and the weights from there on.</summary>
    public ReadOnlySpan<int> Of(int i, out int first)
    {
        first = _first[i];
        return _weights[i];
    }

    private static double[] Sampled(Resample filter, int first, int end, double center, double narrowing)
    {
        var weights = new double[end - first];
        var sum = 0.0;
        for (var x = 0; x < weights.Length; x++)
        {
            weights[x] = filter.At((x + first - center + 0.5) * narrowing);
            sum += weights[x];
        }

        if (sum != 0.0)
        {
            for (var x = 0; x < weights.Length; x++)
                weights[x] /= sum;
        }

        return weights;
    }

    private static int[] Fixed(double[] weights) =>
        [.. weights.Select(w => (int)(w * (1 << Bits) + (w < 0 ? -0.5 : 0.5)))];
}
