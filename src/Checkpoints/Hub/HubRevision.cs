using System.Text.RegularExpressions;
using Claims.Common;

namespace Claims.Checkpoints.Hub;

/// <summary>A revision: a branch, a tag, a pull request's ref, or a commit.</summary>
internal static partial class HubRevision
{
    public const string Default = "main";

    public static bool IsCommit(string text) => Commit().IsMatch(text);

    /// <summary>The revision, if it may stand in an address and in a path.</summary>
    public static string Checked(string text) =>
        text.Length < 256 && Form().IsMatch(text) && !text.Contains("..", StringComparison.Ordinal) ? text
        : throw new BadInputException($"\"{text}\" is no revision.", remedy: "Give a branch, a tag or a commit's 40 digits.", page: "hub");

    [GeneratedRegex(@"^[0-9a-f]{40}\z")]
    private static partial Regex Commit();

    // Git's own rules for a ref, and nothing that leaves a folder.
    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._+@-]*(?:/[A-Za-z0-9_][A-Za-z0-9._+@-]*)*\z")]
    private static partial Regex Form();
}
