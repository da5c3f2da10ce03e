using Claims.Common;

namespace Claims.Checkpoints.Hub;

/// <summary>What was asked of a hub or its cache cannot be had. Whatever was received whole so far stays for the next try.</summary>
public sealed class HubException : MissingException
{
    /// <param name="fault">What kind of failure it is.</param>
    /// <param name="what">What is wrong: file or address, and what about it.</param>
    /// <param name="remedy">What the user can do about it: a full sentence.</param>
    /// <param name="inner">What was thrown underneath.</param>
    public HubException(HubFault fault, string what, string remedy, Exception? inner = null)
        : base(what, remedy, page: "hub", inner) => Fault = fault;

    /// <summary>What kind of failure it is.</summary>
    public HubFault Fault { get; }

    /// <summary>Whether another try may go better.</summary>
    internal bool MayPass { get; init; }

    /// <summary>Whether it came too slowly, so that what came is no reason for more tries.</summary>
    internal bool TooSlow { get; init; }

    /// <summary>How long the hub asks to wait before it.</summary>
    internal TimeSpan? Wait { get; init; }
}
