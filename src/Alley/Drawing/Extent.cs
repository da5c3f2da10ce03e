namespace Claims.Alley.Drawing;

/// <summary>Where a line across the picture enters and leaves a shape: once each, since all are convex.</summary>
internal static class Extent
{
    public static (int Top, int Bottom) Rows(in Shape shape) => shape.Kind switch
    {
        ShapeKind.Ellipse => (shape.A.Y - shape.B.Y, shape.A.Y + shape.B.Y),
        ShapeKind.Bar => (Math.Min(shape.A.Y, shape.B.Y) - shape.C.X, Math.Max(shape.A.Y, shape.B.Y) + shape.C.X),
        _ => (Math.Min(Math.Min(shape.A.Y, shape.B.Y), Math.Min(shape.C.Y, shape.D.Y)),
            Math.Max(Math.Max(shape.A.Y, shape.B.Y), Math.Max(shape.C.Y, shape.D.Y))),
    };

    public static bool Line(in Shape shape, int y, out int from, out int to)
    {
        (from, to) = (int.MaxValue, int.MinValue);
        switch (shape.Kind)
        {
            case ShapeKind.Ellipse:
                Ellipse(shape.A, shape.B.X, shape.B.Y, y, ref from, ref to);
                break;
            case ShapeKind.Bar:
                Bar(shape.A, shape.B, shape.C.X, y, ref from, ref to);
                break;
            default:
                Quad(shape.A, shape.B, shape.C, shape.D, y, ref from, ref to);
                break;
        }
        return from < to;
    }

    private static void Ellipse(Point centre, int across, int down, int y, ref int from, ref int to)
    {
        long dy = y - centre.Y, square = (long)down * down - dy * dy;
        if (square <= 0)
            return;
        var half = (int)(across * Root(square) / down);
        (from, to) = (Math.Min(from, centre.X - half), Math.Max(to, centre.X + half));
    }

    private static void Bar(Point a, Point b, int radius, int y, ref int from, ref int to)
    {
        Ellipse(a, radius, radius, y, ref from, ref to);
        Ellipse(b, radius, radius, y, ref from, ref to);
        var (dx, dy) = ((long)b.X - a.X, (long)b.Y - a.Y);
        var length = Root(dx * dx + dy * dy);
        if (length == 0)
            return;
        var n = new Point((int)(-dy * radius / length), (int)(dx * radius / length));
        Quad(a + n, b + n, b - n, a - n, y, ref from, ref to);
    }

    private static void Quad(Point a, Point b, Point c, Point d, int y, ref int from, ref int to)
    {
        Edge(a, b, y, ref from, ref to);
        Edge(b, c, y, ref from, ref to);
        Edge(c, d, y, ref from, ref to);
        Edge(d, a, y, ref from, ref to);
    }

    private static void Edge(Point a, Point b, int y, ref int from, ref int to)
    {
        if (a.Y <= y == b.Y <= y)
            return;
        var x = a.X + (int)((long)(y - a.Y) * (b.X - a.X) / (b.Y - a.Y));
        (from, to) = (Math.Min(from, x), Math.Max(to, x));
    }

    // IEEE's square root is exactly rounded, on every machine the same.
    private static long Root(long square) => (long)Math.Sqrt(square);
}
