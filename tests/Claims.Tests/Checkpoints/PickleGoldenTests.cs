using Claims.Checkpoints.Pickles;
using Claims.Checkpoints.Safetensors;
using static Claims.Checkpoints.Pickles.PickleFault;

namespace Claims.Tests.Checkpoints;

/// <summary>
/// Every file of the golden pickle sets: read with the right values, or refused with its own error and without a side effect.
/// </summary>
public class PickleGoldenTests
{
    private const string Marker = "/tmp/vivit_golden_marker";

    private static readonly Dictionary<string, PickleFault> Faults = new()
    {
        ["longer_record"] = StorageTooLong,
        ["deflated"] = ZipCompressed,
        ["duplicate_key"] = DuplicateName,
        ["int_keys"] = NotAStateDict,
        ["byteorder_big"] = ByteOrder,
        ["complex64"] = Unsupported,
        ["sparse"] = Unsupported,
        ["quantized"] = Unsupported,
        ["numpy_array"] = RefusedGlobal,
        ["whole_module"] = RefusedGlobal,
        ["hostile_os_system"] = RefusedGlobal,
        ["hostile_builtins_eval"] = RefusedGlobal,
        ["hostile_nested_reduce"] = RefusedGlobal,
        ["hostile_getattr_chain"] = RefusedGlobal,
        ["hostile_torch_load"] = RefusedGlobal,
        ["hostile_load_from_bytes"] = RefusedGlobal,
        ["hostile_stack_global"] = RefusedGlobal,
        ["hostile_inst_opcode"] = RefusedGlobal,
        ["hostile_obj_opcode"] = RefusedGlobal,
        ["hostile_newobj"] = RefusedGlobal,
        ["hostile_build_setstate"] = RefusedGlobal,
        ["hostile_dotted_name"] = RefusedGlobal,
        ["hostile_similar_name"] = RefusedGlobal,
        ["hostile_functools_partial"] = RefusedGlobal,
        ["hostile_text_persid"] = RefusedOpcode,
        ["hostile_persid_not_tuple"] = BadStorageId,
        ["hostile_persid_storage_type"] = RefusedGlobal,
        ["hostile_ext_opcode"] = RefusedOpcode,
        ["hostile_unknown_opcode"] = UnknownOpcode,
        ["hostile_proto_99"] = Protocol,
        ["hostile_no_stop"] = Truncated,
        ["hostile_stack_underflow"] = StackUnderflow,
        ["hostile_mark_underflow"] = NoMark,
        ["hostile_memo_get_missing"] = MemoMissing,
        ["hostile_memo_long_get_missing"] = MemoMissing,
        ["hostile_binunicode_huge"] = Truncated,
        ["hostile_binunicode8_huge"] = Truncated,
        ["hostile_binbytes_huge"] = Truncated,
        ["hostile_long4_negative"] = BadInteger,
        ["hostile_long4_huge"] = BadInteger,
        ["hostile_bad_utf8"] = NotUtf8,
        ["hostile_deep_tuple"] = NotAStateDict,
        ["hostile_deep_marks"] = StackUnderflow,
        ["hostile_self_reference"] = NotAStateDict,
        ["hostile_root_not_dict"] = NotAStateDict,
        ["hostile_empty_pickle"] = Truncated,
        ["hostile_offset_out_of_range"] = ViewOutsideStorage,
        ["hostile_offset_negative"] = NegativeExtent,
        ["hostile_offset_huge"] = ViewOutsideStorage,
        ["hostile_stride_out_of_range"] = ViewOutsideStorage,
        ["hostile_stride_negative"] = NegativeExtent,
        ["hostile_size_negative"] = NegativeExtent,
        ["hostile_rank_mismatch"] = RankMismatch,
        ["hostile_size_overflow"] = ShapeOverflow,
        ["hostile_expand_bomb"] = ExpandsTooMuch,
        ["hostile_record_short"] = StorageTooShort,
        ["hostile_record_missing"] = StorageMissing,
        ["hostile_record_traversal"] = BadStorageKey,
        ["hostile_numel_negative"] = BadStorageSize,
        ["hostile_numel_huge"] = BadStorageSize,
        ["hostile_sizes_not_ints"] = BadArguments,
        ["hostile_too_few_args"] = BadArguments,
        ["hostile_zip_truncated_half"] = ZipDirectoryMissing,
        ["hostile_zip_truncated_directory"] = ZipDirectoryMissing,
        ["hostile_zip_no_pickle"] = NoPickle,
        ["hostile_zip_empty_archive"] = NoPickle,
        ["hostile_not_a_torch_file"] = NotATorchFile,
        ["hostile_empty_file"] = EmptyFile,
        ["hostile_four_bytes"] = ZipDirectoryMissing,
        ["zip_crc"] = ZipChecksum,
        ["hostile_zip_encrypted_flag"] = ZipEncrypted,
        ["hostile_zip_size_lie"] = ZipRecordSize,
        ["hostile_zip_offset_lie"] = ZipRecordOffset,
        ["hostile_zip_bomb"] = ZipCompressed,
        ["zip_bomb_pickle"] = ZipCompressed,
        ["zip_duplicate"] = ZipDuplicateRecord,
        ["hostile_zip_two_roots"] = TwoRoots,
        ["hostile_raw_pickle"] = RefusedGlobal,
        ["hostile_raw_pickle_protocol0"] = RefusedGlobal,
        ["hostile_legacy_wrong_magic"] = WrongMagic,
        ["hostile_legacy_wrong_protocol"] = WrongVersion,
        ["hostile_legacy_magic_hostile"] = RefusedGlobal,
        ["hostile_legacy_main_hostile"] = RefusedGlobal,
        ["hostile_legacy_keys_hostile"] = RefusedGlobal,
        ["hostile_legacy_truncated"] = StorageTooShort,
        ["hostile_legacy_numel_negative"] = BadStorageSize,
        ["hostile_legacy_numel_huge"] = BadStorageSize,
        ["hostile_legacy_numel_mismatch"] = BadStorageSize,
        ["hostile_legacy_key_unknown"] = StorageUnknown,
    };

