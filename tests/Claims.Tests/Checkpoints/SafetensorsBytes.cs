using System.Buffers.Binary;
using System.Text;

namespace Claims.Tests.Checkpoints;

/// <summary>Safetensors files put together by hand.</summary>
internal static class SafetensorsBytes
{
    public static byte[] Of(string header, int data = 0) => Of(Encoding.UTF8.GetBytes(header), new byte[data]);

    public static byte[] Of(byte[] header, byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }

    public static byte[] Of(IEnumerable<KeyValuePair<string, GoldenTensor>> tensors)
    {
        var (entries, data) = (new List<string>(), new List<byte>());
        foreach (var (name, tensor) in tensors)
        {
            entries.Add(Entry(name, tensor.Dtype, data.Count, data.Count + tensor.Bytes.Length, tensor.Shape));
            data.AddRange(tensor.Bytes);
        }

        return Of(Encoding.UTF8.GetBytes("{" + string.Join(',', entries) + "}"), [.. data]);
    }

    /// <summary>"name":{...} for a header.</summary>
    public static string Entry(string name, string dtype, long begin, long end, params long[] shape) =>
        $$"""
        "{{name}}":{"dtype":"{{dtype}}","shape":[{{string.Join(',', shape)}}],"data_offsets":[{{begin}},{{end}}]}
        """;
}
