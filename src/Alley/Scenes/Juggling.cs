using Claims.Alley.Drawing;
using Claims.Alley.Facts;
using Claims.Alley.Objects;

namespace Claims.Alley.Scenes;

/// <summary>Three balls in a cascade.</summary>
internal sealed class Juggling(AlleyScene scene) : IActing
{
    private const int Height = 380;

    private Point Feet => new(320 + 3 * scene.Stance, 620);

    public void Still(Sketch sketch) =>
        sketch.Ellipse(AlleyObject.Scenery, Palette.Ground(scene.Ground), Feet, 220, 60);

    public void Moving(Sketch sketch, int time, Outcome outcome)
    {
        var turn = scene.Phase + time * 1000 / scene.Travel;
        var bob = Cycle.Wave(turn * 3) / 50;
        sketch.Person(AlleyObject.Player, Palette.Shirt(scene.Shirt), Feet, Height, new(-240, 160 + bob), new(240, 160 - bob));
        for (var ball = 0; ball < 3; ball++)
            sketch.Ball(AlleyObject.Ball, Palette.Ball(scene.Ball), At(turn + ball * 1000 / 3), 30 * scene.BallSize / 1000);
    }

    // From hand to hand and back: out of the inner side of one, into the outer side of the other.
    private Point At(int turn)
    {
        var (half, way) = (turn / 500 % 2, turn % 500 * 2);
        var side = half == 0 ? 1 : -1;
        var (from, to) = (new Point(-side * 70, 0), new Point(side * 100, 0));
        return Feet - new Point(0, Height * 600 / 1000) + Flight.Bow(from, to, way, 300 + scene.Aim);
    }
}
