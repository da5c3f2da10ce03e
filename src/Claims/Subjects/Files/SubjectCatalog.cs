using Claims.Common;

namespace Claims.Subjects.Files;

/// <summary>The subjects that have a name: NAME.json in a folder. Any other is called by its file.</summary>
public sealed class SubjectCatalog
{
    private const string Extension = ".json";
    private readonly string _folder;

    /// <param name="folder">Where NAME.json are.</param>
    public SubjectCatalog(string folder) => _folder = folder;

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names => !Directory.Exists(_folder) ? []
        : [.. Directory.EnumerateFiles(_folder, "*" + Extension).Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.EndsWith(".expectations", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The subject of a name or in a file.</summary>
    /// <param name="subject">A name, or the path of a .json file.</param>
    /// <param name="places">Where what it does not pin down is.</param>
    /// <exception cref="BadInputException">There is no such subject, or its file states none.</exception>
    public SubjectFile Find(string subject, SubjectPlaces? places = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        if (subject.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            return SubjectFile.Read(subject, places);
        return Names.Contains(subject) ? SubjectFile.Read(Path.Combine(_folder, subject + Extension), places)
            : throw new BadInputException($"There is no subject \"{subject}\".",
                remedy: Nearest.Remedy(subject, Names, $"There are {string.Join(", ", Names)}; a subject of your own is called by its "
                    + "file, FILE.json (docs/tasks/subjects.md)."), page: "subject");
    }
}
