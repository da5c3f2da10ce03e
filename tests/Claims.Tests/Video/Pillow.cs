using System.Text.Json;
using Claims.Common;

namespace Claims.Tests.Video;

/// <summary>What Pillow and numpy made of random cases: fixtures/video/reference.py.</summary>
internal static class Pillow
{
    public static JsonElement Reference { get; } =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Fixtures, "video", "reference.json"))).RootElement;

    /// <summary>The picture of a seed, as reference.py makes it: [height, width, 3].</summary>
    public static byte[] Picture(int seed, int height, int width)
    {
        var random = new NumpyRandom((uint)seed);
        var picture = new byte[height * width * 3];
        for (var i = 0; i < picture.Length; i++)
        {
            var value = (byte)random.RandInt(0, 256);
            picture[i] = seed % 2 == 0 ? (byte)(value < 128 ? 0 : 255) : value;
        }

        return picture;
    }
}
