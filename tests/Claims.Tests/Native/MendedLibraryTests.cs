using Claims.Common.Native;

namespace Claims.Tests.Native;

/// <summary>Where a mended copy is kept.</summary>
public sealed class MendedLibraryTests : IDisposable
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_copy_is_written_once()
    {
        var path = MendedLibrary.Written(Bytes, _folder.File("cache"), "a.so");
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        MendedLibrary.Written(Bytes, _folder.File("cache"), "a.so").Should().Be(path);
        File.GetLastWriteTimeUtc(path).Should().Be(DateTime.UnixEpoch);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4999)]
    [InlineData(5000)]
    public void A_copy_that_is_torn_or_not_ours_is_replaced(int length)
    {
        var path = MendedLibrary.Written(Bytes, _folder.File("cache"), "a.so");
        File.WriteAllBytes(path, [.. Bytes.Take(length - 1), .. new byte[Math.Min(length, 1)]]);
        MendedLibrary.Written(Bytes, _folder.File("cache"), "a.so");
        File.ReadAllBytes(path).Should().Equal(Bytes);
    }

    [Fact]
    public void Many_may_write_at_once()
    {
        Parallel.For(0, 64, _ => File.ReadAllBytes(MendedLibrary.Written(Bytes, _folder.File("cache"), "a.so")).Should().Equal(Bytes));
        Directory.EnumerateFiles(_folder.File("cache")).Should().ContainSingle();
    }

    [Fact]
    public void A_fault_that_is_not_a_version_is_not_mended() => FluentActions
        .Invoking(() => MendedLibrary.Load(_folder.File("a.so"), "libc10.so: cannot open shared object file: No such file or directory"))
        .Should().Throw<ElfException>();
}
