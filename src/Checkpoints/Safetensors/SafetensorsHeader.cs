using System.Text.Json;

namespace Claims.Checkpoints.Safetensors;

/// <summary>One entry of the header, as written: only its form has been checked, nothing of it is trusted.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Dtype">The format's name of the element type.</param>
/// <param name="Shape">Non-negative dimensions.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">One past the last byte.</param>
internal sealed record SafetensorsEntry(string Name, string Dtype, long[] Shape, long Begin, long End);

/// <summary>Reads the JSON header: {"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, "__metadata__": {...}}.</summary>
internal ref struct SafetensorsHeader
{
    // Each entry costs a few hundred bytes of memory for sixty of header.
    private const int MostTensors = 200_000;
    private const int Deepest = 4; // the header, an entry, its shape
    private readonly string file;
    private readonly Dictionary<string, SafetensorsEntry> entries = new(StringComparer.Ordinal);
    private Dictionary<string, string>? metadata;
    private Utf8JsonReader reader;

    private SafetensorsHeader(ReadOnlySpan<byte> json, string file)
    {
        this.file = file;
        reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest });
    }

    /// <summary>The entries in the order of the header, and the metadata.</summary>
    /// <exception cref="SafetensorsException">The header is not of the form the format asks for.</exception>
    public static (Dictionary<string, SafetensorsEntry> Entries, Dictionary<string, string> Metadata) Parse(ReadOnlySpan<byte> json,
        string file)
    {
        var header = new SafetensorsHeader(json, file);
        if (json.IsEmpty || json[0] != '{')
            throw header.Fault(SafetensorsFault.HeaderStart, "the header does not begin with '{'.");
        try
        {
            header.ReadObject();
        }
        catch (JsonException e)
        {
            throw header.Malformed(json, e);
        }
        catch (InvalidOperationException e) // a string whose bytes or \u escapes are no text
        {
            throw new SafetensorsException(SafetensorsFault.HeaderNotUtf8, "the header is not UTF-8, or holds a string that is no text.",
                file, e);
        }

        return (header.entries, header.metadata ?? new(StringComparer.Ordinal));
    }

    private void ReadObject()
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (name == "__metadata__" ? metadata is not null : entries.ContainsKey(name))
                throw Fault(SafetensorsFault.DuplicateName, $"the name {Quoting.Quote(name)} occurs twice.");
            reader.Read();
            if (name == "__metadata__")
                metadata = ReadMetadata();
            else
                entries.Add(name, ReadEntry(name));
            if (entries.Count > MostTensors)
                throw Fault(SafetensorsFault.TooManyTensors, $"more than {MostTensors} tensors.");
        }

        reader.Read(); // throws on anything but spaces
    }

    private Dictionary<string, string> ReadMetadata()
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Fault(SafetensorsFault.MetadataInvalid, "\"__metadata__\" is not an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
                throw Fault(SafetensorsFault.MetadataInvalid, $"\"__metadata__\" holds {Quoting.Quote(key)}, which is not a string.");
            if (!pairs.TryAdd(key, reader.GetString()!))
                throw Fault(SafetensorsFault.MetadataInvalid, $"\"__metadata__\" holds {Quoting.Quote(key)} twice.");
        }

        return pairs;
    }

    private SafetensorsEntry ReadEntry(string name)
    {
        string? dtype = null;
        long[]? shape = null, offsets = null;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Fault(SafetensorsFault.EntryNotObject, $"the entry of {Quoting.Quote(name)} is not an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString()!;
            reader.Read();
            if (field switch { "dtype" => (object?)dtype, "shape" => shape, "data_offsets" => offsets, _ => null } is not null)
                throw Fault(SafetensorsFault.DuplicateField, $"tensor {Quoting.Quote(name)} gives {field} twice.");
            switch (field)
            {
                case "dtype":
                    dtype = reader.TokenType == JsonTokenType.String
                        ? reader.GetString()
                        : throw Fault(SafetensorsFault.DtypeUnknown, $"tensor {Quoting.Quote(name)} has a dtype that is not a string.");
                    break;
                case "shape":
                    shape = ReadNumbers(ElementTypes.MostDimensions) ?? throw Fault(SafetensorsFault.ShapeInvalid,
                        $"tensor {Quoting.Quote(name)} has a shape that is not an array of at most {ElementTypes.MostDimensions} integers "
                            + "from 0 to 2^63-1.");
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(2);
                    if (offsets is not { Length: 2 })
                        throw Fault(SafetensorsFault.OffsetsInvalid,
                            $"tensor {Quoting.Quote(name)} has data_offsets that are not two integers from 0 to 2^63-1.");
                    break;
                default:
                    throw Fault(SafetensorsFault.UnknownField,
                        $"tensor {Quoting.Quote(name)} has the unknown field {Quoting.Quote(field)}.");
            }
        }

        var missing = dtype is null ? "dtype" : shape is null ? "shape" : offsets is null ? "data_offsets" : null;
        if (missing is not null)
            throw Fault(SafetensorsFault.MissingField, $"tensor {Quoting.Quote(name)} has no {missing}.");
        return new SafetensorsEntry(name, dtype!, shape!, offsets![0], offsets[1]);
    }

    /// <summary>An array of integers from 0 to 2^63-1 written without fraction or exponent, or null.</summary>
    private long[]? ReadNumbers(int most)
    {
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType == JsonTokenType.Number) // what is no array has no number next, and no end of one
        {
            if (!reader.TryGetUInt64(out var number) || number > long.MaxValue || numbers.Count == most)
                return null;
            numbers.Add((long)number);
        }

        return reader.TokenType == JsonTokenType.EndArray ? [.. numbers] : null;
    }

    private readonly SafetensorsException Malformed(ReadOnlySpan<byte> json, JsonException e)
    {
        // The object was complete, so only what follows it can be at fault.
        if (reader is { CurrentDepth: 0, TokenType: JsonTokenType.EndObject } && reader.BytesConsumed < json.Length)
            return new(SafetensorsFault.HeaderTrailing, "something follows the header's object.", file, e);
        return new(SafetensorsFault.HeaderNotJson, $"the header is not JSON ({e.Message}).", file, e);
    }

    private readonly SafetensorsException Fault(SafetensorsFault fault, string what) => new(fault, what, file);
}
