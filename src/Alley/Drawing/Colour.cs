namespace Claims.Alley.Drawing;

/// <summary>Red, green and blue.</summary>
internal readonly record struct Colour(byte R, byte G, byte B)
{
    /// <summary>Darker (below 1000) or brighter, in per mille.</summary>
    public Colour Times(int perMille) => new(Part(R, perMille), Part(G, perMille), Part(B, perMille));

    private static byte Part(int value, int perMille) => (byte)Math.Min(255, value * perMille / 1000);
}
