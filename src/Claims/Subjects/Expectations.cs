using Claims.Verdicts;

namespace Claims.Subjects;

/// <summary>What was registered for a subject before its held-out pairs were measured.</summary>
/// <param name="Hash">Of the registration: part of every verdict.</param>
/// <param name="DerivedFrom">What it was derived from: weights, discovery pairs, in words and hashes.</param>
/// <param name="Forms">What is expected of each claim's form.</param>
public sealed record Expectations(string Hash, string DerivedFrom, IReadOnlyDictionary<(string Claim, Form Form), ExpectedForm> Forms)
{
    /// <summary>A subject that names a file of expectations which is not there yet.</summary>
    public static Expectations None { get; } = new("", "nothing: none are registered yet", new Dictionary<(string, Form), ExpectedForm>());

    /// <summary>Whether model and clips are the paper's: numbers that it reports of them are then part of the verdicts.</summary>
    public bool PapersOwn { get; init; }

    /// <summary>The model's files when this was registered, by name; empty where it was not derived from measurements.</summary>
    public IReadOnlyDictionary<string, string> ModelHashes { get; init; } = new Dictionary<string, string>();

    /// <summary>How the discovery pairs' clips were sampled, as <see cref="Subject.Frames"/> says it; null: by default.</summary>
    public string? Frames { get; init; }

    /// <summary>The expectation of one form; null where none was registered.</summary>
    public ExpectedForm? For(string claim, Form form) => Forms.GetValueOrDefault((claim, form));
}

/// <summary>What is expected of one claim's form.</summary>
/// <param name="Verdict">One verdict, all but one, or nothing.</param>
/// <param name="Reason">Why, where that is not Holds.</param>
public sealed record ExpectedForm(Expectation Verdict, string? Reason)
{
    /// <summary>How many of the held-out pairs the form is judged on, the first ones; null: all.</summary>
    public int? Pairs { get; init; }

    /// <summary>Of an open form: how many pairs would decide it; null: it is not open, or no number of pairs that anyone measures
    /// does.</summary>
    public int? PairsToDecide { get; init; }

    /// <summary>How probable each verdict is on so many pairs, as the discovery pairs have it; empty where nobody reckoned.</summary>
    public IReadOnlyDictionary<Verdict, double> Probabilities { get; init; } = new Dictionary<Verdict, double>();

    /// <summary>By the check's name: where its number lies on held-out pairs, and how far an update may move it.</summary>
    public IReadOnlyDictionary<string, RegisteredNumber> Numbers { get; init; } = new Dictionary<string, RegisteredNumber>();
}

/// <summary>What is registered of one number.</summary>
/// <param name="Interval">Where it lies on held-out pairs.</param>
/// <param name="Margin">How far it may move under an update and still be the same finding; null: the rule's
/// (<see cref="Margin.ByRule"/>).</param>
public readonly record struct RegisteredNumber(RegisteredInterval Interval, double? Margin = null);
