using Claims.Tests.Papers.AttentionGathers;
using Claims.Verdicts;

namespace Claims.Tests.Mutation;

/// <summary>Where a number must lie decides: a band that is turned round, moved, or gone turns a verdict.</summary>
[Collection("planted")]
[Trait("Category", "slow")]
public sealed class BandMutantTests
{
    private static readonly (string Name, Func<Band, Band?> Of)[] Mutants =
    [
        ("turned round", band => double.IsInfinity(band.Low) ? new Band(band.High, double.PositiveInfinity, BandSource.Rule)
            : double.IsInfinity(band.High) ? new Band(double.NegativeInfinity, band.Low, BandSource.Rule) : null),
        ("moved up by its width", band =>
            double.IsFinite(band.High - band.Low) ? new Band(band.High, 2 * band.High - band.Low, BandSource.Rule) : null),
        ("moved down by its width", band =>
            double.IsFinite(band.High - band.Low) ? new Band(2 * band.Low - band.High, band.Low, BandSource.Rule) : null),
    ];

    [Fact]
    public void Every_check_of_a_claim_that_holds_decides()
    {
        var survivors = from one in Surviving.Forms
                        from planted in Surviving.Speaking(one.Claim, one.Form, holding: true).Take(1)
                        let checks = PlantedTrials.Verdict(planted.Subject.Name, one.Claim.Id, one.Form.Form).Judgement.Checks
                        from check in Enumerable.Range(0, checks.Count)
                        from mutant in Mutants
                        let band = mutant.Of(checks[check].Check.Band)
                        where band is not null
                        let form =
                            one.Form with
                            {
                                Checks = samples =>
                                one.Form.Checks(samples).Select((found, i) => i == check ? found with { Band = band } : found)
                            }
                        where Surviving.Judge(one.Claim, form, planted, Surviving.Untouched(planted)) == Verdict.Holds
                        select $"{one.Claim.Id} {one.Form.Form}, {checks[check].Check.Name}: {mutant.Name}";
        survivors.Should().BeEmpty("these mutants survive");
    }

    [Fact]
    public void Bands_that_take_in_everything_turn_every_refutation()
    {
        var anything = new Band(double.NegativeInfinity, double.PositiveInfinity, BandSource.Rule);
        var survivors = from one in Surviving.Forms
                        let form =
                            one.Form with { Checks = samples => one.Form.Checks(samples).Select(check => check with { Band = anything }) }
                        from planted in Surviving.Speaking(one.Claim, one.Form)
                        where Surviving.Judge(one.Claim, form, planted, Surviving.Untouched(planted)) != Verdict.Holds
                        select $"{one.Claim.Id} {one.Form.Form} on {planted.Subject.Name}";
        survivors.Should().BeEmpty("without bands everything holds: what refuted these was no band");
    }
}
