using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace VerifyTests;

/// <summary>Accepts a change of one verified file without a look at it.</summary>
public delegate bool AutoVerify(string verifiedFile);

/// <summary>The options of one call to Verify; <see cref="SettingsTask"/> offers the same in a chain.</summary>
public partial class VerifySettings
{
    private readonly Dictionary<string, StringCompare> _extensionComparers = [];
    private readonly List<Target> _appendedTargets = [];
    private StringCompare? _stringComparer;
    private AutoVerify? _autoVerify;
    private bool _dateCounting = true;

    public VerifySettings()
    {
    }

    public VerifySettings(VerifySettings? settings)
    {
        if (settings is null)
        {
            return;
        }

        _extensionComparers = new(settings._extensionComparers);
        _appendedTargets = [.. settings._appendedTargets];
        _stringComparer = settings._stringComparer;
        _autoVerify = settings._autoVerify;
        _dateCounting = settings._dateCounting;
        Context = settings.Context.ToDictionary(p => p.Key, p => p.Value is ICloneable value ? value.Clone() : p.Value);
        CopyNaming(settings);
        CopyScrubbing(settings);
    }

    public Dictionary<string, object> Context { get; } = [];

    public bool DateCountingEnable => VerifierSettings.DateCountingEnabled && _dateCounting;

    internal bool ThrowAfterAutoVerify
    {
        get => VerifierSettings.ThrowAfterAutoVerify || field;
        private set;
    }

    internal IReadOnlyList<Target> AppendedTargets => _appendedTargets;

    public void DisableDateCounting() => _dateCounting = false;

    /// <summary>The stand-in starts no diff tool anyway.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "As in the real package.")]
    public void DisableDiff()
    {
    }

    public void AutoVerify(bool includeBuildServer = true, bool throwException = false) => AutoVerify(_ => true, includeBuildServer, throwException);

    public void AutoVerify(AutoVerify autoVerify, bool includeBuildServer = true, bool throwException = false)
    {
        if (includeBuildServer || !BuildServer.Detected)
        {
            _autoVerify = autoVerify;
            ThrowAfterAutoVerify = throwException;
        }
    }

    public void UseStringComparer(StringCompare compare, params ReadOnlySpan<string> extensions)
    {
        if (extensions.Length == 0)
        {
            _stringComparer = compare;
        }

        foreach (var extension in extensions)
        {
            Names.RequireExtension(extension);
            _extensionComparers[extension] = compare;
        }
    }

    public void AppendContentAsFile(string content, string extension = "txt", string? name = null) => _appendedTargets.Add(new(extension, content, name));

    public void AppendContentAsFile(StringBuilder content, string extension = "txt", string? name = null) => _appendedTargets.Add(new(extension, content, name));

    internal StringCompare? FindStringComparer(string extension) =>
        _extensionComparers.GetValueOrDefault(extension) ?? _stringComparer ?? VerifierSettings.FindStringComparer(extension);

    internal bool IsAutoVerified(string verifiedFile, string typeName, string methodName) =>
        VerifierSettings.GlobalAutoVerify is { } everywhere ? everywhere(typeName, methodName, verifiedFile) : _autoVerify?.Invoke(verifiedFile) == true;
}
