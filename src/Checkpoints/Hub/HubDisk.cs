namespace Claims.Checkpoints.Hub;

/// <summary>What can go wrong on this machine's own disk, as errors that say which place and what to do.</summary>
internal static class HubDisk
{
    // ENOSPC and EDQUOT as .NET passes them on; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static readonly int[] Full = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Bytes free where a folder is; no limit where the system does not say.</summary>
    public static long Room(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue;
        }
    }

    public static void MustHaveRoom(HubSettings settings, string folder, long bytes, string file)
    {
        var free = settings.Room(folder);
        if (free < bytes)
            throw NoRoom(folder, $"{bytes} bytes of {file} are still to come, {free} are free", null);
    }

    /// <summary>Does something on the disk.</summary>
    public static void Do(string place, Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Error(place, e);
        }
    }

    /// <summary>Whether there is content: File.Exists is true of a link that leads nowhere, too.</summary>
    public static bool IsFile(string path)
    {
        try
        {
            return File.Exists(path)
                && (new FileInfo(path).LinkTarget is null
                    || File.ResolveLinkTarget(path, returnFinalTarget: true) is FileInfo { Exists: true });
        }
        catch (IOException) // links in a circle
        {
            return false;
        }
    }

    public static bool IsFull(Exception e) => Full.Contains(e.HResult);

    public static HubException Error(string place, Exception e) => IsFull(e)
        ? NoRoom(place, e.Message, e)
        : new HubException(HubFault.NotWritable, $"{place}: cannot be written ({e.Message}).",
            "Give a folder that may be written to: --to DIR, or HF_HUB_CACHE.", e);

    private static HubException NoRoom(string place, string why, Exception? e) =>
        new(HubFault.DiskFull, $"{place}: the disk is full ({why}).",
            "Make room, or name another place with --to DIR or HF_HUB_CACHE. What has come so far stays: the next try goes on from there.",
            e);
}
