using System.Runtime.CompilerServices;

namespace VerifyTests;

public partial class VerifySettings
{
    public string? Directory { get; private set; }

    public bool HasParameters => Parameters is not null;

    internal string? TypeName { get; private set; }

    internal string? MethodName { get; private set; }

    internal string? FileName { get; private set; }

    internal string? ParametersText { get; private set; }

    internal object?[]? Parameters { get; private set; }

    internal HashSet<string>? IgnoredParameters { get; private set; }

    internal bool ParametersIgnoredForVerified { get; private set; }

    internal bool UniquePrefixDisabled { get; private set; }

    public void UseDirectory(string directory)
    {
        Names.RequireDirectory(directory);
        Directory = directory;
    }

    public void UseTypeName(string name)
    {
        Names.RequireFile(name);
        RefuseBesideFileName();
        TypeName = name;
    }

    public void UseMethodName(string name)
    {
        Names.RequireFile(name);
        RefuseBesideFileName();
        MethodName = name;
    }

    public void UseFileName(string fileName)
    {
        Names.RequireFile(fileName);
        if (MethodName is not null || TypeName is not null)
        {
            throw new InvalidOperationException($"{nameof(UseFileName)} is not compatible with {nameof(UseMethodName)} or {nameof(UseTypeName)}.");
        }

        FileName = fileName;
    }

    public void UseTextForParameters(string parametersText)
    {
        Names.RequireExtension(parametersText);
        if (Parameters is not null)
        {
            throw new InvalidOperationException($"{nameof(UseTextForParameters)} is not compatible with {nameof(UseParameters)}.");
        }

        ParametersText = parametersText;
    }

    public void UseParameters<T>(T parameter) => UseParameters(new object?[] { parameter });

    public void UseParameters<T>(T[] parameters) => UseParameters(new object?[] { parameters });

    public void UseParameters(params object?[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfZero(parameters.Length, nameof(parameters));
        RefuseBesideFileName();
        if (ParametersText is not null)
        {
            throw new InvalidOperationException($"{nameof(UseParameters)} is not compatible with {nameof(UseTextForParameters)}.");
        }

        Parameters = parameters;
    }

    public void IgnoreParameters(params string[] parameterNames) => IgnoredParameters = [.. parameterNames];

    public void IgnoreParametersForVerified(params object?[] parameters)
    {
        if (parameters.Length > 0)
        {
            UseParameters(parameters);
        }

        ParametersIgnoredForVerified = true;
    }

    public void DisableRequireUniquePrefix() => UniquePrefixDisabled = true;

    private void CopyNaming(VerifySettings other)
    {
        Directory = other.Directory;
        TypeName = other.TypeName;
        MethodName = other.MethodName;
        FileName = other.FileName;
        ParametersText = other.ParametersText;
        Parameters = other.Parameters;
        IgnoredParameters = other.IgnoredParameters;
        ParametersIgnoredForVerified = other.ParametersIgnoredForVerified;
        UniquePrefixDisabled = other.UniquePrefixDisabled;
    }

    private void RefuseBesideFileName([CallerMemberName] string caller = "")
    {
        if (FileName is not null)
        {
            throw new InvalidOperationException($"{caller} is not compatible with {nameof(UseFileName)}.");
        }
    }
}
