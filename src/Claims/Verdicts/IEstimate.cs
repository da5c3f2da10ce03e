namespace Claims.Verdicts;

/// <summary>A number that pairs say something of, and how sure they are.</summary>
public interface IEstimate
{
    /// <summary>The number as the pairs have it.</summary>
    double Value { get; }

    /// <summary>The two-sided interval that leaves this much out at either end.</summary>
    (double Low, double High) Interval(double tail);

    /// <summary>One-sided p-value of "the number is no less than this": small where the pairs lie below.</summary>
    double NoLessThan(double bound);

    /// <summary>One-sided p-value of "the number is no more than this": small where they lie above.</summary>
    double NoMoreThan(double bound);
}
