namespace Claims.Alley.Facts;

/// <summary>What becomes of each plain colour in a scene's light: a factor for each pixel and channel.</summary>
internal sealed class Light
{
    private readonly ushort[]? _gain;

    /// <param name="scene">Its light; null: none falls, colours stay plain.</param>
    /// <param name="size">Rows and columns of a frame.</param>
    public Light(AlleyScene? scene, int size)
    {
        if (scene is null)
            return;
        _gain = new ushort[size * size * 3];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var at = 1000 + (scene.GradientX * (2 * x - size) + scene.GradientY * (2 * y - size)) / size;
                var gain = scene.Brightness * at / 1000;
                var pixel = _gain.AsSpan((y * size + x) * 3, 3);
                pixel[0] = (ushort)(gain * (1000 + scene.Tint) * 256 / 1_000_000);
                pixel[1] = (ushort)(gain * 256 / 1000);
                pixel[2] = (ushort)(gain * (1000 - scene.Tint) * 256 / 1_000_000);
            }
        }
    }

    public void Shine(ReadOnlySpan<byte> plain, Span<byte> lit)
    {
        if (_gain is null)
        {
            plain.CopyTo(lit);
            return;
        }
        var gain = _gain.AsSpan(0, plain.Length);
        lit = lit[..plain.Length];
        for (var i = 0; i < plain.Length; i++)
            lit[i] = (byte)Math.Min(255, (plain[i] * gain[i]) >> 8);
    }
}
