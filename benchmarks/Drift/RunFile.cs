using Claims.Common;

namespace Claims.Benchmarks;

/// <summary>Finished updates, a line each under a line of settings: what an interrupted run finished is not done again.</summary>
internal sealed class RunFile(string path)
{
    private readonly Lock _lock = new();

    /// <summary>Begins the file, or goes on with one of the same settings; half a line that an interrupted run left is taken out.</summary>
    /// <param name="settings">The first line.</param>
    /// <returns>Updates that are done.</returns>
    public IReadOnlySet<(bool Harmful, uint Seed)> Open(string settings)
    {
        if (!File.Exists(path))
            File.WriteAllText(path, settings + "\n");
        var text = File.ReadAllText(path);
        if (!text.EndsWith('\n'))
            File.WriteAllText(path, text[..(text.LastIndexOf('\n') + 1)]);
        if (File.ReadLines(path).FirstOrDefault() != settings)
            throw new BadInputException("holds updates of another model, other pairs or other claims.", path,
                "Give another file, or the same options.");
        return Done().Select(line => (line.Harmful, line.Seed)).ToHashSet();
    }

    /// <summary>Adds a line.</summary>
    public void Add(RunLine line)
    {
        lock (_lock)
            File.AppendAllText(path, line.Text + "\n");
    }

    /// <summary>All lines.</summary>
    public IReadOnlyList<RunLine> Done() => [.. File.ReadLines(path).Where(line => !line.StartsWith('#')).Select(RunLine.Parse)];
}
