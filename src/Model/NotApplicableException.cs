namespace Claims.Model;

/// <summary>What was asked makes no sense for this architecture: it is not measured wrongly, and not approximated.</summary>
public sealed class NotApplicableException : Exception
{
    /// <param name="reason">Why, in a sentence.</param>
    public NotApplicableException(string reason)
        : base(reason)
    {
    }
}
