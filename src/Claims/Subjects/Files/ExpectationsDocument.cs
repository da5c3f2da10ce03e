using System.Text.Json.Serialization;
using Claims.Verdicts;

namespace Claims.Subjects.Files;

/// <summary>An expectations file as it is written; docs/tasks/expectations.md says what each field means.</summary>
internal sealed record ExpectationsDocument(string Schema, string Subject, bool PapersOwn, DerivationDocument? DerivedFrom,
    IReadOnlyList<ExpectedFormDocument> Claims)
{
    public const string CurrentSchema = "claims-expectations/2";

    /// <summary>Bands that stood in for the paper's, and several verdicts at once.</summary>
    public const string OlderSchema = "claims-expectations/1";
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

/// <summary>What is expected of one form of a claim.</summary>
internal sealed record ExpectedFormDocument(string Claim, Form Form, Expectation Expected, string? Reason)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Pairs { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? PairsToDecide { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<Verdict, double>? Probabilities { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RegisteredNumberDocument>? Numbers { get; init; }
}

/// <summary>Where a check's number lies on held-out pairs, and how far an update may move it.</summary>
internal sealed record RegisteredNumberDocument(string Check, string Unit, double Low, double High, double? Margin);
