using System.Text;

namespace VerifyTests;

internal static class TextComparer
{
    /// <summary>Compares with the verified file; whatever differs or is new is left in the received file.</summary>
    public static async Task<Outcome> Compare(FilePair file, string received, VerifySettings settings)
    {
        if (!File.Exists(file.VerifiedPath) || new FileInfo(file.VerifiedPath).Length == 0)
        {
            File.Delete(file.VerifiedPath);
            WriteReceived(file, received);
            return new(Verdict.New, file, received);
        }

        var verified = (await File.ReadAllTextAsync(file.VerifiedPath)).WithLineFeeds();
        if (verified.Length == received.Length + 1 && verified[^1] == '\n')
        {
            verified = verified[..^1];
        }

        var result = await Compare(file.Extension, received, verified, settings);
        if (result.IsEqual)
        {
            return new(Verdict.Equal, file, received, verified);
        }

        WriteReceived(file, received);
        return new(Verdict.NotEqual, file, received, verified, result.Message);
    }

    private static Task<CompareResult> Compare(string extension, string received, string verified, VerifySettings settings)
    {
        var equal = string.Equals(received, verified, StringComparison.Ordinal);
        return !equal && settings.FindStringComparer(extension) is { } compare
            ? compare(received, verified, settings.Context)
            : Task.FromResult(new CompareResult(equal));
    }

    private static void WriteReceived(FilePair file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.ReceivedPath)!);
        File.WriteAllText(file.ReceivedPath, text, VerifierSettings.Encoding);
    }

    public static string WithLineFeeds(this string text) =>
        text.Contains('\r', StringComparison.Ordinal) ? text.Replace("\r\n", "\n").Replace('\r', '\n') : text;

    public static void FixNewlines(this StringBuilder builder) => builder.Replace("\r\n", "\n").Replace('\r', '\n');
}
