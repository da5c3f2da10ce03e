using System.Diagnostics;

namespace Claims.Checkpoints.Hub.Requests;

/// <summary>Reads an answer's body, no slower than a limit between two reads.</summary>
internal static class HubBody
{
    /// <summary>A small body, whole.</summary>
    public static async Task<byte[]> ReadAsync(HubAnswer answer, HubSettings settings, int longest, CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        await CopyAsync(answer, settings, (bytes, _) =>
        {
            if (whole.Length + bytes.Length > longest)
                throw new HubException(HubFault.Unexpected, $"{answer.Url}: more than {longest} bytes of answer.",
                    "Check the endpoint's address.");
            whole.Write(bytes.Span);
            return ValueTask.CompletedTask;
        }, cancellation).ConfigureAwait(false);
        return whole.ToArray();
    }

    /// <summary>Hands on what comes, as it comes, to the end.</summary>
    /// <exception cref="HubException">It stalled, came too slowly or broke off: another try may pass.</exception>
    public static async Task CopyAsync(HubAnswer answer, HubSettings settings,
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> take, CancellationToken cancellation)
    {
        var (since, came) = (Stopwatch.StartNew(), 0L);
        var buffer = new byte[1 << 18];
        await using var body = await answer.Response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        while (await NextAsync(body, buffer, answer, settings.Stall, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            await take(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            came += read;
            if (since.Elapsed < settings.Stall)
                continue;
            if (came < settings.Slowest * since.Elapsed.TotalSeconds)
                throw new HubException(HubFault.Stalled,
                    $"{answer.Url}: {came} bytes came in {since.Elapsed.TotalSeconds:0.#} s, fewer than {settings.Slowest} a second.",
                    "Try again: it goes on where it stopped.")
                { MayPass = true, TooSlow = true };
            (since, came) = (Stopwatch.StartNew(), 0);
        }
    }

    private static async Task<int> NextAsync(Stream body, byte[] buffer, HubAnswer answer, TimeSpan stall, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(stall);
        try
        {
            return await body.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new HubException(HubFault.Stalled, $"{answer.Url}: nothing came for {stall.TotalSeconds:0.#} s.",
                "Try again: it goes on where it stopped.", e)
            { MayPass = true };
        }
        catch (IOException e)
        {
            throw new HubException(HubFault.BrokenOff, $"{answer.Url}: the connection broke off ({e.GetBaseException().Message}).",
                "Try again: it goes on where it stopped.", e)
            { MayPass = true };
        }
    }
}
