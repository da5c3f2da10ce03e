using System.Text;
using Claims.Common;
using Claims.Json;

namespace Claims.Drift.Reports;

/// <summary>A comparison as files: the same comparison gives the same bytes.</summary>
public static class DriftReport
{
    /// <summary>Writes results.json and results.md (docs/tasks/drift.md).</summary>
    /// <param name="result">The comparison.</param>
    /// <param name="folder">Made where it is not there.</param>
    /// <param name="date">The day to state inside; null: none.</param>
    /// <exception cref="BadInputException">Something that is not replaced has the name of a file, or of the folder.</exception>
    /// <exception cref="MissingException">The folder cannot be written to.</exception>
    public static void Write(DriftResult result, string folder, string? date = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        NewFile.Folder(folder);
        JsonReport.Write(Path.Combine(folder, "results.json"), DriftDocument.Of(result, date));
        NewFile.Write(Path.Combine(folder, "results.md"), stream => stream.Write(Encoding.UTF8.GetBytes(DriftMarkdown.Page(result, date))));
    }
}
