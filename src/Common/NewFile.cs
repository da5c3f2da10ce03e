namespace Claims.Common;

/// <summary>
/// Files appear whole or not at all: written under a temporary name in the same folder, then renamed. Only regular files are replaced.
/// A terminal, /dev/null and a named pipe are written through; <c>-</c> and /dev/stdout are standard output.
/// </summary>
public static class NewFile
{
    // More than a file system has left that takes a name and no content.
    private const int Trial = 4096;

    /// <summary>Whether a name stands for standard output: <c>-</c>, <c>/dev/stdout</c>.</summary>
    public static bool IsStandardOutput(string? path) => path is "-" or "/dev/stdout" or "/dev/fd/1" or "/proc/self/fd/1";

    /// <summary>Sees beforehand that a file can be written there, by writing one: better than after an hour's work.</summary>
    /// <exception cref="BadInputException">There is no such folder, or something that is not replaced has the name.</exception>
    /// <exception cref="MissingException">The folder cannot be written to, or has no room.</exception>
    public static void MustBePlace(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (IsStandardOutput(path))
            return;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
            throw new BadInputException($"cannot be written: there is no folder {folder}.", path, "Make it first.", "output");
        if (!WritesThrough(path))
            Try(path, folder);
    }

    /// <summary>Sees beforehand that a folder can be made, with those above it, or written to where it is there. Makes none.</summary>
    /// <exception cref="BadInputException">A file has its name, or that of one above it.</exception>
    /// <exception cref="MissingException">The nearest folder that is there cannot be written to, or has no room.</exception>
    public static void MustBeFolderPlace(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var nearest = Path.GetFullPath(path);
        while (FileKinds.Of(nearest, follow: true) == FileKind.Nothing && Path.GetDirectoryName(nearest) is { } above)
            nearest = above;
        if (!Directory.Exists(nearest))
            throw NoFolder(path, nearest);
        Try(path, nearest);
    }

    /// <summary>Writes a file, replacing one that is there.</summary>
    /// <param name="path">The final name, in a folder that is there; or standard output, a device or a named pipe.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="BadInputException">Something has the name that is not replaced: a folder, a link, a socket, a disk.</exception>
    /// <exception cref="MissingException">The place cannot be written to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        try
        {
            if (Standard(path) is { } stream)
                Through(stream, write);
            else if (WritesThrough(path))
                Through(new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite), write);
            else
                Replace(Path.GetFullPath(path), write);
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            throw Failed(path, e);
        }
    }

    /// <summary>Makes a folder, with those above it, where it is not there.</summary>
    /// <exception cref="BadInputException">A file has its name, or that of one above it.</exception>
    /// <exception cref="MissingException">It cannot be made.</exception>
    public static void Folder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            var above = Path.GetFullPath(path);
            while (!Path.Exists(above) && Path.GetDirectoryName(above) is { } next)
                above = next;
            throw File.Exists(above) ? NoFolder(path, above) : new MissingException($"{path}: the folder cannot be made ({e.Message}).",
                "Choose a place that may be written to and has room.", "output", e);
        }
    }

    /// <summary>The error for what could not be written: a folder without rights, a full disk, a folder that is gone.</summary>
    internal static MissingException Failed(string path, Exception why) => new(
        $"{path}: cannot be written ({DiskFault.Words(why)}).",
        "See that its folder is there, may be written to and has room, or give another place.", "output", why);

    private static BadInputException NoFolder(string path, string file) => new(
        $"the folder cannot be made: {file} is {FileKinds.Of(file, follow: true).Words()}.", path, "Give a folder's name.", "output");

    // Whether it is a stream rather than a file; what is neither, and there, is refused.
    private static bool WritesThrough(string path)
    {
        var kind = FileKinds.Of(path, follow: false);
        var leadsTo = kind == FileKind.Link ? FileKinds.Of(path, follow: true) : kind;
        return leadsTo is FileKind.Device or FileKind.Pipe || (kind is FileKind.Regular or FileKind.Nothing ? false
            : throw new BadInputException($"cannot be written: it is {kind.Words()}, and only a file is replaced.", path,
                kind == FileKind.Link ? "Name what the link leads to, or take the link away." : "Give a file's name.", "output"));
    }

    private static Stream? Standard(string path) => IsStandardOutput(path) ? Console.OpenStandardOutput()
        : path is "/dev/stderr" or "/dev/fd/2" or "/proc/self/fd/2" ? Console.OpenStandardError() : null;

    // Whole here too, as far as a stream allows: the content is made before the first byte goes out.
    private static void Through(Stream stream, Action<Stream> write)
    {
        using (stream)
        {
            using var content = new MemoryStream();
            write(content);
            content.WriteTo(stream);
            stream.Flush();
        }
    }

    private static void Replace(string full, Action<Stream> write)
    {
        var temporary = Temporary(Path.GetDirectoryName(full) ?? ".");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    private static void Try(string path, string folder)
    {
        try
        {
            using var trial = new FileStream(Temporary(folder), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1,
                FileOptions.DeleteOnClose);
            trial.Write(new byte[Trial]);
            trial.Flush(flushToDisk: true);
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            throw Failed(path, e);
        }
    }

    private static string Temporary(string folder) => Path.Combine(folder, $".claims-{Guid.NewGuid():N}.tmp");
}
