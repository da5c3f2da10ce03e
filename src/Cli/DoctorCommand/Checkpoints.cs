using Claims.Checkpoints.Hub;
using Claims.Checkpoints.Hub.Places;
using Claims.Cli.Choices;
using Claims.Common;
using Claims.Model;
using Claims.Subjects;

namespace Claims.Cli.DoctorCommand;

/// <summary>Checkpoints that are already here: the shipped fixture, and what the Hugging Face cache holds.</summary>
internal static class Checkpoints
{
    public static IEnumerable<Finding> Findings()
    {
        var cache = new HubCache();
        return [new("fixture", State.Good, Path.Combine(Fixtures.Folder, "golden", "dev", "vivit-tiny")), Released(cache), .. Others(cache),
            Clips(cache)];
    }

    private static Finding Released(HubCache cache) =>
        Look("checkpoint", ReleasedModel.Checkpoint.ToString(), cache, () => cache.Find(ReleasedModel.Checkpoint));

    private static Finding Clips(HubCache cache) => Look("clips", ReleasedModel.Clips.ToString(), cache, () =>
        cache.FindFile(ReleasedModel.Clips, ReleasedModel.StrikeClip) is { } strike
            && cache.FindFile(ReleasedModel.Clips, ReleasedModel.GutterClip) is not null
            ? Path.GetDirectoryName(strike)
            : null);

    // A cache may hold dozens of language models: those that are no video transformer are left out.
    private static IEnumerable<Finding> Others(HubCache cache) =>
        from found in cache.Snapshots()
        where found.Repository.Kind == "models" && found.Repository != ReleasedModel.Checkpoint && IsKnown(found.Folder)
        select new Finding("checkpoint", State.Good, $"{found.Repository}@{found.Commit} in {found.Folder}");

    private static Finding Look(string what, string name, HubCache cache, Func<string?> find)
    {
        try
        {
            return find() is { } folder
                ? new Finding(what, State.Good, $"{name} in {folder}")
                : new Finding(what, State.Optional, $"{name} {(what == "clips" ? "are" : "is")} not in {cache.Folder}",
                    $"./claims fetch {ReleasedModel.Name}");
        }
        catch (HubException e)
        {
            return new Finding(what, State.Poor, e.What, e.Remedy);
        }
    }

    private static bool IsKnown(string folder)
    {
        try
        {
            _ = Architecture.Config(folder);
            return true;
        }
        catch (BadInputException)
        {
            return false;
        }
    }
}
