namespace VerifyTests;

internal static class StackTraces
{
    /// <summary>Keeps the methods and drops what differs between machines: paths, line numbers, the machinery of async.</summary>
    public static string Scrub(string stackTrace)
    {
        var lines = stackTrace.Split(["\r\n", "\n", "\r"], StringSplitOptions.None).Select(l => l.TrimStart());
        return string.Join('\n', lines.Where(l => !IsMachinery(l)).Select(Method));
    }

    private static bool IsMachinery(string line) =>
        line.Length == 0 ||
        (Has(line, "<>") && Has(line, ".MoveNext()")) ||
        Has(line, "System.Runtime.CompilerServices.TaskAwaiter") ||
        Has(line, "End of stack trace from previous location where exception was thrown") ||
        line.StartsWith("at InnerVerifier.Throws", StringComparison.Ordinal) ||
        line.StartsWith("at InnerVerifier.<Throws", StringComparison.Ordinal);

    private static bool Has(string line, string part) => line.Contains(part, StringComparison.Ordinal);

    private static string Method(string line) =>
        line.StartsWith("at ", StringComparison.Ordinal) ? line[..(line.IndexOf(')', StringComparison.Ordinal) + 1)].Replace('+', '.') : line;
}
