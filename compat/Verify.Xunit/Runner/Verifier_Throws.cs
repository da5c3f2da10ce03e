using System.Diagnostics.Contracts;
using System.Runtime.CompilerServices;
using VerifyTests;

namespace VerifyXunit;

public static partial class Verifier
{
    [Pure]
    public static SettingsTask Throws(Action target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.Throws(target));

    [Pure]
    public static SettingsTask Throws(Func<object?> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.Throws(target));

    [Pure]
    public static SettingsTask ThrowsTask(Func<Task> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.ThrowsTask(target));

    [Pure]
    public static SettingsTask ThrowsTask<T>(Func<Task<T>> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.ThrowsTask(target));

    [Pure]
    public static SettingsTask ThrowsValueTask(Func<ValueTask> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.ThrowsValueTask(target));

    [Pure]
    public static SettingsTask ThrowsValueTask<T>(Func<ValueTask<T>> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Run(settings, sourceFile, v => v.ThrowsValueTask(target));
}
