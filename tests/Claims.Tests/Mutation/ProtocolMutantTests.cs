using Claims.Measurements.Arrays;
using Claims.Measurements.Interventions;
using Claims.Measurements.Runs;
using Claims.Pairs;
using Claims.Papers.AttentionGathers;
using Claims.Tests.Papers.AttentionGathers;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Tests.Mutation;

/// <summary>
/// The right measurement of the wrong part: another head, another grid, other frames, other layers. Measured anew under the old name.
/// </summary>
[Collection("planted")]
[Trait("Category", "slow")]
public sealed class ProtocolMutantTests
{
    private const string Followers = "planted: followers", Sinks = "planted: sinks";

    private static readonly (string Name, string Subject, string Claim, Form Form, Measure Instead)[] Mutants =
    [
        .. from head in new[] { (9, 7), (8, 8) }
           select ($"L{head.Item1}H{head.Item2} for L9H8, folded", Sinks, "HEAD-FOCUS", Form.Reproduce,
               In(Heads.FocusFolded, runs => HeadFacts.Folded(runs.Outcome.Clean, runs.Grid, head))),
        .. from head in new[] { (9, 7), (8, 8) }
           select ($"L{head.Item1}H{head.Item2} for L9H8", Followers, "HEAD-FOCUS", Form.Controlled,
               In(Heads.FollowsBoth, runs => Both(runs, head, cell => cell))),
        ("left for right", Followers, "HEAD-FOCUS", Form.Controlled,
            In(Heads.FollowsBoth, runs => Both(runs, Heads.FocusHead, Mirrored))),
        ("a tubelet off", Followers, "HEAD-FOCUS", Form.Controlled,
            In(Heads.FollowsBoth, runs => Both(runs, Heads.FocusHead, token => (token + 16) % 64))),
        .. from form in new[] { Form.Reproduce, Form.Controlled }
           from head in new[] { (10, 7), (9, 8), (11, 8) }
           where form == Form.Controlled || head != (9, 8)
           select ($"L{head.Item1}H{head.Item2} for L10H8", Followers, "HEAD-TRACK", form,
               In(Heads.FollowsInTurn, runs => InTurn(runs, head))),
        ("the corrected frames for the published", "planted: corners of frame 2", "CLASS-ROBUST", Form.Reproduce,
            In(Robustness.TopTokensOut, runs =>
            [
                .. Robustness.TokenCurve.Compute(runs).Where(numbers => numbers.Name == Robustness.KeptAt(0.10)).SelectMany(numbers => new[]
                {
                    new Numbers(Robustness.KeptArray, "share", numbers.Axes, numbers.Values),
                    new Numbers(Robustness.ChangeArray, "logit", numbers.Axes, [.. numbers.Values.Select(_ => 0.0)]),
                }),
            ])),
        .. from claim in new[] { "MLP-SHARE", "MLP-OVER-ATTENTION" }
           select ("the corrupted run's own updates", "planted: mlps", claim, Form.Controlled,
               In(Shares.Patched, runs =>
                   UpdateMovement.Of(new ClipPair(runs.Outcome.Corrupt, runs.Outcome.Corrupt), Shares.Table, runs.Target))),
        ("layers 5 to 11 for 4 to 10", "planted: composed", "MLP-SHARE", Form.Reproduce,
            In(Shares.Patched, runs => UpdateMovement.Of(runs.Outcome, (5, 11), runs.Target))),
    ];

    [Fact]
    public void Every_wrong_protocol_turns_its_verdict()
    {
        var survivors = Mutants.Where(mutant =>
        {
            var claim = AttentionGathersPaper.Claims.Single(claim => claim.Id == mutant.Claim);
            var form = claim.Forms.Single(form => form.Form == mutant.Form);
            var planted = PlantedTrials.Named(mutant.Subject);
            var measured =
                SubjectNumbers.Measure(planted.Subject,
                    [.. form.Measures.Select(measure => measure == mutant.Instead ? mutant.Instead : measure)], new VerificationOptions());
            return measured.Failed.Count == 0 && measured.NotMeasurable.Count == 0
                && Surviving.Judge(claim, form, planted, measured.Samples) == planted.Truths.Single(truth =>
                    truth.Claim == mutant.Claim && truth.Form == mutant.Form).Verdict;
        });
        survivors.Select(mutant => $"{mutant.Claim} {mutant.Form}: {mutant.Name}").Should().BeEmpty("these mutants survive");
    }

    private static Measure In(Measure measure, Func<PairRuns, IReadOnlyList<Numbers>> take) =>
        measure with { Compute = take, Paper = measure.Paper };

    private static IReadOnlyList<Numbers> Both(PairRuns runs, (int, int) head, Func<int, int> at) =>
        HeadFacts.Follows(runs.Outcome.Clean, runs.Grid, head,
        [("ball and pins",
            [.. HeadFacts.Union(PairRuns.Where(runs.Clean, "ball"), PairRuns.Where(runs.Clean, "pins"))
                .Select(tokens => tokens.Select(at).ToArray())])]);

    private static IReadOnlyList<Numbers> InTurn(PairRuns runs, (int, int) head) =>
    [
        .. HeadFacts.Follows(runs.Outcome.Clean, runs.Grid, head, HeadFacts.InTurn("clean", runs.Clean)),
        .. HeadFacts.Follows(runs.Outcome.Corrupt, runs.Grid, head, HeadFacts.InTurn("corrupted", runs.Corrupt)),
    ];

    // Of a grid of 4 x 4.
    private static int Mirrored(int token) => token - token % 4 + 3 - token % 4;
}
