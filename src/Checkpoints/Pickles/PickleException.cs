namespace Claims.Checkpoints.Pickles;

/// <summary>The ways in which a PyTorch file can be refused.</summary>
public enum PickleFault
{
    /// <summary>Neither a zip archive nor a pickle.</summary>
    NotATorchFile = 1,

    /// <summary>Nothing in the file.</summary>
    EmptyFile,

    /// <summary>The zip archive has no readable end-of-directory record: the file is cut, or has something after it.</summary>
    ZipDirectoryMissing,

    /// <summary>The zip archive's directory contradicts itself or the file.</summary>
    ZipDirectoryInvalid,

    /// <summary>More records, or a longer directory, than this reader keeps.</summary>
    ZipTooManyRecords,

    /// <summary>A record is encrypted.</summary>
    ZipEncrypted,

    /// <summary>A record is compressed, which torch.save never does.</summary>
    ZipCompressed,

    /// <summary>A record's name occurs twice.</summary>
    ZipDuplicateRecord,

    /// <summary>A record begins where no record is.</summary>
    ZipRecordOffset,

    /// <summary>A record ends beyond the data, or has two sizes.</summary>
    ZipRecordSize,

    /// <summary>Two records share bytes.</summary>
    ZipOverlap,

    /// <summary>A record's bytes do not have the checksum the directory gives.</summary>
    ZipChecksum,

    /// <summary>The archive has no data.pkl.</summary>
    NoPickle,

    /// <summary>The archive has more than one data.pkl.</summary>
    TwoRoots,

    /// <summary>The values are big-endian, or of an unknown byte order.</summary>
    ByteOrder,

    /// <summary>A pickle that ends before its STOP, or claims more bytes than are left.</summary>
    Truncated,

    /// <summary>Bytes that belong to nothing.</summary>
    TrailingBytes,

    /// <summary>A pickle that is longer, or makes more objects, than any state dict needs.</summary>
    TooLarge,

    /// <summary>A pickle protocol beyond 5.</summary>
    Protocol,

    /// <summary>A byte that is no opcode.</summary>
    UnknownOpcode,

    /// <summary>An opcode that state dicts do not need: it would look something up or make an object.</summary>
    RefusedOpcode,

    /// <summary>A function or class that is not on the list: refused by name, not looked up, not run.</summary>
    RefusedGlobal,

    /// <summary>A known kind of tensor, storage or number that has no counterpart here.</summary>
    Unsupported,

    /// <summary>An opcode takes more from the stack than is there.</summary>
    StackUnderflow,

    /// <summary>An opcode needs a MARK and there is none.</summary>
    NoMark,

    /// <summary>A memo entry that was never stored.</summary>
    MemoMissing,

    /// <summary>A string that is not UTF-8.</summary>
    NotUtf8,

    /// <summary>An integer with a negative or absurd length.</summary>
    BadInteger,

    /// <summary>An opcode on values of the wrong kind: items for what is no dict, a call of what is no function.</summary>
    BadOperand,

    /// <summary>State for an object that takes none.</summary>
    RefusedState,

    /// <summary>A constructor with arguments of the wrong number or kind.</summary>
    BadArguments,

    /// <summary>A persistent id that is not ('storage', type, key, location, elements).</summary>
    BadStorageId,

    /// <summary>A storage key that is no plain name.</summary>
    BadStorageKey,

    /// <summary>A storage with a negative or impossible number of elements.</summary>
    BadStorageSize,

    /// <summary>The same storage declared twice in different ways.</summary>
    StorageConflict,

    /// <summary>No data for a declared storage.</summary>
    StorageMissing,

    /// <summary>A storage's data is shorter than declared.</summary>
    StorageTooShort,

    /// <summary>A storage's data is longer than declared.</summary>
    StorageTooLong,

    /// <summary>Data for a storage that nobody declared.</summary>
    StorageUnknown,

    /// <summary>A tensor's sizes and strides are not as many.</summary>
    RankMismatch,

    /// <summary>A negative size, stride or offset.</summary>
    NegativeExtent,

    /// <summary>A tensor's element count leaves 64 bits.</summary>
    ShapeOverflow,

    /// <summary>A tensor reaches beyond its storage.</summary>
    ViewOutsideStorage,

    /// <summary>Tensors that together are far larger than the file.</summary>
    ExpandsTooMuch,

    /// <summary>The object is not a dict of names and tensors.</summary>
    NotAStateDict,

    /// <summary>A name occurs twice.</summary>
    DuplicateName,

    /// <summary>A pre-zip file without PyTorch's magic number.</summary>
    WrongMagic,

    /// <summary>A pre-zip file of another version.</summary>
    WrongVersion,

    /// <summary>A boolean that is neither 0 nor 1.</summary>
    NotBoolean,
}

/// <summary>A PyTorch file is damaged, or asks for something that reading weights does not need.</summary>
public sealed class PickleException : CheckpointException
{
    internal PickleException(PickleFault fault, string what, string file, string? asked = null, Exception? inner = null)
        : base(what, file, "Do not load it with PyTorch unless you trust its origin; prefer the same model as safetensors.", "pickle",
            inner)
    {
        Fault = fault;
        Asked = asked;
    }

    /// <summary>Why it was refused.</summary>
    public PickleFault Fault { get; }

    /// <summary>What the file asked for, e.g. "os.system": never looked up, never run.</summary>
    public string? Asked { get; }
}
