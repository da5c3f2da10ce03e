using Claims.Verifications;

namespace Claims.Report;

/// <summary>What stands above the verdicts, in every report.</summary>
public static class Facts
{
    /// <summary>Name and value, in order.</summary>
    /// <param name="result">The verification.</param>
    /// <param name="date">The day, where one was given.</param>
    public static IEnumerable<(string Name, string Value)> Of(VerificationResult result, string? date)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (date is not null)
            yield return ("date", date);
        if (result.Subject.Missing is { } missing)
            yield return ("missing", missing.Message);
        foreach (var (file, sha256) in result.Subject.ModelHashes.OrderBy(file => file.Key, StringComparer.Ordinal))
            yield return ("model", $"{file}, SHA-256 {sha256}");
        yield return ("pairs", $"{result.Pairs.Count}");
        yield return ("computed",
            $"{result.Device}, {result.Dtype}, seed {result.Seed}; "
                + $"{string.Join(", ", ToolVersions.Current().Select(tool => $"{tool.Key} {tool.Value}"))}");
        yield return ("expectations", Expectations(result.Subject.Expectations));
        foreach (var warning in result.Warnings)
            yield return ("warning", warning);
        foreach (var note in ClipNoteLines.Of(result.ClipNotes))
            yield return ("note", note);
    }

    /// <summary>What they are, and the hash that pins them.</summary>
    public static string Expectations(Subjects.Expectations? expectations) => expectations is null
        ? "none are registered: every claim is expected to hold"
        : expectations.Hash.Length == 0 ? expectations.DerivedFrom
        : $"{expectations.Hash}, from {expectations.DerivedFrom}";

    /// <summary>Of a controlled form, the statement that its verdict is about; else nothing, since it is the claim's.</summary>
    internal static string Asked(ClaimVerdict verdict) =>
        verdict.Form.Form == Verdicts.Form.Controlled ? $"Asked: whether {verdict.Claim.Corrected}. Measured: " : "";

    /// <summary>What goes with a verdict beside its reason: why another was expected, what can be done.</summary>
    public static string Beside(ClaimVerdict verdict, Subjects.Expectations? expectations)
    {
        var form = expectations?.For(verdict.Claim.Id, verdict.Form.Form);
        return string.Join(' ', new[]
        {
            form?.Reason is { } why ? $"{VerdictText.Of(verdict.Expected)} was registered: {why}" : "",
            form is null ? "" : ExpectedText.Deciding(form), verdict.Remedy ?? "",
        }.Where(part => part.Length > 0));
    }
}
