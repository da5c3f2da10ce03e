using System.ComponentModel;
using System.Reflection;
using Xunit.Sdk;

namespace VerifyXunit;

/// <summary>Remembers the running test for <see cref="Verifier"/>. The build puts it on the test assembly; see Verify.Xunit.targets.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class UseVerifyAttribute : BeforeAfterTestAttribute
{
    private static readonly AsyncLocal<MethodInfo?> Running = new();

    public override void Before(MethodInfo methodUnderTest) => Running.Value = methodUnderTest;

    public override void After(MethodInfo methodUnderTest) => Running.Value = null;

    public static MethodInfo GetMethod() => Running.Value ?? throw new InvalidOperationException(
        "No test is running that Verify knows of. The build must import compat/Verify.Xunit/Verify.Xunit.targets, which puts [UseVerify] on the test assembly.");
}
