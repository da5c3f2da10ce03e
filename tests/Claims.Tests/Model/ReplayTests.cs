using Claims.Model;
using Claims.Model.Architectures.Vivit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Tests.Model;

/// <summary>A replay is a full patched run, computed from the first patch on.</summary>
public sealed class ReplayTests : IDisposable
{
    private const double Tolerance = 1e-5;
    private static readonly VivitConfig Config = SmallVivit.Config();

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Vivit _vivit = SmallVivit.Create(Config, seed: 1);
    private readonly Tensor _clean = SmallVivit.Clip(Config, seed: 2);
    private readonly Tensor _corrupt = SmallVivit.Clip(Config, seed: 3);

    public void Dispose()
    {
        _vivit.Dispose();
        _scope.Dispose();
    }

    public static TheoryData<SiteKind, int> EverySite()
    {
        var data = new TheoryData<SiteKind, int>();
        foreach (var kind in Enum.GetValues<SiteKind>())
        {
            for (var layer = 0; layer < Config.Layers; layer++)
                data.Add(kind, layer);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(EverySite))]
    public void Replay_equals_a_full_patched_run_at_every_site(SiteKind kind, int layer)
    {
        var site = new Site(layer, kind);
        using var donor = _vivit.Run(_clean, Sites.Of(site));
        using var known = _vivit.Run(_corrupt, Sites.Residual);
        foreach (var patch in Variants(site, donor))
            MustAgree(known, patch);
    }

    [Fact]
    public void Replay_equals_a_full_run_with_several_patches_at_once()
    {
        using var donor = _vivit.Run(_clean, Everything());
        using var known = _vivit.Run(_corrupt, Sites.Residual);
        MustAgree(known, Patch.With(donor, Site.MlpOut(0), tokens: [0, 2]), Patch.With(donor, Site.Z(2), head: 1),
            Patch.Zero(Site.AttnOut(1)));
        MustAgree(known, Patch.With(donor, Site.Z(1), head: 0), Patch.With(donor, Site.Z(1), head: 2),
            Patch.With(donor, Site.Pattern(1), head: 1));
        MustAgree(known, Patch.With(donor, Site.Pattern(1), tokens: [0]), Patch.Add(Site.ResidMid(1), ones(1)));
    }

    [Fact]
    public void Replays_side_by_side_equal_each_alone_whatever_the_batch()
    {
        using var donor = _vivit.Run(_clean, Everything());
        using var known = _vivit.Run(_corrupt, Sites.Residual);
        Patch[][] runs =
        [
            [Patch.With(donor, Site.MlpOut(2))], [Patch.With(donor, Site.AttnOut(0))], [],
            [Patch.With(donor, Site.MlpOut(0)), Patch.Zero(Site.MlpOut(2))],
            [Patch.With(donor, Site.MlpOut(0), tokens: [1])], [Patch.With(donor, Site.Z(1), head: 1)],
            [Patch.With(donor, Site.Z(1), head: 2)], [Patch.With(donor, Site.AttnOut(1))],
        ];
        // Where the last block's stream is kept, and where of that block CLS alone is wanted.
        foreach (var (batch, keep) in new[] { 1, 3, 100 }.SelectMany(batch => new[] { (batch, Sites.ResidPost), (batch, Sites.None) }))
        {
            using var vivit = SmallVivit.Create(Config, seed: 1, batchTokens: batch * Config.Tokens);
            var seen = new List<int>();
            foreach (var (run, result) in vivit.ReplayEach(known, runs, keep))
            {
                using (result)
                using (var alone = _vivit.Run(_corrupt, Sites.ResidPost, runs[run]))
                    Agree(result, alone, keep, $"run {run}, {batch} at a time");
                seen.Add(run);
            }
            seen.Should().BeEquivalentTo(Enumerable.Range(0, runs.Length));
        }
    }

    [Fact]
    public void A_patch_with_the_runs_own_value_moves_nothing()
    {
        using var known = _vivit.Run(_corrupt, Everything() | Sites.Residual);
        foreach (var (kind, layer) in EverySite().Select(row => ((SiteKind)row[0], (int)row[1])))
        {
            using var replay = _vivit.Replay(known, Sites.ResidPost, Patch.With(known, new Site(layer, kind)));
            Agree(replay, known, Sites.ResidPost, $"self-patch at {new Site(layer, kind)}");
        }
    }

    [Fact]
    public void Patching_the_whole_stream_gives_the_clean_run()
    {
        using var clean = _vivit.Run(_clean, Sites.Residual);
        using var known = _vivit.Run(_corrupt, Sites.Residual);
        foreach (var kind in new[] { SiteKind.ResidPre, SiteKind.ResidMid, SiteKind.ResidPost })
        {
            using var replay = _vivit.Replay(known, Sites.ResidPost.InLayers(2, 2), Patch.With(clean, new Site(1, kind)));
            Agree(replay, clean, Sites.ResidPost.InLayers(2, 2), kind.ToString());
        }
        Tensors.RelativeError(known.Logits, clean.Logits).Should().BeGreaterThan(0.01, "the clips differ, or the test could not fail");
    }

    [Fact]
    public void What_lies_before_the_patch_is_the_original_runs()
    {
        using var known = _vivit.Run(_corrupt, Sites.Residual);
        using var replay = _vivit.Replay(known, Sites.None, Patch.Zero(Site.MlpOut(1)));
        replay[Site.ResidMid(1)].Equals(known[Site.ResidMid(1)]).Should().BeTrue();
        replay.Holds(Site.ResidPost(1)).Should().BeFalse("it is downstream of the patch and was not asked for");
    }

