using Claims.Model;
using FsCheck;
using FsCheck.Xunit;
using static Claims.Tests.Model.Misfits;
using static TorchSharp.torch;

namespace Claims.Tests.Model;

/// <summary>Patches of any site, shape and type, and traces of any model and number of clips: a run, or an error.</summary>
public sealed class MisfitPatchTests : IDisposable
{
    private readonly MisfitModels _models = new();

    public void Dispose() => _models.Dispose();

    [Property(MaxTest = 400, Replay = Seed)]
    public Property Patches_that_do_not_fit_are_refused() => Each(Run);

    [Property(MaxTest = 400, Replay = Seed)]
    public Property Replays_of_what_does_not_fit_are_refused() => Each(Replay);

    [Property(MaxTest = 5000), Trait("Category", "slow")]
    public Property Very_many_patches_that_do_not_fit_are_refused() => Each(Run);

    [Property(MaxTest = 5000), Trait("Category", "slow")]
    public Property Very_many_replays_of_what_does_not_fit_are_refused() => Each(Replay);

    private (string, Action) Run(Random random)
    {
        var keep = MisfitModels.Keep(random, MisfitModels.Config);
        var clip = SmallVivit.Clip(MisfitModels.Config, random.Next());
        var patches = Patches(random, random.Next(1, 4));
        return ($"run with {Describe(patches)}, rows {List(keep.Rows)}", () =>
        {
            using var later = new Later();
            using var trace = _models.Vivit.Run(clip, keep, Made(patches, later));
            MustBeWhole(trace, keep);
        }
        );
    }

    private (string, Action) Replay(Random random)
    {
        var keep = MisfitModels.Keep(random, MisfitModels.Config);
        var (what, known, clip) = _models.Trace(random, Sites.Residual | MisfitModels.Keep(random, MisfitModels.Config));
        var runs = Enumerable.Range(0, random.Next(4)).Select(_ => Patches(random, random.Next(3))).ToArray();
        return ($"replays of {what} with {string.Join(" / ", runs.Select(Describe))}, rows {List(keep.Rows)}", () =>
        {
            using var later = new Later();
            using (known)
            {
                Patch[][] made = [.. runs.Select(run => Made(run, later))];
                var seen = 0;
                foreach (var (run, result) in _models.Vivit.ReplayEach(known, made, keep))
                {
                    using (result)
                    {
                        MustBeWhole(result, keep);
                        if (clip is not null)
                            MustAgree(result, clip, made[run], keep);
                    }
                    seen++;
                }
                seen.Should().Be(runs.Length);
            }
        }
        );
    }

    // A replay is the run with the same patches.
    private void MustAgree(Trace replay, Tensor clip, Patch[] patches, Sites keep)
    {
        using var full = _models.Vivit.Run(clip, keep, patches);
        Tensors.ShouldBeClose(replay.Logits, full.Logits, 1e-4, "logits");
        var sameRows = List(replay.PatternRows) == List(full.PatternRows);
        foreach (var site in full.Sites.Where(site => replay.Holds(site) && (site.Kind != SiteKind.Pattern || sameRows)))
            Tensors.ShouldBeClose(replay[site], full[site], 1e-4, site.ToString());
    }

    // What is there has its shape.
    private void MustBeWhole(Trace trace, Sites keep)
    {
        trace.Logits.shape.Should().Equal(1, MisfitModels.Config.Labels.Count);
        for (var layer = 0; layer < MisfitModels.Config.Layers; layer++)
        {
            foreach (var site in Enum.GetValues<SiteKind>().Select(kind => new Site(layer, kind)))
            {
                if (!keep.Contains(site) || !trace.Holds(site))
                    continue;
                var shape = _models.Vivit.ShapeAt(site);
                if (site.Kind == SiteKind.Pattern)
                    shape[^2] = trace.PatternRows?.Count ?? MisfitModels.Config.Tokens;
                trace[site].shape.Should().Equal(shape, $"{site} is of {trace.PatternRows?.Count ?? -1} rows");
            }
        }
    }

    private static Patch[] Made((string What, Func<Later, Patch> Make)[] patches, Later later) =>
        [.. patches.Select(patch => patch.Make(later))];

    private (string What, Func<Later, Patch> Make)[] Patches(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => One(random))];

    private (string What, Func<Later, Patch> Make) One(Random random)
    {
        var site = MisfitModels.Site(random);
        int? head = random.Next(3) > 0 ? null : random.Next(6) > 0 ? random.Next(MisfitModels.Config.Heads) : Of(random, -1, 3, 100);
        var tokens = MisfitModels.Tokens(random, MisfitModels.Config);
        if (random.Next(6) == 0)
            return Donated(random, site, head, tokens);
        var value = Value(random, Fitting(random, site.Kind, tokens));
        var (adds, zero) = (random.Next(2) == 0, random.Next(10) == 0);
        var what = zero ? "zero" : $"{(adds ? "+=" : "=")} {Text(value)}";
        return ($"{site.Layer}.{site.Kind} head {head?.ToString() ?? "all"} tokens {List(tokens)} {what}",
            later => zero ? Zero(later) : adds ? Patch.Add(site, value, head, tokens) : Patch.Set(site, value, head, tokens));

        // Nobody owns its tensor: the test does.
        Patch Zero(Later later)
        {
            var patch = Patch.Zero(site, head, tokens);
            later.Dispose(patch.Value);
            return patch;
        }
    }

    // Of a run of any model.
    private (string What, Func<Later, Patch> Make) Donated(Random random, Site site, int? head, int[]? tokens)
    {
        var seed = random.Next();
        return ($"{site.Layer}.{site.Kind} head {head?.ToString() ?? "all"} tokens {List(tokens)} of the trace of seed {seed}", later =>
        {
            var (_, donor, _) = _models.Trace(new Random(seed), Sites.MlpOut | Sites.Z | Sites.PatternRows(0, 3));
            later.Dispose(donor);
            var patch = Patch.With(donor, site, head, tokens);
            later.Dispose(patch.Value);
            return patch;
        }
        );
    }

    private static long[] Fitting(Random random, SiteKind kind, int[]? tokens)
    {
        long rows = tokens is null || random.Next(2) == 0 ? MisfitModels.Config.Tokens : tokens.Length;
        long[] whole = kind switch
        {
            SiteKind.Z => [1, MisfitModels.Config.Heads, rows, MisfitModels.Config.HeadSize],
            SiteKind.Pattern => [1, MisfitModels.Config.Heads, rows, MisfitModels.Config.Tokens],
            _ => [1, rows, MisfitModels.Config.HiddenSize],
        };
        return whole[random.Next(whole.Length)..];
    }

    private static string Describe((string What, Func<Later, Patch>)[] patches) =>
        patches.Length == 0 ? "nothing" : string.Join("; ", patches.Select(patch => patch.What));
}
