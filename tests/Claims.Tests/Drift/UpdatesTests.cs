using Claims.Alley;
using Claims.Benchmarks;
using Claims.Drift;
using Claims.Drift.Decisions;
using Claims.Model.Architectures.Vivit;
using Claims.Papers.AttentionGathers;
using Claims.Subjects.Files;

namespace Claims.Tests.Drift;

/// <summary>A short form of benchmarks/drift.sh: updates of the alley's model whose truth is known.</summary>
public sealed class UpdatesTests
{
    // The fewest on which a share can be sure not to have moved.
    private const int Each = 12, Pairs = 24;

    private static readonly Claim[] Claims = [SameLabel.BothAreBowling, DirectAttribution.Identity, DirectAttribution.Late];

    [Fact]
    [Trait("Category", "slow")]
    public void Benign_updates_raise_no_alarm_and_certain_ones_do_and_the_component_is_named()
    {
        var held =
            SubjectFile.Read(Path.Combine(Repository.Fixtures, "subjects", "alley.json"),
                new SubjectPlaces { Readers = [AlleyReader.Reader] }).HeldOut();
        var subject = held with { Pairs = [.. held.Pairs.Take(Pairs)] };
        var baseline = DriftBaseline.Measure(subject, Claims);
        foreach (var update in Enumerable.Range(0, Each).Select(seed => Benign.Of((uint)seed)))
            Compared(update).Decision.Should().Be(Decision.Equivalent, update.Kind);
        // Of the second dozen the strengths that leave nothing of a claim are in it too.
        foreach (var update in Enumerable.Range(2 * Each, Each).Select(seed => Harmful.Of((uint)seed)))
        {
            var result = Compared(update);
            if (update.Certain)
                result.Decision.Should().Be(Decision.Drifted, $"{update.Kind} {update.Strength}");
            update.Components?.Should().Contain(result.Weights.Components[0].Name, $"{update.Kind} {update.Strength}");
        }

        DriftResult Compared(Update update)
        {
            using var before = (Vivit)subject.Load(TorchSharp.torch.CPU, TorchSharp.torch.ScalarType.Float32);
            using var after = update.Make(before);
            return baseline.Compare(subject with { Load = (_, _) => new Vivit(after.Config, after.Weights.Map(weight => weight.clone())) });
        }
    }

    [Fact]
    public void Kinds_and_strengths_take_turns_and_some_are_certain()
    {
        var harmful = Enumerable.Range(0, 144).Select(seed => Harmful.Of((uint)seed)).ToArray();
        harmful.Select(update => update.Kind).Distinct().Should().HaveCountGreaterThanOrEqualTo(13);
        harmful.GroupBy(update => update.Kind).Select(group => group.Select(update => update.Strength).Distinct().Count()).Max().Should()
            .Be(4);
        harmful.Where(update => update.Certain).Select(update => update.Kind).Distinct().Should().HaveCount(4);
        Enumerable.Range(0, 10).Select(seed => Benign.Of((uint)seed).Kind).Should().OnlyHaveUniqueItems();
    }
}
