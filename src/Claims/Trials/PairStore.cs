using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Claims.Model;
using Claims.Subjects;

namespace Claims.Trials;

/// <summary>
/// Finished pairs of a run that is not whole yet, a JSON file each, in a folder named by all that their numbers depend on: model, measures, type,
/// device, seed and this very build. Another build or checkpoint never finds them.
/// </summary>
internal sealed class PairStore
{
    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly string _folder;

    public PairStore(string folder, Subject subject, IReadOnlyList<Measure> measures, VerificationOptions options) =>
        _folder = Path.Combine(folder, "unfinished-" + Fingerprint(subject, measures, options)[..16]);

    /// <summary>A pair that was finished; null where it was not, or its file is damaged.</summary>
    public MeasuredPair? Find(string pair)
    {
        try
        {
            return File.Exists(PathOf(pair)) ? JsonSerializer.Deserialize<MeasuredPair>(File.ReadAllBytes(PathOf(pair)), Options) : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or IOException)
        {
            return null;
        }
    }

    public void Keep(MeasuredPair pair)
    {
        Directory.CreateDirectory(_folder);
        NewFile.Write(PathOf(pair.Name), stream => JsonSerializer.Serialize(stream, pair, Options));
    }

    /// <summary>The run is whole: the next one measures anew.</summary>
    public void Clear()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private string PathOf(string pair) => Path.Combine(_folder, Hash(pair)[..16] + ".json");

    private static string Fingerprint(Subject subject, IReadOnlyList<Measure> measures, VerificationOptions options) => Hash(string.Join('\n',
    [
        typeof(PairStore).Assembly.ManifestModule.ModuleVersionId, typeof(VideoTransformer).Assembly.ManifestModule.ModuleVersionId, TorchSharp.torch.__version__,
        subject.Name, .. subject.ModelHashes.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Key + file.Value),
        options.Device?.ToString() ?? "cpu", options.Dtype, options.Seed, .. measures.Select(measure => measure.Name).Order(StringComparer.Ordinal),
    ]));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
