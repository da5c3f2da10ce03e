using System.Runtime.InteropServices;

namespace Claims.Common.Native;

/// <summary>
/// glibc's allocator takes large blocks from the system and gives them back, until one was given back: then it keeps such blocks, and since
/// it cannot
/// refill holes between aligned ones (before 2.38), a run at full size grows to twice what it holds. Told to go on as it began, it does
/// not.
/// </summary>
internal static class Allocator
{
    private const int MmapThreshold = -3; // M_MMAP_THRESHOLD of malloc.h

    // What a small model's largest tensors take stays below: its memory is used again without a call of the kernel.
    private const int LargeBlock = 4 << 20;

    /// <summary>Keeps the limit where it is, unless the environment says otherwise. On other systems nothing is done.</summary>
    public static void GiveLargeBlocksBack()
    {
        if (!OperatingSystem.IsLinux() || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("MALLOC_MMAP_THRESHOLD_")))
            return;
        try
        {
            _ = SetOption(MmapThreshold, LargeBlock);
        }
        catch (EntryPointNotFoundException)
        {
            // a C library without mallopt
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    private static extern int SetOption(int option, int value);
}
