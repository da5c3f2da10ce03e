using System.Collections.Concurrent;

namespace VerifyTests;

/// <summary>The files of one call to Verify: <c>{Class}.{Method}[_{parameters}][#{target}].verified.{extension}</c>.</summary>
internal sealed class SnapshotFiles
{
    private static readonly ConcurrentDictionary<string, byte> UsedPrefixes = new();
    private readonly string _received;
    private readonly string _verified;

    public SnapshotFiles(string directory, string typeAndMethod, IReadOnlyList<string>? parameterNames, VerifySettings settings)
    {
        Directory = directory;
        var (receivedParameters, verifiedParameters) = ParameterText.Build(parameterNames, settings);
        var received = settings.FileName ?? typeAndMethod + receivedParameters;
        var verified = settings.FileName ?? (settings.ParametersIgnoredForVerified ? typeAndMethod : typeAndMethod + verifiedParameters);
        _received = Path.Combine(directory, received);
        _verified = Path.Combine(directory, verified);
        if (!settings.UniquePrefixDisabled && !VerifierSettings.UniquePrefixDisabled)
        {
            RequireUnused(_received);
        }

        System.IO.Directory.CreateDirectory(directory);
        Accepted = Find(directory, verified, "verified");
        foreach (var stale in Find(directory, received, "received"))
        {
            File.Delete(stale);
        }
    }

    public string Directory { get; }

    /// <summary>The verified files that lie there already; one that no target claims is to be deleted.</summary>
    public IReadOnlyList<string> Accepted { get; }

    public FilePair For(Target target, int? index = null)
    {
        var part = (target.Name, index) switch
        {
            (null, null) => "",
            (null, _) => $"#{index:D2}",
            (_, null) => $"#{target.Name}",
            _ => $"#{target.Name}.{index:D2}",
        };
        return new(target.Extension, $"{_received}{part}.received.{target.Extension}", $"{_verified}{part}.verified.{target.Extension}");
    }

    private static List<string> Find(string directory, string prefix, string kind) =>
        [.. System.IO.Directory.EnumerateFiles(directory, $"{prefix}*.{kind}.*").Where(f =>
            Path.GetFileName(f).StartsWith($"{prefix}.{kind}.", StringComparison.Ordinal) ||
            Path.GetFileName(f).StartsWith($"{prefix}#", StringComparison.Ordinal))];

    private static void RequireUnused(string prefix)
    {
        if (!UsedPrefixes.TryAdd(prefix, 0))
        {
            throw new InvalidOperationException(
                $"The prefix has already been used: {prefix}. Either two cases of a theory share a name (call UseParameters), " +
                "or a test verifies twice (call UseMethodName), or UseDirectory, UseTypeName, UseFileName or DerivePathInfo make two tests meet. " +
                "If that is meant, call DisableRequireUniquePrefix.");
        }
    }
}
