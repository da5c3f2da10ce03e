namespace Claims.Verdicts;

/// <summary>What is expected of a claim's form before its held-out pairs are measured: one verdict, all but one, or nothing.</summary>
public enum Expectation
{
    /// <summary>That it holds.</summary>
    Holds = 1,

    /// <summary>That it is refuted.</summary>
    Refuted,

    /// <summary>That so many pairs leave it inconclusive.</summary>
    Inconclusive,

    /// <summary>Anything but a refutation: it holds or is inconclusive.</summary>
    NotRefuted,

    /// <summary>Anything but holding: it is refuted or inconclusive.</summary>
    NotHeld,

    /// <summary>Nothing: the discovery pairs do not foresee the verdict. Reported apart, and never as passed.</summary>
    Open,

    /// <summary>That something it needs is not there.</summary>
    NotRun,

    /// <summary>That it has no meaning on the subject.</summary>
    NotApplicable,
}

/// <summary>What an expectation leaves open.</summary>
public static class ExpectationRules
{
    /// <summary>Whether a verdict is as expected; of an open form none is, and none is unexpected but an error.</summary>
    public static bool Allows(this Expectation expected, Verdict verdict) => expected switch
    {
        Expectation.Holds => verdict == Verdict.Holds,
        Expectation.Refuted => verdict == Verdict.Refuted,
        Expectation.Inconclusive => verdict == Verdict.Inconclusive,
        Expectation.NotRefuted => verdict is Verdict.Holds or Verdict.Inconclusive,
        Expectation.NotHeld => verdict is Verdict.Refuted or Verdict.Inconclusive,
        Expectation.NotRun => verdict == Verdict.NotRun,
        Expectation.NotApplicable => verdict == Verdict.NotApplicable,
        _ => false,
    };

    /// <summary>Whether it names one verdict.</summary>
    public static bool IsOne(this Expectation expected) =>
        expected is Expectation.Holds or Expectation.Refuted or Expectation.Inconclusive;

    /// <summary>Whether it excludes one verdict and leaves two.</summary>
    public static bool IsOneSided(this Expectation expected) => expected is Expectation.NotRefuted or Expectation.NotHeld;

    /// <summary>The expectation of exactly this verdict.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An error is never expected.</exception>
    public static Expectation Of(Verdict verdict) => verdict switch
    {
        Verdict.Holds => Expectation.Holds,
        Verdict.Refuted => Expectation.Refuted,
        Verdict.Inconclusive => Expectation.Inconclusive,
        Verdict.NotRun => Expectation.NotRun,
        Verdict.NotApplicable => Expectation.NotApplicable,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "An error is never expected."),
    };
}
