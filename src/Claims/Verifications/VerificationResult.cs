using Claims.Pairs;
using Claims.Subjects;

namespace Claims.Verifications;

/// <summary>A verification: what every report shows, in its own way.</summary>
/// <param name="Subject">What the claims were tried on.</param>
/// <param name="Device">Where it was computed.</param>
/// <param name="Dtype">In which type.</param>
/// <param name="Seed">Of every random draw.</param>
/// <param name="Pairs">The clips, and what was measured on them.</param>
/// <param name="Verdicts">One per claim and form.</param>
public sealed record VerificationResult(
    Subject Subject, string Device, string Dtype, uint Seed, IReadOnlyList<MeasuredPair> Pairs, IReadOnlyList<ClaimVerdict> Verdicts)
{
    /// <summary>Whether no verdict is unexpected, and no registered number has moved.</summary>
    public bool AsExpected => Verdicts.All(verdict => !verdict.IsUnexpected);

    /// <summary>What a reader must know beside the verdicts: expectations that were registered for other weights, say.</summary>
    public IReadOnlyList<string> Warnings { get; } = [.. RegisteredForOthers(Subject)];

    /// <summary>What a reader should know of how the clips were read, once for each clip and note.</summary>
    public IReadOnlyList<ClipNote> ClipNotes { get; } = [.. Pairs.SelectMany(pair => pair.ClipNotes).Distinct()];

    private static IEnumerable<string> RegisteredForOthers(Subject subject)
    {
        if (subject.Missing is not null || subject.Expectations is not { ModelHashes: { Count: > 0 } registered })
            yield break;
        var differ = registered.Keys.Union(subject.ModelHashes.Keys)
            .Where(file => registered.GetValueOrDefault(file) != subject.ModelHashes.GetValueOrDefault(file)).Order(StringComparer.Ordinal)
            .ToArray();
        if (differ.Length > 0)
            yield return $"The expectations were registered for another model: {string.Join(", ", differ)} "
                + $"{(differ.Length == 1 ? "differs" : "differ")}.";
        if (subject.Expectations.Frames is var sampled && sampled != subject.Frames)
            yield return $"The expectations were registered from clips read with {Frames(sampled)}; these are read with "
                + $"{Frames(subject.Frames)}.";
    }

    private static string Frames(string? said) => said is null ? "the default frames" : $"frames {said}";

    internal static VerificationResult Of(Subject subject, VerificationOptions options, IReadOnlyList<MeasuredPair> pairs,
        IReadOnlyList<ClaimVerdict> verdicts) =>
        new(subject, options.Device?.ToString() ?? "cpu", options.Dtype.ToString().ToLowerInvariant(), options.Seed, pairs, verdicts);
}
