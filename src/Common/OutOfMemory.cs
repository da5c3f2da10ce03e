using System.Runtime.InteropServices;

namespace Claims.Common;

/// <summary>
/// A device without memory left. libtorch has no exception of its own for it that reaches .NET: it is known by its words.
/// </summary>
public static class OutOfMemory
{
    // CUDA's allocator and runtime, its libraries' workspaces, the CPU's allocator in libtorch 1.x and 2.x, C++.
    private static readonly string[] Words =
    [
        "out of memory", "CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED",
        "can't allocate memory", "not enough memory", "bad_alloc",
    ];

    /// <summary>Whether an exception says that memory ran out.</summary>
    public static bool Is(Exception e) => e is OutOfMemoryException
        || e is ExternalException && Array.Exists(Words, words => e.Message.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>The error for a user, where nothing smaller can be tried.</summary>
    /// <param name="what">What did not fit.</param>
    /// <param name="e">What libtorch said.</param>
    internal static MissingException Error(string what, Exception e) => new(
        $"There is not enough memory for {what} ({FirstLine(e)}).",
        "Free some, use --dtype bfloat16 for screening, or another --device.", "memory", e);

    /// <summary>What libtorch said, without its stack.</summary>
    public static string FirstLine(Exception e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e.Message.Split('\n')[0].Trim();
    }
}
