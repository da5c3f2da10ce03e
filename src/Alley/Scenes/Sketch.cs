using Claims.Alley.Drawing;
using Claims.Alley.Facts;
using Claims.Alley.Objects;

namespace Claims.Alley.Scenes;

/// <summary>Shapes of a picture, the hindmost first, as a scene names them: in units, before the camera.</summary>
internal sealed class Sketch(AlleyScene scene, int size)
{
    private readonly Camera _camera = new(scene, size);

    public AlleyScene Scene { get; } = scene;

    public List<Shape> Shapes { get; } = [];

    public void Disc(AlleyObject item, Colour colour, Point at, int radius) => Ellipse(item, colour, at, radius, radius);

    public void Ellipse(AlleyObject item, Colour colour, Point at, int across, int down) =>
        Shapes.Add(
            new(ShapeKind.Ellipse, item, colour, _camera.Place(at), new(_camera.Length(across), _camera.Length(down)), default, default));

    public void Bar(AlleyObject item, Colour colour, Point from, Point to, int radius) =>
        Shapes.Add(new(ShapeKind.Bar, item, colour, _camera.Place(from), _camera.Place(to), new(_camera.Length(radius), 0), default));

    public void Quad(AlleyObject item, Colour colour, Point a, Point b, Point c, Point d) =>
        Shapes.Add(new(ShapeKind.Quad, item, colour, _camera.Place(a), _camera.Place(b), _camera.Place(c), _camera.Place(d)));

    public void Box(AlleyObject item, Colour colour, int left, int top, int right, int bottom) =>
        Quad(item, colour, new(left, top), new(right, top), new(right, bottom), new(left, bottom));

    /// <summary>A ball with light from above.</summary>
    public void Ball(AlleyObject item, Colour colour, Point at, int radius)
    {
        Disc(item, colour.Times(620), at, radius);
        Disc(item, colour, at - new Point(radius / 7, radius / 7), radius * 6 / 7);
        Disc(item, colour.Times(1400), at - new Point(radius / 3, radius / 3), radius / 3);
    }
}
