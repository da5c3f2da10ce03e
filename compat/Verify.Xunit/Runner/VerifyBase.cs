using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Contracts;
using System.Runtime.CompilerServices;
using VerifyTests;

namespace VerifyXunit;

/// <summary>A base class for tests that share settings; the derived class calls the constructor, which takes its path.</summary>
public abstract class VerifyBase
{
    private readonly VerifySettings? _settings;
    private readonly string _sourceFile;

    [SuppressMessage("Design", "CA1012", Justification = "Public as in the real package.")]
    public VerifyBase(VerifySettings? settings = null, [CallerFilePath] string sourceFile = "")
    {
        if (string.IsNullOrWhiteSpace(sourceFile))
        {
            throw new ArgumentException($"{nameof(VerifyBase)}.ctor must be called explicitly.", nameof(sourceFile));
        }

        _settings = settings;
        _sourceFile = sourceFile;
    }

    [Pure]
    public SettingsTask Verify(object? target, VerifySettings? settings = null) => Verifier.Verify(target, settings ?? _settings, _sourceFile);

    [Pure]
    public SettingsTask Verify(string? target, VerifySettings? settings = null) => Verifier.Verify(target, settings ?? _settings, _sourceFile);

    [Pure]
    public SettingsTask Verify(string? target, string extension, VerifySettings? settings = null) => Verifier.Verify(target, extension, settings ?? _settings, _sourceFile);

    [Pure]
    public SettingsTask Verify<T>(Task<T> target, VerifySettings? settings = null) => Verifier.Verify(target, settings ?? _settings, _sourceFile);

    [Pure]
    public SettingsTask Verify(IEnumerable<Target> targets, VerifySettings? settings = null) => Verifier.Verify(targets, settings ?? _settings, _sourceFile);

    [Pure]
    public SettingsTask VerifyJson([StringSyntax(StringSyntaxAttribute.Json)] string? target, VerifySettings? settings = null) => Verifier.VerifyJson(target, settings ?? _settings, _sourceFile);

    [Pure]
    public SettingsTask Throws(Action target, VerifySettings? settings = null) => Verifier.Throws(target, settings ?? _settings, _sourceFile);

    [Pure]
    public SettingsTask Throws(Func<object?> target, VerifySettings? settings = null) => Verifier.Throws(target, settings ?? _settings, _sourceFile);

    [Pure]
    public SettingsTask ThrowsTask(Func<Task> target, VerifySettings? settings = null) => Verifier.ThrowsTask(target, settings ?? _settings, _sourceFile);
}
