namespace Claims.Pairs;

/// <summary>
/// A subject lacks what a measure needs (a control clip, annotations, layers): the claim is NotRun, with this reason and remedy.
/// </summary>
public sealed class NotMeasurableException : Exception
{
    /// <param name="reason">What is not there.</param>
    /// <param name="remedy">How to provide it: a full sentence.</param>
    public NotMeasurableException(string reason, string remedy)
        : base(reason) => Remedy = remedy;

    /// <summary>How to provide it.</summary>
    public string Remedy { get; }
}
