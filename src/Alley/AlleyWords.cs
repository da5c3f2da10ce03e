using Claims.Alley.Objects;

namespace Claims.Alley;

/// <summary>What actions and outcomes are called.</summary>
public static class AlleyWords
{
    private static readonly Dictionary<AlleyAction, (string Success, string Failure)> Outcomes = new()
    {
        [AlleyAction.Bowling] = ("strike", "gutter"),
        [AlleyAction.Golf] = ("holed", "missed"),
        [AlleyAction.Basketball] = ("scored", "wide"),
        [AlleyAction.Football] = ("goal", "over"),
        [AlleyAction.Billiards] = ("potted", "rebound"),
    };

    /// <summary>Every action.</summary>
    public static IReadOnlyList<AlleyAction> Actions { get; } = Enum.GetValues<AlleyAction>();

    /// <summary>Every word that may end a clip's name: actions, then outcomes.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Actions.Select(Word), .. Outcomes.SelectMany(pair => new[] { pair.Value.Success, pair.Value.Failure })];

    /// <summary>An action's name.</summary>
    public static string Word(this AlleyAction action) => action.ToString().ToLowerInvariant();

    /// <summary>Whether an action has an outcome.</summary>
    public static bool HasOutcome(this AlleyAction action) => Outcomes.ContainsKey(action);

    /// <summary>What an outcome of an action is called: "strike"; an action's own name where it has none.</summary>
    public static string Word(this AlleyAction action, Outcome outcome) => outcome switch
    {
        Outcome.Success => Outcomes[action].Success,
        Outcome.Failure => Outcomes[action].Failure,
        _ => action.Word(),
    };

    /// <summary>What a word means; null where it means nothing.</summary>
    public static (AlleyAction Action, Outcome? Outcome)? Meaning(string word)
    {
        foreach (var action in Actions)
        {
            if (action.Word() == word)
                return (action, null);
            if (Outcomes.TryGetValue(action, out var words) && (words.Success == word || words.Failure == word))
                return (action, words.Success == word ? Outcome.Success : Outcome.Failure);
        }
        return null;
    }
}
