using System.Runtime.CompilerServices;

namespace VerifyTests;

/// <summary>A verification that takes settings until it is awaited or becomes a task: then it starts.</summary>
public sealed class SettingsTask
{
    private readonly VerifySettings _settings;
    private readonly Func<VerifySettings, Task> _verify;
    private Task? _task;

    internal SettingsTask(VerifySettings? settings, Func<VerifySettings, Task> verify)
    {
        _settings = settings?.Copy() ?? new();
        _verify = verify;
    }

    /// <summary>Starts it.</summary>
    public static implicit operator Task(SettingsTask settingsTask) => settingsTask.ToTask();

    /// <summary>Starts it.</summary>
    public Task ToTask() => _task ??= _verify(_settings);

    /// <summary>Starts it.</summary>
    public TaskAwaiter GetAwaiter() => ToTask().GetAwaiter();

    /// <summary>The comparer that is asked when the texts differ.</summary>
    public SettingsTask UseStringComparer(StringCompare compare) => With(settings => settings.Comparer = compare);

    /// <summary>The arguments of the test, or the first few, are part of the file's name.</summary>
    public SettingsTask UseParameters(params object?[] parameters) => With(settings => settings.Parameters = parameters);

    /// <summary>A text is part of the file's name in place of the arguments.</summary>
    public SettingsTask UseTextForParameters(string parametersText) => With(settings => settings.ParametersText = parametersText);

    /// <summary>The files are in this folder, absolute or relative to the test's.</summary>
    public SettingsTask UseDirectory(string directory) => With(settings => settings.Directory = directory);

    /// <summary>Shows no difference in a program of its own: this one never does.</summary>
    public SettingsTask DisableDiff() => this;

    private SettingsTask With(Action<VerifySettings> change)
    {
        change(_settings);
        return this;
    }
}
