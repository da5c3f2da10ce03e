using System.Text.Json;
using Claims.Checkpoints.Safetensors;
using static Claims.Checkpoints.Safetensors.SafetensorsFault;

namespace Claims.Tests.Checkpoints;

/// <summary>Every file of the golden safetensors sets: read with the right values, or refused with its own error.</summary>
public class SafetensorsGoldenTests
{
    private static readonly Dictionary<string, SafetensorsFault> Faults = new()
    {
        ["header_beyond_file"] = HeaderBeyondFile,
        ["header_length_minus_one"] = HeaderNotJson,
        ["header_2_63"] = HeaderTooLarge,
        ["header_all_ones"] = HeaderTooLarge,
        ["header_zero"] = HeaderEmpty,
        ["empty_file"] = FileTooShort,
        ["seven_bytes"] = FileTooShort,
        ["not_json"] = HeaderNotJson,
        ["json_array"] = HeaderStart,
        ["json_trailing_garbage"] = HeaderTrailing,
        ["non_utf8"] = HeaderNotUtf8,
        ["utf8_bom"] = HeaderStart,
        ["leading_space"] = HeaderStart,
        ["negative_offset"] = OffsetsInvalid,
        ["reversed_offsets"] = OffsetsReversed,
        ["overlap"] = Overlap,
        ["identical_ranges"] = Overlap,
        ["hole"] = Hole,
        ["does_not_start_at_zero"] = Hole,
        ["offset_beyond_data"] = OffsetsBeyondFile,
        ["offset_huge"] = OffsetsBeyondFile,
        ["offset_not_integer"] = OffsetsInvalid,
        ["offset_exponent"] = OffsetsInvalid,
        ["offset_above_2_64"] = OffsetsInvalid,
        ["offset_three"] = OffsetsInvalid,
        ["dtype_unknown"] = DtypeUnknown,
        ["dtype_lowercase"] = DtypeUnknown,
        ["shape_mismatch"] = SizeMismatch,
        ["shape_negative"] = ShapeInvalid,
        ["shape_double_negative"] = ShapeInvalid,
        ["shape_overflow"] = ShapeOverflow,
        ["shape_overflow_zero"] = ShapeInvalid,
        ["shape_missing"] = MissingField,
        ["offsets_missing"] = MissingField,
        ["entry_is_number"] = EntryNotObject,
        ["entry_null"] = EntryNotObject,
        ["metadata_not_string"] = MetadataInvalid,
        ["metadata_list"] = MetadataInvalid,
        ["duplicate_name"] = DuplicateName,
        ["duplicate_field"] = DuplicateField,
        ["trailing_bytes"] = TrailingBytes,
        ["truncated_data"] = OffsetsBeyondFile,
        ["deep_json"] = EntryNotObject,
        ["huge_number"] = ShapeInvalid,
    };

    public static IEnumerable<SafetensorsFault> Known => Faults.Values;

    public static TheoryData<GoldenCase> Accepted => [.. Golden.Cases("safetensors_bad").Where(c => c.Verdict == "accept")];

    public static TheoryData<GoldenCase> Refused => [.. Golden.Cases("safetensors_bad").Where(c => c.Verdict != "accept")];

    [Theory, MemberData(nameof(Accepted))]
    public void A_valid_file_gives_its_values(GoldenCase file)
    {
        using var read = SafetensorsFile.Open(file.Path);
        var expected = JsonDocument.Parse(file.Expected!).RootElement.EnumerateObject().ToArray();
        read.Tensors.Keys.Should().BeEquivalentTo(expected.Select(e => e.Name));
        foreach (var tensor in expected)
        {
            var dtype = tensor.Value.GetProperty("dtype").GetString()!;
            read.Tensors[tensor.Name].Shape.Should().Equal(tensor.Value.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64()));
            Decode(dtype, read.ReadBytes(tensor.Name)).Should().Equal(tensor.Value.GetProperty("values").EnumerateArray().Select(Number));
        }
    }

    [Theory, MemberData(nameof(Refused))]
    public void A_bad_file_is_refused_with_its_own_error(GoldenCase file)
    {
        var error = Golden.Bounded(() => SafetensorsFile.Open(file.Path).Dispose());

        var refusal = error.Should().BeOfType<SafetensorsException>().Subject;
        refusal.Message.Should().Contain(file.Name);
        var name = Path.GetFileNameWithoutExtension(file.Path);
        if (Faults.TryGetValue(name, out var fault))
            refusal.Fault.Should().Be(fault, refusal.Message);
        else if (name is "header_100mb" or "only_length") // what they claim differs between sets
            refusal.Fault.Should().BeOneOf(HeaderBeyondFile, HeaderTooLarge, HeaderEmpty);
        else
            file.Path.Should().NotStartWith(Golden.Dev, "every file of the first set has its fault listed here");
    }

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => value.GetDouble(),
    };

    private static IEnumerable<double> Decode(string dtype, byte[] bytes) => dtype switch
    {
        "F64" => bytes.Chunk(8).Select(b => BitConverter.ToDouble(b)),
        "F32" => bytes.Chunk(4).Select(b => (double)BitConverter.ToSingle(b)),
        "F16" => bytes.Chunk(2).Select(b => (double)BitConverter.ToHalf(b)),
        "BF16" => bytes.Chunk(2).Select(b => (double)BitConverter.Int32BitsToSingle(BitConverter.ToUInt16(b) << 16)),
        "I64" => bytes.Chunk(8).Select(b => (double)BitConverter.ToInt64(b)),
        "I32" => bytes.Chunk(4).Select(b => (double)BitConverter.ToInt32(b)),
        "I16" => bytes.Chunk(2).Select(b => (double)BitConverter.ToInt16(b)),
        "I8" => bytes.Select(b => (double)(sbyte)b),
        _ => bytes.Select(b => (double)b),
    };
}
