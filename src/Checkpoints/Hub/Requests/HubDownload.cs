using System.Text;
using Claims.Common;

namespace Claims.Checkpoints.Hub.Requests;

/// <summary>
/// One file, into PLACE.part until its size and hash are those stated, then renamed to PLACE. The place is named for the hash, so a
/// part that an earlier run left is of the same content, whatever address it came from.
/// </summary>
internal sealed class HubDownload(HubClient client, HubSettings settings, HubFile file, Uri url, string place,
    IProgress<HubProgress>? progress)
{
    private const int LongestPointer = 1024;
    private static readonly byte[] PointerStart = Encoding.ASCII.GetBytes("version https://git-lfs.github.com/spec/");

    private readonly string _part = place + ".part";

    public async Task RunAsync(CancellationToken cancellation)
    {
        var stream = Open();
        await using (stream.ConfigureAwait(false))
        {
            var body = new HubBodyFile(client, settings, file, url, stream, progress);
            while (!await IsRightAsync(body, stream, cancellation).ConfigureAwait(false))
            {
                stream.SetLength(0);
                // Of several pieces one may be of another content: once more, in one. If it is not that, the sender is wrong.
                if (!body.IsPieced)
                    throw new HubException(HubFault.WrongContent,
                        $"{url}: what was sent is not {file.Hash}, which the hub states of {file.Path}.",
                        "Nothing of it was kept. Try again; if it stays so, the hub or a proxy is at fault.");
                progress?.Report(new(file, 0, "the pieces do not make the stated content: once more from the beginning"));
                body.IsPieced = false;
            }
            HubDisk.Do(_part, () => stream.Flush(flushToDisk: true));
        }
        HubDisk.Do(place, () => File.Move(_part, place, overwrite: true));
    }

    private async Task<bool> IsRightAsync(HubBodyFile body, FileStream stream, CancellationToken cancellation)
    {
        if (stream.Length < file.Size)
            HubDisk.MustHaveRoom(settings, Path.GetDirectoryName(place)!, file.Size - stream.Length, file.Path);
        await body.FillAsync(cancellation).ConfigureAwait(false);
        if (!await file.Hash.MatchesAsync(stream, file.Size, cancellation).ConfigureAwait(false))
            return false;
        MustNotBePointer(stream);
        return true;
    }

    private FileStream Open()
    {
        // Whoever can write into the cache must not choose which other file is written.
        if (FileKinds.Of(_part, follow: false) is not (FileKind.Regular or FileKind.Nothing) and var kind)
            throw new HubException(HubFault.NotWritable, $"{_part}: is {kind.Words()}, not a file.", "Delete it and try again.");
        try
        {
            return new FileStream(_part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(_part) && e is not (FileNotFoundException or DirectoryNotFoundException)
            && !HubDisk.IsFull(e))
        {
            throw new HubException(HubFault.InUse, $"{_part}: in use ({e.Message}).",
                "Another process is fetching the same file: wait for it, or end it.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw HubDisk.Error(_part, e);
        }
    }

    // A server that knows nothing of Git LFS hands out the pointer, and states its hash.
    private void MustNotBePointer(FileStream stream)
    {
        if (file.Size > LongestPointer)
            return;
        var start = new byte[PointerStart.Length];
        stream.Position = 0;
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan()
            .SequenceEqual(PointerStart))
            return;
        stream.SetLength(0);
        throw new HubException(HubFault.LfsPointer, $"{url}: is a Git LFS pointer to {file.Path}, not the file.",
            "Give the endpoint of a hub that serves LFS files.");
    }
}
