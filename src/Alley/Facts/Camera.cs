using Claims.Alley.Drawing;

namespace Claims.Alley.Facts;

/// <summary>From a scene's units to 256ths of a pixel. Whole numbers only: the same on every machine.</summary>
internal readonly struct Camera(AlleyScene scene, int size)
{
    private const int Middle = 320;

    private readonly long _scale = scene.Scale, _tilt = scene.Tilt;
    private readonly int _x = scene.CameraX, _y = scene.CameraY, _size = size;
    private readonly bool _mirrored = scene.Mirrored;

    public Point Place(Point p)
    {
        var (x, y) = ((long)(p.X - Middle), (long)(p.Y - Middle));
        var across = (1000 * x - _tilt * y) * _scale / 1000 + 1000 * (Middle + _x);
        var down = (1000 * y + _tilt * x) * _scale / 1000 + 1000 * (Middle + _y);
        if (_mirrored)
            across = 2 * Middle * 1000 - across;
        return new((int)(across * _size * 256 / (2 * Middle * 1000)), (int)(down * _size * 256 / (2 * Middle * 1000)));
    }

    public int Length(int units) => (int)(units * _scale * _size * 256 / (2 * Middle * 1000));
}
