using System.Text.Json.Serialization;
using Claims.Checkpoints.Folders;
using Claims.Subjects;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Report;

/// <summary>A verification as results.json has it; docs/tasks/results.md says what each field means.</summary>
internal sealed record ResultsDocument(
    string Schema, string? Date, SubjectPart Subject, ExpectationsPart? Expectations, string Device, string Dtype, uint Seed,
    IReadOnlyDictionary<string, string> Versions,
    IReadOnlyList<string> Warnings, bool AsExpected, string Summary, IReadOnlyList<VerdictPart> Verdicts, IReadOnlyList<PairPart> Pairs)
{
    public const string CurrentSchema = "claims-results/2";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ClipNote>? ClipNotes { get; init; }

    public static ResultsDocument Of(VerificationResult result, string? date) => new(
        CurrentSchema, date, SubjectPart.Of(result), ExpectationsPart.Of(result.Subject.Expectations), result.Device, result.Dtype,
        result.Seed, ToolVersions.Current(),
        result.Warnings, result.AsExpected, Tally.Of(result), [.. result.Verdicts.Select(verdict => VerdictPart.Of(result, verdict))],
        [.. result.Pairs.Select(pair =>
            new PairPart(pair.Name, pair.Clean, pair.CleanSha256, pair.Corrupt, pair.CorruptSha256, pair.OtherScene,
                pair.OtherSceneSha256))])
    {
        ClipNotes = result.ClipNotes is [] ? null : result.ClipNotes,
    };
}

internal sealed record SubjectPart(string Name, string Description, string? Target, string? Missing, string? Remedy,
    IReadOnlyList<HashedFile> Model)
{
    public static SubjectPart Of(VerificationResult result) => new(
        result.Subject.Name, result.Subject.Description, result.Subject.Target, result.Subject.Missing?.What,
            result.Subject.Missing?.Remedy,
        [.. result.Subject.ModelHashes.OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => new HashedFile(file.Key, file.Value))]);
}

internal sealed record ExpectationsPart(string Sha256, string DerivedFrom, bool PapersOwn)
{
    public static ExpectationsPart? Of(Subjects.Expectations? expectations) =>
        expectations is null ? null : new(expectations.Hash, expectations.DerivedFrom, expectations.PapersOwn);
}

internal sealed record VerdictPart(
    string Claim, string Statement, string At, Form Form, string Protocol, Verdict Verdict, Expectation Expected, bool AsExpected,
    bool IsOpen, int Moved, int Pairs, int? PairsToDecide, string Reason, string? ExpectedReason, string? Remedy,
    string Rerun, IReadOnlyList<CheckPart> Checks)
{
    public static VerdictPart Of(VerificationResult result, ClaimVerdict verdict) => new(
        verdict.Claim.Id, verdict.Claim.StatementOf(verdict.Form.Form), verdict.Claim.At, verdict.Form.Form, verdict.Form.Protocol,
            verdict.Verdict,
            verdict.Expected, verdict.AsExpected, verdict.IsOpen, verdict.Moved.Count(),
            verdict.Judgement.Checks.Count == 0 ? 0 : verdict.Judgement.Checks[0].Check.Values.Count, verdict.PairsToDecide,
            verdict.Judgement.Reason,
        verdict.ExpectedReason, verdict.Remedy, Report.Rerun.Command(result, verdict.Claim.Id),
            [.. verdict.Judgement.Checks.Select(CheckPart.Of)]);
}

internal sealed record CheckPart(string Name, string Unit, double Estimate, double Low, double High, BandPart Band, IntervalPosition Place,
    double? POutside, int PickedFrom, IReadOnlyList<double> Values)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? Per { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RegisteredPart? Registered { get; init; }

    public static CheckPart Of(CheckResult result) => new(
        result.Check.Name, result.Check.Unit, result.Estimate, result.Low, result.High, BandPart.Of(result.Check.Band), result.Place,
            Finite(result.POutside), result.Check.PickedFrom, result.Check.Values)
    {
        Per = result.Check.Per,
        Registered = result.Registered is { } where ? new RegisteredPart(where.Low, where.High, result.HasMoved) : null,
    };

    internal static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

internal sealed record BandPart(double? Low, double? High, BandSource Source)
{
    public static BandPart Of(Band band) => new(CheckPart.Finite(band.Low), CheckPart.Finite(band.High), band.Source);
}

internal sealed record RegisteredPart(double Low, double High, bool Moved);

internal sealed record PairPart(string Name, string Clean, string CleanSha256, string Corrupt, string CorruptSha256, string? OtherScene,
    string? OtherSceneSha256);
