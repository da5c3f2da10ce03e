using System.Globalization;
using Claims.Drift.Decisions;
using Claims.Drift.Roles;
using Claims.Report;

namespace Claims.Drift.Reports;

/// <summary>A comparison in words: what the screen and the page both say.</summary>
public static class DriftText
{
    // In a list of what changed, for people; results.json has all.
    private const int MostRows = 12;

    /// <summary><c>Drifted</c>, <c>Not comparable</c>, ...</summary>
    public static string Of(Decision decision) => decision == Decision.NotComparable ? "Not comparable" : decision.ToString();

    /// <summary><c>Holds</c>, or <c>Holds, then Refuted</c>.</summary>
    public static string Verdicts(ClaimDrift claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var (before, after) = (VerdictText.Of(claim.Before.Verdict), VerdictText.Of(claim.After.Verdict));
        return before == after ? before : $"{before}, then {after}";
    }

    /// <summary><c>L4 MLP recovery: 48.1 before, 51.2 after; 3.1 % [2.2, 4.0], may move 5.2 (registered): equivalent</c>.</summary>
    public static string Of(Quantity quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        var moved = quantity.Margin is not { } margin || double.IsNaN(quantity.Low) ? ""
            : $"; {Number(quantity.Difference)} {quantity.Unit} [{Number(quantity.Low)}, {Number(quantity.High)}], may move "
                + $"{Number(margin.Value)} ({margin.Source.ToString().ToLowerInvariant()})";
        return $"{quantity.Name}: {Number(quantity.Before)} before, {Number(quantity.After)} after{moved}: "
            + $"{Of(quantity.Decision).ToLowerInvariant()}";
    }

    /// <summary>The quantity of a claim that moved furthest, in margins; empty where none could be compared.</summary>
    public static string Furthest(ClaimDrift claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var furthest = claim.Quantities.Where(quantity => quantity.Margin is not null && !double.IsNaN(quantity.InMargins))
            .MaxBy(quantity => quantity.InMargins);
        return furthest is null ? ""
            : $"{furthest.Name}: {Number(furthest.Before)} to {Number(furthest.After)} {furthest.Unit}, {Number(furthest.InMargins)} "
                + "margins";
    }

    /// <summary>Where the update acted, a line each, the greatest change first.</summary>
    public static IEnumerable<string> Where(DriftResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        foreach (var line in result.Weights.NotComparable)
            yield return $"not comparable: {line}";
        foreach (var line in result.Weights.Reordered)
            yield return $"the same in another order, {line}: the comparison follows it";
        var changed = result.Weights.Components.Where(component => component.Change > 0).ToArray();
        foreach (var component in changed.Take(MostRows))
            yield return $"{component.Name}: {Percent(component.Change)} of its weights' norm";
        if (changed.Length > MostRows)
            yield return $"and {changed.Length - MostRows} more components by less";
        if (result.Weights.Components.Count > 0 && changed.Length == 0)
            yield return "no component computes anything else than before";
        var rewritten = result.Weights.Components.Where(component => component.Change == 0 && component.Weights > 0).ToArray();
        if (rewritten.Length > 0)
            yield return $"other weights, the same function: {Some([.. rewritten.Select(component => component.Name)])}";
    }

    /// <summary>What became of heads that followed something, a line each; those that still do in one.</summary>
    public static IEnumerable<string> Roles(DriftResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        foreach (var role in result.Roles.Where(role => role.Change != RoleChange.Kept))
        {
            var what = role.Change switch
            {
                RoleChange.Moved => $"followed the {role.Followed}; now {role.NowAt} does",
                RoleChange.Lost => $"followed the {role.Followed}; no head has taken its place",
                _ => $"follows the {role.Followed} now",
            };
            yield return $"{role.Head} {what} ({Number(role.Before)} before, {Number(role.After)} after)";
        }
        foreach (var kept in result.Roles.Where(role => role.Change == RoleChange.Kept).GroupBy(role => role.Followed))
            yield return $"still following the {kept.Key}: {Some([.. kept.Select(role => role.Head)])}";
    }

    /// <summary>How many claims' forms are what, and where to look first.</summary>
    public static string Tally(DriftResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var counts = result.Claims.GroupBy(claim => claim.Decision).OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {Of(group.Key).ToLowerInvariant()}");
        var quantities = result.Claims.Sum(claim => claim.Quantities.Count);
        return $"{Of(result.Decision)}. {result.Claims.Count} forms of claims: {string.Join(", ", counts)}; {quantities} numbers on "
            + $"{result.Pairs.Count} pairs.";
    }

    internal static string Number(double value) => VerdictText.Number(value);

    private static string Percent(double share) => (100 * share).ToString("G3", CultureInfo.InvariantCulture) + " %";

    private static string Some(string[] names) =>
        string.Join(", ", names.Take(MostRows)) + (names.Length > MostRows ? $" and {names.Length - MostRows} more" : "");
}
