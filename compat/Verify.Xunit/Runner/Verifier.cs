using System.Diagnostics.Contracts;
using System.Reflection;
using System.Runtime.CompilerServices;
using VerifyTests;

namespace VerifyXunit;

/// <summary>The entry point of a test: <c>return Verify(measurement);</c>.</summary>
public static partial class Verifier
{
    private static DerivePathInfo s_derivePathInfo = PathInfo.DeriveDefault;

    public static void DerivePathInfo(DerivePathInfo derivePathInfo)
    {
        VerifierSettings.ThrowIfVerifyHasBeenRun();
        s_derivePathInfo = derivePathInfo;
    }

    public static void UseProjectRelativeDirectory(string directory) => DerivePathInfo((_, projectDirectory, type, method) =>
        new(Path.Combine(projectDirectory, directory), type.NameWithParent(), method.Name));

    public static void UseSourceFileRelativeDirectory(string directory) => DerivePathInfo((sourceFile, _, type, method) =>
        new(Path.Combine(Path.GetDirectoryName(sourceFile)!, directory), type.NameWithParent(), method.Name));

    [Pure]
    public static SettingsTask Verify(VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.VerifyTargets([]));

    [Pure]
    public static SettingsTask Verify(object? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.Verify(target));

    [Pure]
    public static SettingsTask Verify(string? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.VerifyString(target));

    [Pure]
    public static SettingsTask Verify(string? target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.VerifyString(target, extension));

    [Pure]
    public static SettingsTask Verify(Task<string> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, async v => await v.VerifyString(await target));

    [Pure]
    public static SettingsTask Verify(Task<string> target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, async v => await v.VerifyString(await target, extension));

    [Pure]
    public static SettingsTask Verify<T>(Func<Task<T>> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.VerifyTask(target()));

    [Pure]
    public static SettingsTask Verify<T>(Task<T> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.VerifyTask(target));

    [Pure]
    public static SettingsTask Verify<T>(ValueTask<T> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.VerifyTask(target.AsTask()));

    [Pure]
    public static SettingsTask Verify<T>(IAsyncEnumerable<T> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.VerifyAsyncEnumerable(target));

    [Pure]
    public static SettingsTask Verify(Target target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.VerifyTargets([target]));

    [Pure]
    public static SettingsTask Verify(IEnumerable<Target> targets, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.VerifyTargets(targets));

    [Pure]
    public static SettingsTask Verify(object? target, IEnumerable<Target> rawTargets, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.Verify(target, rawTargets));

    private static SettingsTask Run(VerifySettings? settings, string sourceFile, Func<InnerVerifier, Task<VerifyResult>> verify)
    {
        if (string.IsNullOrWhiteSpace(sourceFile))
        {
            throw new ArgumentNullException(nameof(sourceFile), "The caller's path is missing; Verify<dynamic> is not supported, use Verify<object>.");
        }

        return new(settings, async own =>
        {
            var method = UseVerifyAttribute.GetMethod();
            var type = method.ReflectedType!;
            VerifierSettings.AssignTargetAssembly(type.Assembly);
            var path = s_derivePathInfo(sourceFile, VerifierSettings.ProjectDir, type, method);
            using var verifier = new InnerVerifier(sourceFile, own, type.NameWithParent(), method.Name, ParameterNames(method), path);
            try
            {
                return await verify(verifier);
            }
            catch (TargetInvocationException e) when (e.InnerException is not null)
            {
                throw e.InnerException;
            }
        });
    }

    private static string[]? ParameterNames(MethodInfo method) =>
        method.GetParameters() is { Length: > 0 } parameters ? [.. parameters.Select(p => p.Name!)] : null;
}
