namespace Claims.Checkpoints.Safetensors;

/// <summary>The ways in which a safetensors file can be wrong.</summary>
public enum SafetensorsFault
{
    /// <summary>Shorter than the eight bytes of the header's length.</summary>
    FileTooShort = 1,

    /// <summary>The header's length is 0.</summary>
    HeaderEmpty,

    /// <summary>The header's length exceeds the format's 100 MB.</summary>
    HeaderTooLarge,

    /// <summary>The header would end beyond the file.</summary>
    HeaderBeyondFile,

    /// <summary>The header is not UTF-8.</summary>
    HeaderNotUtf8,

    /// <summary>The header does not begin with "{".</summary>
    HeaderStart,

    /// <summary>The header is not well-formed JSON.</summary>
    HeaderNotJson,

    /// <summary>Something other than spaces follows the header's object.</summary>
    HeaderTrailing,

    /// <summary>More tensors than this reader keeps.</summary>
    TooManyTensors,

    /// <summary>A name occurs twice.</summary>
    DuplicateName,

    /// <summary>A tensor's entry is not an object.</summary>
    EntryNotObject,

    /// <summary>A field occurs twice in an entry.</summary>
    DuplicateField,

    /// <summary>An entry has a field that the format does not know.</summary>
    UnknownField,

    /// <summary>An entry lacks dtype, shape or data_offsets.</summary>
    MissingField,

    /// <summary>"__metadata__" is not an object of strings.</summary>
    MetadataInvalid,

    /// <summary>The element type is none of the format's.</summary>
    DtypeUnknown,

    /// <summary>The element type is the format's, but has no counterpart here.</summary>
    DtypeUnsupported,

    /// <summary>The shape is not an array of non-negative integers.</summary>
    ShapeInvalid,

    /// <summary>The product of the shape leaves 64 bits.</summary>
    ShapeOverflow,

    /// <summary>data_offsets is not two non-negative integers.</summary>
    OffsetsInvalid,

    /// <summary>The range ends before it begins.</summary>
    OffsetsReversed,

    /// <summary>The range ends beyond the file.</summary>
    OffsetsBeyondFile,

    /// <summary>Two tensors share bytes.</summary>
    Overlap,

    /// <summary>Bytes between two tensors, or before the first, belong to none.</summary>
    Hole,

    /// <summary>Shape times element size is not the range's length.</summary>
    SizeMismatch,

    /// <summary>Bytes after the last tensor.</summary>
    TrailingBytes,

    /// <summary>A boolean that is neither 0 nor 1.</summary>
    NotBoolean,
}

/// <summary>A safetensors file breaks a rule of its format.</summary>
public sealed class SafetensorsException : CheckpointException
{
    internal SafetensorsException(SafetensorsFault fault, string what, string file, Exception? inner = null)
        : base(what, file, "Fetch the file again; it was not written, or not copied, as safetensors.", "safetensors", inner) =>
        Fault = fault;

    /// <summary>Which rule.</summary>
    public SafetensorsFault Fault { get; }
}
