using System.Diagnostics.CodeAnalysis;

namespace VerifyTests;

/// <summary>Where a target is written when it differs, and where it is kept once accepted.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "As in the real package.")]
public readonly struct FilePair(string extension, string receivedPath, string verifiedPath)
{
    public string Extension { get; } = extension;

    public string ReceivedPath { get; } = receivedPath;

    public string VerifiedPath { get; } = verifiedPath;
}

internal enum Verdict
{
    New = 1,
    NotEqual,
    Equal,
}

internal sealed record Outcome(Verdict Verdict, FilePair File, string Received, string? Verified = null, string? Message = null);
