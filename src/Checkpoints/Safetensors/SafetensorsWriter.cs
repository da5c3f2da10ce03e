using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using Claims.Common;
using TorchSharp;
using static TorchSharp.torch;

namespace Claims.Checkpoints.Safetensors;

/// <summary>Writes safetensors files: the same tensors give the same bytes.</summary>
public static class SafetensorsWriter
{
    /// <summary>Writes tensors sorted by name, in their own element types, under a temporary name that is then renamed.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="tensors">Names and values, of any device and layout; names must differ.</param>
    /// <param name="metadata">Text for "__metadata__".</param>
    /// <exception cref="ArgumentException">A name occurs twice or is reserved, or the format lacks an element type.</exception>
    /// <exception cref="MissingException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<(string Name, Tensor Value)> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        var sorted = tensors.OrderBy(t => t.Name, StringComparer.Ordinal).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Name == "__metadata__" || (i > 0 && sorted[i].Name == sorted[i - 1].Name))
                throw new ArgumentException($"The name {Quoting.Quote(sorted[i].Name)} is reserved or occurs twice.", nameof(tensors));
        }

        var header = Header(sorted, metadata);
        NewFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var (_, value) in sorted)
                WriteValues(stream, value, WeightFile.LargestSpan);
        });
    }

    internal static void WriteValues(Stream stream, Tensor value, int largestSpan)
    {
        using var scope = torch.NewDisposeScope();
        using var detached = torch.no_grad();
        var flat = value.cpu().contiguous().view(-1);
        var step = largestSpan / value.dtype.Size();
        for (long first = 0; first < flat.shape[0]; first += step)
            stream.Write(flat.narrow(0, first, Math.Min(step, flat.shape[0] - first)).bytes);
    }

    /// <summary>The JSON, padded with spaces so that the values begin at a multiple of eight.</summary>
    private static byte[] Header((string Name, Tensor Value)[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    json.WriteString(key, text);
                json.WriteEndObject();
            }

            long offset = 0;
            foreach (var (name, value) in tensors)
            {
                var info = new TensorInfo(name, value.dtype, value.shape);
                WriteEntry(json, info, offset);
                offset += info.Bytes;
            }

            json.WriteEndObject();
        }

        while (stream.Length % 8 != 0)
            stream.WriteByte((byte)' ');
        return stream.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, TensorInfo info, long offset)
    {
        json.WriteStartObject(info.Name);
        json.WriteString("dtype", SafetensorsDtype.NameOf(info.Dtype));
        json.WriteStartArray("shape");
        foreach (var size in info.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + info.Bytes);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
