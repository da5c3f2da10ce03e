using System.Text;

namespace VerifyTests;

/// <summary>One call to Verify: from the target to the text, from the text to the files, from the files to the verdict.</summary>
/// <remarks>The name is the real package's: it stands in the stack traces that <see cref="Throws(Action)"/> scrubs.</remarks>
internal sealed partial class InnerVerifier : IDisposable
{
    private readonly VerifySettings _settings;
    private readonly SnapshotFiles _files;
    private readonly Counter _counter;
    private readonly string _type;
    private readonly string _method;

    public InnerVerifier(string sourceFile, VerifySettings settings, string typeName, string methodName, IReadOnlyList<string>? parameterNames, PathInfo path)
    {
        VerifierSettings.NoteFirstRun($"{typeName}.{methodName}");
        _settings = settings;
        _counter = Counter.Start(settings);
        _type = settings.TypeName ?? typeName;
        _method = settings.MethodName ?? methodName;
        var type = settings.TypeName ?? path.TypeName ?? typeName;
        var method = settings.MethodName ?? path.MethodName ?? methodName;
        var beside = Path.GetDirectoryName(sourceFile)!;
        var directory = (settings.Directory ?? path.Directory) is { } chosen ? Path.Combine(beside, chosen) : beside;
        _files = new(directory, $"{type}.{method}", parameterNames, settings);
    }

    public async Task<VerifyResult> VerifyTask<T>(Task<T> task)
    {
        var target = await task;
        try
        {
            return await Verify(target);
        }
        finally
        {
            await Release(target);
        }
    }

    public async Task<VerifyResult> VerifyAsyncEnumerable<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<object?>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        try
        {
            return await VerifyRoot(list, []);
        }
        finally
        {
            foreach (var item in list)
            {
                await Release(item);
            }
        }
    }

    public Task<VerifyResult> Verify(object? target) =>
        target is not null && TopLevel.TryGetText(target, out var text) ? VerifyString(text) : VerifyRoot(target, []);

    public Task<VerifyResult> Verify(object? target, IEnumerable<Target> targets) => VerifyRoot(target, targets);

    public Task<VerifyResult> VerifyString(string? text) => VerifyRoot(text, []);

    public Task<VerifyResult> VerifyString(string? text, string extension) => VerifyTargets([new(extension, text ?? "null")]);

    public Task<VerifyResult> VerifyJson(string? json) => VerifyRoot(json is null ? null : Json.Parse(json), []);

    public Task<VerifyResult> VerifyTargets(IEnumerable<Target> targets) => Judge(null, [.. Scrubbed(targets)]);

    public void Dispose() => Counter.Stop();

    private Task<VerifyResult> VerifyRoot(object? root, IEnumerable<Target> targets) =>
        Judge(root, [new Target("txt", new StringBuilder(RootText(root))), .. Scrubbed(targets)]);

    private string RootText(object? root)
    {
        if (root is not string text)
        {
            return TopLevel.Write(root, _settings, _counter);
        }

        text = text.TrimStart('\uFEFF');
        var builder = new StringBuilder(text.Length == 0 ? "emptyString" : text);
        Scrubbers.ApplyToFile("txt", builder, _settings, _counter);
        return builder.ToString();
    }

    private List<Target> Scrubbed(IEnumerable<Target> targets)
    {
        List<Target> all = [.. targets, .. _settings.AppendedTargets];
        foreach (var target in all)
        {
            Scrubbers.ApplyToFile(target.Extension, target.Text, _settings, _counter);
        }

        return all;
    }

    private static async Task Release<T>(T target)
    {
        switch (target)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}
