using System.Net;
using System.Net.Http.Headers;

namespace Claims.Checkpoints.Hub.Requests;

/// <summary>A file that is filled from an address to its stated size: from where it is, and on from there after every break.</summary>
internal sealed class HubBodyFile(HubClient client, HubSettings settings, HubFile file, Uri url, FileStream stream,
    IProgress<HubProgress>? progress)
{
    private readonly HubTries _tries = new(settings);
    private long _furthest;

    // What the sender of the bytes calls them: what follows must be of the same. Its name for them is often not the hub's.
    private EntityTagHeaderValue? _tag;

    /// <summary>Whether it was put together from several answers.</summary>
    public bool IsPieced { get; set; }

    public async Task FillAsync(CancellationToken cancellation)
    {
        if (stream.Length > file.Size)
            stream.SetLength(0);
        _furthest = stream.Length;
        while (stream.Length < file.Size)
        {
            try
            {
                await ContinueAsync(cancellation).ConfigureAwait(false);
            }
            catch (HubException e) when (e.MayPass)
            {
                if (stream.Length > _furthest && !e.TooSlow)
                    _tries.Progress();
                _furthest = Math.Max(_furthest, stream.Length);
                progress?.Report(new(file, stream.Length, e.What));
                await _tries.FailedAsync(e, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task ContinueAsync(CancellationToken cancellation)
    {
        using var answer = await client.AskAsync(HttpMethod.Get, url, cancellation, Ask).ConfigureAwait(false);
        MustBe(answer);
        if (answer.Response.StatusCode == HttpStatusCode.OK)
            stream.SetLength(0);
        IsPieced |= stream.Length > 0;
        _tag = answer.Response.Headers.ETag is { IsWeak: false } tag ? tag : null;
        stream.Position = stream.Length;
        await HubBody.CopyAsync(answer, settings, TakeAsync, cancellation).ConfigureAwait(false);
        if (stream.Length < file.Size)
            throw new HubException(HubFault.BrokenOff, $"{answer.Url}: ended after {stream.Length} of {file.Size} bytes.",
                "Try again: it goes on where it stopped.")
            { MayPass = true };
    }

    private void Ask(HttpRequestHeaders headers)
    {
        if (stream.Length == 0)
            return;
        headers.Range = new RangeHeaderValue(stream.Length, null);
        headers.IfRange = _tag is null ? null : new RangeConditionHeaderValue(_tag);
    }

    // The whole content, or what is still to come.
    private void MustBe(HubAnswer answer)
    {
        var content = answer.Response.Content.Headers;
        if (content.ContentEncoding.FirstOrDefault(one => one != "identity") is { } encoding)
            throw new HubException(HubFault.Unexpected, $"{answer.Url}: comes as {encoding}, although it was asked for as it is.",
                "A proxy on the way may do that: go round it.");
        var (from, whole) = answer.Response.StatusCode switch
        {
            HttpStatusCode.OK => (0, content.ContentLength),
            HttpStatusCode.PartialContent => (content.ContentRange?.From ?? -1, content.ContentRange?.Length),
            _ => (-1, null),
        };
        if (whole is { } size && size != file.Size)
            throw new HubException(HubFault.WrongSize, $"{answer.Url}: has {size} bytes; the hub states {file.Size} of {file.Path}.",
                "Try again later; a proxy's or portal's page in place of the file does this too.");
        if (from == 0 || from == stream.Length && from > 0)
            return;
        stream.SetLength(0);
        throw new HubException(HubFault.Unexpected, $"{answer.Url}: does not go on from where it was asked to.",
            "Try again: it begins anew.")
        { MayPass = true };
    }

    private async ValueTask TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (stream.Length + bytes.Length > file.Size)
        {
            stream.SetLength(0);
            throw new HubException(HubFault.WrongSize, $"{url}: more than the {file.Size} bytes that the hub states of {file.Path}.",
                "Nothing of it was kept. Try again later.");
        }
        try
        {
            await stream.WriteAsync(bytes, cancellation).ConfigureAwait(false);
            await stream.FlushAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw HubDisk.Error(stream.Name, e);
        }
        progress?.Report(new(file, stream.Length));
    }
}
