namespace Claims.Common;

/// <summary>What goes wrong with files that is nobody's mistake in the program.</summary>
internal static class DiskFault
{
    /// <summary>
    /// Whether an exception says that a file cannot be opened, read or written. Of a file that grew to the system's limit (ulimit -f) .NET
    /// says that an argument is out of range.
    /// </summary>
    public static bool Is(Exception e) => e is IOException or UnauthorizedAccessException
        || e is ArgumentOutOfRangeException && e.TargetSite?.DeclaringType?.Namespace == "System.IO";

    /// <summary>What went wrong, without the end of the sentence.</summary>
    public static string Words(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "its folder is gone, or takes no files",
        ArgumentException => "it is longer than a file may be here",
        _ => e.Message.TrimEnd('.'),
    };
}
