using Claims.Common;
using Claims.Measurements.Runs;
using Claims.Subjects;
using Claims.Video;

namespace Claims.Cli.MeasureCommand;

/// <summary>
/// Many clips with what happens in them: a CSV file with the columns clip, outcome and, where it is known, scene. Clips are written as on
/// the command line. Each is read once to see that it can be, and let go.
/// </summary>
internal sealed record ClipList(IReadOnlyList<ClipList.Row> Rows)
{
    // 100,000 clips by long names.
    private const long Longest = 64 << 20;

    /// <summary>A line of the list, and its clip's hash.</summary>
    public sealed record Row(string Source, string Outcome, string? Scene, string Sha256, IReadOnlyList<string> Notes);

    /// <exception cref="BadInputException">The list, or a clip, cannot be read; or the clips are no two outcomes.</exception>
    public static ClipList Open(string path, string model, ClipReading reading)
    {
        var rows = new List<Row>();
        foreach (var (line, source, outcome, scene) in Lines(path))
        {
            using var clip = SubjectClip.Open(source, model, reading);
            if (rows.Find(row => row.Sha256 == clip.Sha256) is { } twin)
                throw new BadInputException($"line {line}: {source} has the very pixels of {twin.Source}. A clip on both sides of a split "
                    + "proves nothing.", path, "List each clip once.");
            rows.Add(new Row(source, outcome, scene, clip.Sha256, clip.Notes));
        }
        var outcomes = rows.Select(row => row.Outcome).Distinct().ToArray();
        if (outcomes.Length != 2)
            throw new BadInputException($"has {outcomes.Length} outcomes ({string.Join(", ", outcomes.Take(5))}); a probe tells two apart.",
                path, "Give clips of exactly two outcomes.");
        return new ClipList(rows);
    }

    /// <summary>The first clip of the first outcome, and the first of the other.</summary>
    public (string Clean, string Corrupt) Pair => (Rows[0].Source, Rows.First(row => row.Outcome != Rows[0].Outcome).Source);

    public IReadOnlyList<LabelledClip> Labelled(string model, ClipReading reading) =>
        [.. Rows.Select(row =>
            new LabelledClip(row.Source, row.Outcome, row.Scene, () => SubjectClip.Open(row.Source, model, reading).Pixels))];

    private static IEnumerable<(int Line, string Source, string Outcome, string? Scene)> Lines(string path)
    {
        var lines = Read(path);
        var header = Fields(lines.FirstOrDefault() ?? "").ToList();
        var (clip, outcome, scene) = (header.IndexOf("clip"), header.IndexOf("outcome"), header.IndexOf("scene"));
        if (clip < 0 || outcome < 0)
            throw new BadInputException("does not begin with the names of its columns.", path,
                "Its first line is clip,outcome or clip,outcome,scene.");
        foreach (var (index, text) in lines.Index().Skip(1).Where(line => line.Item.Length > 0))
        {
            var fields = Fields(text);
            if (fields.Length != header.Count || fields.Any(field => field.Length == 0))
                throw new BadInputException($"line {index + 1} has {fields.Count(field => field.Length > 0)} fields for {header.Count} "
                    + $"columns: \"{text}\".", path, "Fill every column, with commas between.");
            yield return (index + 1, fields[clip], fields[outcome], scene < 0 ? null : fields[scene]);
        }
    }

    private static string[] Read(string path)
    {
        try
        {
            using var text = new StreamReader(new MemoryStream(RegularFile.Bytes(path, Longest)));
            var lines = new List<string>();
            while (text.ReadLine() is { } line)
                lines.Add(line);
            return [.. lines];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"cannot be read ({e.Message}).", path, "Give a CSV file with the columns clip, outcome and scene.",
                inner: e);
        }
    }

    // Quotes are for commas: what lies between two is one field; a doubled one is a quote.
    private static string[] Fields(string line)
    {
        var parts = line.Split('"');
        var text =
            string.Concat(
                parts.Select((part, i) =>
                    i % 2 == 0 ? part.Length == 0 && i > 0 && i < parts.Length - 1 ? "\"" : part.Replace(',', '\n') : part));
        return [.. text.Split('\n').Select(field => field.Trim())];
    }
}
