using Claims.Verdicts;

namespace Claims.Subjects;

/// <summary>What was registered for a subject before its held-out pairs were measured.</summary>
/// <param name="Hash">Of the registration: part of every verdict.</param>
/// <param name="DerivedFrom">What it was derived from: weights, discovery pairs, in words and hashes.</param>
/// <param name="Verdicts">The expected verdict of each claim's form.</param>
public sealed record Expectations(string Hash, string DerivedFrom, IReadOnlyDictionary<(string Claim, Form Form), ExpectedVerdict> Verdicts)
{
    /// <summary>
    /// A subject that has to have expectations, and has none yet: what the paper says of its own model is no measure for it.
    /// </summary>
    public static Expectations None { get; } =
        new("", "nothing: none are registered yet", new Dictionary<(string, Form), ExpectedVerdict>());

    /// <summary>Whether the paper's bands stand as they are (its own checkpoint), or every one must have been registered anew.</summary>
    public bool PublishedBands { get; init; }

    /// <summary>The model's files when this was registered, by name; empty where it was not derived from measurements.</summary>
    public IReadOnlyDictionary<string, string> ModelHashes { get; init; } = new Dictionary<string, string>();

    /// <summary>How the discovery pairs' clips were sampled, as <see cref="Subject.Frames"/> says it; null: by default.</summary>
    public string? Frames { get; init; }

    /// <summary>The expectation of one form; null where none was registered.</summary>
    public ExpectedVerdict? For(string claim, Form form) => Verdicts.GetValueOrDefault((claim, form));
}

/// <summary>The expectation of one claim's form.</summary>
/// <param name="Verdict">What it is expected to be.</param>
/// <param name="Reason">Why, where that is not Holds.</param>
/// <param name="Bands">By the check's name: the band that stands in for the paper's.</param>
public sealed record ExpectedVerdict(Verdict Verdict, string? Reason, IReadOnlyDictionary<string, (double Low, double High)> Bands)
{
    /// <summary>
    /// Verdicts that held-out pairs may give as well, as the discovery pairs foresaw: a number lies too near the edge of its band.
    /// </summary>
    public IReadOnlyList<Verdict> Or { get; init; } = [];

    /// <summary>
    /// By the check's name: how far it may move under an update and still be the same finding; what is not here goes by the rule.
    /// </summary>
    public IReadOnlyDictionary<string, double> Margins { get; init; } = new Dictionary<string, double>();
}
