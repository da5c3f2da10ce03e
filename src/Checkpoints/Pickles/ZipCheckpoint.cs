namespace Claims.Checkpoints.Pickles;

/// <summary>The zip form of torch.save: NAME/data.pkl, NAME/data/0, NAME/data/1, ..., NAME/version, NAME/byteorder.</summary>
internal sealed class ZipCheckpoint
{
    private const string PickleSuffix = "/data.pkl";
    private readonly FileBytes file;
    private readonly IReadOnlyDictionary<string, ZipRecord> records;
    private readonly HashSet<string> checkedRecords = new(StringComparer.Ordinal);
    private readonly string root;

    private ZipCheckpoint(FileBytes file)
    {
        this.file = file;
        records = ZipRecords.Read(file);
        root = Root();
    }

    /// <summary>Runs the archive's pickle.</summary>
    /// <param name="file">The archive.</param>
    /// <param name="result">The pickled object.</param>
    /// <returns>Checks a storage's data against its checksum, once.</returns>
    public static Action<PickleStorage> Read(FileBytes file, out object? result)
    {
        var archive = new ZipCheckpoint(file);
        archive.CheckByteOrder();
        var pickle = archive.records[archive.root + PickleSuffix];
        archive.CheckCrc(pickle);
        var input = new PickleInput(file, pickle.Start, pickle.Start + pickle.Length);
        result = new PickleMachine(input, new PickleStorages(legacy: false, archive.Locate)).Run();
        if (input.Left > 0)
            throw input.Fault(PickleFault.TrailingBytes, $"{input.Left} bytes follow the pickle's STOP.");
        return storage => archive.CheckCrc(archive.records[archive.DataName(storage.Key)]);
    }

    private string DataName(string key) => $"{root}/data/{key}";

    private string Root()
    {
        var roots = records.Keys.Where(name => name.EndsWith(PickleSuffix, StringComparison.Ordinal))
            .Select(name => name[..^PickleSuffix.Length]).ToArray();
        return roots switch
        {
            [var only] => only,
            [] => throw Fault(PickleFault.NoPickle, "the archive holds no data.pkl."),
            _ => throw Fault(PickleFault.TwoRoots, $"the archive holds {roots.Length} files data.pkl."),
        };
    }

    private void CheckByteOrder()
    {
        if (!records.TryGetValue(root + "/byteorder", out var record))
            return; // only since PyTorch 2.1; before, the order was little-endian in effect
        CheckCrc(record);
        var text = new byte[Math.Min(record.Length, 16)];
        file.Read(record.Start, text);
        if (!text.AsSpan().SequenceEqual("little"u8))
            throw Fault(PickleFault.ByteOrder, "the values are not little-endian.");
    }

    private void Locate(PickleInput input, PickleStorage storage)
    {
        if (!records.TryGetValue(DataName(storage.Key), out var record))
            throw input.Fault(PickleFault.StorageMissing, $"the archive has no record for storage {Quoting.Quote(storage.Key)}.",
                storage.Key);
        if (record.Length != storage.Bytes)
        {
            throw input.Fault(record.Length < storage.Bytes ? PickleFault.StorageTooShort : PickleFault.StorageTooLong,
                $"the record of storage {Quoting.Quote(storage.Key)} holds {record.Length} bytes for {storage.Elements} elements of "
                    + $"{storage.Dtype.Name()}.", storage.Key);
        }

        storage.Start = record.Start;
    }

    private void CheckCrc(ZipRecord record)
    {
        if (!checkedRecords.Add(record.Name))
            return;
        uint crc = 0;
        var chunk = new byte[Math.Min(record.Length, 1 << 20)];
        for (long done = 0; done < record.Length;)
        {
            var part = chunk.AsSpan(0, (int)Math.Min(chunk.Length, record.Length - done));
            file.Read(record.Start + done, part);
            crc = Crc32.Append(crc, part);
            done += part.Length;
        }

        if (crc != record.Crc)
        {
            checkedRecords.Remove(record.Name);
            throw Fault(PickleFault.ZipChecksum,
                $"record {Quoting.Quote(record.Name)} is damaged: its checksum is {crc:x8}, not {record.Crc:x8}.");
        }
    }

    private PickleException Fault(PickleFault fault, string what) => new(fault, what, file.Path);
}