    [Fact]
    public void A_trace_with_an_earlier_stream_only_serves_too()
    {
        using var donor = _vivit.Run(_clean, Sites.MlpOut);
        using var embedding = _vivit.Run(_corrupt, Sites.Of(Site.ResidPre(0)));
        MustAgree(embedding, Patch.With(donor, Site.MlpOut(2)));
        using var nothing = _vivit.Run(_corrupt);
        FluentActions.Invoking(() => _vivit.Replay(nothing, Patch.With(donor, Site.MlpOut(2))))
            .Should().Throw<ArgumentException>().WithMessage("*Sites.Residual*");
    }

    [Fact]
    public void A_replay_computes_nothing_that_lies_upstream()
    {
        using var donor = _vivit.Run(_clean, Sites.AttnOut | Sites.MlpOut);
        using var known = _vivit.Run(_corrupt, Sites.Residual);
        // Not a number wherever it would be read: only what a replay may read is left whole.
        foreach (var site in known.Sites.Where(site => site != Site.ResidMid(1)))
            known[site].fill_(double.NaN);
        using var replay = _vivit.Replay(known, Patch.With(donor, Site.MlpOut(1)));
        replay.Logits.isfinite().all().item<bool>().Should().BeTrue("an MLP patch at layer 1 needs L1.resid_mid alone");
    }

    [Property(MaxTest = 25)]
    public Property Replay_equals_a_full_run_on_random_architectures()
    {
        var cases =
            from layers in Gen.Choose(1, 4)
            from heads in Gen.Choose(1, 4)
            from headSize in Gen.Choose(1, 5)
            from activation in Gen.Elements(Enum.GetValues<Activation>())
            from bias in Gen.Elements(true, false)
            from kind in Gen.Elements(Enum.GetValues<SiteKind>())
            from layer in Gen.Choose(0, layers - 1)
            from seed in Gen.Choose(0, 1000)
            select (Config: SmallVivit.Config(layers, heads, headSize, activation, bias), Site: new Site(layer, kind), seed);
        return Prop.ForAll(cases.ToArbitrary(), c =>
        {
            using var scope = NewDisposeScope();
            using var vivit = SmallVivit.Create(c.Config, c.seed);
            var (clean, corrupt) = (SmallVivit.Clip(c.Config, c.seed + 1), SmallVivit.Clip(c.Config, c.seed + 2));
            using var donor = vivit.Run(clean, Sites.Of(c.Site));
            using var known = vivit.Run(corrupt, Sites.Residual);
            foreach (var patch in Variants(c.Site, donor))
            {
                using var replay = vivit.Replay(known, Sites.ResidPost, patch);
                using var full = vivit.Run(corrupt, Sites.ResidPost, patch);
                Agree(replay, full, Sites.ResidPost.InLayers(c.Site.Layer, c.Config.Layers - 1), $"{patch}, seed {c.seed}");
            }
        });
    }

    private static IEnumerable<Patch> Variants(Site site, Trace donor)
    {
        yield return Patch.With(donor, site);
        yield return Patch.With(donor, site, tokens: [0, 3]);
        yield return Patch.Zero(site, tokens: [1]);
        yield return Patch.Add(site, donor[site]);
        if (site.IsPerHead)
            yield return Patch.With(donor, site, head: 0, tokens: [2]);
    }

    // A patch of the stream before a block parts it from the stream after the block before, which is otherwise the same and kept once.
    [Fact]
    public void The_stream_after_a_block_is_not_what_is_patched_into_the_next()
    {
        using var known = _vivit.Run(_corrupt, Sites.Residual);
        using var donor = _vivit.Run(_clean, Sites.ResidPre);
        var patch = Patch.With(donor, Site.ResidPre(1));
        using var full = _vivit.Run(_corrupt, Sites.ResidPre | Sites.ResidPost, patch);
        using var replay = _vivit.Replay(known, Sites.ResidPre | Sites.ResidPost, patch);
        foreach (var trace in new[] { full, replay })
        {
            Tensors.ShouldBeClose(trace[Site.ResidPost(0)], known[Site.ResidPost(0)], Tolerance, "it lies before the patch");
            Tensors.ShouldBeClose(trace[Site.ResidPre(1)], donor[Site.ResidPre(1)], Tolerance, "it is the patch");
        }
        using var before = _vivit.Run(_corrupt, Sites.ResidPre, patch);
        before.Holds(Site.ResidPost(0)).Should().BeFalse("it was not kept");
    }

    private static Sites Everything() => Sites.Residual | Sites.Pattern | Sites.Z | Sites.AttnOut | Sites.MlpOut;

    private void MustAgree(Trace known, params Patch[] patches)
    {
        using var replay = _vivit.Replay(known, Sites.ResidPost, patches);
        using var full = _vivit.Run(_corrupt, Sites.ResidPost, patches);
        Agree(replay, full, Sites.ResidPost.InLayers(patches.Max(patch => patch.Site.Layer), Config.Layers - 1),
            string.Join("; ", patches.Select(patch => patch.ToString())));
    }

    private static void Agree(Trace actual, Trace expected, Sites sites, string because)
    {
        Tensors.ShouldBeClose(actual.Logits, expected.Logits, Tolerance, because);
        foreach (var site in expected.Sites.Where(sites.Contains))
            Tensors.ShouldBeClose(actual[site], expected[site], Tolerance, $"{site} of {because}");
    }
}
