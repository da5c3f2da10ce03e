using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Claims.Common;

namespace Claims.Json;

/// <summary>
/// JSON that a program may read, in snake_case: written beside its final name and renamed, so that nobody ever sees half of it.
/// </summary>
public static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new SizesConverter() },
    };

    // A training's provenance, of one line a step, is 2 MB.
    private const long Longest = 64 << 20;

    private static readonly JsonSerializerOptions OneLine =
        new(Options) { WriteIndented = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Writes one value.</summary>
    /// <param name="path">The file.</param>
    /// <param name="value">Its content.</param>
    /// <exception cref="BadInputException">Something that is not replaced has the name.</exception>
    /// <exception cref="MissingException">The place cannot be written to.</exception>
    public static void Write<T>(string path, T value) => NewFile.Write(path, stream =>
    {
        JsonSerializer.Serialize(stream, value, Options);
        stream.WriteByte((byte)'\n');
    });

    /// <summary>Adds one member to an object in a file, or replaces it; the others stay as they are.</summary>
    /// <exception cref="BadInputException">The file is not there, or is no JSON object.</exception>
    /// <exception cref="MissingException">It cannot be written to.</exception>
    public static void Set<T>(string path, string member, T value)
    {
        var json = ReadObject(path);
        json[member] = JsonSerializer.SerializeToNode(value, Options);
        Write(path, json);
    }

    /// <summary>One value on one line, its end included.</summary>
    internal static byte[] Line<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, OneLine), (byte)'\n'];

    /// <summary>A value from such a line.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    internal static T FromLine<T>(ReadOnlySpan<byte> line) =>
        JsonSerializer.Deserialize<T>(line, OneLine) ?? throw new JsonException("it is null.");

    private static JsonObject ReadObject(string path)
    {
        try
        {
            return JsonNode.Parse(RegularFile.Bytes(path, Longest)) as JsonObject
                ?? throw new BadInputException("is no JSON object.", path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new BadInputException($"cannot be read as JSON ({e.Message}).", path,
                "Write the file anew with the command that makes it.", inner: e);
        }
    }
}
