using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Claims.Common;

/// <summary>What a name in a folder stands for.</summary>
internal enum FileKind
{
    /// <summary>Nothing has the name, or it cannot be seen.</summary>
    Nothing,

    /// <summary>A file: bytes with an end.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>A named pipe (FIFO), or a pipe of a shell's.</summary>
    Pipe,

    /// <summary>A device that is a stream of characters: a terminal, /dev/null.</summary>
    Device,

    /// <summary>A disk.</summary>
    Disk,

    /// <summary>A socket.</summary>
    Socket,
}

/// <summary>Asks the system for it: .NET says of pipes and devices that they are files, and waits for ever when it opens one.</summary>
internal static class FileKinds
{
    private const int WorkingFolder = -100, KindAlone = 1; // AT_FDCWD, STATX_TYPE
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW

    // Where st_mode stands: in Linux's struct statx on every processor; in macOS's struct stat.
    private const int StatxMode = 28, StatMode = 4;

    /// <summary>What stands there.</summary>
    /// <param name="path">The name.</param>
    /// <param name="follow">Whether a link stands for what it leads to.</param>
    public static FileKind Of(string path, bool follow)
    {
        Span<byte> stat = stackalloc byte[256];
        try
        {
            if (OperatingSystem.IsLinux() && Statx(WorkingFolder, path, follow ? 0 : NoFollow, KindAlone, ref stat[0]) == 0)
                return Kind(stat[StatxMode..]);
            if (OperatingSystem.IsMacOS() && (follow ? Stat(path, ref stat[0]) : Lstat(path, ref stat[0])) == 0)
                return Kind(stat[StatMode..]);
        }
        catch (EntryPointNotFoundException)
        {
            // a C library older than statx
        }
        return !follow && new FileInfo(path).LinkTarget is not null ? FileKind.Link
            : Directory.Exists(path) ? FileKind.Folder
            : File.Exists(path) ? FileKind.Regular : FileKind.Nothing;
    }

    /// <summary>In words: <c>a named pipe</c>.</summary>
    public static string Words(this FileKind kind) => kind switch
    {
        FileKind.Folder => "a folder",
        FileKind.Link => "a link",
        FileKind.Pipe => "a named pipe",
        FileKind.Device => "a device",
        FileKind.Disk => "a disk",
        FileKind.Socket => "a socket",
        FileKind.Regular => "a file",
        _ => "not there",
    };

    private static FileKind Kind(ReadOnlySpan<byte> mode) => (BinaryPrimitives.ReadUInt16LittleEndian(mode) & 0xF000) switch
    {
        0x1000 => FileKind.Pipe,
        0x2000 => FileKind.Device,
        0x4000 => FileKind.Folder,
        0x6000 => FileKind.Disk,
        0xA000 => FileKind.Link,
        0xC000 => FileKind.Socket,
        _ => FileKind.Regular,
    };

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, ref byte stat);

    [DllImport("libc", EntryPoint = "stat")]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, ref byte stat);

    [DllImport("libc", EntryPoint = "lstat")]
    private static extern int Lstat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, ref byte stat);
}
