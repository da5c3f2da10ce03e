using Claims.Common;
using Microsoft.Win32.SafeHandles;

namespace Claims.Checkpoints;

/// <summary>
/// A file's bytes, read where they are asked for and never mapped: a file that another process shortens meanwhile is an error then, where a
/// map would end the process. The length is fixed on opening.
/// </summary>
internal sealed class FileBytes : IDisposable
{
    private readonly SafeFileHandle handle;

    private FileBytes(string path, SafeFileHandle handle)
    {
        Path = path;
        this.handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    public string Path { get; }

    public long Length { get; }

    /// <exception cref="CheckpointException">The file is absent, a folder, not readable, or stands for another.</exception>
    public static FileBytes Open(string path)
    {
        SafeFileHandle? handle = null;
        try
        {
            RegularFile.MustBe(path);
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var file = new FileBytes(path, handle);
            StandIn.MustNotBe(path, handle, file.Length);
            return file;
        }
        catch (WeightsException)
        {
            handle?.Dispose();
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            handle?.Dispose();
            throw CheckpointException.Unreadable(path, e);
        }
    }

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> on; the range must lie in the file.</summary>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - destination.Length);
        while (destination.Length > 0)
        {
            var read = RandomAccess.Read(handle, destination, offset);
            if (read == 0)
                throw new CheckpointException("the file became shorter while it was read.", Path,
                    "Wait until it is complete, then try again.");
            offset += read;
            destination = destination[read..];
        }
    }

    public void Dispose() => handle.Dispose();
}
