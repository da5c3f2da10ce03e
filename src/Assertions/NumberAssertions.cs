using System.Globalization;
using FluentAssertions;
using FluentAssertions.Numeric;

namespace Claims.Assertions;

/// <summary>Assertions about measured numbers.</summary>
public static class NumberAssertions
{
    /// <summary>Within a published band, both ends included. NaN lies nowhere.</summary>
    /// <param name="number">From <c>recovery.Should()</c>.</param>
    /// <param name="low">The least.</param>
    /// <param name="high">The greatest.</param>
    /// <param name="because">Why: "table 3 says so".</param>
    /// <param name="becauseArgs">For places in it.</param>
    public static AndConstraint<NumericAssertions<double>> LieWithin(this NumericAssertions<double> number, double low, double high,
        string because = "", params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(number);
        var value = number.Subject ?? double.NaN;
        FluentAssertions.Execution.Execute.Assertion.ForCondition(value >= low && value <= high).BecauseOf(because, becauseArgs)
            .FailWith("Expected {context:the number} to lie within {0} to {1}{reason}, but it is {2}{3}.", low, high, value,
                value < low ? new Note($", {(low - value).ToString("G4", CultureInfo.InvariantCulture)} below") : value > high
                    ? new Note($", {(value - high).ToString("G4", CultureInfo.InvariantCulture)} above") : new Note(""));
        return new AndConstraint<NumericAssertions<double>>(number);
    }

    // Written without quotes.
    private sealed class Note(string text)
    {
        public override string ToString() => text;
    }
}
