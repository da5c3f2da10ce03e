using System.Text.Json;
using System.Text.Json.Serialization;

namespace Claims.Json;

/// <summary>(time, height, width) as [time, height, width], as in config.json.</summary>
internal sealed class SizesConverter : JsonConverter<(int Time, int Height, int Width)>
{
    public override (int Time, int Height, int Width) Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, (int Time, int Height, int Width) value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Time);
        writer.WriteNumberValue(value.Height);
        writer.WriteNumberValue(value.Width);
        writer.WriteEndArray();
    }
}
