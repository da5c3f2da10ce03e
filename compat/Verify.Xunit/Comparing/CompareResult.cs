using System.Diagnostics.CodeAnalysis;

namespace VerifyTests;

/// <summary>Compares two texts that differ; the context is <see cref="VerifySettings.Context"/>.</summary>
public delegate Task<CompareResult> StringCompare(string received, string verified, IReadOnlyDictionary<string, object> context);

/// <summary>What a comparer found; a message is shown in the failure instead of the two texts.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "As in the real package.")]
[SuppressMessage("Usage", "CA2211", Justification = "As in the real package.")]
public readonly struct CompareResult
{
    public static CompareResult Equal = new(true);

    public CompareResult(in bool isEqual) => IsEqual = isEqual;

    private CompareResult(string? message) => Message = message;

    public bool IsEqual { get; }

    public string? Message { get; }

    public static CompareResult NotEqual(in string? message = null) => new(message);
}
