namespace VerifyTests;

/// <summary>What was verified, and the files that hold it.</summary>
public class VerifyResult
{
    private readonly IReadOnlyList<FilePair> _files;

    internal VerifyResult(IReadOnlyList<FilePair> files, object? target)
    {
        _files = files;
        Target = target;
    }

    public object? Target { get; }

    public Exception Exception => Target as Exception ?? throw new InvalidOperationException(Target is null ? "Target is null" : $"Target is a {Target.GetType()}");

    public IEnumerable<string> Files => _files.Select(f => f.VerifiedPath);

    public IEnumerable<string> TextFiles => Files;

    public string Text => _files.Count == 1
        ? File.ReadAllText(_files[0].VerifiedPath)
        : throw new InvalidOperationException(_files.Count == 0 ? "No text files in results" : "More than one text file in results");
}
