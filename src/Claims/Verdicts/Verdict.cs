namespace Claims.Verdicts;

/// <summary>What the evidence says of a claim on a subject.</summary>
public enum Verdict
{
    /// <summary>Every check lies where the claim puts it, with its whole interval.</summary>
    Holds = 1,

    /// <summary>A check lies elsewhere, with its whole interval.</summary>
    Refuted,

    /// <summary>Neither: too few pairs, or an interval across the edge of its band.</summary>
    Inconclusive,

    /// <summary>The measurement failed.</summary>
    Error,

    /// <summary>Something it needs is not there; untested is not passed.</summary>
    NotRun,

    /// <summary>It makes no sense for the model's architecture, or for its shape.</summary>
    NotApplicable,
}
