using Claims.Common;
using Claims.Pairs;
using Claims.Papers.AttentionGathers;
using Claims.Tests.Mutation;
using Claims.Tests.Papers.AttentionGathers;
using Claims.Verdicts;
using Claims.Verifications;
using Xunit.Abstractions;

namespace Claims.Tests.Calibration;

/// <summary>
/// How often a verdict is wrong: 200 draws of 32 pairs, from a pool of 160 that are measured once, each draw judged by itself. A draw
/// keeps every pair's turn among the untrained models.
/// </summary>
[Collection("planted")]
[Trait("Category", "slow")]
public sealed class CalibrationTests(ITestOutputHelper output)
{
    private const int Pool = 160, Shipped = 32, Draws = 200;

    // 2 % of the draws.
    private const int Allowed = Draws / 50;

    [Theory]
    [InlineData("planted: mlps")]
    [InlineData("planted: embedded")]
    [InlineData("planted: scene")]
    [InlineData("planted: followers")]
    [InlineData("planted: sinks")]
    public void Wrong_verdicts_are_at_most_2_in_100(string subject)
    {
        var planted = PlantedTrials.Named(subject);
        var truths = planted.Truths.Where(truth => truth.Form == Form.Controlled).ToArray();
        var claims = AttentionGathersPaper.Claims.Where(claim => truths.Any(truth => truth.Claim == claim.Id)).ToArray();
        var measures = claims.SelectMany(claim => Of(claim).Measures).Distinct().ToArray();
        var pool =
            SubjectNumbers.Measure(planted.Subject with { Pairs = planted.World.Pairs(Pool, 1_001) }, measures,
                new VerificationOptions()).Pairs;
        var wrong = truths.ToDictionary(truth => truth, _ => 0);
        for (uint seed = 0; seed < Draws; seed++)
        {
            var samples = new Samples([.. UntrainedRange.Draw(new NumpyRandom(seed), Pool, Shipped).Select(pair => pool[pair].Numbers)]);
            foreach (var truth in truths)
            {
                var claim = claims.Single(claim => claim.Id == truth.Claim);
                var verdict = Surviving.Judge(claim, Of(claim), planted, samples);
                wrong[truth] += (truth.Verdict == Verdict.Holds ? verdict == Verdict.Refuted : verdict == Verdict.Holds) ? 1 : 0;
            }
        }
        var figures = wrong.Select(one => $"{one.Key.Claim} ({one.Key.Verdict}): {one.Value} of {Draws} wrong").ToArray();
        output.WriteLine($"{subject}\n{string.Join('\n', figures)}");
        wrong.Values.Should().AllSatisfy(count => count.Should().BeLessThanOrEqualTo(Allowed), string.Join(", ", figures));
    }

    private static ClaimForm Of(Claim claim) => claim.Forms.Single(form => form.Form == Form.Controlled);
}
