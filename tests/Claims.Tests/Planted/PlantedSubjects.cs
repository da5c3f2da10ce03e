using System.Security.Cryptography;
using System.Text;
using Claims.Subjects;
using Claims.Verdicts;
using static Claims.Tests.Planted.PlantedCircuits;

namespace Claims.Tests.Planted;

/// <summary>
/// The subjects that verify the verifier: for every claim one on which it holds by construction, and one on which it does not. Everything
/// is computed from what is written here; there are no files.
/// </summary>
public static class PlantedSubjects
{
    /// <summary>Pairs of each: 24 of 24 are sure to be more than 85 %.</summary>
    public const int Pairs = 24;

    private const uint Seed = 7;

    // As the model sees them, outcome marks lie on 2 of 65 tokens, 1 or -1 each: their means differ by 4 / 65.
    private const double OutcomeMeans = 4.0 / 65;
    private const double FinalDifference = 6;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PlantedSubject> All { get; } =
    [
        Plant("composed",
            "an outcome that attention and MLPs of layers 4 to 10 amplify, and a class that layers 9 to 11 gather from evidence everywhere",
            OutcomeBy(Both).With(ClassFrom(PlantedBands.Late)), new(), Both,
            [
                .. BothForms(Verdict.Holds, "so it was built", "SAME-LABEL", "DLA-IDENTITY", "DLA-LATE", "TOKEN-MAP", "OUTCOME-SIGNAL",
                    "CASCADE", "CLASS-ROBUST", "ABLATION-CURVE",
                    "FRAME-ROBUST", "COMPONENT-ROBUST", "MLP-SHARE", "ATTENTION-SHARE", "DISTRIBUTED"),
                .. Reproduced(Verdict.Holds, "MLPs multiply by more in layers 4 to 9, attention in layer 10", "MLP-OVER-ATTENTION",
                    "DIVISION-OF-LABOR"),
                .. BothForms(Verdict.Refuted, "nothing of the clip is in CLS before layer 3", "PROBE-FINGERPRINT"),
            ]),
        Plant("mlps", "an outcome that MLPs alone amplify",
            OutcomeBy(ByMlps).With(ClassFrom(PlantedBands.Late)), new(), ByMlps,
            [
                .. BothForms(Verdict.Holds, "MLPs double the signal, attention leaves it", "MLP-SHARE", "MLP-OVER-ATTENTION"),
                .. BothForms(Verdict.Refuted, "attention brings nothing of the outcome", "ATTENTION-SHARE", "DIVISION-OF-LABOR"),
            ]),
        Plant("attention", "an outcome that attention alone amplifies",
            OutcomeBy(ByAttention).With(ClassFrom(PlantedBands.Late)), new(), ByAttention,
            [
                .. BothForms(Verdict.Holds, "attention doubles the signal", "ATTENTION-SHARE"),
                .. BothForms(Verdict.Refuted, "MLPs bring nothing of the outcome", "MLP-SHARE", "MLP-OVER-ATTENTION", "DIVISION-OF-LABOR"),
            ]),
        Plant("embedded", "an outcome that is all there after layer 0, and that nothing amplifies",
            Growing(Feature.Outcome, FinalDifference / OutcomeMeans, 0, ByNobody).With(ClassFrom(PlantedBands.Late)), new(), Both,
            [
                .. BothForms(Verdict.Refuted, "no later update carries the outcome", "MLP-SHARE", "ATTENTION-SHARE", "CASCADE"),
                new("MLP-OVER-ATTENTION", Form.Controlled, Verdict.Refuted, "no later update carries the outcome"),
                new("PROBE-FINGERPRINT", Form.Controlled, Verdict.Holds, "the outcome is in CLS from layer 0 on"),
                new("OUTCOME-SIGNAL", Form.Controlled, Verdict.Holds, "the outcome is in CLS"),
            ]),
        Plant("scene",
            "a difference of scenes that attention and MLPs amplify just as they would an outcome; the outcome itself is not even seen",
            Growing(Feature.Scene, FinalDifference / (0.2 * 64 / 65 * 16 / 9 * Growth(Both)), 0, Both)
                .With(ClassFrom(PlantedBands.Late)), new() { EvenScene = true }, Both,
            [
                .. Reproduced(Verdict.Holds, "the published recovery has no direction and no control", "MLP-SHARE", "ATTENTION-SHARE",
                    "MLP-OVER-ATTENTION", "OUTCOME-SIGNAL"),
                new("PROBE-FINGERPRINT", Form.Reproduce, Verdict.Holds, "two clips always differ in something"),
                .. Controlled(Verdict.Refuted, "what is amplified points elsewhere: less of it along the outcome than untrained",
                    "MLP-SHARE", "CASCADE"),
                new("PROBE-FINGERPRINT", Form.Controlled, Verdict.Refuted, "no held-out scene can be told by its outcome"),
                new("OUTCOME-SIGNAL", Form.Controlled, Verdict.Inconclusive,
                    "no held-out scene can be told by its outcome: chance, as with shuffled labels"),
                .. Controlled(Verdict.Refuted, "untrained attention brings as much of what pixels differ in", "ATTENTION-SHARE",
                    "MLP-OVER-ATTENTION"),
            ]),
        Plant("confounded",
            "the same amplifier of scenes, where clean clips always look one way and corrupted ones the other; clips of another scene and "
                + "the same outcome do too",
            Growing(Feature.Scene, FinalDifference / (0.2 * 64 / 65 * 0.1 * Growth(Both)), 0, Both)
                .With(ClassFrom(PlantedBands.Late)), new() { EvenScene = true, Confounded = true, SceneSize = 0.1 }, Both,
            [
                .. Controlled(Verdict.Inconclusive, "another scene of the same outcome moves CLS as far, on average", "MLP-SHARE",
                    "ATTENTION-SHARE", "CASCADE"),
                new("OUTCOME-SIGNAL", Form.Controlled, Verdict.Inconclusive, "untrained models tell such scenes as well"),
            ]),
        Plant("plain", "an outcome that fills its pixels",
            Growing(Feature.Outcome, FinalDifference / OutcomeMeans / Growth(Both), 3, Both, mark: 1)
                .With(ClassFrom(PlantedBands.Late)), new() { Mark = 1 }, Both,
            [new("OUTCOME-SIGNAL", Form.Controlled, Verdict.Inconclusive, "an untrained model tells it as well")]),
        Plant("faint", "a signal and a class of the size that untrained models show by chance",
            Growing(Feature.Outcome, 0.02 * FinalDifference / OutcomeMeans / Growth(Both), 3, Both)
                .With(ClassFrom((9, 0.12), (10, 0.12), (11, 0.18))).With(SceneBeside), new(), Both,
            [.. Controlled(Verdict.Refuted, "untrained models read as much", "SAME-LABEL", "TOKEN-MAP", "CASCADE")]),
        Plant("bottleneck", "an outcome that one MLP amplifies, a class that one attention update gathers",
            OutcomeBy(ByOneMlp).With(ClassFrom((10, 1))), new(), ByOneMlp,
            [
                .. BothForms(Verdict.Refuted, "L7's MLP brings back 99.5 %", "DISTRIBUTED"),
                new("COMPONENT-ROBUST", Form.Reproduce, Verdict.Refuted, "without L10's attention there is no class"),
                new("COMPONENT-ROBUST", Form.Controlled, Verdict.Holds, "another scene's update brings the class as well"),
            ]),
        Plant("gathered", "an outcome that MLPs double on patch tokens, and that attention brings to CLS",
            GatheredAndComposed.With(ClassFrom(PlantedBands.Late)), new(), Both,
            [.. BothForms(Verdict.Holds, "attention alone writes on CLS, MLPs alone on patch tokens", "DIVISION-OF-LABOR")]),
        Plant("early",
            "a class that layers 0 to 2 gather, where only the clean clip shows the action; and an update so large that it rounds the rest "
                + "away",
            ClassFrom((0, 0.5), (1, 0.4), (2, 0.4)).With(RoundedAway), new() { CorruptShowsAction = false }, Both,
            [
                .. BothForms(Verdict.Refuted, "the class is there before layer 3", "DLA-LATE"),
                .. BothForms(Verdict.Refuted, "the corrupted clip lacks the action", "SAME-LABEL"),
                new("OUTCOME-SIGNAL", Form.Reproduce, Verdict.Refuted, "the corrupted clip lacks the action"),
                .. BothForms(Verdict.Refuted, "another logit than registered; updates no longer add up to it", "DLA-IDENTITY"),
            ]),
        Plant("corners of frame 0", "evidence of the action in four corners of the first frame alone",
            ClassFrom(PlantedBands.Late), new() { Evidence = PlantedEvidence.CornersOf(0) }, Both,
            [
                .. BothForms(Verdict.Refuted, "four tokens hold all of the class", "CLASS-ROBUST", "ABLATION-CURVE"),
                new("TOKEN-MAP", Form.Reproduce, Verdict.Refuted, "corners are not central, one frame is not many"),
                new("FRAME-ROBUST", Form.Reproduce, Verdict.Holds, "the published frames hold nothing of the class"),
                new("FRAME-ROBUST", Form.Controlled, Verdict.Refuted, "the first frame holds all of the class"),
            ], PlantedBands.Untouched),
        Plant("corners of frame 2", "evidence of the action in four corners of the third frame alone",
            ClassFrom(PlantedBands.Late), new() { Evidence = PlantedEvidence.CornersOf(2) }, Both,
            [
                new("CLASS-ROBUST", Form.Reproduce, Verdict.Holds, "the published mapping takes out the wrong frame"),
                .. Controlled(Verdict.Refuted, "four tokens of one frame hold all of the class", "CLASS-ROBUST", "ABLATION-CURVE"),
                .. BothForms(Verdict.Refuted, "one frame holds all of the class", "FRAME-ROBUST"),
            ], PlantedBands.Untouched),
        Plant("against itself", "a class that layer 11 takes from again, and into which the scene goes and comes out",
            ClassFrom((9, 0.6), (10, 0.8), (11, -0.4)).With(SceneInAndOut), new() { EvenScene = true }, Both,
            [
                new("TOKEN-MAP", Form.Controlled, Verdict.Refuted, "the tokens with most evidence bring CLS least"),
                .. BothForms(Verdict.Refuted, "layer 11 takes from the class", "DLA-LATE"),
                .. BothForms(Verdict.Refuted, "the scene goes into the class and comes out again", "COMPONENT-ROBUST"),
            ]),
        Plant("followers", "L9H8 looks at ball and pins, L10H8 at the ball, then the pins",
            Heads([Feature.Ball, Feature.Pins], [Feature.InTurn]).With(ClassFrom(PlantedBands.Late)), new(), Both,
            [
                new("HEAD-FOCUS", Form.Reproduce, Verdict.Refuted, "the figure's columns are not where ball and pins are"),
                new("HEAD-FOCUS", Form.Controlled, Verdict.Holds, "it looks at ball and pins"),
                .. BothForms(Verdict.Holds, "it looks at the ball, then the pins", "HEAD-TRACK"),
            ]),
        Plant("sinks", "L9H8 and L10H8 look at the same two cells all the time",
            Heads([Feature.NamedCells], [Feature.NamedCells]).With(ClassFrom(PlantedBands.Late)), new(), Both,
            [
                new("HEAD-FOCUS", Form.Reproduce, Verdict.Holds, "the two cells are the figure's columns"),
                new("HEAD-FOCUS", Form.Controlled, Verdict.Refuted, "what does not move follows nothing"),
                new("HEAD-TRACK", Form.Reproduce, Verdict.Refuted, "the pins are not in these cells"),
                new("HEAD-TRACK", Form.Controlled, Verdict.Refuted, "what does not move follows nothing"),
            ]),
    ];

