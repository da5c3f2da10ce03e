using Claims.Alley.Drawing;
using Claims.Alley.Facts;
using Claims.Alley.Objects;

namespace Claims.Alley.Scenes;

/// <summary>Somebody on a swing, seen from the side.</summary>
internal sealed class Swinging(AlleyScene scene) : IActing
{
    private const int Rope = 340;

    private Point Pivot => new(320 + 2 * scene.Stance, 100 + scene.Aim / 2);

    public void Still(Sketch sketch)
    {
        sketch.Ellipse(AlleyObject.Scenery, Palette.Ground(scene.Ground), Pivot + new Point(0, 500), 280, 60);
        foreach (var side in new[] { -1, 1 })
            sketch.Bar(AlleyObject.Scenery, Palette.Shirt(scene.Accent), Pivot + new Point(side * 20, -20), Pivot
                + new Point(side * 190, 490), 12);
    }

    public void Moving(Sketch sketch, int time, Outcome outcome)
    {
        var turn = scene.Phase + time * 1000 / (scene.Travel + 1500);
        var x = Cycle.Wave(turn) * 190 / 1000;
        var seat = Pivot + new Point(x, (int)Math.Sqrt(Rope * Rope - x * x));
        // What is upright on the seat leans with the ropes.
        Point On(int along, int up) => seat + new Point(along - x * up / Rope, -up + x * along / -Rope);
        var shirt = Palette.Shirt(scene.Shirt);
        sketch.Bar(AlleyObject.Swing, Palette.Dark, Pivot, seat, 5);
        sketch.Bar(AlleyObject.Player, shirt, On(-4, 14), On(-16, 110), 30);
        sketch.Disc(AlleyObject.Player, Palette.Skin, On(-14, 172), 31);
        sketch.Bar(AlleyObject.Player, Palette.Trousers, On(-4, 12), On(80, 14), 17);
        sketch.Bar(AlleyObject.Player, Palette.Trousers, On(80, 14), On(104 + x / 5, -66), 14);
        sketch.Bar(AlleyObject.Swing, Palette.Wood, On(-46, -10), On(50, -10), 9);
        sketch.Bar(AlleyObject.Player, shirt.Times(820), On(-14, 98), On(4, 130), 10);
    }
}
