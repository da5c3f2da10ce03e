using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Contracts;
using System.Runtime.CompilerServices;
using System.Text;

namespace VerifyTests;

/// <summary>A verification that starts when awaited (or turned into a task) and takes options until then.</summary>
public partial class SettingsTask(VerifySettings? settings, Func<VerifySettings, Task<VerifyResult>> buildTask)
{
    private readonly VerifySettings _settings = new(settings);
    private Task<VerifyResult>? _task;

    public VerifySettings CurrentSettings => _task is null
        ? _settings
        : throw new InvalidOperationException("This SettingsTask has been awaited or turned into a task and takes no more options.");

    [SuppressMessage("Usage", "CA2225", Justification = "ToTask is the alternative.")]
    public static implicit operator Task<VerifyResult>(SettingsTask settingsTask) => settingsTask.ToTask();

    [Pure]
    public Task<VerifyResult> ToTask() => _task ??= buildTask(CurrentSettings);

    [Pure]
    public ConfiguredTaskAwaitable<VerifyResult> ConfigureAwait(bool continueOnCapturedContext) => ToTask().ConfigureAwait(continueOnCapturedContext);

    [Pure]
    public TaskAwaiter<VerifyResult> GetAwaiter() => ToTask().GetAwaiter();

    [Pure]
    public SettingsTask DisableDiff() => With(s => s.DisableDiff());

    [Pure]
    public SettingsTask DisableDateCounting() => With(s => s.DisableDateCounting());

    [Pure]
    public SettingsTask AutoVerify(bool includeBuildServer = true, bool throwException = false) =>
        With(s => s.AutoVerify(includeBuildServer, throwException));

    [Pure]
    public SettingsTask AutoVerify(AutoVerify autoVerify, bool includeBuildServer = true, bool throwException = false) =>
        With(s => s.AutoVerify(autoVerify, includeBuildServer, throwException));

    [Pure]
    public SettingsTask UseStringComparer(StringCompare compare, params ReadOnlySpan<string> extensions)
    {
        CurrentSettings.UseStringComparer(compare, extensions);
        return this;
    }

    [Pure]
    public SettingsTask AppendContentAsFile(string content, string extension = "txt", string? name = null) =>
        With(s => s.AppendContentAsFile(content, extension, name));

    [Pure]
    public SettingsTask AppendContentAsFile(StringBuilder content, string extension = "txt", string? name = null) =>
        With(s => s.AppendContentAsFile(content, extension, name));

    private SettingsTask With(Action<VerifySettings> change)
    {
        change(CurrentSettings);
        return this;
    }
}
