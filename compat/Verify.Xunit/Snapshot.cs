using System.Collections.Concurrent;
using System.Text;

namespace VerifyTests;

/// <summary>One verified file and, while it is missing or differs, the received one beside it.</summary>
internal sealed class Snapshot(string folder, string name, string extension)
{
    private static readonly ConcurrentDictionary<string, bool> Used = new();
    private readonly string _received = Path.Combine(folder, $"{name}.received.{extension}");
    private readonly string _verified = Path.Combine(folder, $"{name}.verified.{extension}");

    public async Task Judge(string text, StringCompare? compare)
    {
        var prefix = Path.Combine(folder, name);
        if (!Used.TryAdd(prefix, true))
            throw new InvalidOperationException($"The prefix has already been used: {prefix}. A theory needs UseParameters.");
        File.Delete(_received);
        var received = WithLineFeeds(text);
        if (!File.Exists(_verified))
            throw Failure("New", received, $"Received: {Path.GetFileName(_received)}\n{received}");
        var verified = WithLineFeeds(await File.ReadAllTextAsync(_verified));
        if (verified.Length == received.Length + 1 && verified.EndsWith('\n'))
            verified = verified[..^1];
        if (received == verified)
            return;
        var result = compare is null ? CompareResult.NotEqual() : await compare(received, verified, new Dictionary<string, object>());
        if (!result.IsEqual)
            throw Failure("NotEqual", received, Difference(received, verified, result.Message));
    }

    private string Difference(string received, string verified, string? message) => message is null
        ? $"Received: {Path.GetFileName(_received)}\n{received}\nVerified: {Path.GetFileName(_verified)}\n{verified}"
        : $"Received: {Path.GetFileName(_received)}\nVerified: {Path.GetFileName(_verified)}\nCompare Result:\n{message}";

    /// <summary>Leaves what was received for a look.</summary>
    private VerifyException Failure(string kind, string received, string content)
    {
        File.WriteAllText(_received, received, Encoding.UTF8);
        var files = $"  - Received: {Path.GetFileName(_received)}\n    Verified: {Path.GetFileName(_verified)}\n";
        return new($"Directory: {folder}\n{kind}:\n{files}\nFileContent:\n\n{kind}:\n\n{content}\n\n");
    }

    private static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
