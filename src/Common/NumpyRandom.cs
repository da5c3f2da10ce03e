namespace Claims.Common;

/// <summary>
/// numpy's legacy generator, <c>np.random.RandomState</c>: the 32-bit Mersenne Twister and the ways numpy draws from it.
/// The frozen stream that <c>np.random.seed(s)</c> starts, value for value.
/// </summary>
public sealed class NumpyRandom
{
    private const int Length = 624;
    private const int Shift = 397;

    private readonly uint[] _state = new uint[Length];
    private int _next = Length;

    /// <summary>Starts the stream of <c>np.random.seed(seed)</c>.</summary>
    /// <param name="seed">0 to 2^32 - 1, as numpy allows.</param>
    public NumpyRandom(uint seed)
    {
        for (var i = 0; i < Length; i++)
        {
            _state[i] = seed;
            seed = 1812433253u * (seed ^ (seed >> 30)) + (uint)i + 1;
        }
    }

    /// <summary>The next 32 raw bits.</summary>
    public uint NextUInt32()
    {
        if (_next == Length)
            Twist();
        var y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    /// <summary><c>randint(low, high)</c>: an integer in [low, high), of numpy's default type, int64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty (numpy: "low >= high").</exception>
    public long RandInt(long low, long high)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        return unchecked(low + (long)Interval((ulong)(high - 1) - (ulong)low));
    }

    /// <summary><c>random_sample()</c>: a double in [0, 1) with 53 random bits.</summary>
    public double RandomSample()
    {
        var high = NextUInt32() >> 5;
        var low = NextUInt32() >> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /// <summary><c>permutation(n)</c>: 0 .. n-1 in random order.</summary>
    public int[] Permutation(int n)
    {
        var order = Enumerable.Range(0, n).ToArray();
        for (var i = n - 1; i > 0; i--)
        {
            var j = (int)Interval((ulong)i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    // An integer in [0, max]: random bits under the smallest mask that covers max, drawn again until one fits.
    private ulong Interval(ulong max)
    {
        if (max == 0)
            return 0;
        var mask = ulong.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(max);
        ulong value;
        do
            value = (max <= uint.MaxValue ? NextUInt32() : NextUInt64()) & mask;
        while (value > max);
        return value;
    }

    private ulong NextUInt64() => ((ulong)NextUInt32() << 32) | NextUInt32();

    private void Twist()
    {
        for (var i = 0; i < Length; i++)
        {
            var y = (_state[i] & 0x80000000u) | (_state[(i + 1) % Length] & 0x7fffffffu);
            _state[i] = _state[(i + Shift) % Length] ^ (y >> 1) ^ ((y & 1) * 0x9908b0dfu);
        }

        _next = 0;
    }
}
