namespace Claims.Cli.Machine;

/// <summary>Checkpoints that are already here: the shipped fixture, and what the Hugging Face cache holds.</summary>
internal static class Checkpoints
{
    private const string Released = "google/vivit-b-16x2-kinetics400";

    public static IEnumerable<Finding> Findings()
    {
        var shipped = Path.Combine(Fixtures.Folder, "golden", "dev", "vivit-tiny");
        yield return new Finding("fixture", State.Good, shipped);
        var snapshots = Path.Combine(HubCache(), "models--" + Released.Replace("/", "--", StringComparison.Ordinal), "snapshots");
        var found = Directory.Exists(snapshots) ? Directory.EnumerateDirectories(snapshots).Order(StringComparer.Ordinal).LastOrDefault() : null;
        yield return found is not null
            ? new Finding("checkpoint", State.Good, $"{Released} in {found}")
            : new Finding("checkpoint", State.Optional, $"{Released} is not in {HubCache()}", $"With Python's huggingface_hub: huggingface-cli download {Released}; then --model on its folder.");
    }

    // https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables
    private static string HubCache() =>
        Environment.GetEnvironmentVariable("HF_HUB_CACHE")
        ?? (Environment.GetEnvironmentVariable("HF_HOME") is { } home ? Path.Combine(home, "hub") : null)
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "huggingface", "hub");
}
