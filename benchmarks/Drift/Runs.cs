using System.Globalization;
using Claims.Drift;
using Claims.Model;
using Claims.Papers.AttentionGathers;
using Claims.Subjects;
using Claims.Verdicts;
using static TorchSharp.torch;

namespace Claims.Benchmarks;

/// <summary>Seeded updates of the alley's model, a line each.</summary>
internal static class Runs
{
    // Those whose measures take three quarters of the time.
    private static readonly string[] Long = ["ABLATION-CURVE", "FRAME-ROBUST", "COMPONENT-ROBUST", "PROBE-FINGERPRINT"];

    public static void Of(string file, Func<uint, Update> update, uint first, int count, string[] options)
    {
        var subject = SubjectFile.Read(Path.Combine(Root(), "fixtures", "subjects", "alley.json")).HeldOut();
        var pairs = Array.IndexOf(options, "--pairs") is >= 0 and var at ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : subject.Pairs.Count;
        subject = subject with { Pairs = [.. subject.Pairs.Take(pairs)] };
        var claims = AttentionGathersPaper.Claims.Where(claim => !options.Contains("--few-claims") || !Long.Contains(claim.Id)).ToArray();
        var done = File.Exists(file) ? File.ReadLines(file).Select(line => line.Split(',')[0] + line.Split(',')[1]).ToHashSet() : [];
        DriftBaseline? baseline = null;
        for (var seed = first; seed < first + count; seed++)
        {
            var made = update(seed);
            // An interrupted run goes on.
            if (done.Contains($"{made.Harmful}{seed}"))
                continue;
            baseline ??= DriftBaseline.Measure(subject, claims);
            using var before = (Vivit)subject.Load(CPU, ScalarType.Float32);
            using var after = made.Make(before);
            var result = baseline.Compare(subject with { Load = (_, _) => new Vivit(after.Config, after.Weights.Map(weight => weight.clone())) });
            File.AppendAllText(file, Line(seed, made, result) + "\n");
        }
    }

    private static string Line(uint seed, Update made, DriftResult result)
    {
        var sides = result.Claims.Count(claim => Decided(claim.Before.Verdict) && Decided(claim.After.Verdict) && claim.Before.Verdict != claim.After.Verdict);
        var drifted = result.Claims.Where(claim => claim.Decision == Decision.Drifted).Select(claim => $"{claim.Before.Claim.Id}/{claim.Before.Form.Form}");
        var named = result.Weights.Components[0].Name;
        var right = made.Components is null ? "" : $"{made.Components.Contains(named)}";
        return string.Join(',', made.Harmful, seed, made.Kind.Replace(',', ';'), made.Strength.ToString(CultureInfo.InvariantCulture), result.Pairs.Count, result.Claims.Count, result.Decision, sides,
            string.Join(' ', drifted), named, result.Weights.Components[0].Change.ToString("G4", CultureInfo.InvariantCulture), right);
    }

    private static bool Decided(Verdict verdict) => verdict is Verdict.Holds or Verdict.Refuted;

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Claims.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("Claims.sln is in no folder above the program.");
    }
}
