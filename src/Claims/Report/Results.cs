using System.Text;
using Claims.Common;
using Claims.Json;
using Claims.Measurements.Arrays;
using Claims.Pairs;
using Claims.Verifications;

namespace Claims.Report;

/// <summary>A verification as files: the same verification gives the same bytes.</summary>
public static class Results
{
    /// <summary>Writes results.json, results.md, results.html, and numbers.csv: every number of every pair.</summary>
    /// <param name="result">The verification.</param>
    /// <param name="folder">Made where it is not there.</param>
    /// <param name="date">The day to state inside; null: none.</param>
    /// <exception cref="BadInputException">The folder cannot be written to.</exception>
    public static void Write(VerificationResult result, string folder, string? date = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"is no folder that can be made ({e.Message}).", folder, "Give another --out.", inner: e);
        }
        WriteJson(result, Path.Combine(folder, "results.json"), date);
        WriteText(Path.Combine(folder, "results.md"), ResultsMarkdown.Of(result, date));
        WriteText(Path.Combine(folder, "results.html"), ResultsHtml.Of(result, date));
        NumbersCsv.Write(Path.Combine(folder, "numbers.csv"), ["pair", "measure"], Numbers(result));
    }

    /// <summary>Writes only the JSON (docs/tasks/results.md).</summary>
    /// <param name="result">The verification.</param>
    /// <param name="path">The file.</param>
    /// <param name="date">The day to state inside; null: none.</param>
    /// <exception cref="BadInputException">The place cannot be written to.</exception>
    public static void WriteJson(VerificationResult result, string path, string? date = null) =>
        JsonReport.Write(path, ResultsDocument.Of(result, date));

    private static IEnumerable<(IReadOnlyList<string> Columns, Numbers Numbers)> Numbers(VerificationResult result) =>
        from pair in result.Pairs
        from measure in pair.Numbers
        from numbers in measure.Value
        select ((IReadOnlyList<string>)[pair.Name, Measure.NameIn(measure.Key)], numbers);

    private static void WriteText(string path, string text) => NewFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
