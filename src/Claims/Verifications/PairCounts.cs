using Claims.Pairs;
using Claims.Subjects;
using Claims.Subjects.Files;
using Claims.Verdicts;

namespace Claims.Verifications;

/// <summary>On how many of a subject's pairs each form is judged, and each measure therefore computed: the first ones.</summary>
public static class PairCounts
{
    /// <summary>As many as were registered for the form, or the fewest that are asked for; else all.</summary>
    public static int Of(Subject subject, string claim, Form form, int fewest = 0) => Math.Min(
        Math.Max(fewest, subject.Expectations?.For(claim, form)?.Pairs ?? subject.Pairs.Count), subject.Pairs.Count);

    /// <summary>Each measure of these forms with the most pairs that any of them asks for.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="forms">The forms.</param>
    /// <param name="fewest">However few were registered.</param>
    /// <param name="mostForwards">Where nothing was registered: at most as many pairs as cost so much.</param>
    public static IReadOnlyList<(Measure Measure, int Pairs)> Of(Subject subject, IEnumerable<(string Claim, ClaimForm Form)> forms,
        double mostForwards = double.PositiveInfinity, int fewest = 0)
    {
        return [.. forms.SelectMany(one => one.Form.Measures.Select(measure => (measure, Pairs: Limited(one, measure))))
            .GroupBy(one => one.measure).Select(group => (group.Key, group.Max(one => one.Pairs)))];

        int Limited((string Claim, ClaimForm Form) one, Measure measure) => Math.Min(Of(subject, one.Claim, one.Form.Form, fewest),
            (int)Math.Max(SubjectFile.FewestDiscoveryPairs, Math.Min(int.MaxValue, mostForwards / measure.Forwards)));
    }

    /// <summary>Each measure on all pairs.</summary>
    public static IReadOnlyList<(Measure Measure, int Pairs)> All(Subject subject, IEnumerable<Measure> measures) =>
        [.. measures.Distinct().Select(measure => (measure, subject.Pairs.Count))];
}
