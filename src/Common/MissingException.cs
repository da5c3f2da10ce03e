namespace Claims.Common;

/// <summary>
/// Something this machine needs is not there (a program, a library, a device): exit code 3, with the remedy in the message.
/// </summary>
public class MissingException : Exception
{
    /// <param name="what">What was looked for, and where.</param>
    /// <param name="remedy">How to get it: a full sentence.</param>
    /// <param name="page">The page under docs/errors, without ".md".</param>
    /// <param name="inner">What was thrown underneath.</param>
    public MissingException(string what, string remedy, string page = "missing", Exception? inner = null)
        : base(what + " " + remedy, inner)
    {
        What = what;
        Remedy = remedy;
        Page = page;
    }

    /// <summary>What was looked for, and where.</summary>
    public string What { get; }

    /// <summary>How to get it.</summary>
    public string Remedy { get; }

    /// <summary>The page under docs/errors that explains it, without ".md".</summary>
    public string Page { get; }
}
