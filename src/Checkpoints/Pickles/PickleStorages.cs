using static TorchSharp.torch;

namespace Claims.Checkpoints.Pickles;

/// <summary>The storages that a file declares. Where their data lies is the container's affair.</summary>
/// <param name="legacy">Whether the file is of the pre-zip form.</param>
/// <param name="locate">Finds a new storage's data at once, where the container can.</param>
internal sealed class PickleStorages(bool legacy, Action<PickleInput, PickleStorage>? locate = null)
{
    private readonly Dictionary<string, PickleStorage> storages = new(StringComparer.Ordinal);

    public bool Legacy { get; } = legacy;

    public IReadOnlyDictionary<string, PickleStorage> All => storages;

    public PickleStorage Declare(PickleInput input, string key, ScalarType dtype, long elements)
    {
        if (key.Length is 0 or > 64 || key.AsSpan().ContainsAnyExcept(KeyCharacters))
            throw input.Fault(PickleFault.BadStorageKey, $"the storage key {Quoting.Quote(key)}.", key);
        if (elements < 0 || elements > long.MaxValue / dtype.Size())
            throw input.Fault(PickleFault.BadStorageSize, $"storage {Quoting.Quote(key)} declares {elements} elements.");
        if (!storages.TryGetValue(key, out var storage))
        {
            storage = new PickleStorage(key, dtype, elements);
            locate?.Invoke(input, storage);
            storages.Add(key, storage);
        }
        else if (storage.Dtype != dtype || storage.Elements != elements)
        {
            throw input.Fault(PickleFault.StorageConflict, $"storage {Quoting.Quote(key)} is declared twice, not alike.");
        }

        return storage;
    }

    // Numbers, in every file that torch.save writes.
    private static readonly System.Buffers.SearchValues<char> KeyCharacters =
        System.Buffers.SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");
}
