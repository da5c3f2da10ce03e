using Claims.Common.Native;

namespace Claims.Tests.Native;

/// <summary>What may be mended is one kind of fault of one kind of file; anything else is refused.</summary>
public sealed class ElfVersionNeedTests
{
    private const string Version = "GLIBCXX_3.4.32";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_need_that_nothing_uses_is_made_weak_and_nothing_else_changes(bool inCalls)
    {
        var file = new MadeUpLibrary { InCalls = inCalls }.Bytes();
        var mended = ElfVersionNeed.MadeWeak(file, Version);
        Enumerable.Range(0, file.Length).Where(i => file[i] != mended[i]).Should().Equal(MadeUpLibrary.FlagsAt);
        mended[MadeUpLibrary.FlagsAt].Should().Be((byte)ElfVersionNeed.Weak);
        file[MadeUpLibrary.FlagsAt].Should().Be(0, "the bytes that were read stay as they are");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_need_that_a_relocation_uses_is_refused_with_the_symbol(bool inCalls) =>
        Refusal(new MadeUpLibrary { Relocated = 2, InCalls = inCalls }.Bytes()).Should()
            .Be($"it uses _ZSt21ios_base_library_initv of {Version}");

    [Fact]
    public void A_library_with_other_needs_is_refused() =>
        Refusal(new MadeUpLibrary { Needed = "GLIBCXX_3.4.33" }.Bytes()).Should().Be($"it does not ask for {Version}");

    [Fact]
    public void Relocations_of_another_kind_are_refused() =>
        Refusal(new MadeUpLibrary { PlainRelocations = true }.Bytes()).Should().Be("it has relocations of another kind");

    [Theory]
    [InlineData(4, 1, "it is not for 64-bit x86")] // 32 bits
    [InlineData(5, 2, "it is not for 64-bit x86")] // big-endian
    [InlineData(18, 183, "it is not for 64-bit x86")] // arm64
    [InlineData(1, 'e', "it is no ELF file")]
    public void Other_files_are_refused(int at, int value, string why)
    {
        var file = new MadeUpLibrary().Bytes();
        file[at] = (byte)value;
        Refusal(file).Should().Be(why);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused_or_was_not_needed_to_its_end()
    {
        var whole = new MadeUpLibrary().Bytes();
        for (var length = 0; length < whole.Length; length++)
        {
            var file = whole[..length];
            try
            {
                ElfVersionNeed.MadeWeak(file, Version).Length.Should().Be(length);
                length.Should().BeGreaterThan(0x240, "the dynamic section comes last");
            }
            catch (ElfException)
            {
            }
        }
    }

    [Fact]
    public void Damaged_bytes_end_in_a_refusal_or_a_file_of_the_same_length()
    {
        var whole = new MadeUpLibrary().Bytes();
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var file = (byte[])whole.Clone();
            for (var i = random.Next(1, 6); i > 0; i--)
                file[random.Next(file.Length)] = random.Next(3) switch { 0 => 0xff, 1 => 0, _ => (byte)random.Next(256) };
            try
            {
                ElfVersionNeed.MadeWeak(file, Version).Length.Should().Be(file.Length, $"seed {seed}");
            }
            catch (ElfException)
            {
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}", e);
            }
        }
    }

    private static string Refusal(byte[] file) =>
        FluentActions.Invoking(() => ElfVersionNeed.MadeWeak(file, Version)).Should().Throw<ElfException>().Which.Message;
}
