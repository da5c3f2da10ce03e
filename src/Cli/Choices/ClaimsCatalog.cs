using Claims.Common;
using Claims.Measurements.Catalog;
using Claims.Papers.AttentionGathers;

namespace Claims.Cli.Choices;

/// <summary>The claims and measurements that ship with the project.</summary>
internal static class ClaimsCatalog
{
    public static IReadOnlyList<Claim> All => AttentionGathersPaper.Claims;

    /// <summary>Every measurement, with those that the papers made in their own way.</summary>
    public static IReadOnlyList<Method> Methods { get; } = Measurements.Catalog.Methods.With(AttentionGathersPaper.Methods);

    /// <summary>Those of these ids, in the catalog's order; all where none is given.</summary>
    /// <exception cref="BadInputException">There is no such claim.</exception>
    public static IReadOnlyList<Claim> Chosen(IReadOnlyList<string> ids)
    {
        var known = All.Select(claim => claim.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (ids.FirstOrDefault(id => !known.Contains(id)) is { } unknown)
            throw new BadInputException($"There is no claim \"{unknown}\".",
                remedy: Nearest.Remedy(unknown, known, $"There are {string.Join(", ", All.Select(claim => claim.Id))}."));
        return ids.Count == 0 ? All : [.. All.Where(claim => ids.Contains(claim.Id, StringComparer.OrdinalIgnoreCase))];
    }
}
