using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Xunit;
using Xunit.Sdk;

namespace Claims.Assertions;

/// <summary>
/// A test of a claim, once per subject; skipped, with the reason, on a subject that is not on this machine. Say which with
/// <see cref="SubjectsAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Xunit.Sdk.SkippableTheoryDiscoverer", "Xunit.SkippableFact")]
public sealed class ClaimTheoryAttribute : SkippableTheoryAttribute;

/// <summary>The subjects that a <see cref="ClaimTheoryAttribute"/> is about.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class SubjectsAttribute : DataAttribute
{
    /// <param name="paper">A class with a public static property <c>Claims</c>.</param>
    /// <param name="files">Subjects' files, beside the test's assembly.</param>
    public SubjectsAttribute(Type paper, params string[] files) => (Paper, Files) = (paper, files);

    /// <summary>A class with a public static property <c>Claims</c>.</summary>
    public Type Paper { get; }

    /// <summary>Subjects' files.</summary>
    [SuppressMessage("Performance", "CA1819", Justification = "An attribute's arguments are arrays.")]
    public string[] Files { get; }

    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        Files.Select(file => new object[] { VerifiedSubject.Of(Paper, file) });
}
