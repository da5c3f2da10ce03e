using System.CommandLine;
using Claims.Common;

namespace Claims.Cli.Output;

/// <summary>An option that names a file to write: <c>--json FILE</c>. It is tried before the verb begins.</summary>
internal sealed class OutputFile : Option<string?>
{
    public OutputFile(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = "FILE";
    }

    /// <summary>Whether <c>-</c> may stand for standard output.</summary>
    public bool MayBeStandard { get; init; } = true;
}

/// <summary>An option that names a folder to write files to: <c>--out DIR</c>. It is tried before the verb begins.</summary>
internal sealed class OutputFolder : Option<string?>
{
    public OutputFolder(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = "DIR";
    }
}

/// <summary>What a call of the program is to write.</summary>
internal static class Outputs
{
    /// <summary>Sees that all of it can be written, and keeps standard output clear where it is a file's.</summary>
    /// <exception cref="BadInputException">A place is none, or two files would be one.</exception>
    /// <exception cref="MissingException">A place cannot be written to.</exception>
    public static void Try(ParseResult parsed)
    {
        var options = parsed.CommandResult.Command.Options;
        var files = options.OfType<OutputFile>().Select(option => (option, Path: parsed.GetValue(option)))
            .Where(file => file.Path is not null).Select(file => (file.option, Path: file.Path!)).ToArray();
        if (files.FirstOrDefault(file => NewFile.IsStandardOutput(file.Path) && !file.option.MayBeStandard) is { option: { } never })
            throw new BadInputException($"{never.Name} cannot be standard output.", remedy: "Give a file.", page: "output");
        if (files.GroupBy(file => Place(file.Path)).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new BadInputException($"is to be both {string.Join(" and ", twice.Select(file => file.option.Name))}.", twice.Key,
                "Give two names.", "output");
        string[] folders = [.. options.OfType<OutputFolder>().Select(option => parsed.GetValue(option)).OfType<string>()];
        foreach (var folder in folders)
            NewFile.MustBeFolderPlace(folder);
        // What lies in a folder that is yet to be made comes after it.
        foreach (var (_, path) in files.Where(file => !folders.Any(folder => !Directory.Exists(folder) && IsIn(file.Path, folder))))
            NewFile.MustBePlace(path);
        Screen.OutputIsTaken = files.Any(file => NewFile.IsStandardOutput(file.Path));
    }

    private static bool IsIn(string path, string folder) => Path.GetDirectoryName(Path.GetFullPath(path))
        == Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private static string Place(string path) => NewFile.IsStandardOutput(path) ? "-" : Path.GetFullPath(path);
}
