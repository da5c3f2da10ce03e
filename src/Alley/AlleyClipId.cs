using System.Globalization;
using Claims.Alley.Facts;
using Claims.Alley.Objects;
using Claims.Common;

namespace Claims.Alley;

/// <summary>
/// Which clip: everything in it follows from this. Text form: <c>alley:SEED[:WORD]</c>, the word an outcome's or an action's.
/// </summary>
/// <param name="Seed">The scene's facts come from it, whatever the action and the outcome; and those, where they are not given, from
/// streams of their own.</param>
/// <param name="Action">What happens; null: drawn from the seed.</param>
/// <param name="Outcome">How it ends; null: drawn from the seed.</param>
public sealed record AlleyClipId(long Seed, AlleyAction? Action = null, Outcome? Outcome = null)
{
    /// <summary>What the text form begins with.</summary>
    public const string Prefix = "alley:";

    /// <summary>The same clip with its action and outcome named.</summary>
    /// <exception cref="BadInputException">The action has not the outcome, or an outcome is given without an action.</exception>
    public AlleyClipId Resolve()
    {
        if (Action is { } given && !Enum.IsDefined(given))
            throw new BadInputException($"There is no action number {(int)given}.",
                remedy: $"Actions are {string.Join(", ", AlleyWorld.Labels)}.", page: "alley");
        if (Outcome is { } o && !Enum.IsDefined(o))
            throw new BadInputException($"There is no outcome number {(int)o}.", remedy: "Outcomes are None, Success and Failure.",
                page: "alley");
        if (Action is null && Outcome is not null)
            throw new BadInputException("An outcome without an action says nothing.", remedy: "Name the action too.", page: "alley");
        var action = Action ?? AlleyWords.Actions[Streams.Draw(Seed, Streams.Action, AlleyWords.Actions.Count)];
        if (!action.HasOutcome())
        {
            return Outcome is null or Objects.Outcome.None ? new(Seed, action, Objects.Outcome.None)
                : throw new BadInputException($"{action.Word()} has no outcome.", remedy: "Leave it out.", page: "alley");
        }
        if (Outcome == Objects.Outcome.None)
            throw new BadInputException($"{action.Word()} has an outcome.",
                remedy: "Give Success or Failure, or nothing: it is then drawn from the seed.", page: "alley");
        return new(Seed, action, Outcome
            ?? (Streams.Draw(Seed, Streams.Outcome, 2) == 0 ? Objects.Outcome.Success : Objects.Outcome.Failure));
    }

    /// <summary>Reads the text form.</summary>
    /// <exception cref="BadInputException">It is not of that form.</exception>
    public static AlleyClipId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':');
        if (parts is not ["alley", _] and not ["alley", _, _])
            throw Wrong(text, "is no clip of the alley.");
        if (!long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
            throw Wrong(text, $"has \"{parts[1]}\" for a seed, which is no whole number of 64 bits.");
        if (parts.Length == 2)
            return new(seed);
        return AlleyWords.Meaning(parts[2]) is { } meaning
            ? new(seed, meaning.Action, meaning.Outcome)
            : throw Wrong(text,
                $"ends in \"{parts[2]}\", which is no action and no outcome: there are {string.Join(", ", AlleyWords.All)}.");
    }

    /// <summary>The text form.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Seed}") +
        (Action is { } action ? ":" + (Outcome is { } outcome ? action.Word(outcome) : action.Word()) : "");

    private static BadInputException Wrong(string text, string what) =>
        new(what, text, "Write alley:SEED or alley:SEED:WORD, such as alley:7:strike.", "alley");
}
