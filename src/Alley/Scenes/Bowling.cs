using Claims.Alley.Drawing;
using Claims.Alley.Facts;
using Claims.Alley.Objects;

namespace Claims.Alley.Scenes;

/// <summary>Down the lane, seen from behind the bowler. Depth goes from 0, near, to 1000, where the pit begins.</summary>
internal sealed class Bowling(AlleyScene scene) : IActing
{
    private const int Near = 650, NearHalf = 160, FarHalf = 92, PinsAt = 850, GutterPart = 1280;

    private int Far => scene.Horizon + 40;

    private Colour Colour => Palette.Ground(scene.Ground);

    public void Still(Sketch sketch)
    {
        sketch.Box(AlleyObject.Scenery, Palette.Dark, 320 - FarHalf * 13 / 10, Far - 90, 320 + FarHalf * 13 / 10, Far + 4);
        sketch.Box(AlleyObject.Scenery, Palette.Shirt(scene.Accent), 320 - FarHalf * 14 / 10, Far - 130, 320 + FarHalf * 14 / 10, Far - 86);
        sketch.Quad(AlleyObject.Scenery, Colour, new(320 - FarHalf, Far), new(320 + FarHalf, Far), new(320 + NearHalf, Near),
            new(320 - NearHalf, Near));
        Gutter(sketch, -1);
        Gutter(sketch, 1);
        foreach (var side in new[] { -1, 1 })
            sketch.Bar(AlleyObject.Scenery, Colour.Times(780), new(320 + side * FarHalf / 3, Far), new(320 + side * NearHalf / 3, Near), 3);
    }

    public void Moving(Sketch sketch, int time, Outcome outcome)
    {
        var flight = new Flight(scene, time);
        var swing = Math.Clamp(flight.Since + 1200, 0, 2400) * 1000 / 2400;
        sketch.Person(AlleyObject.Player, Palette.Shirt(scene.Shirt), new(92 + scene.Stance, 630), 330, new(-120, 260),
            Point.Between(new(-60, 380), new(320, 60), swing));
        var depth = 40 + (PinsAt - 40) * flight.Progress / 1000 + flight.After * PinsAt / scene.Travel;
        if (depth <= PinsAt)
            Pins(sketch, flight, outcome);
        Ball(sketch, flight, outcome, depth);
        if (depth > PinsAt)
            Pins(sketch, flight, outcome);
    }

    private void Ball(Sketch sketch, Flight flight, Outcome outcome, int depth)
    {
        if (depth > 1060)
            return;
        var f = Seen(depth);
        var straight = scene.Aim * 2 * (1000 - flight.Progress) / 1000;
        var gutter = scene.Side * Half(f) * (1000 + GutterPart) / 2000;
        var off = Math.Min(1000, flight.Deviation(outcome) * 2);
        var radius = (46 - 22 * f / 1000) * scene.BallSize / 1000;
        sketch.Ball(AlleyObject.Ball, Palette.Ball(scene.Ball), new(320 + straight + (gutter - straight) * off / 1000, Row(f) - radius + 8),
            radius);
    }

    private void Pins(Sketch sketch, Flight flight, Outcome outcome)
    {
        var rows = scene.Pins switch { 3 => 2, 6 => 3, _ => 4 };
        for (var row = rows - 1; row >= 0; row--)
        {
            var f = Seen(PinsAt + row * 45);
            for (var place = 0; place <= row; place++)
            {
                var across = (2 * place - row) * FarHalf / 5;
                var direction = across != 0 ? Math.Sign(across) : row % 4 == 0 ? scene.Side : -scene.Side;
                var fallen = outcome == Outcome.Success && flight.Arrived
                    ? Math.Clamp((flight.After - row * 250 + 300) * 1000 / 1500, 0, 1000) : 0;
                Pin(sketch, new(320 + across + direction * (row + 1) * 12 * fallen / 1000, Row(f)), direction, fallen);
            }
        }
    }

    // A pin goes over to a side: its head from above its foot to beside it.
    private void Pin(Sketch sketch, Point foot, int direction, int fallen)
    {
        Point Up(int height) => foot + new Point(direction * height * fallen / 1000, -height * (1000 - fallen) / 1000 - 6);
        sketch.Bar(AlleyObject.Pins, Palette.White, Up(6), Up(30), 11);
        sketch.Bar(AlleyObject.Pins, Palette.White, Up(30), Up(64), 7);
        sketch.Disc(AlleyObject.Pins, Palette.Shirt(scene.Accent), Up(46), 7);
        sketch.Disc(AlleyObject.Pins, Palette.White, Up(68), 9);
    }

    private void Gutter(Sketch sketch, int side)
    {
        Point At(int half, int y, int part) => new(320 + side * half * part / 1000, y);
        sketch.Quad(side == scene.Side ? AlleyObject.Gutter
            : AlleyObject.Scenery, Palette.Grey.Times(560), At(FarHalf, Far, 1000), At(FarHalf, Far, GutterPart),
            At(NearHalf, Near, GutterPart), At(NearHalf, Near, 1000));
    }

    // Perspective: equal depths look shorter the farther they are.
    private static int Seen(int depth) => 2000 * depth / (1000 + depth);

    private int Row(int seen) => Near - (Near - Far) * seen / 1000;

    private static int Half(int seen) => NearHalf - (NearHalf - FarHalf) * seen / 1000;
}
