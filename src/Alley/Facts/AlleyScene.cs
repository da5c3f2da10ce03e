using Bogus;

namespace Claims.Alley.Facts;

/// <summary>
/// The facts of a scene, all from the seed; a clip's action and outcome are none of them. Lengths are in units: 640 to the picture's side,
/// ten to a pixel of the default size.
/// </summary>
public sealed record AlleyScene
{
    /// <summary>Light, in per mille of the plain colours.</summary>
    public required int Brightness { get; init; }

    /// <summary>Warmer (red up, blue down) or colder, in per mille.</summary>
    public required int Tint { get; init; }

    /// <summary>How much brighter the right edge is than the middle, in per mille.</summary>
    public required int GradientX { get; init; }

    /// <summary>How much brighter the lower edge is than the middle, in per mille.</summary>
    public required int GradientY { get; init; }

    /// <summary>Sensor noise: standard deviation in tenths of a grey level.</summary>
    public required int Noise { get; init; }

    /// <summary>How far the picture is moved to the right.</summary>
    public required int CameraX { get; init; }

    /// <summary>How far the picture is moved down.</summary>
    public required int CameraY { get; init; }

    /// <summary>Size of everything, in per mille.</summary>
    public required int Scale { get; init; }

    /// <summary>How far the camera is turned, in milliradians.</summary>
    public required int Tilt { get; init; }

    /// <summary>Whether left is right.</summary>
    public required bool Mirrored { get; init; }

    /// <summary>Where the wall ends and the floor begins.</summary>
    public required int Horizon { get; init; }

    /// <summary>Colour of the floor, by its number in <see cref="Palette"/>.</summary>
    public required int Floor { get; init; }

    /// <summary>Colour of the wall or sky.</summary>
    public required int Wall { get; init; }

    /// <summary>Colour of what is played on: lane, green, court, cloth.</summary>
    public required int Ground { get; init; }

    /// <summary>Colour of the ball.</summary>
    public required int Ball { get; init; }

    /// <summary>Colour of the player's shirt.</summary>
    public required int Shirt { get; init; }

    /// <summary>Colour of pins' stripes, flag, rim, keeper and other objects.</summary>
    public required int Accent { get; init; }

    /// <summary>Size of the ball, in per mille.</summary>
    public required int BallSize { get; init; }

    /// <summary>How many pins stand on the lane: 3, 6 or 10.</summary>
    public required int Pins { get; init; }

    /// <summary>When the ball sets off, in thousandths of a sixteenth of the clip.</summary>
    public required int Start { get; init; }

    /// <summary>How long it is on its way, in thousandths of a sixteenth of the clip.</summary>
    public required int Travel { get; init; }

    /// <summary>At which part of its way the two outcomes part, in per mille.</summary>
    public required int Parting { get; init; }

    /// <summary>To which side a failure goes: -1 or 1.</summary>
    public required int Side { get; init; }

    /// <summary>Where the player stands, to the right of the usual place.</summary>
    public required int Stance { get; init; }

    /// <summary>Where the target is, to the right of the usual place.</summary>
    public required int Aim { get; init; }

    /// <summary>Where motions without an outcome begin in their cycle, in per mille.</summary>
    public required int Phase { get; init; }

    /// <summary>What else is there.</summary>
    public required IReadOnlyList<Bystander> Clutter { get; init; }

    /// <summary>Draws the facts of a seed.</summary>
    public static AlleyScene Of(long seed)
    {
        var (light, camera, colours) =
            (Streams.Of(seed, Streams.Light), Streams.Of(seed, Streams.Camera), Streams.Of(seed, Streams.Colours));
        var (motion, props, clutter) =
            (Streams.Of(seed, Streams.Motion), Streams.Of(seed, Streams.Props), Streams.Of(seed, Streams.Clutter));
        var ground = colours.Int(0, Palette.Grounds - 1);
        return new()
        {
            Brightness = light.Int(820, 1150),
            Tint = light.Int(-90, 90),
            GradientX = light.Int(-180, 180),
            GradientY = light.Int(-180, 180),
            Noise = light.Int(0, 80),
            CameraX = camera.Int(-35, 35),
            CameraY = camera.Int(-30, 30),
            Scale = camera.Int(900, 1080),
            Tilt = camera.Int(-60, 60),
            Mirrored = camera.Bool(),
            Horizon = camera.Int(130, 210),
            Ground = ground,
            Floor = Other(colours, ground),
            Wall = colours.Int(0, Palette.Walls - 1),
            Ball = colours.Int(0, Palette.Balls - 1),
            Shirt = colours.Int(0, Palette.Shirts - 1),
            Accent = colours.Int(0, Palette.Shirts - 1),
            BallSize = props.Int(880, 1250),
            Pins = props.ArrayElement([3, 6, 10]),
            Stance = props.Int(-25, 25),
            Aim = props.Int(-30, 30),
            Start = motion.Int(500, 2500),
            Travel = motion.Int(6000, 9000),
            Parting = motion.Int(350, 600),
            Side = motion.Bool() ? 1 : -1,
            Phase = motion.Int(0, 999),
            Clutter = [.. Enumerable.Range(0, clutter.Int(0, 3)).Select(_ => Bystander.Of(clutter))],
        };
    }

    // The ground must be seen against the floor.
    private static int Other(Randomizer random, int ground) => (ground + random.Int(1, Palette.Grounds - 1)) % Palette.Grounds;
}
