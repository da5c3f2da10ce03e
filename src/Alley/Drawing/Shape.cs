using Claims.Alley.Objects;

namespace Claims.Alley.Drawing;

/// <summary>
/// A convex shape in a colour, in 256ths of a pixel: an ellipse (A the centre, B the radii), a bar with round ends (A to B, radius C.X),
/// or a quadrilateral (A, B, C, D in turn).
/// </summary>
internal readonly record struct Shape(ShapeKind Kind, AlleyObject Part, Colour Colour, Point A, Point B, Point C, Point D);

/// <summary>What a <see cref="Shape"/> is.</summary>
internal enum ShapeKind
{
    Ellipse = 1,
    Bar,
    Quad,
}

/// <summary>A place, or a distance.</summary>
internal readonly record struct Point(int X, int Y)
{
    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

    /// <summary>From a to b: 0 is a, 1000 is b.</summary>
    public static Point Between(Point a, Point b, int perMille) =>
        new(a.X + (b.X - a.X) * perMille / 1000, a.Y + (b.Y - a.Y) * perMille / 1000);
}
