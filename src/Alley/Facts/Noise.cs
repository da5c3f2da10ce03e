namespace Claims.Alley.Facts;

/// <summary>Sensor noise: what it adds to a channel depends on the seed, the frame and the pixel alone, never on the picture.</summary>
internal static class Noise
{
    // Standard deviation of the sum of two bytes, times ten.
    private const int Spread = 1045;

    /// <param name="rgb">A frame.</param>
    /// <param name="key">The clip's.</param>
    /// <param name="frame">Which frame.</param>
    /// <param name="deviation">Standard deviation in tenths of a grey level.</param>
    public static void Add(Span<byte> rgb, ulong key, int frame, int deviation)
    {
        var state = Streams.Mix(key + (ulong)frame);
        for (var i = 0; i + 2 < rgb.Length; i += 3)
        {
            state += 0x9E3779B97F4A7C15;
            var bits = Streams.Mix(state);
            for (var c = 0; c < 3; c++, bits >>= 16)
            {
                // Rounded down, which makes a noisy picture half a level darker. Clips are published with it.
                var sum = (int)(bits & 255) + (int)((bits >> 8) & 255) - 255;
                rgb[i + c] = (byte)Math.Clamp(rgb[i + c] + (sum * deviation * 2 + Spread * 1024) / (2 * Spread) - 512, 0, 255);
            }
        }
    }
}
