using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Claims.Video.Decoding;

/// <summary>
/// Gives a pipe more room. Frames are megabytes: in 64 KiB, which a pipe has, writer and reader wait for each other forty times a frame.
/// </summary>
internal static class WidePipe
{
    private const int SetPipeSize = 1031;

    // What Linux grants to every user.
    private const nint Bytes = 1 << 20;

    /// <summary>Where the system cannot, or will not, the pipe stays as it is.</summary>
    public static void Widen(Stream stream)
    {
        if (OperatingSystem.IsLinux() && stream is PipeStream pipe)
            _ = Control(pipe.SafePipeHandle, SetPipeSize, Bytes);
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    private static extern int Control(SafeHandle file, int command, nint argument);
}
