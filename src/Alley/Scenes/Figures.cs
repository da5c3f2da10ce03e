using Claims.Alley.Drawing;
using Claims.Alley.Facts;
using Claims.Alley.Objects;

namespace Claims.Alley.Scenes;

/// <summary>What several actions have in them.</summary>
internal static class Figures
{
    /// <summary>Somebody who stands.</summary>
    /// <param name="sketch">Takes the shapes.</param>
    /// <param name="item">Who it is.</param>
    /// <param name="shirt">Colour of the shirt.</param>
    /// <param name="feet">Where.</param>
    /// <param name="height">How tall.</param>
    /// <param name="left">Where one hand is, from the shoulders, in thousandths of the height.</param>
    /// <param name="right">Where the other hand is.</param>
    public static void Person(this Sketch sketch, AlleyObject item, Colour shirt, Point feet, int height, Point left, Point right)
    {
        Point At(int x, int y) => feet + new Point(x * height / 1000, y * height / 1000);
        var (hip, neck) = (At(0, -440), At(0, -760));
        sketch.Bar(item, Palette.Trousers, hip - new Point(height / 25, 0), At(-90, -30), height / 22);
        sketch.Bar(item, Palette.Trousers, hip + new Point(height / 25, 0), At(90, -30), height / 22);
        sketch.Bar(item, shirt, hip, neck + new Point(0, height / 24), height / 10);
        sketch.Disc(item, Palette.Skin, At(0, -890), height / 11);
        sketch.Bar(item, shirt.Times(820), neck - new Point(height / 12, 0), At(left.X, left.Y - 760), height / 28);
        sketch.Bar(item, shirt.Times(820), neck + new Point(height / 12, 0), At(right.X, right.Y - 760), height / 28);
        sketch.Disc(item, Palette.Skin, At(left.X, left.Y - 760), height / 26);
        sketch.Disc(item, Palette.Skin, At(right.X, right.Y - 760), height / 26);
    }

    /// <summary>Wall, floor, and what stands about.</summary>
    public static void Backdrop(this Sketch sketch)
    {
        var scene = sketch.Scene;
        sketch.Box(AlleyObject.Scenery, Palette.Wall(scene.Wall), -300, -300, 940, scene.Horizon);
        sketch.Box(AlleyObject.Scenery, Palette.Ground(scene.Floor), -300, scene.Horizon, 940, 940);
        sketch.Box(AlleyObject.Scenery, Palette.Ground(scene.Floor).Times(800), -300, scene.Horizon - 6, 940, scene.Horizon + 6);
        foreach (var one in scene.Clutter)
            sketch.Bystander(one);
    }

    private static void Bystander(this Sketch sketch, Bystander one)
    {
        var (at, colour) = (new Point(one.X, one.Y), Palette.Shirt(one.Colour));
        switch (one.Kind)
        {
            case 0:
                sketch.Ball(AlleyObject.Scenery, colour, at - new Point(0, 22), 22);
                break;
            case 1:
                sketch.Quad(AlleyObject.Scenery, colour, at - new Point(8, 60), at + new Point(8, -60), at + new Point(26, 0),
                    at - new Point(26, 0));
                break;
            default:
                sketch.Person(AlleyObject.Scenery, colour, at, 130, new(-150, 300), new(150, 300));
                break;
        }
    }
}
