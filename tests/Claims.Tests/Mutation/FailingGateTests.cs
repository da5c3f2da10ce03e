using Claims.Alley;
using Claims.Measurements.Arrays;
using Claims.Pairs;
using Claims.Report;
using Claims.Subjects;
using Claims.Subjects.Files;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Tests.Mutation;

/// <summary>
/// Every form that something is expected of can fail: other weights, a model that was made otherwise, or a fault of a measurement turn its
/// verdict into one that is not expected, and verify's exit code is 1 then.
/// </summary>
[Collection("planted")]
[Trait("Category", "slow")]
public sealed class FailingGateTests
{
    private static readonly string[] Shipped = ["alley", "alley-outcome", "alley-untrained"];

    // Measured once for all three, on as many pairs as any of them asks for.
    private static readonly Lazy<Dictionary<string, Samples>> Measured = new(() => Shipped.ToDictionary(name => name, Measure));

    private static readonly NumbersMutant OneMore = new("1 added to every number", numbers =>
        new Numbers(numbers.Name, numbers.Unit, numbers.Axes, [.. numbers.Values.Select(value => value + 1)]));

    private static IEnumerable<(Claim Claim, ClaimForm Form)> Forms => Surviving.Forms;

    [Theory]
    [InlineData("alley")]
    [InlineData("alley-outcome")]
    [InlineData("alley-untrained")]
    public Task What_turns_each_form(string subject)
    {
        var expectations = Read(subject).Expectations!;
        var rows = from one in Forms
                   let expected = expectations.For(one.Claim.Id, one.Form.Form)!
                   where expected.Verdict is not (Expectation.Open or Expectation.NotRun or Expectation.NotApplicable)
                   let turned = Changes(subject, one.Claim, one.Form).Select(change => (change.What, Verdict: Judge(one, change.Samples)))
                       .FirstOrDefault(change => !expected.Verdict.Allows(change.Verdict.Verdict))
                   select $"{one.Claim.Id}, {VerdictText.Of(one.Form.Form)}: "
                       + (turned.What is null ? "nothing turns it" : $"{turned.What}: {VerdictText.Outcome(turned.Verdict)}");
        return Verify(string.Join('\n', rows)).UseTextForParameters(subject);

        ClaimVerdict Judge((Claim Claim, ClaimForm Form) one, Samples samples)
        {
            var without = expectations with
            {
                Forms = expectations.Forms.ToDictionary(form => form.Key,
                    form => form.Value with { Numbers = new Dictionary<string, RegisteredNumber>() }),
            };
            try
            {
                return ClaimVerdict.Of(one.Claim, one.Form,
                    [.. one.Form.Checks(samples.First(expectations.For(one.Claim.Id, one.Form.Form)!.Pairs!.Value))], without,
                    new VerificationOptions().Seed);
            }
            catch (ArgumentException e)
            {
                return ClaimVerdict.Error(one.Claim, one.Form, without, e.Message);
            }
        }
    }

    // Other weights first: what a user would meet. Then models of which the claim is known to be true or false, and faults of what the
    // form's own measures give.
    private static IEnumerable<(string? What, Samples Samples)> Changes(string subject, Claim claim, ClaimForm form) =>
    [
        .. Shipped.Where(other => other != subject).Select(other => ((string?)$"the weights of {other}", Measured.Value[other])),
        .. Surviving.Speaking(claim, form)
            .Select(planted => ((string?)$"a model made otherwise, {planted.Subject.Name}", Surviving.Untouched(planted))),
        .. from measure in form.Measures
           from mutant in NumbersMutant.All.Append(OneMore)
           let samples = Measured.Value[subject].Each(pair => pair.TryGetValue(measure.Key, out var numbers)
               ? new Dictionary<string, IReadOnlyList<Numbers>>(pair)
               {
                   [measure.Key] = [.. numbers.Select(array => mutant.Of(array) ?? array)],
               }
               : pair)
           select ((string?)$"{measure.Name}, {mutant.Name}", samples),
    ];

    private static Samples Measure(string name)
    {
        var all = Shipped.Select(Read).ToArray();
        var counts = all.SelectMany(subject => PairCounts.Of(subject, Forms.Select(one => (one.Claim.Id, one.Form))))
            .GroupBy(one => one.Measure).Select(group => (group.Key, group.Max(one => one.Pairs))).ToArray();
        return SubjectNumbers.Measure(all[Array.IndexOf(Shipped, name)], counts,
            new VerificationOptions { Workers = Environment.ProcessorCount }).Samples;
    }

    private static Subject Read(string name) => SubjectFile.Read(Path.Combine(Repository.Fixtures, "subjects", $"{name}.json"),
        new SubjectPlaces { Readers = [AlleyReader.Reader] }).HeldOut();
}
