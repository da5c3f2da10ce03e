namespace Claims.Cli.DoctorCommand;

/// <summary>How a finding of the doctor stands.</summary>
internal enum State
{
    /// <summary>There, and as it should be.</summary>
    Good = 1,

    /// <summary>Not there, and not needed for the main job.</summary>
    Optional,

    /// <summary>There, but slow or doubtful.</summary>
    Poor,

    /// <summary>Not there, and needed.</summary>
    Missing,
}

/// <summary>Something looked for on this machine.</summary>
/// <param name="What">What was looked for.</param>
/// <param name="State">How it stands.</param>
/// <param name="Found">What was found.</param>
/// <param name="Remedy">What to do about it, where something is to be done.</param>
internal sealed record Finding(string What, State State, string Found, string? Remedy = null);
