using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Claims.Checkpoints.Pickles;

/// <summary>
/// The form of torch.save before PyTorch 1.6: five pickles (magic number, version, machine, the object, the keys of
/// its storages), then for each key the number of elements and the elements.
/// </summary>
internal static class LegacyCheckpoint
{
    private const long Version = 1001;
    private static readonly BigInteger Magic =
        BigInteger.Parse("1950a86a20f9469cfc6c", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>Runs the pickles, finds every storage's data, and returns the object.</summary>
    public static object? Read(FileBytes file)
    {
        var input = new PickleInput(file, 0, file.Length);
        var storages = new PickleStorages(legacy: true);
        if (Run(input, null) is not BigInteger magic || magic != Magic)
            throw input.Fault(PickleFault.WrongMagic, "a pickle, but without PyTorch's magic number: not a file of torch.save.");
        if (Run(input, null) is not Version)
            throw input.Fault(PickleFault.WrongVersion, $"a file of torch.save of another version than {Version}.");
        CheckByteOrder(input, Run(input, null));
        var result = Run(input, storages);
        var keys = Run(input, null);
        LocateAll(file, input, storages, keys);
        return result;
    }

    private static object? Run(PickleInput input, PickleStorages? storages)
    {
        input.Restart();
        return new PickleMachine(input, storages).Run();
    }

    private static void CheckByteOrder(PickleInput input, object? machine)
    {
        if (machine is not PickleDict { Items: var items } || items.Count(item => item.Key is "little_endian") != 1
            || items.Single(item => item.Key is "little_endian").Value is not true)
        {
            throw input.Fault(PickleFault.ByteOrder, "the values are not said to be little-endian.");
        }
    }

    private static void LocateAll(FileBytes file, PickleInput input, PickleStorages storages, object? keys)
    {
        if (keys is not PickleList list)
            throw input.Fault(PickleFault.BadOperand, $"the storage keys are {PickleValue.Describe(keys)}, not a list.");
        var found = new HashSet<string>(StringComparer.Ordinal);
        var at = input.Position;
        Span<byte> count = stackalloc byte[sizeof(long)];
        foreach (var key in list.Items)
        {
            if (key is not string name || !storages.All.TryGetValue(name, out var storage) || !found.Add(name))
                throw Fault(PickleFault.StorageUnknown, $"data follows for {PickleValue.Describe(key)}, which is no storage of this file.");
            if (file.Length - at < count.Length)
                throw Fault(PickleFault.StorageTooShort, $"the file ends before storage {Quoting.Quote(name)}.");
            file.Read(at, count);
            at += count.Length;
            var elements = BinaryPrimitives.ReadInt64LittleEndian(count);
            if (elements != storage.Elements)
                throw Fault(PickleFault.BadStorageSize,
                    $"storage {Quoting.Quote(name)} has {elements} elements in the data and {storage.Elements} in the pickle.");
            if (storage.Bytes > file.Length - at)
                throw Fault(PickleFault.StorageTooShort, $"storage {Quoting.Quote(name)} of {storage.Bytes} bytes leaves the file.");
            storage.Start = at;
            at += storage.Bytes;
        }

        if (storages.All.Keys.FirstOrDefault(key => !found.Contains(key)) is { } missing)
            throw Fault(PickleFault.StorageMissing, $"the file has no data for storage {Quoting.Quote(missing)}.");
        if (at != file.Length)
            throw Fault(PickleFault.TrailingBytes, $"{file.Length - at} bytes follow the last storage.");

        PickleException Fault(PickleFault fault, string what) => new(fault, what, file.Path);
    }
}
