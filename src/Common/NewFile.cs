namespace Claims.Common;

/// <summary>Files appear whole or not at all: written under a temporary name in the same folder, then renamed.</summary>
public static class NewFile
{
    /// <summary>Sees beforehand that a file can be written there: better than after an hour's work.</summary>
    /// <exception cref="BadInputException">There is no such folder, or something else has the name.</exception>
    public static void MustBePlace(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
            throw new BadInputException($"cannot be written: there is no folder {folder}.", path, "Make it first.");
        if (Directory.Exists(path))
            throw new BadInputException("cannot be written: it is a folder.", path, "Give a file's name.");
    }

    /// <summary>Writes a file, replacing one that is there.</summary>
    /// <param name="path">The final name, in a folder that is there.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="BadInputException">The place cannot be written to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var full = Path.GetFullPath(path);
        var temporary = Path.Combine(Path.GetDirectoryName(full) ?? ".", $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"cannot be written ({e.Message}).", path,
                "Check that the folder exists, may be written to and has room.", inner: e);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    /// <summary>Makes a folder, with those above it, where it is not there.</summary>
    /// <exception cref="BadInputException">It cannot be made, or a file has its name.</exception>
    public static void Folder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"the folder cannot be made ({e.Message}).", path, "Choose a place that may be written to.",
                inner: e);
        }
    }
}
