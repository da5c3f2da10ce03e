using Claims.Checkpoints;
using Claims.Checkpoints.Folders;
using static TorchSharp.torch;

namespace Claims.Model;

/// <summary>What a config.json says, as far as others than its architecture want to know.</summary>
public interface IModelConfig
{
    /// <summary>The model's shape.</summary>
    ModelShape Shape { get; }

    /// <summary>What else decides what it computes, in words: activation, epsilon, biases.</summary>
    string Options { get; }

    /// <summary>What in the file is not as it should be, though what was meant is certain: a sentence each.</summary>
    IReadOnlyList<string> Notes => [];
}

/// <summary>
/// A kind of video transformer: how its checkpoints are read. Registered by the name that config.json has in "model_type", it is open to
/// every measurement, claim and verb. An architecture is this and a <see cref="VideoModel"/>; docs/architecture.md says how to add one.
/// </summary>
public abstract class Architecture
{
    private static readonly Lock Registering = new();
    private static volatile IReadOnlyList<Architecture> _known = [];

    /// <summary>"model_type": vivit.</summary>
    public abstract string ModelType { get; }

    /// <summary>Reads and checks a config.json.</summary>
    /// <exception cref="ConfigException">A field is wrong, contradicts another, or is not understood.</exception>
    public abstract IModelConfig ReadConfig(string path);

    /// <summary>The tensors that a checkpoint of this configuration has, all of them.</summary>
    public abstract IReadOnlyList<ExpectedTensor> Expected(IModelConfig config);

    /// <summary>Builds the model from a checkpoint's tensors.</summary>
    /// <param name="config">What <see cref="ReadConfig"/> read.</param>
    /// <param name="tensor">A tensor of <see cref="Expected"/> by its name there, whatever the file calls it; of the model's type and on
    /// its device; the caller's scope owns it.</param>
    public abstract VideoModel Build(IModelConfig config, Func<string, Tensor> tensor);

    /// <summary>Every architecture that is known, in the order in which they were registered.</summary>
    public static IReadOnlyList<Architecture> Known => _known;

    /// <summary>Makes an architecture known; once is enough.</summary>
    /// <exception cref="ArgumentException">Another one has its name.</exception>
    public static void Register(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        lock (Registering)
        {
            if (_known.FirstOrDefault(other => other.ModelType == architecture.ModelType) is { } same)
            {
                if (same.GetType() != architecture.GetType())
                    throw new ArgumentException($"There is an architecture \"{architecture.ModelType}\" already, {same.GetType().Name}.",
                        nameof(architecture));
                return;
            }
            _known = [.. _known, architecture];
        }
    }

    /// <summary>The architecture of the checkpoint in a folder, by its config.json's "model_type".</summary>
    /// <exception cref="CheckpointException">There is no such folder or no config.json, or its type is not known; the message lists the
    /// known.</exception>
    public static Architecture Of(string folder)
    {
        var path = CheckpointFolder.ConfigPath(folder);
        var type = TypeIn(path);
        return _known.FirstOrDefault(architecture => architecture.ModelType == type) ?? throw new ConfigException(ConfigFault.Unsupported,
            $"model_type is {(type is null ? "absent" : Quoting.Quote(type))}; {Names()}.", path, "model_type",
            remedy: "Give a checkpoint of a type that is read.");
    }

    /// <summary>What the config.json of a folder says.</summary>
    /// <exception cref="CheckpointException">As of <see cref="Of"/> and <see cref="ReadConfig"/>.</exception>
    public static IModelConfig Config(string folder) => Of(folder).ReadConfig(CheckpointFolder.ConfigPath(folder));

    private static string? TypeIn(string path) => JsonFile.Read(path, ConfigFields.LongestFile,
        json => new ConfigFields(json, path).Text("model_type"),
        (what, inner) => new ConfigException(ConfigFault.NotJson, what, path, inner: inner));

    private static string Names() => _known.Count == 1 ? $"only '{_known[0].ModelType}' is read"
        : $"those that are read are {string.Join(", ", _known.Select(architecture => $"'{architecture.ModelType}'"))}";
}
