using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace VerifyTests;

/// <summary>One text to verify. The stand-in has no binary targets.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "As in the real package.")]
public readonly struct Target
{
    // Of the real package's long list, what tests of this project may want; any other extension is refused below.
    private static readonly HashSet<string> TextExtensions =
    [
        "txt", "json", "md", "svg", "html", "htm", "xml", "csv", "tsv", "cs", "css", "js", "py", "sh", "sql", "ini", "log", "yaml", "yml", "toml", "tex",
    ];

    public Target(string extension, StringBuilder data, string? name = null)
    {
        RequireText(extension);
        Extension = extension;
        Name = Names.CleanPath(name);
        Text = data;
    }

    public Target(string extension, string data, string? name = null)
        : this(extension, new StringBuilder(data), name)
    {
    }

    public string Extension { get; }

    public string? Name { get; }

    public string NameOrTarget => Name ?? "target";

    internal StringBuilder Text { get; }

    private static void RequireText(string extension)
    {
        Names.RequireExtension(extension);
        if (extension != "noextension" && !TextExtensions.Contains(extension))
        {
            throw new NotSupportedException($"The stand-in for Verify knows no text extension '{extension}'. If the real package does, add it to {nameof(Target)}.");
        }
    }
}
