using System.Text.Json;
using Claims.Common;
using Claims.Json;

namespace Claims.Drift.History;

/// <summary>
/// A file of comparisons, a line of JSON each, that only grows. Who appends holds it alone, writes a line whole and onto the disk; a last
/// line without its end is what a crash left of one: it is set aside, and every line before it stays.
/// </summary>
public static class HistoryFile
{
    // Some thousand comparisons of all claims.
    private const long Longest = 256 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Appends a line.</summary>
    /// <param name="path">The file; made where it is not there.</param>
    /// <param name="record">The line.</param>
    /// <returns>What was set aside of an earlier, torn line, in words; null: nothing.</returns>
    /// <exception cref="BadInputException">The file cannot be opened, or another program does not let go of it.</exception>
    /// <exception cref="MissingException">It cannot be written to: the disk is full.</exception>
    public static string? Append(string path, HistoryRecord record)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        NewFile.MustBePlace(path);
        var line = JsonReport.Line(record);
        using var file = Opened(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var torn = SetTornAside(path, file);
            file.Seek(0, SeekOrigin.End);
            file.Write(line);
            file.Flush(flushToDisk: true);
            return torn;
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            throw new MissingException($"{path}: cannot be written ({DiskFault.Words(e)}).",
                "See that the disk has room; the same command appends the line again.", "history", e);
        }
    }

    /// <summary>Every line, in order.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The lines, and what a torn last one is, in words; null: there is none. The file stays as it is.</returns>
    /// <exception cref="BadInputException">It is not there, or another line than the last is no comparison.</exception>
    public static (IReadOnlyList<HistoryRecord> Records, string? Torn) Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = Opened(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = All(file);
        var records = new List<HistoryRecord>();
        var (start, number) = (0, 1);
        for (var end = Array.IndexOf(bytes, (byte)'\n'); end >= 0; end = Array.IndexOf(bytes, (byte)'\n', start), number++)
        {
            if (end > start)
                records.Add(Parse(bytes.AsSpan(start, end - start), path, number));
            start = end + 1;
        }
        return (records, start == bytes.Length ? null
            : $"{path}: the last {bytes.Length - start} bytes are a line without its end, left by an interrupted run; the next --record "
                + "sets them aside.");
    }

    private static HistoryRecord Parse(ReadOnlySpan<byte> line, string path, int number)
    {
        try
        {
            var record = JsonReport.FromLine<HistoryRecord>(line);
            return record.Schema == HistoryRecord.CurrentSchema ? record
                : throw new BadInputException($"line {number} says \"schema\": \"{record.Schema}\", not \"{HistoryRecord.CurrentSchema}\".",
                    path, "Give a file that claims drift --record wrote.", page: "history");
        }
        catch (JsonException e)
        {
            throw new BadInputException($"line {number} is no comparison ({e.Message.Split(" Path: ")[0]}).", path,
                "Give a file that claims drift --record wrote; take the line out where it was edited.", page: "history", inner: e);
        }
    }

    // Who appends is alone with the file for as long as it is open; the system lets go of it where that process dies.
    private static FileStream Opened(string path, FileMode mode, FileAccess access, FileShare share)
    {
        if (FileKinds.Of(path, follow: true) is not (FileKind.Regular or FileKind.Nothing) and var kind)
            throw new BadInputException($"cannot be opened: it is {kind.Words()}, not a file.", path,
                "Give a file that claims drift --record wrote, or will write.", page: "history");
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return new FileStream(path, mode, access, share);
            }
            catch (IOException) when (waited < Patience && File.Exists(path))
            {
                Thread.Sleep(Pause);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new BadInputException($"cannot be opened ({e.Message}).", path,
                    "Give a file that claims drift --record wrote, or will write, and that no other program holds.", page: "history",
                    inner: e);
            }
        }
    }

    // Onto the disk first, then out of the file: at no time is it nowhere.
    private static string? SetTornAside(string path, FileStream file)
    {
        var bytes = All(file);
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        if (whole == bytes.Length)
            return null;
        using (var aside = new FileStream(path + ".torn", FileMode.Append, FileAccess.Write))
        {
            aside.Write(bytes.AsSpan(whole));
            aside.WriteByte((byte)'\n');
            aside.Flush(flushToDisk: true);
        }
        file.SetLength(whole);
        return $"{path}: its last line had no end, left by an interrupted run; its {bytes.Length - whole} bytes are in {path}.torn.";
    }

    private static byte[] All(FileStream file)
    {
        if (file.Length > Longest)
            throw new BadInputException($"has {file.Length} bytes; at most {Longest} are read.", file.Name,
                "Begin another file; each holds comparisons of its own.", page: "history");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
