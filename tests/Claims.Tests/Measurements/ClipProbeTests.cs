using Claims.Common;
using Claims.Measurements.Probes;
using Claims.Measurements.Readings;
using Claims.Model;
using Claims.Tests.Model;
using static TorchSharp.torch;

namespace Claims.Tests.Measurements;

/// <summary>Probes that are scored on clips and scenes they did not see.</summary>
public sealed class ClipProbeTests
{
    private const int Clips = 48;
    private const int Width = 8;

    private static readonly bool[] Labels = [.. Enumerable.Range(0, Clips).Select(clip => clip % 2 == 0)];
    private static readonly string[] Names = [.. Enumerable.Range(0, Clips).Select(clip => $"clip {clip}")];

    [Fact]
    public void What_is_there_is_found_and_what_is_not_is_not()
    {
        using var scope = NewDisposeScope();
        // Layer 0: noise. Layer 1: noise with the outcome along its first direction.
        using var generator = new Generator(3);
        var noise = randn([Clips, 1, Width], float64, generator: generator);
        var outcome = zeros([Clips, 1, Width], float64);
        outcome.select(2, 0).copy_(tensor(Labels.Select(label => label ? 3.0 : -3.0).ToArray()).unsqueeze(1));
        var features = cat([noise, noise + outcome], 1);

        var found = ClipProbe.Of(features, Labels, Names, untrained: cat([noise, noise], 1), shuffles: 20);

        found.Accuracy[1].Should().BeGreaterThan(0.95);
        found.Accuracy[0].Should().BeInRange(0.2, 0.8, "there is nothing to find");
        Enumerable.Range(0, 20).Average(draw => found.Shuffled[1, draw]).Should().BeInRange(0.35, 0.65, "shuffled labels are not there");
        found.Untrained[1].Should().Be(found.Accuracy[0], "it is the same noise");
        ClipProbe.Of(features, Labels, Names).Untrained.Values.Should().OnlyContain(value => double.IsNaN(value));
        ClipProbe.Of(features, Labels, Names).Shuffled.Values.Should().Equal(found.Shuffled.Values, "seeded");
    }

    [Fact]
    public void A_scene_given_away_by_its_clips_is_no_help_for_another_scene()
    {
        using var scope = NewDisposeScope();
        // Every scene has its own direction and one outcome: clips of a scene betray each other, scenes do not.
        const int Scenes = 12;
        using var generator = new Generator(5);
        var directions = randn([Scenes, 64], float64, generator: generator) * 4;
        string[] scenes = [.. Enumerable.Range(0, Clips).Select(clip => $"scene {clip / 4}")];
        bool[] labels = [.. Enumerable.Range(0, Clips).Select(clip => clip / 4 % 2 == 0)];
        var features = (directions.index_select(0, tensor(Enumerable.Range(0, Clips).Select(clip => (long)(clip / 4)).ToArray()))
            + randn([Clips, 64], float64, generator: generator) * 0.1).unsqueeze(1);

        var byClip = ClipProbe.Of(features, labels, Names, shuffles: 0);
        var byScene = ClipProbe.Of(features, labels, scenes, shuffles: 0);

        byClip.Accuracy[0].Should().Be(1, "each clip has others of its scene to learn from");
        byScene.Accuracy[0].Should().BeLessThan(0.85);
        foreach (var fold in byScene.Folds)
            fold.Select(clip => scenes[clip]).Should()
                .NotIntersectWith(Enumerable.Range(0, Clips).Except(fold).Select(clip => scenes[clip]));
        byScene.Folds.SelectMany(fold => fold).Order().Should().Equal(Enumerable.Range(0, Clips), "every clip is held out once");
    }

    [Fact]
    public void Features_are_the_streams_of_each_clip()
    {
        using var scope = NewDisposeScope();
        var config = SmallVivit.Config();
        using var vivit = SmallVivit.Create(config, 1);
        Tensor[] clips = [SmallVivit.Clip(config, 2), SmallVivit.Clip(config, 3)];
        using var trace = vivit.Run(clips[1], Sites.ResidPost);

        Model.Tensors.ShouldBeClose(ClipFeatures.OfClips(vivit, clips)[1, 2], trace[Site.ResidPost(2)][0, 0].to(float64), 1e-6, "CLS");
        Model.Tensors.ShouldBeClose(ClipFeatures.OfClips(vivit, clips, patchMean: true)[1, 2],
            trace[Site.ResidPost(2)].narrow(1, 1, config.PatchTokens).to(float64).mean([0, 1]), 1e-5, "mean patch");
    }

    [Fact]
    public void Too_few_clips_are_bad_input()
    {
        using var features = zeros([4, 1, 2], float64);
        FluentActions.Invoking(() => ClipProbe.Of(features, [true, false, false, false], ["a", "b", "c", "d"])).Should()
            .Throw<BadInputException>().WithMessage("*one class*");
        FluentActions.Invoking(() => ClipProbe.Of(features, [true, true, false, false], ["a", "a", "a", "a"])).Should()
            .Throw<BadInputException>();
        FluentActions.Invoking(() => ClipProbe.Of(features, [true, false], ["a", "b"])).Should().Throw<BadInputException>();
    }
}
