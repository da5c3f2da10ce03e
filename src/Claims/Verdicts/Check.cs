namespace Claims.Verdicts;

/// <summary>
/// A number that a claim speaks of, a value per pair, and where it must lie. The number is the mean over pairs; with <see cref="Per"/>, the
/// sum of the values over that of the denominators.
/// </summary>
/// <param name="Name">What it is: <c>L4.mlp_out recovery</c>. Unique in its claim's form.</param>
/// <param name="Unit">%, logit, cells, ...</param>
/// <param name="Values">One per pair, in the order of the subject's pairs.</param>
/// <param name="Band">Where the number must lie.</param>
public sealed record Check(string Name, string Unit, IReadOnlyList<double> Values, Band Band)
{
    /// <summary>Denominators, one per pair; null: 1 each.</summary>
    public IReadOnlyList<double>? Per { get; init; }

    /// <summary>
    /// Out of how many candidates the one in question was picked: a head named by the paper is one of all heads. The interval is widened as
    /// Bonferroni has it.
    /// </summary>
    public int PickedFrom { get; init; } = 1;

    /// <summary>Whether the values are 1 or 0, so or not so (or a share in between): the interval is then Clopper and Pearson's.</summary>
    public bool IsShare { get; init; }

    /// <summary>The share of pairs of which something is so; say next where it must lie.</summary>
    /// <param name="name">What it is; unique in its claim's form.</param>
    /// <param name="values">1 where it is so, 0 where not, or a share in between.</param>
    public static Unplaced Share(string name, IReadOnlyList<double> values) =>
        new(new Check(name, "share", values,
            new Band(double.NegativeInfinity, double.PositiveInfinity, BandSource.Rule))
        { IsShare = true });

    /// <summary>A number; say next where it must lie.</summary>
    public static Unplaced Of(string name, string unit, IReadOnlyList<double> values, IReadOnlyList<double>? per = null,
        int pickedFrom = 1) =>
        new(new Check(name, unit, values, new Band(double.NegativeInfinity, double.PositiveInfinity, BandSource.Rule))
        {
            Per = per,
            PickedFrom = pickedFrom
        });

    /// <summary>A number that still has to be told where it must lie.</summary>
    public sealed class Unplaced
    {
        private readonly Check _check;

        internal Unplaced(Check check) => _check = check;

        /// <summary>More than a bound, by the claim's own rule.</summary>
        public Check Above(double low) => Within(low, double.PositiveInfinity, BandSource.Rule);

        /// <summary>Less than a bound, by the claim's own rule.</summary>
        public Check Below(double high) => Within(double.NegativeInfinity, high, BandSource.Rule);

        /// <summary>Between bounds, by the claim's own rule, the bounds left out.</summary>
        public Check Between(double low, double high) => Within(low, high, BandSource.Rule);

        /// <summary>Where the paper says that it lies, of any model and clip.</summary>
        public Check Published(double low, double high) => Within(low, high, BandSource.Published);

        /// <summary>Where the paper reports it to lie for its own model and clips: not judged on any other subject.</summary>
        public Check Reported(double low, double high) => Within(low, high, BandSource.Reported);

        private Check Within(double low, double high, BandSource source) => _check with { Band = new Band(low, high, source) };
    }
}
