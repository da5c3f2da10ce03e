using Claims.Common;
using Claims.Pairs;

namespace Claims.Report;

/// <summary>Where a run's files go, such that none takes the place of another run's.</summary>
internal static class RunFolder
{
    /// <summary>What every run's folder holds.</summary>
    public const string Results = "results.json";

    private const string Latest = "latest";

    private static readonly (string Dtype, uint Seed) Usual = ("float32", 42);

    /// <summary>
    /// The folder of a run for which none was named: <c>out/alley/1a2b3c4d</c>, the start of its model's hash, and after it what is not
    /// usual of its options.
    /// </summary>
    /// <param name="above">out/SUBJECT.</param>
    /// <param name="run">The run.</param>
    /// <param name="otherClips">Whether clips were named on the command line in the place of the subject's.</param>
    public static string Of(string above, RunIdentity run, bool otherClips) => Path.Combine(above, string.Join('-',
    [
        run.ModelHash, .. otherClips ? ["clips", run.PairsHash] : Array.Empty<string>(),
        .. run.Device == "cpu" ? Array.Empty<string>() : [run.Device], .. run.Dtype == Usual.Dtype ? Array.Empty<string>() : [run.Dtype],
        .. run.Seed == Usual.Seed ? Array.Empty<string>() : [$"seed{run.Seed}"],
    ]));

    /// <summary>Refuses a folder that holds what this run would destroy.</summary>
    /// <exception cref="BadInputException">It holds another run's results, or of more claims, or something else's.</exception>
    public static void MustBeFree(string folder, RunIdentity run)
    {
        var results = Path.Combine(folder, Results);
        if (!File.Exists(results))
            return;
        var there = RunIdentity.Read(results);
        if ((there is null ? "that cannot be read as a run's" : run.Loses(there)) is { } why)
            throw new BadInputException($"holds results {why}; this run would destroy them.", folder,
                "Give another --out, or --force to replace them.", "output");
    }

    /// <summary>
    /// The folder; or one beside it, where it holds results of clips that have the same names and other pixels. A clip that a variable
    /// names (<c>$CLAIMS_CLEAN</c>) is told from another by its pixels alone, and those are known only when it has been read.
    /// </summary>
    public static string Beside(string folder, IReadOnlyList<MeasuredPair> pairs)
    {
        if (!pairs.Any(pair => new[] { pair.Clean, pair.Corrupt, pair.OtherScene }.Any(clip => clip?.StartsWith('$') == true)))
            return folder;
        var pixels = RunIdentity.PixelsOf(pairs);
        return RunIdentity.PixelsIn(Path.Combine(folder, Results)) is { Count: > 0 } there && !there.SequenceEqual(pixels)
            ? $"{Path.TrimEndingDirectorySeparator(folder)}-clips-{RunIdentity.Short(pixels)}" : folder;
    }

    /// <summary>Whether a folder holds numbers that were measured, or what cannot be told from them.</summary>
    public static bool HoldsNumbers(string folder) =>
        File.Exists(Path.Combine(folder, Results)) && RunIdentity.Read(Path.Combine(folder, Results)) is not { Pairs.Count: 0 };

    /// <summary>Sets <c>latest</c> beside a run's folder to lead to it. Where links cannot be made, there is none.</summary>
    public static void SetLatest(string folder)
    {
        var full = Path.GetFullPath(folder);
        var link = Path.Combine(Path.GetDirectoryName(full)!, Latest);
        if (FileKinds.Of(link, follow: false) is not (FileKind.Link or FileKind.Nothing))
            return;
        try
        {
            // Not renamed into place: .NET renames no link to a folder. Who looks between the two finds none.
            File.Delete(link);
            Directory.CreateSymbolicLink(link, Path.GetFileName(full));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // a convenience: the results are where the run says
        }
    }
}