    private static double Growth(Func<int, (double ByAttention, double ByMlp)> growth) =>
        Enumerable.Range(4, 8).Aggregate(1.0, (product, layer) => product * (1 + growth(layer).ByAttention) * (1 + growth(layer).ByMlp));

    private static PlantedCircuit OutcomeBy(Func<int, (double, double)> growth) =>
        Growing(Feature.Outcome, FinalDifference / OutcomeMeans / Growth(growth), 3, growth);

    private static IEnumerable<PlantedTruth> BothForms(Verdict verdict, string why, params string[] claims) =>
        [.. Reproduced(verdict, why, claims), .. Controlled(verdict, why, claims)];

    private static IEnumerable<PlantedTruth> Reproduced(Verdict verdict, string why, params string[] claims) =>
        claims.Select(claim => new PlantedTruth(claim, Form.Reproduce, verdict, why));

    private static IEnumerable<PlantedTruth> Controlled(Verdict verdict, string why, params string[] claims) =>
        claims.Select(claim => new PlantedTruth(claim, Form.Controlled, verdict, why));

    private static PlantedSubject Plant(
        string name, string description, PlantedCircuit circuit, PlantedWorld world, Func<int, (double, double)> growth,
        PlantedTruth[] truths,
        IReadOnlyDictionary<string, (double, double)>? topTokens = null)
    {
        // Scenes differ by more or less; outcomes always by as much.
        var bands = PlantedBands.Of(growth, FinalDifference / Growth(growth), world.EvenScene ? 0.35 : 0.05);
        var reported = truths.Select(truth => truth.Claim).Distinct().ToDictionary(claim => claim,
            claim => claim == "CLASS-ROBUST" ? topTokens ?? PlantedBands.TopTokens : claim == "FRAME-ROBUST" ? topTokens ?? bands : bands);
        var expected = truths.ToDictionary(truth => (truth.Claim, truth.Form),
            truth => new ExpectedForm(ExpectationRules.Of(truth.Verdict), truth.Verdict == Verdict.Holds ? null : truth.Why));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{description}\n{Seed}")));
        return new PlantedSubject(new Subject
        {
            Name = "planted: " + name,
            Description = description,
            Load = (device, dtype) => PlantedModel.Build(circuit, device, dtype),
            ModelHashes = new Dictionary<string, string> { ["circuit"] = hash },
            Target = "bowling",
            Pairs = world.Pairs(Pairs, Seed),
            Expectations = new Expectations(hash, "how the model and its clips are made", expected) { PapersOwn = true },
        }, truths)
        {
            Circuit = circuit,
            World = world,
            Reported = reported,
        };
    }
}
