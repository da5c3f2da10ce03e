using Claims.Measurements.Arrays;
using Claims.Pairs;
using Claims.Tests.Papers.AttentionGathers;
using Claims.Verdicts;

namespace Claims.Tests.Mutation;

/// <summary>A measurement that is wrong must not go unnoticed: what a fault of each kind turns, on some planted subject.</summary>
[Collection("planted")]
[Trait("Category", "slow")]
public sealed class MeasurementMutantTests
{
    /// <summary>
    /// Those that turn no verdict and move no number out of its registered interval, each with the reason why. A new one is a rule that has
    /// become weaker.
    /// </summary>
    [Fact]
    public Task Faults_of_the_numbers_that_turn_no_verdict()
    {
        var survivors = from one in Surviving.Forms
                        from measure in one.Form.Measures
                        from mutant in NumbersMutant.All
                        where Reaches(one.Claim, one.Form, measure, mutant)
                        let name = $"{one.Claim.Id} {one.Form.Form}, {measure.Name}: {mutant.Name}; {Why(measure, mutant)}"
                        where !Surviving.Turns(one.Claim, one.Form, pair =>
                            With(pair, measure, [.. pair.Numbers[measure.Key].Select(numbers => mutant.Of(numbers) ?? numbers)]))
                        select name;
        return Verify(string.Join('\n', survivors));
    }

    // By construction of the planted subjects and of the rules.
    private static string Why(Measure measure, NumbersMutant mutant) => (measure.Name, mutant.Name) switch
    {
        (_, "layer off by one") => "the planted layers do the same, one as the other",
        (_, "one clip for the other") => "both planted clips show the action alike",
        ("cls vectors" or "cls vectors, untrained", "sign flipped") => "a probe reads either sign",
        (var name, "sign flipped" or "attention for MLP") when name.EndsWith(", untrained", StringComparison.Ordinal) =>
            "untrained models read about 0, on either side",
        (var name, _) when name.EndsWith(", random updates", StringComparison.Ordinal) => "a random update brings about nothing",
        (var name, _) when name.EndsWith(", other scene", StringComparison.Ordinal) => "there both components read the same, and 0 is left",
        ("patching", "attention for MLP") => "the largest of both is the largest of either",
        _ => "no reason is known",
    };

    [Fact]
    public void Every_control_in_its_subjects_place_turns_a_verdict()
    {
        var survivors = from one in Surviving.Forms
                        from control in one.Form.Measures.Skip(1)
                        let measure = one.Form.Measures[0]
                        where Alike(one.Claim, one.Form, measure, control)
                        where !Surviving.Turns(one.Claim, one.Form, pair =>
                            With(With(pair, measure, pair.Numbers[control.Key]), control, pair.Numbers[measure.Key], pair.Numbers))
                        select $"{one.Claim.Id} {one.Form.Form}: {measure.Name} and {control.Name} exchanged";
        survivors.Should().BeEmpty("these mutants survive");
    }

    private static bool Reaches(Claim claim, ClaimForm form, Measure measure, NumbersMutant mutant) =>
        PlantedTrials.Result(Surviving.Speaking(claim, form).First().Subject.Name).Pairs[0].Numbers[measure.Key]
            .Any(numbers => mutant.Of(numbers) is not null) && (form.Form == Form.Reproduce || !mutant.OfSizeAlone);

    private static bool Alike(Claim claim, ClaimForm form, Measure measure, Measure control)
    {
        var numbers = PlantedTrials.Result(Surviving.Speaking(claim, form).First().Subject.Name).Pairs[0].Numbers;
        return numbers[measure.Key].Select(one => one.Name).SequenceEqual(numbers[control.Key].Select(one => one.Name));
    }

    private static Dictionary<string, IReadOnlyList<Numbers>> With(MeasuredPair pair, Measure measure, IReadOnlyList<Numbers> numbers) =>
        With(null, measure, numbers, pair.Numbers);

    private static Dictionary<string, IReadOnlyList<Numbers>> With(
        IReadOnlyDictionary<string, IReadOnlyList<Numbers>>? changed, Measure measure, IReadOnlyList<Numbers> numbers,
        IReadOnlyDictionary<string, IReadOnlyList<Numbers>> all) =>
        new(changed ?? all) { [measure.Key] = numbers };
}
