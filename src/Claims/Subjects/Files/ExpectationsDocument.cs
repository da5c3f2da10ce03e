using System.Text.Json.Serialization;
using Claims.Verdicts;

namespace Claims.Subjects.Files;

/// <summary>An expectations file as it is written; docs/tasks/subjects.md says what each field means.</summary>
internal sealed record ExpectationsDocument(string Schema, string Subject, bool PublishedBands, DerivationDocument? DerivedFrom,
    IReadOnlyList<ExpectedFormDocument> Claims)
{
    public const string CurrentSchema = "claims-expectations/1";
}

/// <summary>What the expectations come from.</summary>
internal sealed record DerivationDocument(
    string ClaimsVersion, uint Seed, string Device, string Dtype, IReadOnlyDictionary<string, string> Model,
    IReadOnlyList<DiscoveryPairDocument> Pairs);

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
