using System.Globalization;
using Claims.Alley;
using Claims.Papers.AttentionGathers;
using Claims.Subjects;
using Claims.Subjects.Files;

namespace Claims.Benchmarks;

/// <summary>What updates are compared by.</summary>
/// <param name="Subject">The alley's held-out pairs, or the first of them.</param>
/// <param name="Claims">All, or those that are quick.</param>
/// <param name="Kinds">Benign ones, harmful ones or both.</param>
internal sealed record RunOptions(Subject Subject, IReadOnlyList<Claim> Claims, IReadOnlyList<Func<uint, Update>> Kinds)
{
    // Those whose measures take three quarters of the time.
    private static readonly string[] Long = ["CLASS-ROBUST", "ABLATION-CURVE", "FRAME-ROBUST", "COMPONENT-ROBUST", "PROBE-FINGERPRINT"];

    /// <summary>What results depend on: lines of other settings do not go into one file.</summary>
    public string Settings =>
        $"# {string.Join(' ', Subject.ModelHashes.Values)} expectations {Subject.Expectations?.Hash}: {Subject.Pairs.Count} pairs, "
            + $"{string.Join(' ', Claims.Select(claim => claim.Id))}";

    public static RunOptions Of(string[] options)
    {
        var subject =
            SubjectFile.Read(Path.Combine(Repository.Root, "fixtures", "subjects", "alley.json"),
                new SubjectPlaces { Readers = [AlleyReader.Reader] }).HeldOut();
        var pairs = Array.IndexOf(options, "--pairs") is >= 0 and var at ? int.Parse(options[at + 1], CultureInfo.InvariantCulture)
            : subject.Pairs.Count;
        Func<uint, Update>[] kinds = options.Contains("--benign") ? [Benign.Of] : options.Contains("--harmful") ? [Harmful.Of]
            : [Benign.Of, Harmful.Of];
        return new RunOptions(subject with { Pairs = [.. subject.Pairs.Take(pairs)] },
            [.. AttentionGathersPaper.Claims.Where(claim => !options.Contains("--few-claims") || !Long.Contains(claim.Id))], kinds);
    }
}
