using Claims.Common;

namespace Claims.Subjects.Files;

/// <summary>
/// From a subject's file to its pairs: held-out ones, which verdicts are about, and discovery ones, which expectations come from.
/// </summary>
internal static class PairRules
{
    /// <exception cref="BadInputException">The pairs are not given, given twice, or given so that discovery and held-out ones share a
    /// clip.</exception>
    public static (IReadOnlyList<NamedPair> HeldOut, IReadOnlyList<NamedPair> Discovery) Of(SubjectDocument document,
        Func<string, Exception> fault)
    {
        if (document.Pairs is null == document.PairsBySeed is null)
            throw fault("it has either \"pairs\" or \"pairs_by_seed\".");
        var (heldOut, discovery) = document.PairsBySeed is { } seeded ? BySeed(document, seeded, fault)
            : (Listed(document.Pairs!), Listed(document.DiscoveryPairs ?? []));
        if (heldOut.Count == 0)
            throw fault("\"pairs\" is empty.");
        foreach (var pair in heldOut.Concat(discovery))
        {
            if (pair.Name.Length == 0)
                throw fault("a pair has no name.");
            if (pair.Clean == pair.Corrupt)
                throw fault($"pair {pair.Name} compares {pair.Clean} with itself.");
        }
        if (heldOut.Concat(discovery).GroupBy(pair => pair.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw fault($"two pairs are named {twice.Key}.");
        // Expectations drawn from the very clips that they are judged on could not fail.
        var seen = discovery.SelectMany(pair => pair.Clips).ToHashSet();
        if (heldOut.SelectMany(pair => pair.Clips).FirstOrDefault(seen.Contains) is { } shared)
            throw fault($"{shared} is in a discovery pair and in a held-out one.");
        return (heldOut, discovery);
    }

    private static IReadOnlyList<NamedPair> Listed(IReadOnlyList<PairDocument> pairs) =>
        [.. pairs.Select(pair => new NamedPair(pair.Name, pair.Clean, pair.Corrupt, pair.OtherScene))];

    private static (IReadOnlyList<NamedPair> HeldOut, IReadOnlyList<NamedPair> Discovery) BySeed(SubjectDocument document,
        SeededPairsDocument seeded, Func<string, Exception> fault)
    {
        if (document.DiscoveryPairs is not null)
            throw fault("with \"pairs_by_seed\", discovery is a range of seeds: \"pairs_by_seed\": { \"discovery\": \"1000-1031\" }.");
        var (clean, corrupt) = (Template("clean", seeded.Clean), Template("corrupt", seeded.Corrupt));
        var other = seeded.OtherScene is { } text ? Template("other_scene", text) : null;
        var heldOut = Range("held_out", seeded.HeldOut);
        var discovery = seeded.Discovery is { } range ? Range("discovery", range) : (SeedRange?)null;
        // A scene belongs to a seed: a clip of the same seed with another outcome would be half seen already.
        long[] offsets = [.. clean.Offsets, .. corrupt.Offsets, .. other?.Offsets ?? []];
        if (discovery?.Meets(heldOut, offsets) == true)
            throw fault($"discovery and held-out seeds meet ({seeded.Discovery}, {seeded.HeldOut}, with what the clips' names add).");
        return (Pairs(heldOut), discovery is { } seeds ? Pairs(seeds) : []);

        IReadOnlyList<NamedPair> Pairs(SeedRange range) =>
            [.. range.Seeds().Select(seed => new NamedPair($"seed {seed}", clean.With(seed), corrupt.With(seed), other?.With(seed)))];

        SeedTemplate Template(string field, string text) =>
            SeedTemplate.Parse(text) ?? throw fault($"{field} is \"{text}\"; write the seed's place as {{seed}} or {{seed+1000}}.");

        SeedRange Range(string field, string text) =>
            SeedRange.Parse(text) ?? throw fault($"{field} is \"{text}\"; write seeds as 1000-1031, at most 100,000 of them.");
    }
}
