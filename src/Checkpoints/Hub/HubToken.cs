using Claims.Common;

namespace Claims.Checkpoints.Hub;

/// <summary>An access token, and where it comes from. Never printed.</summary>
public sealed class HubToken
{
    /// <param name="value">The secret.</param>
    /// <param name="source">Where it was found.</param>
    /// <exception cref="BadInputException">It cannot be put into a header.</exception>
    public HubToken(string value, string source)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value.Trim();
        Source = source;
        if (Value.Length == 0 || Value.Any(c => c is <= ' ' or > '~'))
            throw new BadInputException("holds no access token: a token is one word of letters, digits and underscores.", source,
                "Put the token there again.", page: "hub");
    }

    /// <summary>Where it was found.</summary>
    public string Source { get; }

    internal string Value { get; }

    /// <summary>Whether it may be sent to an address: not where anybody on the way could read it.</summary>
    internal static bool MayGoTo(Uri url) => url.Scheme == Uri.UriSchemeHttps || url.IsLoopback;

    /// <inheritdoc/>
    public override string ToString() => $"the token in {Source}";
}
