namespace VerifyTests;

/// <summary>What a verification may be told.</summary>
public sealed class VerifySettings
{
    internal StringCompare? Comparer { get; set; }

    internal object?[]? Parameters { get; set; }

    internal string? ParametersText { get; set; }

    internal string? Directory { get; set; }

    /// <summary>The comparer that is asked when the texts differ.</summary>
    public void UseStringComparer(StringCompare compare) => Comparer = compare;

    internal VerifySettings Copy() => (VerifySettings)MemberwiseClone();
}
