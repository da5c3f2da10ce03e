using Claims.Pairs;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Drift.Roles;

/// <summary>What became of a head that followed an object.</summary>
public enum RoleChange
{
    /// <summary>It still does.</summary>
    Kept = 1,

    /// <summary>It does no more, and a head that did not follow it does now.</summary>
    Moved,

    /// <summary>It does no more, and no head has taken its place.</summary>
    Lost,

    /// <summary>It does now, and no head has given the place up.</summary>
    Gained,
}

/// <summary>A head that follows an object before or after.</summary>
/// <param name="Followed">ball, pins, ...</param>
/// <param name="Head">The head: L9H8; heads matched.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Before">Its attention on the object over its own time average, a share.</param>
/// <param name="After">After the update.</param>
/// <param name="NowAt">The head that follows it now; null but where it moved.</param>
public sealed record HeadRole(string Followed, string Head, RoleChange Change, double Before, double After, string? NowAt);

/// <summary>Tells heads whose role moved from heads that lost it.</summary>
internal static class HeadRoles
{
    // As in the claims about heads: less of a head's attention is not following.
    private const double Noticeable = 0.01;

    /// <summary>
    /// Every head that followed something or does now; nothing where places are not known or the models' heads differ in number.
    /// </summary>
    public static IReadOnlyList<HeadRole> Of(SubjectNumbers before, SubjectNumbers after, uint seed)
    {
        if (before.Pairs.Count < Judgement.FewestPairs || !Objects(before).Any() || !Objects(after).Any() || Size(before) != Size(after))
            return [];
        return [.. Objects(before).SelectMany(item => OfObject(item, before, after, seed)).OrderBy(role => role.Change is RoleChange.Kept)
            .ThenByDescending(role => Math.Abs(role.After - role.Before))];
    }

    private static IEnumerable<HeadRole> OfObject(string item, SubjectNumbers before, SubjectNumbers after, uint seed)
    {
        var heads = Enumerable.Range(0, Size(before).Layers * Size(before).Heads).Select(head => Followed(item, head, before, after, seed))
            .ToArray();
        var fresh = heads.Where(head => !head.Did && head.Does && head.Rose).OrderByDescending(head => head.After - head.Before).ToList();
        foreach (var head in heads.Where(head => head.Did).OrderByDescending(head => head.Before))
        {
            if (head.Does || !head.Fell)
            {
                yield return new HeadRole(item, head.Name, RoleChange.Kept, head.Before, head.After, null);
                continue;
            }
            var taker = fresh.FirstOrDefault();
            if (taker is not null)
                fresh.Remove(taker);
            yield return new HeadRole(item, head.Name, taker is null ? RoleChange.Lost
                : RoleChange.Moved, head.Before, head.After, taker?.Name);
        }
        foreach (var head in fresh)
            yield return new HeadRole(item, head.Name, RoleChange.Gained, head.Before, head.After, null);
    }

    private sealed record Head(string Name, double Before, double After, bool Did, bool Does, bool Fell, bool Rose);

    private static Head Followed(string item, int head, SubjectNumbers before, SubjectNumbers after, uint seed)
    {
        var (layers, heads) = Size(before);
        double[] Values(SubjectNumbers measured) =>
            [.. measured.Samples.Each(DriftMeasures.Focus, item).Select(numbers => numbers.Values[head])];
        var (was, now) = (Values(before), Values(after));
        // One of so many heads: as Bonferroni has it.
        var tail = Judgement.Tail / (layers * heads);
        // A bootstrap of each head that is near nothing would cost more than all else here.
        if (Math.Max(was.Average(), now.Average()) <= Noticeable)
            return new Head("", was.Average(), now.Average(), false, false, false, false);
        var change = Bootstrap.Of(Samples.Difference(now, was), null, seed).Interval(tail);
        return new Head($"L{head / heads}H{head % heads}", was.Average(), now.Average(), Above(was), Above(now), change.High < 0,
            change.Low > 0);

        bool Above(double[] values) => Bootstrap.Of(values, null, seed).Interval(tail).Low > Noticeable;
    }

    private static IEnumerable<string> Objects(SubjectNumbers measured) =>
        measured.Pairs.Count > 0 && measured.Pairs.All(pair => pair.Numbers.ContainsKey(DriftMeasures.Focus.Key))
            ? measured.Pairs[0].Numbers[DriftMeasures.Focus.Key].Select(numbers => numbers.Name) : [];

    private static (int Layers, int Heads) Size(SubjectNumbers measured)
    {
        var axes = measured.Pairs[0].Numbers[DriftMeasures.Focus.Key][0].Axes;
        return (axes[0].Labels.Count, axes[1].Labels.Count);
    }
}
