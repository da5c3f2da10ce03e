namespace Claims.Alley.Objects;

/// <summary>How an action ends.</summary>
public enum Outcome
{
    /// <summary>The action has no outcome.</summary>
    None = 1,

    /// <summary>The ball gets where it was sent: strike, holed, scored, goal, potted.</summary>
    Success,

    /// <summary>It does not: gutter, missed, wide, over, rebound.</summary>
    Failure,
}
