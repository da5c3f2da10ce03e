using System.Diagnostics.Contracts;

namespace VerifyTests;

public partial class SettingsTask
{
    [Pure]
    public SettingsTask UseDirectory(string directory) => With(s => s.UseDirectory(directory));

    [Pure]
    public SettingsTask UseTypeName(string name) => With(s => s.UseTypeName(name));

    [Pure]
    public SettingsTask UseMethodName(string name) => With(s => s.UseMethodName(name));

    [Pure]
    public SettingsTask UseFileName(string fileName) => With(s => s.UseFileName(fileName));

    [Pure]
    public SettingsTask UseTextForParameters(string parametersText) => With(s => s.UseTextForParameters(parametersText));

    [Pure]
    public SettingsTask UseParameters<T>(T parameter) => With(s => s.UseParameters(parameter));

    [Pure]
    public SettingsTask UseParameters<T>(T[] parameters) => With(s => s.UseParameters(parameters));

    [Pure]
    public SettingsTask UseParameters(params object?[] parameters) => With(s => s.UseParameters(parameters));

    [Pure]
    public SettingsTask IgnoreParameters(params string[] parameterNames) => With(s => s.IgnoreParameters(parameterNames));

    [Pure]
    public SettingsTask IgnoreParametersForVerified(params object?[] parameters) => With(s => s.IgnoreParametersForVerified(parameters));

    [Pure]
    public SettingsTask DisableRequireUniquePrefix() => With(s => s.DisableRequireUniquePrefix());
}
