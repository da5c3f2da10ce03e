using Claims.Alley.Drawing;
using Claims.Alley.Facts;
using Claims.Alley.Objects;

namespace Claims.Alley.Scenes;

/// <summary>A ball struck with a cue towards a corner pocket, on a table seen from above its end.</summary>
internal sealed class Billiards(AlleyScene scene) : IActing
{
    private int Top => scene.Horizon + 70;

    private Point Spot => new(250 + scene.Aim, 490);

    private Point Pocket => new(520, Top + 34);

    public void Still(Sketch sketch)
    {
        sketch.Quad(AlleyObject.Scenery, Palette.Wood, new(90, Top), new(550, Top), new(640, 620), new(0, 620));
        sketch.Quad(AlleyObject.Scenery, Palette.Ground(scene.Ground), new(122, Top + 32), new(518, Top + 32), new(592, 586), new(48, 586));
        var middle = (Top + 600) / 2;
        foreach (var at in new Point[] { new(120, Top + 34), new(86, middle), new(554, middle), new(50, 584), new(590, 584) })
            sketch.Ellipse(AlleyObject.Scenery, Palette.Dark, at, 28, 22);
        sketch.Ellipse(AlleyObject.Pocket, Palette.Dark, Pocket, 30, 24);
        for (var other = 0; other < 2 + scene.Phase % 2; other++)
            sketch.Ball(AlleyObject.Scenery, Palette.Ball((scene.Ball + 1 + other + scene.Phase % 5) % Palette.Balls),
                new(150 + 76 * other + scene.Phase % 37, Top + 80 + scene.Phase % 41 + 26 * (other % 2)), 20);
    }

    public void Moving(Sketch sketch, int time, Outcome outcome)
    {
        var flight = new Flight(scene, time);
        Cue(sketch, flight);
        var way = Pocket - Spot;
        var off = flight.Deviation(outcome);
        // Into the far cushion, or into the one beside the pocket; off it as light off a mirror.
        var miss = scene.Side < 0 ? new Point(-120, 26) : new Point(10, 130);
        var at = Point.Between(Spot, Pocket, flight.Progress) + new Point(miss.X * off / 1000, miss.Y * off / 1000);
        var radius = (27 - 6 * flight.Progress / 1000) * scene.BallSize / 1000;
        if (outcome == Outcome.Failure)
        {
            var back = Math.Min(flight.After, 5000) * 700 / scene.Travel;
            var turned = scene.Side < 0 ? new Point(way.X / 3, -way.Y) : new Point(-way.X, way.Y / 3);
            at += Point.Between(new(0, 0), turned, back);
        }
        else
        {
            radius -= radius * flight.After / 900;
        }
        if (radius > 0)
            sketch.Ball(AlleyObject.Ball, Palette.Ball(scene.Ball), at, radius);
    }

    // In line with the ball and the pocket; drawn back, then through the ball as it sets off.
    private void Cue(Sketch sketch, Flight flight)
    {
        var behind =
            flight.Since switch
            {
                < -700 => 60 + Math.Min(80, (2500 + flight.Since) / 20),
                < 0 => 40 - flight.Since / 7,
                < 700 => 40,
                _ =>
                40 + Math.Min(120, (flight.Since - 700) / 10)
            };
        var tip = Point.Between(Spot, Pocket, -behind * 2);
        var end = Point.Between(Spot, Pocket, -behind * 2 - 900);
        sketch.Person(AlleyObject.Player, Palette.Shirt(scene.Shirt), new(60 + scene.Stance, 700), 330, new(150, 200), new(240, 120));
        sketch.Bar(AlleyObject.Player, Palette.Ground(0).Times(1100), end, tip, 6);
    }
}
