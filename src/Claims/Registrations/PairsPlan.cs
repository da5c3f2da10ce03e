using Claims.Pairs;

namespace Claims.Registrations;

/// <summary>
/// How many pairs each form is judged on, within a budget of forwards: the fewest that decide it; the usual number where none do, and
/// where deciding it would cost more than is left after the cheaper ones.
/// </summary>
internal static class PairsPlan
{
    /// <summary>Of one verification: all measures of a pair of a small model, on a few dozen pairs, and cheap ones on hundreds.</summary>
    public const double MostForwards = 9_000;

    // Its two clips are read and run, whatever is measured.
    private const double ForwardsOfPair = 4;

    /// <summary>What is expected of each form, in their order.</summary>
    /// <param name="forms">Each with what the discovery pairs gave it, and how many held-out pairs there are for it.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="told">Told of each form that is done.</param>
    public static Foresight[] Of(IReadOnlyList<(ClaimForm Form, Samples Discovery, int HeldOut)> forms, uint seed,
        IProgress<(int Done, int Of)>? told)
    {
        var (usual, decided, done) = (new Foresight[forms.Count], new Foresight?[forms.Count], 0);
        Parallel.For(0, forms.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            using var native = new Common.Native.NativeThreads(1);
            var (form, discovery, heldOut) = forms[i];
            var most = (int)Math.Min(heldOut, MostForwards / form.Measures.Sum(measure => measure.Forwards));
            decided[i] = Foresight.Decided(form, discovery, most, seed);
            usual[i] = Foresight.At(form, discovery, Math.Min(Foresight.Usual, heldOut), seed);
            told?.Report((Interlocked.Increment(ref done), forms.Count));
        });
        var chosen = usual.Select((one, i) => decided[i] is { } fewer && fewer.Pairs <= one.Pairs ? fewer : one).ToArray();
        while (Next() is { } next)
            chosen[next] = decided[next]!;
        return chosen;

        // The cheapest that can still be decided.
        int? Next()
        {
            var open = Enumerable.Range(0, chosen.Length).Where(i => decided[i] is not null && chosen[i] != decided[i])
                .Select(i => (Form: i, Cost: Cost(chosen.Select((one, other) => other == i ? decided[i]! : one))))
                .Where(one => one.Cost <= MostForwards).OrderBy(one => one.Cost).ThenBy(one => one.Form).ToArray();
            return open.Length == 0 ? null : open[0].Form;
        }

        double Cost(IEnumerable<Foresight> plan)
        {
            var measures = plan.SelectMany((one, i) => forms[i].Form.Measures.Select(measure => (measure, one.Pairs))).ToArray();
            return measures.GroupBy(one => one.measure).Sum(group => group.Key.Forwards * group.Max(one => one.Pairs))
                + ForwardsOfPair * measures.Max(one => one.Pairs);
        }
    }
}
