using Claims.Alley.Drawing;
using Claims.Alley.Facts;
using Claims.Alley.Objects;

namespace Claims.Alley.Scenes;

/// <summary>A rally over a net, seen from behind one of the two.</summary>
internal sealed class Tennis(AlleyScene scene) : IActing
{
    private int Far => scene.Horizon + 50;

    private int Net => Far + (620 - Far) * 36 / 100;

    public void Still(Sketch sketch)
    {
        sketch.Quad(AlleyObject.Scenery, Palette.Ground(scene.Ground), new(170, Far), new(470, Far), new(620, 630), new(20, 630));
        sketch.Bar(AlleyObject.Scenery, Palette.White, new(170, Far), new(470, Far), 4);
        sketch.Bar(AlleyObject.Scenery, Palette.White, new(170, Far), new(20, 630), 5);
        sketch.Bar(AlleyObject.Scenery, Palette.White, new(470, Far), new(620, 630), 5);
        sketch.Bar(AlleyObject.Scenery, Palette.White, new(320, Far + 60), new(320, 520), 4);
        sketch.Bar(AlleyObject.Scenery, Palette.White, new(70, 520), new(570, 520), 4);
    }

    public void Moving(Sketch sketch, int time, Outcome outcome)
    {
        var turn = scene.Phase + time * 800 / scene.Travel;
        var way = Cycle.Bounce(turn);
        var far = new Point(320 + scene.Aim * 3 + scene.Side * 40, Far + 20);
        var near = new Point(300 + scene.Stance * 3 - scene.Side * 30, 640);
        Player(sketch, Palette.Shirt(scene.Accent), far, 150, AlleyObject.Scenery, Math.Max(0, way - 700));
        var ball = Flight.Bow(near + new Point(70, -200), far + new Point(40, -70), way, 80);
        var radius = (30 - 14 * way / 1000) * scene.BallSize / 1000;
        if (way > 640)
            sketch.Ball(AlleyObject.Ball, Palette.Ball(scene.Ball), ball, radius);
        Mesh(sketch);
        if (way <= 640)
            sketch.Ball(AlleyObject.Ball, Palette.Ball(scene.Ball), ball, radius);
        Player(sketch, Palette.Shirt(scene.Shirt), near, 300, AlleyObject.Player, Math.Max(0, 300 - way));
    }

    private void Mesh(Sketch sketch)
    {
        for (var x = 110; x <= 530; x += 42)
            sketch.Bar(AlleyObject.Scenery, Palette.Dark.Times(2200), new(x, Net - 52), new(x, Net), 3);
        sketch.Bar(AlleyObject.Scenery, Palette.Dark.Times(2200), new(90, Net - 24), new(550, Net - 24), 3);
        sketch.Bar(AlleyObject.Scenery, Palette.White, new(90, Net - 54), new(550, Net - 54), 6);
        sketch.Bar(AlleyObject.Scenery, Palette.Dark, new(86, Net - 60), new(86, Net + 6), 7);
        sketch.Bar(AlleyObject.Scenery, Palette.Dark, new(554, Net - 60), new(554, Net + 6), 7);
    }

    private static void Player(Sketch sketch, Colour shirt, Point feet, int height, AlleyObject item, int stroke)
    {
        var hand = new Point(220 - stroke / 3, 60 - stroke / 2);
        sketch.Person(item, shirt, feet, height, new(-200, 200), hand);
        var grip = feet + new Point(hand.X * height / 1000, (hand.Y - 760) * height / 1000);
        var head = grip + new Point(height / 8, -height / 8);
        sketch.Bar(item, Palette.Dark, grip, head, height / 50);
        sketch.Ellipse(item, Palette.Wood, head + new Point(height / 20, -height / 14), height / 12, height / 10);
        sketch.Ellipse(item, Palette.White.Times(900), head + new Point(height / 20, -height / 14), height / 17, height / 13);
    }
}
