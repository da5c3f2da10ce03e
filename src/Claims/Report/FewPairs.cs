using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Report;

/// <summary>What is said once, in place of a reason for every form, where a subject has too few pairs for any verdict.</summary>
public static class FewPairs
{
    /// <summary><c>1 pair: nothing can be decided; 16 decide 24 of 36 forms.</c>; null where there are enough.</summary>
    public static string? Of(VerificationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Pairs.Count >= Judgement.FewestPairs || result.Subject.Missing is not null
            || result.Verdicts.Any(verdict => verdict.Verdict is Verdict.Holds or Verdict.Refuted))
            return null;
        var count = result.Pairs.Count;
        return $"{count} {(count == 1 ? "pair" : "pairs")}: nothing can be decided; {More(result)}.";
    }

    private static string More(VerificationResult result)
    {
        var registered = result.Verdicts.Select(verdict => result.Subject.Expectations?.For(verdict.Claim.Id, verdict.Form.Form))
            .Where(form => form is { Pairs: not null } && form.Verdict.IsOne()).Select(form => form!.Pairs!.Value).ToArray();
        return registered.Length == 0 ? $"{Judgement.FewestPairs} are the fewest that can decide anything (docs/tasks/subjects.md)"
            : $"{registered.Min()} decide {registered.Count(pairs => pairs == registered.Min())} of {result.Verdicts.Count} forms, "
                + $"{registered.Max()} decide {registered.Length}";
    }
}
