namespace Claims.Drift.Decisions;

/// <summary>What an update did to a number, or to a claim.</summary>
public enum Decision
{
    /// <summary>All of the difference's 95 % interval lies within the margin.</summary>
    Equivalent = 1,

    /// <summary>
    /// The difference lies beyond the margin, also after Holm's correction over all quantities; or a claim changed sides.
    /// </summary>
    Drifted,

    /// <summary>Neither.</summary>
    Inconclusive,

    /// <summary>It is not there before, or not after.</summary>
    NotComparable,
}
