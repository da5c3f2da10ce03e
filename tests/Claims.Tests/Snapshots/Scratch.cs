using System.Text;

namespace Claims.Tests.Snapshots;

/// <summary>A folder of its own for verifications that are meant to fail or to write.</summary>
internal sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("claims-snapshots-").FullName;

    public IEnumerable<string> Files => Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    /// <summary>Awaits a verification that must fail, and returns what it says. A diff tool would put an empty verified file there.</summary>
    public static async Task<string> Failure(SettingsTask verification)
    {
        var thrown = await Record.ExceptionAsync(async () => await verification.DisableDiff());
        thrown.Should().NotBeNull("the verification must fail");
        return thrown!.Message;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
