using Claims.Alley.Drawing;
using Claims.Alley.Facts;
using Claims.Alley.Objects;

namespace Claims.Alley.Scenes;

/// <summary>A ball's way to its target: when it sets off, how far it is, and how a failure leaves the way of a success.</summary>
/// <param name="scene">Start, travel and parting.</param>
/// <param name="time">Now.</param>
internal readonly struct Flight(AlleyScene scene, int time)
{
    /// <summary>How far it is: 0 before it sets off, 1000 from its arrival on.</summary>
    public int Progress { get; } = Math.Clamp((time - scene.Start) * 1000 / scene.Travel, 0, 1000);

    /// <summary>Time since it set off; negative before.</summary>
    public int Since { get; } = time - scene.Start;

    /// <summary>Time since it arrived; 0 before.</summary>
    public int After { get; } = Math.Max(0, time - scene.Start - scene.Travel);

    /// <summary>Whether it has arrived.</summary>
    public bool Arrived => Progress == 1000;

    /// <summary>How far a failure has left the way: 0 until the ways part, 1000 on arrival.</summary>
    public int Deviation(Outcome outcome)
    {
        if (outcome != Outcome.Failure || Progress <= scene.Parting)
            return 0;
        var v = (Progress - scene.Parting) * 1000 / (1000 - scene.Parting);
        return (v + v * v / 1000) / 2;
    }

    /// <summary>A place between two, a bow above the straight line.</summary>
    /// <param name="from">Where it sets off.</param>
    /// <param name="to">Where it arrives.</param>
    /// <param name="progress">0 to 1000.</param>
    /// <param name="height">How high the bow is in the middle.</param>
    public static Point Bow(Point from, Point to, int progress, int height) =>
        Point.Between(from, to, progress) - new Point(0, 4 * height * progress / 1000 * (1000 - progress) / 1000);

    /// <summary>
    /// Where something is that would have fallen to <paramref name="y"/> if there were no floor: half as high as it came from, and then
    /// again.
    /// </summary>
    public static int Bounce(int y, int floor)
    {
        if (y <= floor)
            return y;
        // A floor's depth of 480 is one bounce.
        var (bounce, way) = ((y - floor) / 480, (y - floor) % 480);
        var height = 110 >> Math.Min(bounce, 8);
        return floor - 4 * height * way / 480 * (480 - way) / 480;
    }

    /// <summary>How far something falls in a time.</summary>
    public static int Fall(int time) => (int)((long)time * time * 24 / 1_000_000);
}
