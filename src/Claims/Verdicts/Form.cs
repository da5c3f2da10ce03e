namespace Claims.Verdicts;

/// <summary>How a claim is tried.</summary>
public enum Form
{
    /// <summary>The published protocol against the published (or registered) numbers.</summary>
    Reproduce = 1,

    /// <summary>The corrected protocol, on many pairs and against controls.</summary>
    Controlled,
}
