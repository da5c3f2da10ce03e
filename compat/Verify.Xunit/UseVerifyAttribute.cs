using System.Reflection;
using Xunit.Sdk;

namespace VerifyXunit;

/// <summary>Remembers which test runs. The build puts it on the test assembly: see Verify.Xunit.targets.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class UseVerifyAttribute : BeforeAfterTestAttribute
{
    private static readonly AsyncLocal<MethodInfo?> Test = new();

    internal static MethodInfo Running =>
        Test.Value ?? throw new InvalidOperationException("No test is running, or its project lacks [UseVerify].");

    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest) => Test.Value = methodUnderTest;

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest) => Test.Value = null;
}
