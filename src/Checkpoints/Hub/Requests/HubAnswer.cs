using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Claims.Checkpoints.Hub.Requests;

/// <summary>An answer, and what its headers say. The names are the hub's.</summary>
/// <param name="Response">The answer.</param>
/// <param name="Url">Who gave it.</param>
/// <param name="CommitOnTheWay">What an earlier redirect said of the commit.</param>
internal sealed partial record HubAnswer(HttpResponseMessage Response, Uri Url, string? CommitOnTheWay) : IDisposable
{
    public bool IsRedirect =>
        Response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <summary>Whether a caller can make something of it: content, a redirect that was asked for, or "no such range".</summary>
    public bool Serves =>
        IsRedirect
        || Response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable;

    public Uri? Location => Response.Headers.Location is { } location ? new Uri(Url, location) : null;

    public string? Commit => Header("X-Repo-Commit") ?? CommitOnTheWay;

    public HubHash? LinkedHash => HubHash.FromETag(Header("X-Linked-Etag"));

    /// <summary>What the file's content is: a linked one's, or this answer's own.</summary>
    public HubHash? Hash => LinkedHash ?? (IsRedirect ? null : HubHash.FromETag(Header("ETag")));

    /// <summary>The file's size: a linked one's, or this answer's own.</summary>
    public long? Size => long.TryParse(Header("X-Linked-Size"), NumberStyles.None, CultureInfo.InvariantCulture, out var linked) ? linked
        : IsRedirect ? null : Response.Content.Headers.ContentLength;

    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>The error that this answer is.</summary>
    public HubException Error(HubToken? token, bool trusted)
    {
        var (status, said) = ((int)Response.StatusCode, Said);
        return status switch
        {
            401 => new(HubFault.Unauthorized,
                $"{Url}: 401, {said ?? "not authorised"}. "
                    + $"{(token is not null && trusted ? $"{Capital(token)} was sent." : NotSent(token))}",
                "There is no such repository, or it is private: check the name, or set HF_TOKEN to a token of somebody who may read it."),
            403 => new(HubFault.Forbidden, $"{Url}: 403, {said ?? "forbidden"}.",
                "Accept the repository's conditions on its page, with the account that the token is of."),
            404 => new(HubFault.NotFound, $"{Url}: 404, {said ?? "not found"}.", Header("X-Error-Code") switch
            {
                "RevisionNotFound" => "Check --revision.",
                "EntryNotFound" => "The revision has no such file.",
                _ => "Check the name.",
            }),
            408 or 429 or >= 500 =>
                new(HubFault.Busy, $"{Url}: {status}, {said ?? "busy"}.", "Try again later.") { MayPass = true, Wait = Asked },
            _ => new(HubFault.Unexpected, $"{Url}: status {status}, which a hub does not give here.", "Check the endpoint's address."),
        };
    }

    public void Dispose() => Response.Dispose();

    private string NotSent(HubToken? token) => token is not null && !HubToken.MayGoTo(Url)
        ? $"{Capital(token)} was not sent: over {Url.Scheme}:// anybody on the way could read it." : "No token was sent.";

    private string? Said => Header("X-Error-Message") is { Length: > 0 } message ? Quoting.Quote(message) : null;

    // Retry-After, or the hub's own: RateLimit: "api";r=0;t=55.
    private TimeSpan? Asked =>
        Response.Headers.RetryAfter is { Delta: { } delta } ? delta
        : Response.Headers.RetryAfter is { Date: { } date } ? TimeSpan.FromSeconds(Math.Max(0, (date - DateTimeOffset.UtcNow).TotalSeconds))
        : Reset().Match(Header("RateLimit") ?? "") is { Success: true } match
        ? TimeSpan.FromSeconds(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
        : null;

    private static string Capital(object text) => text.ToString() is { } sentence ? char.ToUpperInvariant(sentence[0]) + sentence[1..] : "";

    [GeneratedRegex(@";\s*t=(\d{1,6})")]
    private static partial Regex Reset();
}
