using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Claims.Common;
using Claims.Pairs;
using Claims.Subjects;
using Claims.Verifications;

namespace Claims.Report;

/// <summary>What a run's numbers depend on, and how much it tried: so that one run's results are not taken for another's.</summary>
/// <param name="Subject">The subject's name.</param>
/// <param name="Model">SHA-256 of the model's files, a line each; of both models of a comparison.</param>
/// <param name="Pairs">The pairs' names and the names of their clips, a line each; empty: nothing was measured.</param>
/// <param name="Device">cpu or cuda.</param>
/// <param name="Dtype">float32, ...</param>
/// <param name="Seed">Of every random draw.</param>
/// <param name="Claims">The ids of the claims.</param>
internal sealed record RunIdentity(
    string Subject, IReadOnlyList<string> Model, IReadOnlyList<string> Pairs, string Device, string Dtype, uint Seed,
    IReadOnlyList<string> Claims)
{
    // A comparison's results of a large subject are a few MB.
    private const long Longest = 256 << 20;

    private const int HashShown = 8;

    /// <summary>A run that is about to begin.</summary>
    /// <param name="subject">What is tried.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="options">How.</param>
    /// <param name="candidate">The model that it is compared with; null: it is none.</param>
    public static RunIdentity Of(Subject subject, IReadOnlyList<Claim> claims, VerificationOptions options, Subject? candidate = null) =>
        new(subject.Name, [.. Files(subject), .. candidate is null ? [] : Files(candidate).Select(file => "candidate " + file)],
            [.. subject.Pairs.Select(pair => string.Join('\n', pair.Sources.Prepend(pair.Name)))],
            Kind(options.Device?.ToString() ?? "cpu"), options.Dtype.ToString().ToLowerInvariant(), options.Seed,
            [.. claims.Select(claim => claim.Id)]);

    /// <summary>The run that wrote a results.json; null where it cannot be told.</summary>
    public static RunIdentity? Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(RegularFile.Bytes(path, Longest));
            var root = json.RootElement;
            var drift = Text(root, "schema").StartsWith("claims-drift/", StringComparison.Ordinal);
            var subject = root.GetProperty("subject");
            string[] model = drift ? [.. Files(root.GetProperty("baseline")),
                .. Files(root.GetProperty("candidate")).Select(file => "candidate " + file)] : Files(subject.GetProperty("model"));
            return new RunIdentity(drift ? subject.GetString()! : Text(subject, "name"), model,
                [.. root.GetProperty("pairs").EnumerateArray().Select(Pair)], Kind(Text(root, "device")), Text(root, "dtype"),
                root.GetProperty("seed").GetUInt32(),
                [.. root.GetProperty(drift ? "claims" : "verdicts").EnumerateArray().Select(one => Text(one, "claim")).Distinct()]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException
            or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The pixels that the run of a results.json saw, a line for each pair; null where it cannot be told.</summary>
    public static IReadOnlyList<string>? PixelsIn(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(RegularFile.Bytes(path, Longest));
            return [.. json.RootElement.GetProperty("pairs").EnumerateArray()
                .Select(pair => Pixels(Text(pair, "name"), Text(pair, "clean_sha256"), Text(pair, "corrupt_sha256")))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException
            or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The same of pairs that were measured now.</summary>
    public static IReadOnlyList<string> PixelsOf(IReadOnlyList<MeasuredPair> pairs) =>
        [.. pairs.Select(pair => Pixels(pair.Name, pair.CleanSha256, pair.CorruptSha256))];

    /// <summary>The start of a hash of lines.</summary>
    public static string Short(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..HashShown];

    /// <summary>The start of a hash of the model's files, or of both models', one after the other.</summary>
    public string ModelHash => string.Join('-', Model.GroupBy(file => file.StartsWith("candidate ", StringComparison.Ordinal))
        .Select(files => Short(files.Select(file => file.Replace("candidate ", "", StringComparison.Ordinal)))));

    /// <summary>The start of a hash of the pairs.</summary>
    public string PairsHash => Short(Pairs);

    /// <summary>How results that are there differ from what this run would put in their place; null: they are the same run's, or of fewer
    /// claims.</summary>
    public string? Loses(RunIdentity there) =>
        there.Pairs.Count == 0 ? null
        : there.Subject != Subject ? $"of the subject {there.Subject}"
        : !there.Model.SequenceEqual(Model) ? $"of other weights, {there.ModelHash} and not {ModelHash}"
        : !there.Pairs.SequenceEqual(Pairs) ? "of other clips"
        : there.Device != Device ? $"computed on {there.Device}, not on {Device}"
        : there.Dtype != Dtype ? $"computed in {there.Dtype}, not in {Dtype}"
        : there.Seed != Seed ? $"of seed {there.Seed}, not {Seed}"
        : there.Claims.Except(Claims).Count() is > 0 and var more
        ? $"of {there.Claims.Count} {(there.Claims.Count == 1 ? "claim" : "claims")}, {more} of which "
            + $"{(more == 1 ? "is" : "are")} not tried now"
        : null;

    private static string[] Files(Subject subject) =>
        [.. subject.ModelHashes.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key} {file.Value}")];

    private static string[] Files(JsonElement files) =>
        [.. files.EnumerateArray().Select(file => $"{Text(file, "name")} {Text(file, "sha256")}")];

    private static string Pair(JsonElement pair) => string.Join('\n',
        new[] { "name", "clean", "corrupt", "other_scene" }.Select(field => pair.GetProperty(field))
            .Where(field => field.ValueKind == JsonValueKind.String).Select(field => field.GetString()));

    private static string Text(JsonElement of, string field) => of.GetProperty(field).GetString() ?? "";

    // Which of several cards is no difference.
    private static string Kind(string device) => device.Split(':')[0];

    private static string Pixels(string name, string clean, string corrupt) => $"{name}\n{clean}\n{corrupt}";
}
