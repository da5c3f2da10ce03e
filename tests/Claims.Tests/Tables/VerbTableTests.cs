using Claims.Cli.DriftCommand;
using Claims.Cli.MeasureCommand;
using Claims.Cli.Output;
using Claims.Cli.ParityCommand;
using Claims.Drift.Decisions;
using Claims.Measurements.Arrays;
using Claims.Tests.Subjects;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Tests.Tables;

/// <summary>The verbs' tables on screens of the usual widths.</summary>
public sealed class VerbTableTests
{
    [Fact]
    public Task Drift() => Verify(OnScreen.All(() => DriftTable.ShowClaims(
    [
        Of("CLS-LAST-LAYER", Judged(1), Judged(1), Moved("L11.attention_out recovery", 48.123, 51.25, 0.62)),
        Of("MLP-SHARE", Judged(1), Judged(-1), Moved("share of the components' movement that is the MLPs', layers 4-10", 61.2, 18.75, 9.1)),
        Of("ATTENTION-GATHERS-OUTCOME", Judged(1), TooFew, Moved("L4H7 recovery", 1, 1.5, 0.8)),
        Of("DLA-IDENTITY", NotRun, Judged(1)),
    ])));

    [Fact]
    public Task Parity() => Verify(OnScreen.All(() => Screen.Show(ParityVerb.Table(
    [
        new("logits", [1, 400], 1.2e-5, 3.4e-6, true),
        new("vivit.encoder.layer.10.attention.output", [1, 3137, 768], 2.5e-3, 1.1e-3, false),
    ]))));

    [Fact]
    public Task Measure_side_by_side() => Verify(OnScreen.All(() => NumbersTables.Show("cascade", "published",
        [.. new[] { "recovery", "recovery_pct", "share of the logit difference", "corrupted run", "clean run" }.Select((name, place) =>
            new Numbers(name, "logit difference", [new Axis("component", ["L0.attention_out", "L0.mlp_out", "L11.attention_out"])],
                [-1.5 * place, 0.25, 1e-9]))])));

    [Fact]
    public Task Measure_heads() => Verify(OnScreen.All(() => NumbersTables.Show("patching-heads", "reproduce",
        [Map("recovery of the logit difference", Axis.Counting("layer", 12), Axis.Counting("head", 12)),
            Map("recovery", Axis.Counting("layer", 12), Axis.Counting("head", 12))])));

    [Fact]
    public Task Measure_a_map_wider_than_the_screen() => Verify(OnScreen.All(() => NumbersTables.Show("frames", "reproduce",
        [Map("attention", new Axis("layer", ["0", "11"]), Axis.Counting("frame", 120))])));

    [Fact]
    public Task Measure_a_map_of_names() => Verify(OnScreen.All(() => NumbersTables.Show("heads", "reproduce",
    [
        Map("by class", Axis.Counting("layer", 3), new Axis("class", [.. Enumerable.Range(0, 24).Select(i => $"class {i}")])),
    ])));

    [Fact]
    public void A_map_of_long_names_is_numbered_and_says_which()
    {
        var shown = OnScreen.Of(80, () => NumbersTables.Show("heads", "reproduce",
            [Map("map", Axis.Counting("layer", 3), new Axis("class", [.. Enumerable.Range(0, 24).Select(i => $"throwing a ball {i}")]))]));
        shown.Should().Contain("0 throwing a ball 0, 1 throwing a ball 1,").And.Contain("\n  0   2   4   6 ");
    }

    [Fact]
    public void A_map_of_thousands_of_columns_is_none_and_says_so() =>
        OnScreen.Of(80, () => NumbersTables.Show("heads", "reproduce",
            [Map("map", Axis.Counting("layer", 3), Axis.Counting("token", 3137))])).Should().Contain("3137 columns are no picture");

    private static Numbers Map(string name, Axis rows, Axis columns) => new(name, "%", [rows, columns],
        [.. Enumerable.Range(0, rows.Labels.Count * columns.Labels.Count).Select(i => Math.Round(Math.Sin(i * i) * 40, 3))]);

    private static ClaimDrift Of(string id, Func<Claim, ClaimVerdict> before, Func<Claim, ClaimVerdict> after, params Quantity[] quantities)
    {
        var claim = Claim.That(id, "so it is", at: "page 1").Reproduced("as published", by: [TinySubject.Place], expecting: _ => []);
        return ClaimDrift.Of(before(claim), after(claim), quantities);
    }

    private static Quantity Moved(string name, double before, double after, double margins) =>
        new("C", Form.Reproduce, name, "%", before, after)
        {
            Margin = new(Math.Abs(after - before) / margins, MarginSource.Rule),
            Decision = margins > 1 ? Decision.Drifted : Decision.Equivalent,
        };

    // Holds above 0, on ten pairs of one value.
    private static Func<Claim, ClaimVerdict> Judged(double value) => claim => ClaimVerdict.Of(claim, claim.Forms[0],
        [Check.Of("number", "%", Enumerable.Repeat(value, 10).ToArray()).Above(0)], null, 42);

    private static ClaimVerdict TooFew(Claim claim) => ClaimVerdict.TooFew(claim, claim.Forms[0], null, 3);

    private static ClaimVerdict NotRun(Claim claim) => ClaimVerdict.NotRun(claim, claim.Forms[0], null, "so", "do");
}
