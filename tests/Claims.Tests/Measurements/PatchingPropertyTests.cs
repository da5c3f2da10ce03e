using Claims.Measurements.Arrays;
using Claims.Measurements.Interventions;
using Claims.Measurements.Runs;
using Claims.Measurements.Tokens;
using Claims.Model;
using Claims.Tests.Measurements.Golden;
using Claims.Tests.Model;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements;

/// <summary>What must hold of any model and any two clips.</summary>
public sealed class PatchingPropertyTests
{
    [Property(MaxTest = 20)]
    public Property All_updates_of_all_layers_bring_the_clean_run_back_up_to_the_embedding() => OnSmallModels(pair =>
    {
        // Only the embedding is left of the corrupted run: patched too, nothing is.
        var clean = pair.Clean.Keeping(Patching.Needs);
        Patch[] all = [Patch.With(clean, Site.ResidPre(0)), .. Component.Sites(pair.Model).Select(site => Patch.With(clean, site))];
        var full = PatchSweep.Run(pair, [all], null)[0];

        foreach (
            var share in new[] { full.Norm, full.SignedNorm, full.SignedFrobenius, full.SignedPerToken, full.Projection, full.ClsNorm,
                full.ClsSignedNorm, full.ClsProjection })
            share.Should().BeApproximately(100, 0.01);
        Math.Min(full.Cosine, full.ClsCosine).Should().BeGreaterThan(0.99999);
        full.TargetLogit.Should().BeApproximately(clean.Logits[0, pair.PredictedClass].ToDouble(), 1e-4);
    });

    [Property(MaxTest = 20)]
    public Property Without_the_embedding_what_is_missing_is_the_embeddings_difference() => OnSmallModels(pair =>
    {
        var (clean, corrupt) = (pair.Clean.Keeping(Patching.Needs), pair.Corrupt.Keeping(Patching.Needs));
        var every = Patching.Ranges(pair, [(0, pair.Model.Layers - 1)]);
        using var signal = PatchSweep.Signal(pair);
        using var rest = signal.Delta - (clean[Site.ResidPre(0)] - corrupt[Site.ResidPre(0)])[0].to(float64);
        var expected = signal.Share(rest);

        every.Named("projection_pct")[0, 2].Should().BeApproximately(expected.Projection, 0.01);
        every.Named("recovery_pct")[0, 2].Should().BeApproximately(expected.Norm, 0.01);
    });

    [Property(MaxTest = 20)]
    public Property Noising_and_denoising_agree_on_the_last_mlp_update() => OnSmallModels(pair =>
    {
        // Nothing lies downstream but the sum: d changes sign with D.
        var (denoising, noising) = (Patching.Components(pair), Patching.Components(pair.Swapped));
        foreach (var field in denoising.Select(numbers => numbers.Name).Where(name => name != "target_logit"))
            denoising.Named(field)[pair.Model.Layers - 1, 1].Should()
                .BeApproximately(noising.Named(field)[pair.Model.Layers - 1, 1], 0.01, field);
    });

    [Property(MaxTest = 20)]
    public Property Token_sets_that_make_up_a_layer_add_up_at_the_last_mlp_update() => OnSmallModels(pair =>
    {
        var grid = TokenGrid.Of(pair.Model);
        var parts = Patching.TokenSets(pair, [TokenSet.Cls(grid), .. TokenSet.Parse("tubelets", grid)]).Named("projection_pct");
        var (last, whole) = (pair.Model.Layers - 1, Patching.Components(pair).Named("projection_pct"));
        Enumerable.Range(0, 1 + grid.Tubelets).Sum(set => parts[last, 1, set]).Should().BeApproximately(whole[last, 1], 0.01);
    });

    [Property(MaxTest = 20)]
    public Property All_heads_of_a_layer_are_its_attention_update() => OnSmallModels(pair =>
    {
        var clean = pair.Clean.Keeping(Patching.Needs);
        for (var layer = 0; layer < pair.Model.Layers; layer++)
        {
            Patch[] heads = [.. Enumerable.Range(0, pair.Model.Heads).Select(head => Patch.With(clean, Site.Z(layer), head))];
            var both = PatchSweep.Run(pair, [heads, [Patch.With(clean, Site.AttnOut(layer))]], null);
            both[0].Projection.Should().BeApproximately(both[1].Projection, 0.01);
            both[0].Norm.Should().BeApproximately(both[1].Norm, 0.01);
        }
    });

    internal static Property OnSmallModels(Action<ClipPair> check)
    {
        var cases = from layers in Gen.Choose(1, 4)
                    from heads in Gen.Choose(1, 4)
                    from headSize in Gen.Choose(3, 6)
                    from seed in Gen.Choose(0, 10000)
                    select (layers, heads, headSize, seed);
        return Prop.ForAll(cases.ToArbitrary(), c =>
        {
            using var scope = NewDisposeScope();
            var config = SmallVivit.Config(c.layers, c.heads, c.headSize);
            using var vivit = SmallVivit.Create(config, c.seed);
            using var pair = new ClipPair(vivit, SmallVivit.Clip(config, c.seed + 1), SmallVivit.Clip(config, c.seed + 2));
            check(pair);
        });
    }
}
