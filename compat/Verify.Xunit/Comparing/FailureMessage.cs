using System.Text;

namespace VerifyTests;

/// <summary>The text of a failure: which files differ, then what is in them.</summary>
internal static class FailureMessage
{
    public static string Build(string directory, IReadOnlyList<Outcome> outcomes, IReadOnlyCollection<string> delete)
    {
        var text = new StringBuilder($"Directory: {directory}\n");
        AppendFiles(text, "New", directory, outcomes, Verdict.New);
        AppendFiles(text, "NotEqual", directory, outcomes, Verdict.NotEqual);
        if (delete.Count > 0)
        {
            text.Append("Delete:\n");
            foreach (var file in delete)
            {
                text.Append($"  - {Path.GetFileName(file)}\n");
            }
        }

        AppendFiles(text, "Equal", directory, outcomes, Verdict.Equal);
        if (!VerifierSettings.ContentOmitted && outcomes.Any(o => o.Verdict != Verdict.Equal))
        {
            AppendContent(text, directory, outcomes);
        }

        return text.ToString();
    }

    private static void AppendFiles(StringBuilder text, string heading, string directory, IReadOnlyList<Outcome> outcomes, Verdict verdict)
    {
        var files = outcomes.Where(o => o.Verdict == verdict).Select(o => o.File).ToList();
        if (files.Count > 0)
        {
            text.Append($"{heading}:\n");
        }

        foreach (var file in files)
        {
            text.Append($"  - Received: {Relative(directory, file.ReceivedPath)}\n    Verified: {Relative(directory, file.VerifiedPath)}\n");
        }
    }

    private static void AppendContent(StringBuilder text, string directory, IReadOnlyList<Outcome> outcomes)
    {
        text.Append("\nFileContent:\n\n");
        var added = outcomes.Where(o => o.Verdict == Verdict.New).ToList();
        if (added.Count > 0)
        {
            text.Append("New:\n\n");
        }

        foreach (var outcome in added)
        {
            text.Append($"Received: {Relative(directory, outcome.File.ReceivedPath)}\n{outcome.Received}\n\n");
        }

        var changed = outcomes.Where(o => o.Verdict == Verdict.NotEqual).ToList();
        if (changed.Count > 0)
        {
            text.Append("NotEqual:\n\n");
        }

        foreach (var outcome in changed)
        {
            var received = Relative(directory, outcome.File.ReceivedPath);
            var verified = Relative(directory, outcome.File.VerifiedPath);
            text.Append(outcome.Message is null
                ? $"Received: {received}\n{outcome.Received}\nVerified: {verified}\n{outcome.Verified}\n\n"
                : $"Received: {received}\nVerified: {verified}\nCompare Result:\n{outcome.Message}\n\n");
        }
    }

    private static string Relative(string directory, string file)
    {
        var full = Path.Combine(directory, file);
        return full[(directory.Length + (Path.EndsInDirectorySeparator(directory) ? 0 : 1))..];
    }
}
