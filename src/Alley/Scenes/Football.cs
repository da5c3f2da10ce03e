using Claims.Alley.Drawing;
using Claims.Alley.Facts;
using Claims.Alley.Objects;

namespace Claims.Alley.Scenes;

/// <summary>A penalty, seen from behind the kicker.</summary>
internal sealed class Football(AlleyScene scene) : IActing
{
    private const int HalfGoal = 170, GoalHeight = 150;

    private static readonly Point Spot = new(320, 570);

    private Point Line => new(340 + scene.Aim / 2, scene.Horizon + 150);

    public void Still(Sketch sketch)
    {
        var line = Line;
        sketch.Quad(AlleyObject.Scenery, Palette.Ground(scene.Ground), new(line.X - 250, line.Y), new(line.X + 250, line.Y),
            new(line.X + 420, 640), new(line.X - 420, 640));
        sketch.Bar(AlleyObject.Scenery, Palette.White, line - new Point(250, 0), line + new Point(250, 0), 4);
        sketch.Ellipse(AlleyObject.Scenery, Palette.White, Spot + new Point(0, 22), 14, 6);
        foreach (var x in new[] { -120, -72, -24, 24, 72, 120 })
            sketch.Bar(AlleyObject.Goal, Palette.Grey.Times(1450), line + new Point(x, 0), line + new Point(x, -GoalHeight), 3);
        foreach (var y in new[] { 38, 76, 114 })
            sketch.Bar(AlleyObject.Goal, Palette.Grey.Times(1450), line - new Point(HalfGoal, y), line + new Point(HalfGoal, -y), 3);
        sketch.Bar(AlleyObject.Goal, Palette.White, line - new Point(HalfGoal, 0), line - new Point(HalfGoal, GoalHeight), 9);
        sketch.Bar(AlleyObject.Goal, Palette.White, line + new Point(HalfGoal, 0), line + new Point(HalfGoal, -GoalHeight), 9);
        sketch.Bar(AlleyObject.Goal, Palette.White, line - new Point(HalfGoal, GoalHeight), line + new Point(HalfGoal, -GoalHeight), 9);
    }

    public void Moving(Sketch sketch, int time, Outcome outcome)
    {
        var flight = new Flight(scene, time);
        // The keeper goes the other way, whatever becomes of the ball.
        var dive = Math.Clamp((flight.Progress - 300) * 1000 / 700, 0, 1000) * -scene.Side;
        sketch.Person(AlleyObject.Keeper, Palette.Shirt(scene.Accent), Line + new Point(dive * 70 / 1000, 6), 140,
            new(-260 + dive / 10, -60), new(260 + dive / 10, -60));
        var step = Math.Clamp(flight.Since + 1500, 0, 1800);
        var kicker = new Point(110 + scene.Stance + step / 22, 630 - step / 90);
        var ball = Ball(flight, outcome);
        if (ball.Radius > 0)
            sketch.Ball(AlleyObject.Ball, Palette.Ball(scene.Ball), ball.At, ball.Radius);
        sketch.Person(AlleyObject.Player, Palette.Shirt(scene.Shirt), kicker, 330, new(-230, 120), new(230, 160));
        sketch.Bar(AlleyObject.Player, Palette.Trousers, kicker - new Point(-8, 130), kicker
            + Point.Between(new(-60, -30), new(80, -40), step * 1000 / 1800), 14);
    }

    private (Point At, int Radius) Ball(Flight flight, Outcome outcome)
    {
        var target = Line + new Point(scene.Side * 105, -80);
        var off = flight.Deviation(outcome);
        var at = Flight.Bow(Spot, target, flight.Progress, 40) + new Point(scene.Side * 10 * off / 1000, -150 * off / 1000);
        var radius = (38 - 16 * flight.Progress / 1000) * scene.BallSize / 1000;
        if (outcome == Outcome.Failure)
            return (at - new Point(0, flight.After * 26 / 1000), radius - radius * flight.After / 6000);
        return (at + new Point(0, Math.Min(Flight.Fall(flight.After), 64)), radius);
    }
}
