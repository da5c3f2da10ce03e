using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Claims.Model;

namespace Claims.Report;

/// <summary>JSON that a program may read, in snake_case: written beside its final name and renamed, so that nobody ever sees half of it.</summary>
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

    /// <summary>Writes one value.</summary>
    /// <param name="path">The file.</param>
    /// <param name="value">Its content.</param>
    /// <exception cref="BadInputException">The place cannot be written to.</exception>
    public static void Write<T>(string path, T value) => NewFile.Write(path, stream =>
    {
        JsonSerializer.Serialize(stream, value, Options);
        stream.WriteByte((byte)'\n');
    });
}
