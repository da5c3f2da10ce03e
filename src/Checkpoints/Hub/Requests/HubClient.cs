using System.Net;
using System.Net.Http.Headers;

namespace Claims.Checkpoints.Hub.Requests;

/// <summary>
/// One question to a hub: redirects are followed by hand, so that the token goes to the hub alone and what the hub says on the way is read.
/// Proxies are HttpClient's own (HTTPS_PROXY, NO_PROXY).
/// </summary>
internal sealed class HubClient : IDisposable
{
    private const int MostRedirects = 8;

    private readonly HubSettings _settings;
    private readonly HttpClient _http;
    private bool _reached;

    public HubClient(HubSettings settings)
    {
        _settings = settings;
        // No decompression: sizes, ranges and hashes are those of the bytes as they are stored.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = settings.Stall
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Asks once. The answer's body is not read yet; dispose it.</summary>
    /// <param name="method">GET or HEAD.</param>
    /// <param name="url">On the hub.</param>
    /// <param name="cancellation">The user's.</param>
    /// <param name="prepare">Adds headers.</param>
    /// <param name="enough">Whether a redirect says enough already.</param>
    /// <exception cref="HubException">Anything but success, 416 or such a redirect.</exception>
    public async Task<HubAnswer> AskAsync(HttpMethod method, Uri url, CancellationToken cancellation,
        Action<HttpRequestHeaders>? prepare = null, Func<HubAnswer, bool>? enough = null)
    {
        if (_settings.Offline)
            throw new HubException(HubFault.Offline, $"{url} was not asked: HF_HUB_OFFLINE is set.",
                "Unset it, or use what the cache holds.");
        var (current, trusted, commit) = (url, true, (string?)null);
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            var response = await SendAsync(method, current, trusted, prepare, cancellation).ConfigureAwait(false);
            var answer = new HubAnswer(response, current, commit);
            commit = answer.Commit;
            if (!answer.IsRedirect || enough?.Invoke(answer) == true)
                return MustServe(answer, trusted);
            using (answer)
                current = Next(answer, current);
            trusted = trusted && SameOrigin(current, _settings.Endpoint);
        }
        throw new HubException(HubFault.Redirect, $"{url}: redirected more than {MostRedirects} times.", "Check the endpoint's address.");
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri url, bool trusted, Action<HttpRequestHeaders>? prepare,
        CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.UserAgent.Add(
            new ProductInfoHeaderValue("claims", typeof(HubClient).Assembly.GetName().Version?.ToString(3) ?? "0"));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (trusted && HubToken.MayGoTo(url) && _settings.Token is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        prepare?.Invoke(request.Headers);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_settings.Stall);
        try
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            _reached = true;
            return response;
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new HubException(HubFault.Stalled, $"{url}: no answer within {_settings.Stall.TotalSeconds:0.#} s.", "Try again later.",
                e)
            { MayPass = true };
        }
        catch (HttpRequestException e)
        {
            throw Failed(url, e);
        }
    }

    // What failed before the hub was ever reached will fail again: the machine is offline, or the name is wrong.
    private HubException Failed(Uri url, HttpRequestException e)
    {
        var why = e.GetBaseException().Message;
        return e.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError =>
                new(HubFault.Unreachable, $"{url.Host}: no secure connection ({why}).",
                    "Check the machine's clock and its certificates (SSL_CERT_FILE, SSL_CERT_DIR).", e),
            HttpRequestError.ProxyTunnelError =>
                new(HubFault.Unreachable, $"{url.Host}: the proxy refuses ({why}).", "Check HTTPS_PROXY and NO_PROXY.", e),
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError =>
                new(HubFault.Unreachable, $"{url.Host} cannot be reached ({why}).",
                    "Check the network, HTTPS_PROXY and the endpoint's address.", e)
                { MayPass = _reached },
            HttpRequestError.InvalidResponse or HttpRequestError.VersionNegotiationError =>
                new(HubFault.Unexpected, $"{url}: the answer is no HTTP ({why}).", "Check the endpoint's address.",
                    e)
                { MayPass = _reached },
            _ => new(HubFault.BrokenOff, $"{url}: the connection broke off before an answer ({why}).", "Try again.", e) { MayPass = true },
        };
    }

    private HubAnswer MustServe(HubAnswer answer, bool trusted)
    {
        if (answer.Serves)
            return answer;
        using (answer)
            throw answer.Error(_settings.Token, trusted && HubToken.MayGoTo(answer.Url));
    }

    private static Uri Next(HubAnswer answer, Uri from)
    {
        var next = answer.Location
            ?? throw new HubException(HubFault.Redirect, $"{from}: redirected to nowhere.", "Check the endpoint's address.");
        return next.Scheme == from.Scheme || next.Scheme == Uri.UriSchemeHttps ? next
            : throw new HubException(HubFault.Redirect,
                $"{from}: redirected to {next.Scheme}://{next.Host}, which anybody on the way could change.",
                "Check the endpoint's address.");
    }

    private static bool SameOrigin(Uri one, Uri other) => one.Scheme == other.Scheme && one.Host == other.Host && one.Port == other.Port;
}
