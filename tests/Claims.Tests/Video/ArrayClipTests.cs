using System.Text;
using Claims.Common;
using Claims.Video;
using Claims.Video.Frames;
using Claims.Video.Preprocessing;

namespace Claims.Tests.Video;

/// <summary>Clips as numpy arrays and PyTorch tensors.</summary>
public class ArrayClipTests
{
    private static readonly ClipOptions Eight = new()
    {
        Frames = 8,
        ImageSize = 32,
        Preprocessor = new Preprocessor { ShortestEdge = null, Crop = null, RescaleFactor = null, Offset = false, Mean = null },
    };

    [Theory]
    [InlineData("clip.npy", "c35618d833f99e6ebd256fa1b3cd5b184c7691d2c7c275be34fcf366c877673d", "frames")]
    [InlineData("clip.pt", "3a3ed164e42500a1c5b2d0093f0a813d27dc50d038f330cc100a7e70ece2e6e4", "pixel_values")]
    [InlineData("clip.pt#tensor", "3a3ed164e42500a1c5b2d0093f0a813d27dc50d038f330cc100a7e70ece2e6e4", "pixel_values")]
    public void Arrays_and_tensors_are_clips(string name, string sha256, string kind)
    {
        using var clip = Clip.Open(RealFilesTests.Of(name), Eight);
        clip.Hash.Should().Be(sha256);
        clip.Info.Should().BeEquivalentTo(new { Kind = kind, Frames = 8, Height = 32, Width = 32 });
    }

    [Fact]
    public void Channels_may_come_first_or_last_and_numbers_be_whole_or_real()
    {
        using var folder = new TemporaryFolder();
        var last = File.ReadAllBytes(RealFilesTests.Of("clip.npy"))[128..];
        var first = new byte[last.Length];
        for (var i = 0; i < last.Length; i++)
            first[i / 3072 * 3072 + i % 3 * 1024 + i % 3072 / 3] = last[i];
        using var clip = Clip.Open(RealFilesTests.Of("clip.npy"), Eight);
        foreach (var (name, type, shape, bytes) in new[]
        {
            ("first.npy", "|u1", "8, 3, 32, 32", first), ("batch.npy", "|u1", "1, 8, 32, 32, 3", last),
            ("real.npy", "<f4", "8, 32, 32, 3", Real(last)), ("planes.npy", "<f4", "1, 8, 3, 32, 32", Real(first)),
        })
        {
            File.WriteAllBytes(folder.File(name), Npy(type, shape, bytes));
            using var same = Clip.Open(folder.File(name), Eight);
            same.Hash.Should().Be(clip.Hash, name);
        }
    }

    [Theory]
    [InlineData("|O", "8, 32, 32, 3", "*Python objects*nothing of them is run*")]
    [InlineData(">f4", "8, 32, 32, 3", "*elements of type '>f4'*")]
    [InlineData("<i8", "8, 32, 32, 3", "*holds 24576 bytes of values for [8, 32, 32, 3] of int64, which take 196608*")]
    [InlineData("<i4", "2, 32, 32, 3", "*holds int32 [2, 32, 32, 3], which is neither pixel values*")]
    [InlineData("|u1", "8, 32, 32", "*holds 24576 bytes*")]
    [InlineData("|u1", "24576,", "*neither pixel values*nor frames*")]
    [InlineData("|u1", "99999999999, 99999999999, 32, 3", "*impossible shape*")]
    [InlineData("|u1", "8, 32, 32, 3), 'x': (1", "*header that numpy does not write*")]
    public void What_is_no_clip_says_so(string type, string shape, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.npy"), Npy(type, shape, File.ReadAllBytes(RealFilesTests.Of("clip.npy"))[128..]));
        FluentActions.Invoking(() => Clip.Open(folder.File("a.npy"), Eight)).Should().Throw<BadInputException>().WithMessage(message);
    }

    [Fact]
    public void Damaged_arrays_are_errors_or_arrays()
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(RealFilesTests.Of("clip.npy"));
        for (var seed = 0u; seed < 300; seed++)
        {
            var random = new NumpyRandom(seed);
            var bytes = (byte[])whole.Clone();
            for (var n = random.RandInt(1, 4); n > 0; n--)
                bytes[random.RandInt(0, 128)] = (byte)random.RandInt(0, 256);
            File.WriteAllBytes(folder.File("a.npy"), seed % 3 == 0 ? bytes[..(int)random.RandInt(0, 200)] : bytes);
            try
            {
                Clip.Open(folder.File("a.npy"), Eight).Dispose();
            }
            catch (BadInputException e)
            {
                e.Message.Should().StartWith(folder.File("a.npy"));
            }
        }
    }

    [Fact]
    public void Archives_of_arrays_say_how_to_take_one_out()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.npz"), "PK");
        FluentActions.Invoking(() => Clip.Open(folder.File("a.npz"), Eight)).Should().Throw<VideoException>()
            .WithMessage("*np.save(*np.load(*");
    }

    [Fact]
    public void Pixels_that_the_processor_cannot_have_made_are_refused_or_said()
    {
        using var folder = new TemporaryFolder();
        var published = Eight with { Preprocessor = new() { ShortestEdge = null, Crop = null } };
        var values = Real(File.ReadAllBytes(RealFilesTests.Of("clip.npy"))[128..]);
        File.WriteAllBytes(folder.File("raw.npy"), Npy("<f4", "8, 3, 32, 32", values));
        FluentActions.Invoking(() => Clip.Open(folder.File("raw.npy"), published)).Should().Throw<VideoException>()
            .WithMessage("*has values from 0 to 255, the processor makes -3 to 1*uint8*");
        File.WriteAllBytes(folder.File("near.npy"), Npy("<f4", "8, 3, 32, 32", Real(Enumerable.Repeat((byte)2, 24576).ToArray())));
        using var near = Clip.Open(folder.File("near.npy"), published);
        near.Info.Notes.Should().ContainSingle().Which.Should().Contain("from 2 to 2, the processor makes -3 to 1");
    }

    private static byte[] Npy(string type, string shape, byte[] values)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}".PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.Latin1.GetBytes(header), .. values];
    }

    private static byte[] Real(byte[] whole) => [.. whole.SelectMany(value => BitConverter.GetBytes((float)value))];
}
