using System.Text.RegularExpressions;
using Claims.Checkpoints.Folders;
using Claims.Common;
using Claims.Json;
using Claims.Model;
using Claims.Video;
using Claims.Video.Sampling;

namespace Claims.Subjects.Files;

/// <summary>A subject as a file states it (docs/tasks/subjects.md): model, pairs, target, expectations.</summary>
public sealed partial class SubjectFile
{
    /// <summary>Fewer foresee nothing: parts of them are drawn, and a verdict asks for eight pairs.</summary>
    public const int FewestDiscoveryPairs = 12;

    private const string Remedy = "docs/tasks/subjects.md shows what a subject's file looks like.";

    private readonly SubjectDocument _document;
    private readonly SubjectPlaces _places;
    private readonly ClipReading _reading;
    private readonly IReadOnlyList<NamedPair> _heldOut, _discovery;

    private SubjectFile(string path, SubjectDocument document, SubjectPlaces places)
    {
        (FilePath, _document, _places) = (path, document, places);
        if (!Word().IsMatch(Name))
            throw Fault($"the name \"{Name}\" is none for a folder: small letters, digits, dots and dashes.");
        if (places.Model is null && string.IsNullOrWhiteSpace(document.Model))
            throw Fault("\"model\" is empty.");
        _reading = Reading(document, places.Reading);
        (_heldOut, _discovery) = PairRules.Of(document, Fault);
        if ((places.Clean ?? places.Corrupt) is not null && _heldOut.Count != 1)
            throw Fault($"it has {_heldOut.Count} pairs; --clean and --corrupt stand in for the clips of a single one.");
    }

    /// <summary>Where it is.</summary>
    public string FilePath { get; }

    /// <summary>Short, as the command line names it.</summary>
    public string Name => _document.Name;

    /// <summary>One sentence: what it is.</summary>
    public string Description => _document.Description;

    /// <summary>Where its expectations are, or will be once registered; null where it has none: the paper's own stand.</summary>
    public string? ExpectationsPath => _document.Expectations is { } file ? Beside(file) : null;

    /// <summary>How many pairs verdicts are about.</summary>
    public int HeldOutPairs => _heldOut.Count;

    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="places">Where what it does not pin down is.</param>
    /// <exception cref="BadInputException">It states no subject.</exception>
    public static SubjectFile Read(string path, SubjectPlaces? places = null) => new(
        path, StrictJson.Read<SubjectDocument>(path, SubjectDocument.CurrentSchema, Remedy, page: "subject").Content, places
            ?? new SubjectPlaces());

    /// <summary>The checkpoint that it is tried on.</summary>
    /// <exception cref="MissingException">It is not on this machine.</exception>
    public string ModelFolder => Model();

    /// <summary>The subject that verdicts are about: its held-out pairs and what is expected of them.</summary>
    /// <exception cref="BadInputException">Its files cannot be used.</exception>
    public Subject HeldOut() => Of(_heldOut, Expectations());

    /// <summary>What is expected of it; null: what the paper says of its own model.</summary>
    /// <exception cref="BadInputException">The file states no expectations.</exception>
    public Expectations? Expectations() =>
        ExpectationsPath is not { } path ? null : File.Exists(path) ? ExpectationsFile.Read(path, Name) : Subjects.Expectations.None;

    /// <summary>The subject that expectations are registered from: its discovery pairs.</summary>
    /// <exception cref="BadInputException">It has none.</exception>
    public Subject Discovery() => _discovery.Count >= FewestDiscoveryPairs ? Of(_discovery, null)
        : throw Fault($"it has {_discovery.Count} discovery pairs; expectations are registered from {FewestDiscoveryPairs} or more.");

    private Subject Of(IReadOnlyList<NamedPair> pairs, Expectations? expectations)
    {
        try
        {
            var model = Model();
            return new Subject
            {
                Name = Name,
                Description = Description,
                Load = (device, dtype) => VideoModel.Load(model, device, dtype),
                ModelHashes = HashedFile.OfCheckpoint(model).ToDictionary(file => file.Name, file => file.Sha256),
                Target = _document.Target,
                Pairs = [.. pairs.Select(pair => Placed(pair, model))],
                Frames = Sampled(_reading),
                Expectations = expectations,
            };
        }
        catch (MissingException missing)
        {
            return new Subject
            {
                Name = Name,
                Description = Description,
                Load = (_, _) => throw missing,
                ModelHashes = new Dictionary<string, string>(),
                Pairs = [],
                Expectations = expectations,
                Missing = missing,
            };
        }
    }

