using System.Diagnostics.CodeAnalysis;

/// <summary>A snapshot differs. Internal and outside any namespace, as in the real package: a test knows it by its message.</summary>
[SuppressMessage("Design", "CA1050", Justification = "As in the real package.")]
[SuppressMessage("Design", "CA1064", Justification = "As in the real package.")]
internal sealed class VerifyException(string message) : Exception(message)
{
    public override string StackTrace => "";
}
