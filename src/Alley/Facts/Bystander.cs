using Bogus;

namespace Claims.Alley.Facts;

/// <summary>Something that stands about and has nothing to do with the action.</summary>
/// <param name="Kind">0: a ball, 1: a cone, 2: a person far away.</param>
/// <param name="X">Where, in units from the left.</param>
/// <param name="Y">Where it touches the floor, in units from the top.</param>
/// <param name="Colour">Its colour, by its number among the shirts.</param>
public sealed record Bystander(int Kind, int X, int Y, int Colour)
{
    /// <summary>Kinds there are.</summary>
    public const int Kinds = 3;

    internal static Bystander Of(Randomizer random) =>
        new(random.Int(0, Kinds - 1), random.Bool() ? random.Int(10, 90)
            : random.Int(550, 630), random.Int(250, 600), random.Int(0, Palette.Shirts - 1));
}
