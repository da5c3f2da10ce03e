using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Claims.Checkpoints;

/// <summary>A small text where a file should be: what git leaves without git-lfs, or a web page that was saved in its place.</summary>
internal static class StandIn
{
    private const string Pointer = "version https://git-lfs.github.com/spec/v1";
    private const int LongestPointer = 1024; // the format's own limit
    private static readonly string[] Pages = ["<!doctype html", "<html"];

    /// <summary>A file that another program opens (a film, a picture) is the file itself.</summary>
    /// <exception cref="WeightsException">It stands for another. What cannot be opened is for the other to refuse.</exception>
    public static void MustNotBe(string path)
    {
        try
        {
            // Nothing of no length, which may be a pipe: opening one waits.
            if (((FileSystemInfo?)File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path)) is FileInfo { Length: > 0 })
            {
                using var handle = File.OpenHandle(path);
                MustNotBe(path, handle, RandomAccess.GetLength(handle));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As above.
        }
    }

    /// <summary>The same of an open file.</summary>
    public static void MustNotBe(string path, SafeFileHandle handle, long length)
    {
        Span<byte> start = stackalloc byte[LongestPointer];
        start = start[..RandomAccess.Read(handle, start, 0)];
        var text = Encoding.UTF8.GetString(start);
        if (length <= LongestPointer && text.StartsWith(Pointer, StringComparison.Ordinal))
            throw new WeightsException(WeightsFault.StandIn, $"is a pointer of git-lfs{Size(text)}, not the file itself.", path,
                "Fetch what it points to: `git lfs install`, then `git lfs pull` in its repository.");
        if (Array.Exists(Pages, page => text.AsSpan().TrimStart().StartsWith(page, StringComparison.OrdinalIgnoreCase)))
            throw new WeightsException(WeightsFault.StandIn, "is a web page, not the file itself.", path,
                "Download the file, not the page about it: on the hub its address has `resolve` where the page's has `blob`.");
    }

    private static string Size(string text) =>
        text.Split('\n').FirstOrDefault(line => line.StartsWith("size ", StringComparison.Ordinal)) is { } line
            && long.TryParse(line.AsSpan(5).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? $" to {bytes} bytes" : "";
}
