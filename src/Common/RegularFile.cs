namespace Claims.Common;

/// <summary>
/// Files for reading: a pipe, a device or a socket in a file's place is an error, not a wait without end, and what is longer than its kind
/// can be is not read. Every error is an <see cref="IOException"/> (or an <see cref="UnauthorizedAccessException"/>) whose words can stand
/// in a message of the reader's own.
/// </summary>
internal static class RegularFile
{
    /// <summary>The bytes of a whole file.</summary>
    /// <param name="path">The file, or a link to it.</param>
    /// <param name="longest">The most bytes that it may have.</param>
    public static byte[] Bytes(string path, long longest)
    {
        using var file = Open(path);
        if (file.Length > longest)
            throw new IOException($"it has {file.Length} bytes, and at most {longest} are read");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Opens a file of any length for reading.</summary>
    public static FileStream Open(string path, FileShare share = FileShare.Read)
    {
        MustBe(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, share);
    }

    /// <summary>Refuses what is there and no file. What is not there is left for who opens it.</summary>
    public static void MustBe(string path)
    {
        if (FileKinds.Of(path, follow: true) is not (FileKind.Regular or FileKind.Folder or FileKind.Nothing) and var kind)
            throw new IOException($"it is {kind.Words()}, not a file");
    }
}
