using Claims.Alley.Drawing;
using Claims.Alley.Facts;
using Claims.Alley.Objects;

namespace Claims.Alley.Scenes;

/// <summary>A throw at a hoop, seen from the side.</summary>
internal sealed class Basketball(AlleyScene scene) : IActing
{
    private const int Floor = 600;

    private Point Rim => new(452 + scene.Aim / 2, 262);

    private Point Hands => new(190 + scene.Stance, 340);

    public void Still(Sketch sketch)
    {
        sketch.Quad(AlleyObject.Scenery, Palette.Ground(scene.Ground), new(60, 470), new(580, 470), new(700, 640), new(-60, 640));
        var board = Rim.X + 66;
        sketch.Bar(AlleyObject.Scenery, Palette.Grey.Times(700), new(board + 34, 270), new(board + 50, 590), 12);
        sketch.Bar(AlleyObject.Scenery, Palette.Grey.Times(700), new(board, 250), new(board + 36, 285), 9);
        sketch.Quad(AlleyObject.Scenery, Palette.White, new(board - 14, 120), new(board + 18, 104), new(board + 18, 290),
            new(board - 14, 276));
    }

    public void Moving(Sketch sketch, int time, Outcome outcome)
    {
        var flight = new Flight(scene, time);
        var reach = Math.Clamp(flight.Since + 1500, 0, 2000) / 2;
        sketch.Person(AlleyObject.Player, Palette.Shirt(scene.Shirt), new(140 + scene.Stance, Floor), 340,
            Point.Between(new(130, 60), new(100, -230), reach), Point.Between(new(150, 40), new(140, -230), reach));
        var radius = 34 * scene.BallSize / 1000;
        sketch.Ball(AlleyObject.Ball, Palette.Ball(scene.Ball), At(flight, outcome, Floor - radius), radius);
        Net(sketch);
    }

    private Point At(Flight flight, Outcome outcome, int floor)
    {
        var off = flight.Deviation(outcome);
        var at = Flight.Bow(Hands, Rim, flight.Progress, 200);
        // Long: over the board. Short: down before the rim.
        var miss = scene.Side > 0 ? new Point(120, -150) : new Point(-105, 40);
        at += new Point(miss.X * off / 1000, miss.Y * off / 1000);
        if (!flight.Arrived)
            return at;
        var forward = outcome == Outcome.Failure ? flight.After * 30 / 1000 : 0;
        return new(at.X + forward, Flight.Bounce(at.Y + flight.After * 60 / 1000 + Flight.Fall(flight.After), floor));
    }

    private void Net(Sketch sketch)
    {
        foreach (var x in new[] { -40, -14, 14, 40 })
            sketch.Bar(AlleyObject.Hoop, Palette.White, Rim + new Point(x, 0), Rim + new Point(x * 6 / 10, 78), 4);
        sketch.Bar(AlleyObject.Hoop, Palette.White, Rim + new Point(-32, 34), Rim + new Point(32, 34), 3);
        sketch.Bar(AlleyObject.Hoop, Palette.Shirt(scene.Accent), Rim - new Point(48, 0), Rim + new Point(52, 0), 9);
    }
}