    /// <summary>Of the files that may be refused or read, this one is read.</summary>
    private const string ReadAlthoughOptional = "memo_index_huge.pt";

    public static IEnumerable<PickleFault> Known => Faults.Values;

    public static TheoryData<GoldenCase> Accepted =>
        [.. Golden.Cases("pickle").Where(c => c.Verdict == "accept" || c.Name == ReadAlthoughOptional)];

    public static TheoryData<GoldenCase> Refused =>
        [.. Golden.Cases("pickle").Where(c => c.Verdict != "accept" && c.Name != ReadAlthoughOptional && !IsTraining(c))];

    public static TheoryData<GoldenCase> Trainings => [.. Golden.Cases("pickle").Where(IsTraining)];

    private static bool IsTraining(GoldenCase file) => file.Name.StartsWith("nested_checkpoint.", StringComparison.Ordinal);

    [Theory, MemberData(nameof(Trainings))]
    public void The_state_dict_of_a_training_gives_its_values_bit_for_bit(GoldenCase file)
    {
        const string Level = "state_dict//";
        var expected = Golden.Load(Path.Combine(Path.GetDirectoryName(file.Path)!, file.Expected!))
            .Where(tensor => tensor.Key.StartsWith(Level, StringComparison.Ordinal)).ToDictionary(t => t.Key[Level.Length..], t => t.Value);

        using var read = PickleFile.Open(file.Path);

        read.Tensors.Keys.Should().BeEquivalentTo(expected.Keys).And.NotBeEmpty();
        foreach (var (name, tensor) in expected)
        {
            using var values = read.Read(name);
            values.shape.Should().Equal(tensor.Shape);
            values.bytes.SequenceEqual(tensor.Bytes).Should().BeTrue(name);
        }
    }

    [Theory, MemberData(nameof(Accepted))]
    public void A_valid_file_gives_its_values_bit_for_bit(GoldenCase file)
    {
        var expected = Golden.Load(Path.Combine(Path.GetDirectoryName(file.Path)!, file.Expected!));

        using var read = PickleFile.Open(file.Path);

        read.Tensors.Keys.Should().BeEquivalentTo(expected.Keys);
        foreach (var (name, tensor) in expected)
        {
            SafetensorsDtype.NameOf(read.Tensors[name].Dtype).Should().Be(tensor.Dtype, name);
            read.Tensors[name].Shape.Should().Equal(tensor.Shape, name);
            read.ReadBytes(name).Should().Equal(tensor.Bytes, name);
        }
    }

    [Theory, MemberData(nameof(Refused))]
    public void A_bad_file_is_refused_with_its_own_error(GoldenCase file)
    {
        var error = Golden.Bounded(() =>
        {
            using var read = PickleFile.Open(file.Path);
            foreach (var name in read.Tensors.Keys)
                read.ReadBytes(name);
        });

        Directory.Exists(Marker).Should().BeFalse("nothing in a file may be run");
        var refusal = error.Should().BeOfType<PickleException>().Subject;
        refusal.Message.Should().Contain(file.Name);
        if (Faults.TryGetValue(Path.GetFileNameWithoutExtension(file.Path), out var fault))
            refusal.Fault.Should().Be(fault, refusal.Message);
        else
            file.Path.Should().NotStartWith(Golden.Dev, "every file of the first set has its fault listed here");
        if (refusal.Fault is RefusedGlobal or Unsupported or RefusedOpcode)
            refusal.Message.Should().Contain(refusal.Asked!.Length > 0 ? refusal.Asked : "a name");
    }

    [Theory]
    [InlineData("hostile_os_system", "posix.system|os.system")]
    [InlineData("hostile_inst_opcode", "posix.system|os.system")]
    [InlineData("hostile_dotted_name", "torch._utils._rebuild_tensor_v2.__globals__")]
    [InlineData("hostile_similar_name", "collections.abc.OrderedDict")]
    [InlineData("hostile_torch_load", "torch.load|torch.serialization.load")]
    [InlineData("hostile_load_from_bytes", "torch.storage._load_from_bytes")]
    [InlineData("hostile_raw_pickle_protocol0", "posix.system|os.system")]
    [InlineData("quantized", "torch._utils._rebuild_qtensor")]
    public void The_error_names_what_was_asked_for(string name, string asked)
    {
        var open = () => PickleFile.Open(Path.Combine(Golden.Dev, "pickle", name + ".pt"));

        open.Should().Throw<PickleException>().Which.Asked.Should().BeOneOf(asked.Split('|'));
    }
}
