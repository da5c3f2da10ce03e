using System.Runtime.CompilerServices;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Compares a text with the one kept in a file beside the test.</summary>
public static class Verifier
{
    /// <summary>Verifies a text, kept as .txt.</summary>
    public static SettingsTask Verify(string target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Verify(target.Length == 0 ? "emptyString" : target, "txt", settings, sourceFile);

    /// <summary>Verifies a text, kept with an extension of its own.</summary>
    public static SettingsTask Verify(
        string target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        new(settings, own =>
        {
            var folder = Path.Combine(Path.GetDirectoryName(sourceFile)!, own.Directory ?? "");
            return new Snapshot(folder, SnapshotName.Of(UseVerifyAttribute.Running, own), extension).Judge(target, own.Comparer);
        });
}
