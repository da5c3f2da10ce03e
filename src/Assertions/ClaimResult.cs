using Claims.Verifications;

namespace Claims.Assertions;

/// <summary>A claim's form that was tried, with the verification that it was part of.</summary>
/// <param name="Result">The verification: subject, pairs, seed.</param>
/// <param name="Verdict">The verdict, with its evidence.</param>
public sealed record ClaimResult(VerificationResult Result, ClaimVerdict Verdict)
{
    /// <summary>Begins an assertion.</summary>
    public VerdictAssertions Should() => new(this);
}
