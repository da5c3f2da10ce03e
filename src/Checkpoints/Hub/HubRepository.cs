using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Claims.Common;

namespace Claims.Checkpoints.Hub;

/// <summary>A repository of models or data sets on a hub, by its name: google/vivit-b-16x2-kinetics400.</summary>
public sealed partial record HubRepository
{
    private const int Longest = 96;

    private HubRepository(string name, string kind) => (Name, Kind) = (name, kind);

    /// <summary>Owner and name, as the hub writes them.</summary>
    public string Name { get; }

    /// <summary>"models" or "datasets", as in the hub's addresses and the cache's folder names.</summary>
    public string Kind { get; }

    /// <summary>A repository with a model.</summary>
    /// <exception cref="BadInputException">The name is none.</exception>
    public static HubRepository Model(string name) => new(Checked(name), "models");

    /// <summary>A repository with data.</summary>
    /// <exception cref="BadInputException">The name is none.</exception>
    public static HubRepository Dataset(string name) => new(Checked(name), "datasets");

    /// <summary>Whether a text has the form owner/name.</summary>
    public static bool IsName([NotNullWhen(true)] string? text) =>
        text is { Length: <= Longest } && Form().IsMatch(text)
        && !text.Contains("--", StringComparison.Ordinal) && !text.Contains("..", StringComparison.Ordinal)
        && !text.EndsWith(".git", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Kind == "models" ? Name : $"{Kind}/{Name}";

    /// <summary>As in /api/models/owner/name.</summary>
    internal string ApiPath => $"api/{Kind}/{Name}";

    /// <summary>As in /owner/name/resolve/...: only models have no prefix.</summary>
    internal string FilePath => ToString();

    /// <summary>As in the cache: models--owner--name.</summary>
    internal string CacheName => $"{Kind}--{Name.Replace("/", "--", StringComparison.Ordinal)}";

    internal static HubRepository? FromCacheName(string folder)
    {
        var parts = folder.Split("--");
        return parts is ["models" or "datasets", _, _] && IsName($"{parts[1]}/{parts[2]}") ? new($"{parts[1]}/{parts[2]}", parts[0]) : null;
    }

    private static string Checked(string name) => IsName(name) ? name
        : throw new BadInputException($"\"{name}\" is no repository's name.",
            remedy: "A name is OWNER/NAME, of letters, digits, '-', '_' and '.'.");

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]*/[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?\z")]
    private static partial Regex Form();
}
