using Claims.Alley.Drawing;

namespace Claims.Alley.Facts;

/// <summary>Every scene's colours. No action has one of its own.</summary>
internal static class Palette
{
    public static readonly Colour White = new(240, 240, 235), Dark = new(28, 26, 30), Grey = new(128, 128, 132), Wood = new(120, 78, 44),
        Skin = new(224, 172, 138), Trousers = new(44, 48, 72);

    private static readonly Colour[] GroundColours =
        [new(206, 160, 104), new(86, 148, 78), new(70, 112, 160), new(178, 96, 70), new(140, 140, 146), new(60, 128, 124),
            new(156, 122, 170), new(190, 178, 128)];

    private static readonly Colour[] WallColours =
        [new(150, 186, 216), new(198, 192, 180), new(92, 100, 124), new(166, 140, 120), new(118, 150, 128), new(176, 160, 190)];

    private static readonly Colour[] BallColours =
        [new(226, 60, 48), new(250, 214, 60), new(40, 70, 200), new(245, 245, 240), new(240, 130, 30), new(30, 30, 36), new(150, 40, 160),
            new(40, 170, 90)];

    private static readonly Colour[] ShirtColours =
        [new(204, 48, 54), new(46, 92, 196), new(240, 196, 52), new(40, 140, 84), new(140, 60, 150), new(236, 126, 44), new(232, 232, 228)];

    public static int Grounds => GroundColours.Length;

    public static int Walls => WallColours.Length;

    public static int Balls => BallColours.Length;

    public static int Shirts => ShirtColours.Length;

    public static Colour Ground(int number) => GroundColours[number];

    public static Colour Wall(int number) => WallColours[number];

    public static Colour Ball(int number) => BallColours[number];

    public static Colour Shirt(int number) => ShirtColours[number];
}
