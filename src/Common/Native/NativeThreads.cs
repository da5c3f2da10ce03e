using static TorchSharp.torch;

namespace Claims.Common.Native;

/// <summary>
/// libtorch's threads for what the calling thread computes, until disposed. The count is each thread's own (OpenMP's), and the last bits of
/// sums depend
/// on it.
/// </summary>
public sealed class NativeThreads : IDisposable
{
    private readonly int _before = get_num_threads();

    /// <summary>From here on.</summary>
    /// <param name="count">At least 1.</param>
    public NativeThreads(int count) => Checked.Threads(count);

    /// <summary>As before. To be called on the same thread.</summary>
    public void Dispose() => Checked.Threads(_before);
}
