using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Claims.Common;
using Claims.Json;
using Claims.Verdicts;

namespace Claims.Subjects.Files;

/// <summary>Reads what <c>claims register</c> wrote, or a person who knows what to expect.</summary>
public static class ExpectationsFile
{
    private const string Remedy = "Write it with ./claims register, or as docs/tasks/subjects.md shows.";

    /// <summary>The expectations; their hash is that of the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="subject">The subject it must be for.</param>
    /// <exception cref="BadInputException">It states none, or another subject's.</exception>
    public static Expectations Read(string path, string subject)
    {
        var (document, bytes) =
            StrictJson.Read<ExpectationsDocument>(path, ExpectationsDocument.CurrentSchema, Remedy, page: "expectations");
        if (document.Subject != subject)
            throw Fault($"is of the subject {document.Subject}, not of {subject}.");
        if (document.DerivedFrom is { Pairs.Count: 0 })
            throw Fault("is derived from no pairs.");
        var verdicts = new Dictionary<(string, Form), ExpectedVerdict>();
        foreach (var form in document.Claims)
        {
            if (form.Verdict == Verdict.Error)
                throw Fault($"expects an error of {form.Claim}; an error is never as expected.");
            if (form.Verdict != Verdict.Holds && string.IsNullOrWhiteSpace(form.Reason))
                throw Fault($"does not say why {form.Claim} is expected to be {form.Verdict}: \"reason\" is empty.");
            if (form.Bands.FirstOrDefault(band => !(band.Low <= band.High)) is { } empty)
                throw Fault($"{form.Claim}, {empty.Check}: the band begins above its end.");
            if (form.Bands.GroupBy(band => band.Check).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw Fault($"{form.Claim} has two bands for {twice.Key}.");
            if (form.Or is { } or
                && (or.Count == 0
                    || or.Any(verdict => verdict == form.Verdict || verdict is Verdict.Error or Verdict.NotRun or Verdict.NotApplicable)
                    || or.Distinct().Count() < or.Count))
                throw Fault($"{form.Claim}: \"or\" lists other verdicts than \"verdict\", each once: holds, refuted or inconclusive.");
            var margins = form.Margins ?? [];
            if (margins.FirstOrDefault(margin => !(margin.Margin > 0)) is { } none)
                throw Fault($"{form.Claim}, {none.Check}: a margin is more than 0.");
            if (margins.GroupBy(margin => margin.Check).FirstOrDefault(group => group.Count() > 1) is { } again)
                throw Fault($"{form.Claim} has two margins for {again.Key}.");
            if (!verdicts.TryAdd((form.Claim, form.Form),
                new ExpectedVerdict(form.Verdict, form.Reason, form.Bands.ToDictionary(band => band.Check, band => (band.Low, band.High)))
                {
                    Or = form.Or ?? [],
                    Margins = margins.ToDictionary(margin => margin.Check, margin => margin.Margin),
                }))
                throw Fault($"has {form.Claim}, {form.Form}, twice.");
        }
        return new Expectations(Convert.ToHexStringLower(SHA256.HashData(bytes)), Told(document.DerivedFrom), verdicts)
        {
            PublishedBands = document.PublishedBands,
            ModelHashes = document.DerivedFrom?.Model ?? new Dictionary<string, string>(),
            Frames = document.DerivedFrom?.Frames,
        };

        BadInputException Fault(string what) => new(what, path, Remedy, page: "expectations");
    }

    private static string Told(DerivationDocument? from) => from is null ? "the paper"
        : $"{from.Pairs.Count} discovery pairs, {from.Pairs[0].Name} to {from.Pairs[^1].Name}; model {Model(from.Model)}; claims "
            + $"{from.ClaimsVersion}, seed {from.Seed}, {from.Dtype}{(from.Frames is { } frames ? $", frames {frames}" : "")}";

    private static string Model(IReadOnlyDictionary<string, string> files) =>
        string.Join(", ", files.OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => $"{file.Key} {file.Value[..Math.Min(12, file.Value.Length)]}"));
}

/// <summary>An expectations file as it is written; docs/tasks/subjects.md says what each field means.</summary>
internal sealed record ExpectationsDocument(string Schema, string Subject, bool PublishedBands, DerivationDocument? DerivedFrom,
    IReadOnlyList<ExpectedFormDocument> Claims)
{
    public const string CurrentSchema = "claims-expectations/1";
}

/// <summary>What the expectations come from.</summary>
internal sealed record DerivationDocument(
    string ClaimsVersion, uint Seed, string Device, string Dtype, IReadOnlyDictionary<string, string> Model,
    IReadOnlyList<DiscoveryPairDocument> Pairs)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Frames { get; init; }
}

/// <summary>A discovery pair, and the SHA-256 of its clips' pixel values.</summary>
internal sealed record DiscoveryPairDocument(string Name, string CleanSha256, string CorruptSha256)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OtherSceneSha256 { get; init; }
}

/// <summary>What one form of a claim is expected to come to.</summary>
internal sealed record ExpectedFormDocument(string Claim, Form Form, Verdict Verdict, string? Reason,
    IReadOnlyList<ExpectedBandDocument> Bands)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Verdict>? Or { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MarginDocument>? Margins { get; init; }
}

/// <summary>How far a check's number may move under an update.</summary>
internal sealed record MarginDocument(string Check, string Unit, double Margin);

/// <summary>Where a check's number is expected.</summary>
internal sealed record ExpectedBandDocument(string Check, string Unit, double Low, double High);
