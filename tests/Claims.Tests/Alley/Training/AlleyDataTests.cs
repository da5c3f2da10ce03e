using Claims.Alley;
using Claims.Alley.Objects;
using Claims.Alley.Training;
using static TorchSharp.torch;

namespace Claims.Tests.Alley.Training;

public sealed class AlleyDataTests
{
    [Fact]
    public void A_step_has_the_same_new_scenes_whenever_it_is_asked_for()
    {
        using var scope = NewDisposeScope();
        var data = new AlleyData(LabelKind.Action, 4);
        data.Clips(3).Select(clip => clip.Seed).Should().Equal(Enumerable.Range(12, 4).Select(i => AlleySeeds.Training + i));
        using var batch = data.Batch(3);
        using var again = new AlleyData(LabelKind.Action, 4).Batch(3);
        batch.Pixels.Equals(again.Pixels).Should().BeTrue();
        batch.Pixels.Equals(AlleyBatch.PixelValues(data.Clips(3))).Should().BeTrue();
        batch.Actions.data<long>().ToArray().Should().Equal(data.Clips(3).Select(clip => (long)clip.Action!));
    }

    [Theory]
    [InlineData(LabelKind.Action)]
    [InlineData(LabelKind.ActionAndOutcome)]
    public void A_training_that_goes_on_from_another_sees_scenes_that_were_not_in_that_one(LabelKind labels)
    {
        var (before, after) = (new AlleyData(labels, 8), new AlleyData(labels, 8, firstClip: 40));
        after.Clips(0).Select(clip => clip.Seed).Should()
            .NotIntersectWith(Enumerable.Range(0, 5).SelectMany(before.Clips).Select(clip => clip.Seed));
        after.Clips(0).Select(clip => clip.Seed).Should().Equal(before.Clips(5).Select(clip => clip.Seed));
    }

    [Fact]
    public void The_outcome_is_told_only_where_it_is_to_be()
    {
        using var scope = NewDisposeScope();
        new AlleyData(LabelKind.Action, 4).Batch(0).Outcomes.Should().BeNull();
        new AlleyData(LabelKind.Shuffled, 4).Batch(0).Outcomes.Should().BeNull();
        var told = new AlleyData(LabelKind.ActionAndOutcome, 64);
        told.Batch(0).Outcomes!.data<long>().ToArray().Should().Equal(told.Clips(0).Select(clip =>
            !AlleyData.LabelledOutcomes.Contains(clip.Action!.Value) ? TrainingBatch.NoOutcome
                : clip.Outcome == Outcome.Success ? 1L : 0L));
        told.Clips(0).Should().Contain(clip => clip.Action == AlleyAction.Golf);
    }

    [Fact]
    public void Where_outcomes_are_told_both_of_a_scene_go_side_by_side_and_half_the_scenes_are_of_harder_ones()
    {
        var data = new AlleyData(LabelKind.ActionAndOutcome, 16);
        var pairs = Enumerable.Range(0, 200).SelectMany(step => data.Clips(step).Chunk(2)).ToArray();
        pairs.Where(pair => pair[0].Outcome == Outcome.Success).Select(pair => pair[1]).Should()
            .Equal(pairs.Where(pair => pair[0].Outcome == Outcome.Success)
                .Select(pair => pair[0] with { Outcome = Outcome.Failure })).And.HaveCountGreaterThan(100);
        pairs.Select(pair => pair[0].Seed).Should().OnlyHaveUniqueItems();
        var shares = pairs.GroupBy(pair => pair[0].Action!.Value)
            .ToDictionary(action => action.Key, action => (double)action.Count() / pairs.Length);
        shares.Should().HaveCount(8, "none is left out");
        // A quarter by choice, a sixteenth by chance.
        shares[AlleyAction.Billiards].Should().BeInRange(0.28, 0.35);
        shares[AlleyAction.Golf].Should().BeInRange(0.04, 0.09);
    }

    [Fact]
    public void Shuffled_labels_say_nothing_of_the_clips()
    {
        using var scope = NewDisposeScope();
        const int Clips = 400;
        var told = new AlleyData(LabelKind.Shuffled, Clips).Batch(0).Actions.data<long>().ToArray();
        var seen = new AlleyData(LabelKind.Shuffled, Clips).Clips(0).Select(clip => (long)clip.Action!).ToArray();
        // By chance one in eight agree, give or take 1.7 points.
        seen.Zip(told, (a, b) => a == b ? 1.0 : 0).Average().Should().BeInRange(0.06, 0.19);
        told.Distinct().Should().HaveCount(8);
    }

    [Fact]
    public void Ranges_of_scenes_do_not_meet()
    {
        long[] starts = [AlleySeeds.Training, AlleySeeds.Shuffled, AlleySeeds.HeldOut, AlleySeeds.Probes];
        starts.Zip(starts.Skip(1), (one, next) => next - one).Should().OnlyContain(room => room >= 1_000_000_000);
    }
}