    // What was said on the command line goes before the file.
    private ClipReading Reading(SubjectDocument document, ClipReading said)
    {
        if (document.TimeLimit is { } seconds && !(seconds is > 0 and < 1e6))
            throw Fault("\"time_limit\" is no number of seconds.");
        if (document.Stream < 0)
            throw Fault("\"stream\" is no stream's number.");
        try
        {
            return said with
            {
                Choice = said.Choice ?? (document.Frames is { } frames ? FrameChoice.Parse(frames) : null),
                Stream = said.Stream ?? document.Stream,
                TimeLimit = said.TimeLimit ?? (document.TimeLimit is { } limit ? TimeSpan.FromSeconds(limit) : null),
            };
        }
        catch (BadInputException e) when (e.File is null)
        {
            throw Fault($"\"frames\": {e.What} {e.Remedy}");
        }
    }

    private string Model()
    {
        if (_places.Model is { } given)
            return Folder(given);
        if (!_document.Model.StartsWith('$'))
            return Folder(Beside(_document.Model));
        if (Variable(_document.Model) is { } folder)
        {
            return Directory.Exists(folder) ? folder : throw new MissingException(
                $"{Name}: the folder of its model, which {_document.Model[1..]} names, is not there.",
                $"Set {_document.Model[1..]} to a checkpoint's folder, or give --model DIR.", "subject");
        }
        var hub = _document.Hub;
        return hub is not null && _places.Hub(hub) is { } cached ? cached : throw new MissingException(
            $"{Name}: its model is not here ({_document.Model[1..]} is not "
                + $"set{(hub is null ? "" : $", and {hub} is not in the Hugging Face cache")}).",
            $"{(hub is null ? "Give" : $"Fetch it with ./claims fetch {hub}, give")} --model DIR, or set {_document.Model[1..]} to a "
                + "checkpoint's folder.", "subject");
    }

    private string Folder(string path) => Directory.Exists(path) ? path
        : throw new MissingException($"{Name}: the folder of its model, {path}, is not there.",
            "Put the checkpoint there (config.json and weights), or give --model DIR.", "subject");

    private SubjectPair Placed(NamedPair pair, string model)
    {
        var clean = _places.Clean is { } given ? new PlacedClip(given, given) : Clip(pair.Clean, "--clean");
        var corrupt = _places.Corrupt is { } other ? new PlacedClip(other, other) : Clip(pair.Corrupt, "--corrupt");
        var scene = pair.OtherScene is { } name ? Clip(name, null) : null;
        return new(pair.Name, _ => clean.Open(model, _reading), _ => corrupt.Open(model, _reading))
        {
            OtherScene = scene is null ? null : (Func<VideoModel, SubjectClip>)(_ => scene.Open(model, _reading)),
            Sources = [.. new[] { clean, corrupt, scene }.OfType<PlacedClip>().Select(clip => clip.Name)],
        };
    }

    private PlacedClip Clip(string name, string? option)
    {
        // Reports name the variable: where this machine keeps a clip is nobody else's business.
        if (name.StartsWith('$'))
        {
            return new(name, Variable(name) ?? throw new MissingException(
                $"{Name}: a clip is not here ({name[1..]} is not set).",
                $"Set {name[1..]} to the clip{(option is null ? "" : $", or give {option} CLIP")}.", "subject"));
        }
        // What a reader of its own makes (alley:12:strike) is no file. One letter before the colon is a drive.
        var place = Scheme().IsMatch(name) ? name : Beside(name);
        return new(place, place);
    }

    private static string? Sampled(ClipReading reading) =>
        string.Join(", ", new[] { reading.Choice?.ToString(), reading.Stream is { } stream ? $"stream {stream}" : null }.OfType<string>())
            is { Length: > 0 } said ? said : null;

    // A subject comes from anywhere, and what it names is printed: only variables that are meant for it, never a secret's.
    private string? Variable(string name) => !Meant().IsMatch(name)
        ? throw Fault($"it names the variable {name}; a subject may name those that begin with $CLAIMS_ only.")
        : _places.Variable(name[1..]) is { Length: > 0 } value ? value : null;

    private string Beside(string path) => !path.Contains('\0', StringComparison.Ordinal)
        ? Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(FilePath))!)
        : throw Fault("a path in it has a zero character.");

    private BadInputException Fault(string what) => new(what, FilePath, Remedy, page: "subject");

    [GeneratedRegex(@"^\$CLAIMS_[A-Z0-9_]+\z")]
    private static partial Regex Meant();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]*\z")]
    private static partial Regex Word();

    [GeneratedRegex("^[a-z][a-z0-9+-]+:")]
    private static partial Regex Scheme();
}
