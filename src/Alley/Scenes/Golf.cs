using Claims.Alley.Drawing;
using Claims.Alley.Facts;
using Claims.Alley.Objects;

namespace Claims.Alley.Scenes;

/// <summary>A putt on a green.</summary>
internal sealed class Golf(AlleyScene scene) : IActing
{
    private static readonly Point Tee = new(225, 560);

    private Point Hole => new(430 + scene.Aim, scene.Horizon + 150);

    public void Still(Sketch sketch)
    {
        sketch.Ellipse(AlleyObject.Scenery, Palette.Ground(scene.Ground), new(330, scene.Horizon + 260), 300, 190);
        sketch.Ellipse(AlleyObject.Hole, Palette.Dark, Hole, 34, 18);
        sketch.Bar(AlleyObject.Scenery, Palette.White, Hole, Hole - new Point(0, 210), 6);
        sketch.Quad(AlleyObject.Scenery, Palette.Shirt(scene.Accent), Hole - new Point(0, 210), Hole + new Point(90, -180), Hole
            + new Point(90, -174), Hole - new Point(0, 140));
    }

    public void Moving(Sketch sketch, int time, Outcome outcome)
    {
        var flight = new Flight(scene, time);
        Golfer(sketch, flight);
        var way = Hole - Tee;
        var at = Point.Between(Tee, Hole, Slowing(flight.Progress));
        var radius = (30 - 9 * flight.Progress / 1000) * scene.BallSize / 1000;
        var off = flight.Deviation(outcome);
        at += new Point(scene.Side * 85 * off / 1000, scene.Side * 40 * off / 1000);
        if (outcome == Outcome.Failure)
            at += Point.Between(new(0, 0), way, Math.Min(flight.After, 3000) / 25);
        else
            radius -= radius * flight.After / 900;
        if (radius > 0)
            sketch.Ball(AlleyObject.Ball, Palette.Ball(scene.Ball), at - new Point(0, radius / 2), radius);
    }

    // The club goes back, then through the ball as it sets off.
    private void Golfer(Sketch sketch, Flight flight)
    {
        var feet = new Point(128 + scene.Stance, 610);
        var swing = flight.Since < 0 ? -Math.Min(1000, (flight.Since + 2500) * 1000 / 1600) : Math.Min(700, flight.Since * 2 / 3);
        if (flight.Since is < 0 and > -900)
            swing = flight.Since * 1000 / 900;
        var hands = new Point(190 + swing / 12, 270);
        sketch.Person(AlleyObject.Player, Palette.Shirt(scene.Shirt), feet, 330, hands, hands + new Point(20, 10));
        var grip = feet + new Point(hands.X * 330 / 1000, (hands.Y - 760) * 330 / 1000);
        var head = new Point(Tee.X - 24 + swing / 6, 572 - Math.Abs(swing) / 12);
        sketch.Bar(AlleyObject.Player, Palette.Grey.Times(1300), grip, head, 6);
        sketch.Bar(AlleyObject.Player, Palette.Dark, head, head + new Point(18, 4), 9);
    }

    private static int Slowing(int progress) => progress + progress * (1000 - progress) / 2000;
}
