using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Claims.Common;
using Claims.Model;
using Claims.Pairs;
using Claims.Subjects;

namespace Claims.Verifications;

/// <summary>
/// Finished pairs of a run that is not whole yet, a JSON file each, in a folder named by all that their numbers depend on: model, type,
/// device, seed and this very build. Another build or checkpoint never finds them; nor does a pair whose clips are no longer what they
/// were.
/// </summary>
internal sealed class PairStore
{
    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    // A pair of a large model with many heads is some tens of MB.
    private const long Longest = 1 << 30;

    private readonly string _folder;

    public PairStore(string folder, Subject subject, IReadOnlyList<Measure> measures, VerificationOptions options) =>
        _folder = Path.Combine(folder, "unfinished-" + Fingerprint(subject, measures, options)[..16]);

    /// <summary>What was kept of a pair; null where nothing was, its file is damaged, or a clip has changed since.</summary>
    /// <param name="pair">The pair as its clips are now, without numbers.</param>
    public MeasuredPair? Find(MeasuredPair pair)
    {
        try
        {
            var kept = File.Exists(PathOf(pair.Name))
                ? JsonSerializer.Deserialize<MeasuredPair>(RegularFile.Bytes(PathOf(pair.Name), Longest), Options) : null;
            return kept?.Numbers is not null && kept.SameClips(pair) && kept.Numbers.Values.All(all => all?.Contains(null!) == false) ? kept
                : null;
        }
        // Whatever is wrong with it (an array without its axes says so in several ways): the pair is measured again.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <exception cref="MissingException">The folder cannot be written to.</exception>
    public void Keep(MeasuredPair pair)
    {
        var path = PathOf(pair.Name);
        try
        {
            Directory.CreateDirectory(_folder);
            // Renamed, so that it is whole; not flushed to the disk: what a power failure takes is measured again.
            var temporary = path + ".tmp";
            File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(pair, Options));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            throw NewFile.Failed(path, e);
        }
    }

    /// <summary>The run is whole: the next one measures anew.</summary>
    /// <exception cref="MissingException">The folder cannot be taken away.</exception>
    public void Clear()
    {
        try
        {
            if (Directory.Exists(_folder))
                Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            throw NewFile.Failed(_folder, e);
        }
    }

    private string PathOf(string pair) => Path.Combine(_folder, Hash(pair)[..16] + ".json");

    private static string Fingerprint(Subject subject, IReadOnlyList<Measure> measures, VerificationOptions options) =>
        Hash(string.Join('\n',
    [
        .. Builds(measures),
        TorchSharp.torch.__version__,
        subject.Name, .. subject.ModelHashes.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Key + file.Value),
        options.Device?.ToString() ?? "cpu", options.Dtype, options.Seed,
    ]));

    private static IEnumerable<object> Builds(IReadOnlyList<Measure> measures) =>
        measures.Select(measure => measure.Compute.Method.Module).Append(typeof(PairStore).Module).Append(typeof(VideoModel).Module)
            .Select(module => module.ModuleVersionId).Distinct().Order().Cast<object>();

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
