using Claims.Common;

namespace Claims.Checkpoints;

/// <summary>A checkpoint cannot be read: a file is absent or unreadable, or (in the subclasses) its content is wrong.</summary>
public class CheckpointException : BadInputException
{
    /// <param name="what">What is wrong, without the file's name.</param>
    /// <param name="file">The file or folder concerned.</param>
    /// <param name="remedy">What the user can do about it: a full sentence.</param>
    /// <param name="page">The page under docs/errors, without ".md".</param>
    /// <param name="inner">What was thrown underneath.</param>
    public CheckpointException(string what, string file, string? remedy = null, string page = "checkpoint", Exception? inner = null)
        : base(what, file, remedy, page, inner)
    {
    }

    internal static CheckpointException Unreadable(string file, Exception inner) => new(
        inner is FileNotFoundException or DirectoryNotFoundException ? "the file does not exist."
            : $"the file cannot be read ({inner.Message}).",
        file, "Check the path and that you may read it.", inner: inner);
}
