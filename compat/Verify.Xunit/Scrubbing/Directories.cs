using System.Text;

namespace VerifyTests;

/// <summary>Puts names for the folders of this machine: <c>{ProjectDirectory}</c>, <c>{TempPath}</c> and so on.</summary>
internal static class Directories
{
    private static IReadOnlyList<(string Path, string Name)> s_names = [];

    public static void Assign(string projectDirectory, string? solutionDirectory)
    {
        var names = new List<(string Path, string Name)>
        {
            (Clean(AppDomain.CurrentDomain.BaseDirectory), "{CurrentDirectory}"),
            (Clean(Environment.CurrentDirectory), "{CurrentDirectory}"),
            (Clean(Path.GetTempPath()), "{TempPath}"),
        };
        if (VerifierSettings.UserProfileScrubbed)
        {
            names.Add((Clean(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)), "{UserProfile}"));
        }

        if (VerifierSettings.ProjectDirectoryScrubbed || VerifierSettings.SolutionDirectoryScrubbed)
        {
            names.Add((Clean(projectDirectory), "{ProjectDirectory}"));
            if (VerifierSettings.SolutionDirectoryScrubbed && solutionDirectory is not null)
            {
                names.Add((Clean(solutionDirectory), "{SolutionDirectory}"));
            }
        }

        s_names = [.. names.Where(n => n.Path.Length > 1).OrderByDescending(n => n.Path.Length)];
    }

    public static void Replace(StringBuilder text)
    {
        var original = text.ToString();
        var slashed = original.Replace('\\', '/');
        var from = 0;
        text.Clear();
        for (var at = 0; at < slashed.Length; at++)
        {
            if (Match(slashed, at) is not (var length, var name))
            {
                continue;
            }

            text.Append(original, from, at - from).Append(name);
            from = at + length;
            at = from - 1;
        }

        text.Append(original, from, original.Length - from);
    }

    /// <summary>The longest folder that stands here by itself; a separator after it goes with it.</summary>
    private static (int Length, string Name)? Match(string text, int at)
    {
        if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
        {
            return null;
        }

        foreach (var (path, name) in s_names)
        {
            var end = at + path.Length;
            if (string.CompareOrdinal(text, at, path, 0, path.Length) == 0 && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return (path.Length + (end < text.Length && text[end] == '/' ? 1 : 0), name);
            }
        }

        return null;
    }

    private static string Clean(string directory) => directory.Replace('\\', '/').TrimEnd('/');
}
