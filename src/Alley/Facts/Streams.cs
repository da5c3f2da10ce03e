using Bogus;

namespace Claims.Alley.Facts;

/// <summary>
/// Independent random streams of one seed. A stream's name is part of its seed, so that what one draws never shifts what another does.
/// </summary>
internal static class Streams
{
    public const ulong Action = 1;
    public const ulong Outcome = 2;
    public const ulong Noise = 3;
    public const ulong Light = 4;
    public const ulong Camera = 5;
    public const ulong Colours = 6;
    public const ulong Motion = 7;
    public const ulong Props = 8;
    public const ulong Clutter = 9;

    /// <summary>The stream's own 64 bits.</summary>
    public static ulong Key(long seed, ulong stream) => Mix(Mix((ulong)seed + 0x9E3779B97F4A7C15) ^ stream * 0xD1B54A32D192ED03);

    /// <summary>One draw: 0 to <paramref name="count"/> - 1.</summary>
    public static int Draw(long seed, ulong stream, int count) => (int)(Key(seed, stream) % (ulong)count);

    /// <summary>Bogus's randomizer for a stream.</summary>
    public static Randomizer Of(long seed, ulong stream) => new((int)(Key(seed, stream) >> 33));

    /// <summary>The finalizer of SplitMix64: every bit of the input reaches every bit of the result.</summary>
    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
