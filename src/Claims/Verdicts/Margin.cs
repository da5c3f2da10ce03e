namespace Claims.Verdicts;

/// <summary>Who says how far a number may move.</summary>
public enum MarginSource
{
    /// <summary>Registered with the subject's expectations, from discovery pairs.</summary>
    Registered = 1,

    /// <summary>The rule, applied to the baseline: nothing of the candidate is in it.</summary>
    Rule,
}

/// <summary>How far a number may move and still be the same finding.</summary>
/// <param name="Value">To either side, in the number's unit.</param>
/// <param name="Source">Who says so.</param>
public sealed record Margin(double Value, MarginSource Source)
{
    /// <summary>Of the number's own size.</summary>
    public const double Share = 0.05;

    /// <summary>Standard errors over pairs: what is not known better has not moved.</summary>
    public const double StandardErrors = 3;

    /// <summary>
    /// Of the room between a number and the nearest edge of the claim's own rule that it keeps: a gap of 1e-6 that must stay below 1e-3 may
    /// double.
    /// </summary>
    public const double Room = 0.1;

    /// <summary>
    /// Of pairs, where the number is a share of them: as many as 32 unchanged pairs can rule out with something to spare.
    /// </summary>
    public const double Pairs = 0.15;

    // Rounding, of whatever has no scale of its own.
    private const double Least = 1e-6;

    /// <summary>The rule: the largest of the above.</summary>
    /// <param name="check">The number before the update, or on discovery pairs.</param>
    /// <param name="pairs">How many pairs it will be compared on; fewer scatter more.</param>
    public static Margin ByRule(Check check, int pairs)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (check.IsShare)
            return new Margin(Pairs, MarginSource.Rule);
        var number = PairedDifference.Number(check);
        var error = check.Values.Count < 2 ? 0
            : StandardError.Of(check.Values, check.Per) * Math.Sqrt(Math.Max(1, (double)check.Values.Count / pairs));
        var kept = check.Band.Source == BandSource.Rule && check.Band.Holds(number, number);
        var room = kept
            ? new[] { check.Band.Low, check.Band.High }.Where(double.IsFinite).Select(edge => Math.Abs(number - edge)).DefaultIfEmpty(0)
            .Min() : 0;
        return new Margin(new[] { Share * Math.Abs(number), StandardErrors * error, Room * room, Least }.Max(), MarginSource.Rule);
    }
}
