namespace VerifyTests;

/// <summary>Compares two texts that differ. The context is empty.</summary>
public delegate Task<CompareResult> StringCompare(string received, string verified, IReadOnlyDictionary<string, object> context);

/// <summary>What a comparer found; the failure shows its message in place of the two texts.</summary>
public readonly record struct CompareResult
{
    /// <summary>They agree.</summary>
    public static CompareResult Equal { get; } = new() { IsEqual = true };

    /// <summary>Whether they agree.</summary>
    public bool IsEqual { get; private init; }

    /// <summary>Why not.</summary>
    public string? Message { get; private init; }

    /// <summary>They do not agree.</summary>
    public static CompareResult NotEqual(string? message = null) => new() { Message = message };
}
