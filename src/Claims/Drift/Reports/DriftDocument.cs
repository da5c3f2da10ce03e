using System.Text.Json.Serialization;
using Claims.Checkpoints.Folders;
using Claims.Drift.Decisions;
using Claims.Drift.Roles;
using Claims.Drift.Weights;
using Claims.Report;
using Claims.Subjects;
using Claims.Verdicts;

namespace Claims.Drift.Reports;

/// <summary>A comparison as results.json has it; docs/tasks/drift.md says what each field means.</summary>
internal sealed record DriftDocument(
    string Schema, string? Date, string Subject, IReadOnlyList<HashedFile> Baseline, IReadOnlyList<HashedFile> Candidate,
    string? Expectations, string Device, string Dtype, uint Seed,
    IReadOnlyDictionary<string, string> Versions, IReadOnlyList<string> Warnings, Decision Decision, IReadOnlyList<ClaimPart> Claims,
    IReadOnlyList<ComponentChange> Components, IReadOnlyList<TensorChange> Tensors, IReadOnlyList<string> Reordered,
    IReadOnlyList<string> NotComparable,
    IReadOnlyList<LayerSimilarity> Layers, IReadOnlyList<HeadRole> Heads, IReadOnlyList<PairPart> Pairs)
{
    public const string CurrentSchema = "claims-drift/1";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ClipNote>? ClipNotes { get; init; }

    public static DriftDocument Of(DriftResult result, string? date) => new(
        CurrentSchema, date, result.Baseline.Name, Files(result.Baseline), Files(result.Candidate), result.Baseline.Expectations?.Hash,
        result.Device, result.Dtype, result.Seed,
        ToolVersions.Current(), result.Warnings, result.Decision, [.. result.Claims.Select(ClaimPart.Of)],
        result.Weights.Components, result.Weights.Tensors, result.Weights.Reordered, result.Weights.NotComparable, result.Layers,
            result.Roles,
        [.. result.Pairs.Select(pair =>
            new PairPart(pair.Name, pair.Clean, pair.CleanSha256, pair.Corrupt, pair.CorruptSha256, pair.OtherScene,
                pair.OtherSceneSha256))])
    {
        ClipNotes = result.ClipNotes is [] ? null : result.ClipNotes,
    };

    public static IReadOnlyList<HashedFile> Files(Subject subject) =>
        [.. subject.ModelHashes.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => new HashedFile(file.Key, file.Value))];
}

/// <summary>One form of a claim.</summary>
internal sealed record ClaimPart(string Claim, Form Form, Verdict Before, Verdict After, Decision Decision, string Reason,
    IReadOnlyList<QuantityPart> Quantities)
{
    public static ClaimPart Of(ClaimDrift claim) => new(
        claim.Before.Claim.Id, claim.Before.Form.Form, claim.Before.Verdict, claim.After.Verdict, claim.Decision, claim.Reason,
            [.. claim.Quantities.Select(QuantityPart.Of)]);
}

/// <summary>One number.</summary>
internal sealed record QuantityPart(
    string Name, string Unit, double Before, double After, double Difference, double Low, double High, double? Margin,
    MarginSource? MarginSource, double PEquivalent, double PDrifted, Decision Decision)
{
    public static QuantityPart Of(Quantity quantity) => new(
        quantity.Name, quantity.Unit, quantity.Before, quantity.After, quantity.Difference, quantity.Low, quantity.High,
            quantity.Margin?.Value, quantity.Margin?.Source,
        quantity.PEquivalent, quantity.PDrifted, quantity.Decision);
}
