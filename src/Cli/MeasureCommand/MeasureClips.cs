using Claims.Common;
using Claims.Subjects;
using Claims.Video;

namespace Claims.Cli.MeasureCommand;

/// <summary>The clips of one call of <c>claims measure</c>: the pair, more for controls, and a list for probes.</summary>
internal sealed class MeasureClips : IDisposable
{
    private readonly List<(string Role, SubjectClip File)> _opened = [];

    /// <exception cref="BadInputException">A clip cannot be read, or there is nothing to measure between the pair.</exception>
    public MeasureClips(string model, string? clean, string? corrupt, IReadOnlyList<string> sameOutcome, IReadOnlyList<string> unrelated,
        string? list, ClipReading reading)
    {
        try
        {
            List = list is null ? null : ClipList.Open(list, model, reading);
            Open("clean", clean ?? List?.Pair.Clean);
            Open("corrupt", corrupt ?? List?.Pair.Corrupt);
            foreach (var source in sameOutcome)
                Open("same-outcome", source);
            foreach (var source in unrelated)
                Open("unrelated", source);
            MustDiffer();
        }
        catch
        {
            Dispose();
            throw;
        }

        void Open(string role, string? source) => _opened.Add((role, SubjectClip.Open(
            source ?? throw new BadInputException($"No --{role} clip was given.",
                remedy: "Give one, or a list of clips: --clips FILE.csv."), model, reading)));
    }

    /// <summary>Roles are clean, corrupt, same-outcome and unrelated.</summary>
    public IReadOnlyList<(string Role, SubjectClip File)> Opened => _opened;

    public ClipList? List { get; }

    public SubjectClip Clean => _opened[0].File;

    public SubjectClip Corrupt => _opened[1].File;

    public IReadOnlyList<TorchSharp.torch.Tensor> Of(string role) =>
        [.. _opened.Where(clip => clip.Role == role).Select(clip => clip.File.Pixels)];

    public void Dispose() => _opened.ForEach(clip => clip.File.Dispose());

    // Found out now, not after an hour of sweeps.
    private void MustDiffer()
    {
        if (_opened.FirstOrDefault(clip => clip.Role != "corrupt" && clip.File.Sha256 == Corrupt.Sha256) is { File: { } same } twin)
            throw new BadInputException($"has the very pixels of the corrupted clip, {Corrupt.Source}; there is nothing to measure between "
                + "them.", same.Source, $"Give another --{twin.Role}.");
    }
}
