namespace Claims.Common;

/// <summary>
/// Something the user gave cannot be used. The message says which file (or argument), what is wrong, and what to do;
/// the command line ends with exit code 2 and loses nothing.
/// </summary>
public class BadInputException : Exception
{
    /// <param name="what">What is wrong, without the file's name.</param>
    /// <param name="file">The file or folder concerned.</param>
    /// <param name="remedy">What the user can do about it: a full sentence.</param>
    /// <param name="page">The page under docs/errors, without ".md".</param>
    /// <param name="inner">What was thrown underneath.</param>
    public BadInputException(string what, string? file = null, string? remedy = null, string page = "bad-input", Exception? inner = null)
        : base((file is null ? "" : file + ": ") + what + (remedy is null ? "" : " " + remedy), inner)
    {
        What = what;
        File = file;
        Remedy = remedy;
        Page = page;
    }

    /// <summary>What is wrong, without the file's name.</summary>
    public string What { get; }

    /// <summary>The file or folder concerned, if it is one.</summary>
    public string? File { get; }

    /// <summary>What the user can do about it.</summary>
    public string? Remedy { get; }

    /// <summary>The page under docs/errors that explains it, without ".md".</summary>
    public string Page { get; }
}
