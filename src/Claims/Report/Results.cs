using System.Text;
using Claims.Common;
using Claims.Json;
using Claims.Verifications;

namespace Claims.Report;

/// <summary>How every number of every pair is kept.</summary>
public enum NumbersForm
{
    /// <summary>numbers.parquet.</summary>
    Parquet,

    /// <summary>numbers.csv: text, 25 times as long.</summary>
    Csv,

    /// <summary>Not at all.</summary>
    None,
}

/// <summary>A verification as files: the same verification gives the same bytes.</summary>
public static class Results
{
    private static readonly Dictionary<NumbersForm, string> Names =
        new() { [NumbersForm.Parquet] = "numbers.parquet", [NumbersForm.Csv] = "numbers.csv" };

    /// <summary>Writes results.json, results.md, results.html, and every number of every pair.</summary>
    /// <param name="result">The verification.</param>
    /// <param name="folder">Made where it is not there.</param>
    /// <param name="date">The day to state inside; null: none.</param>
    /// <param name="numbers">How the numbers are kept; what an earlier run left there in another form is taken away.</param>
    /// <exception cref="BadInputException">Something that is not replaced has the name of a file, or of the folder.</exception>
    /// <exception cref="MissingException">The folder cannot be written to.</exception>
    public static void Write(VerificationResult result, string folder, string? date = null, NumbersForm numbers = NumbersForm.Parquet)
    {
        ArgumentNullException.ThrowIfNull(result);
        NewFile.Folder(folder);
        WriteJson(result, Path.Combine(folder, RunFolder.Results), date);
        WriteText(Path.Combine(folder, "results.md"), ResultsMarkdown.Of(result, date));
        WriteText(Path.Combine(folder, "results.html"), ResultsHtml.Of(result, date));
        if (numbers == NumbersForm.Parquet)
            NumbersParquet.Write(Path.Combine(folder, Names[numbers]), NumbersRows.Header, NumbersRows.Of(result));
        else if (numbers == NumbersForm.Csv)
            NumbersCsv.Write(Path.Combine(folder, Names[numbers]), NumbersRows.Header, NumbersRows.Of(result));
        foreach (var (_, name) in Names.Where(form => form.Key != numbers))
            Forget(Path.Combine(folder, name));
    }

    /// <summary>Writes only the JSON (docs/tasks/results.md).</summary>
    /// <param name="result">The verification.</param>
    /// <param name="path">The file.</param>
    /// <param name="date">The day to state inside; null: none.</param>
    /// <exception cref="BadInputException">Something that is not replaced has the name.</exception>
    /// <exception cref="MissingException">The place cannot be written to.</exception>
    public static void WriteJson(VerificationResult result, string path, string? date = null) =>
        JsonReport.Write(path, ResultsDocument.Of(result, date));

    private static void WriteText(string path, string text) => NewFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    // Numbers of an earlier run beside the verdicts of this one would be taken for its own.
    private static void Forget(string path)
    {
        if (FileKinds.Of(path, follow: false) != FileKind.Regular)
            return;
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            throw NewFile.Failed(path, e);
        }
    }
}
