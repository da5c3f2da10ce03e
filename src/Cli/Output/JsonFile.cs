using System.Text.Json;
using System.Text.Json.Serialization;
using Claims.Model;

namespace Claims.Cli.Output;

/// <summary>What a program may read: written beside its final name and renamed, so that nobody ever sees half of it.</summary>
internal static class JsonFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Writes one value.</summary>
    /// <exception cref="BadInputException">The place cannot be written to.</exception>
    public static void Write<T>(string path, T value) => NewFile.Write(path, stream =>
    {
        JsonSerializer.Serialize(stream, value, Options);
        stream.WriteByte((byte)'\n');
    });
}
