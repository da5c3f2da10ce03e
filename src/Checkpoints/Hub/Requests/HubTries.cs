namespace Claims.Checkpoints.Hub.Requests;

/// <summary>How often something has been tried in vain, and how long to wait before the next try.</summary>
internal sealed class HubTries(HubSettings settings)
{
    // However much each brings: a server that always breaks off after a byte must not keep a user for a year.
    private const int MostInAll = 200;

    private int _inVain;
    private int _all;

    /// <summary>Asks, and asks again while it may pass.</summary>
    public async Task<T> UntilAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (HubException e) when (e.MayPass)
            {
                await FailedAsync(e, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Something new came.</summary>
    public void Progress() => _inVain = 0;

    /// <summary>Waits before the next try.</summary>
    /// <exception cref="HubException">There have been enough.</exception>
    public async Task FailedAsync(HubException why, CancellationToken cancellation)
    {
        if (++_inVain >= settings.Tries || ++_all >= MostInAll)
            throw new HubException(why.Fault, $"{why.What} ({(_inVain >= settings.Tries ? $"{_inVain} tries" : $"{_all} tries in all")})",
                why.Remedy, why);
        // 1, 2, 4, 8 ... seconds, unless the hub says how long.
        var wait = why.Wait ?? TimeSpan.FromSeconds(Math.Min(Math.Pow(2, _inVain - 1), 30));
        if (wait > settings.LongestWait)
            throw new HubException(why.Fault, $"{why.What} It asks to wait {wait.TotalSeconds:0} s.", why.Remedy, why);
        await settings.Wait(wait, cancellation).ConfigureAwait(false);
    }
}
