using System.IO.MemoryMappedFiles;
using Claims.Common;
using Microsoft.Win32.SafeHandles;

namespace Claims.Checkpoints;

/// <summary>
/// A file's bytes through memory maps that live only as long as a copy takes, so that what was read does not stay
/// resident twice. The length is fixed on opening; a file that another process shortens meanwhile is not guarded against.
/// </summary>
internal sealed class FileBytes : IDisposable
{
    private const int Window = 4 << 20;
    private const int Small = 64 << 10; // below, a plain read is cheaper than a map
    private readonly SafeFileHandle handle;
    private readonly MemoryMappedFile? map;

    private FileBytes(string path, SafeFileHandle handle)
    {
        Path = path;
        this.handle = handle;
        Length = RandomAccess.GetLength(handle);
        if (Length > 0) // an empty file cannot be mapped
            map = MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
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
        while (destination.Length is > 0 and <= Small)
        {
            var read = RandomAccess.Read(handle, destination, offset);
            if (read == 0)
                throw new CheckpointException("the file became shorter while it was read.", Path,
                    "Wait until it is complete, then try again.");
            offset += read;
            destination = destination[read..];
        }

        while (destination.Length > 0)
        {
            var chunk = destination[..Math.Min(destination.Length, Window)];
            using (var view = Map(offset, chunk.Length))
                view.Read(0, chunk);
            offset += chunk.Length;
            destination = destination[chunk.Length..];
        }
    }

    /// <summary>Maps a range for random access. Dispose of it soon: what was touched counts as resident until then.</summary>
    public MappedRange Map(long offset, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        return new MappedRange(map!.CreateViewAccessor(offset, length, MemoryMappedFileAccess.Read), length);
    }

    public void Dispose()
    {
        map?.Dispose();
        handle.Dispose();
    }
}

/// <summary>A mapped part of a file; offsets count from its start.</summary>
internal sealed class MappedRange(MemoryMappedViewAccessor view, long length) : IDisposable
{
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, length - destination.Length);
        view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(view.PointerOffset + offset), destination);
    }

    public void Dispose() => view.Dispose();
}
