using Claims.Measurements.Arrays;
using Claims.Model;

namespace Claims.Measurements.Catalog;

/// <summary>One way of measuring, and what it gave.</summary>
/// <param name="Name">denoising, noising, zero, untrained, ...</param>
/// <param name="Numbers">The arrays.</param>
public sealed record Variant(string Name, IReadOnlyList<Numbers> Numbers);

/// <summary>A measurement by name.</summary>
/// <param name="Name">As it is typed.</param>
/// <param name="About">What it measures, in a line.</param>
/// <param name="Needs">What both runs must keep.</param>
/// <param name="Measure">Measures; variants come as they are done.</param>
public sealed record Method(string Name, string About, Sites Needs, Func<MeasureContext, IEnumerable<Variant>> Measure)
{
    /// <summary>What both runs must keep with these options.</summary>
    public Sites NeedsOf(MeasureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Name == "topk" ? Needs | TokenScores.Needs(options.RankBy) : Needs;
    }

    /// <summary>This one, and after its variants those of another method of the same name.</summary>
    internal Method Then(Method other) =>
        this with { Needs = Needs | other.Needs, Measure = context => Measure(context).Concat(other.Measure(context)) };
}
