using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Claims.Common;

namespace Claims.Json;

/// <summary>
/// Reads a file that people write by hand: a field that is not known, missing, twice there or of another type is an error.
/// </summary>
internal static partial class StrictJson
{
    private const int Longest = 16 << 20;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>The file's content and its bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">What its field "schema" must say.</param>
    /// <param name="remedy">What to tell who wrote it otherwise.</param>
    /// <param name="page">Under docs/errors.</param>
    /// <param name="olderSchema">What it said in an earlier version; null: there is none.</param>
    /// <param name="olderRemedy">What to tell who has one of these.</param>
    /// <exception cref="BadInputException">It is not such a file.</exception>
    public static (T Content, byte[] Bytes) Read<T>(string path, string schema, string remedy, string page, string? olderSchema = null,
        string? olderRemedy = null)
    {
        try
        {
            var bytes = RegularFile.Bytes(path, Longest);
            using (var document = JsonDocument.Parse(bytes))
            {
                var said = document.RootElement.ValueKind == JsonValueKind.Object
                    && document.RootElement.TryGetProperty("schema", out var field) && field.ValueKind == JsonValueKind.String
                    ? field.GetString() : null;
                if (said is not null && said == olderSchema)
                    throw new BadInputException($"is of an older kind, \"{said}\"; \"{schema}\" is read.", path, olderRemedy, page);
                if (said != schema)
                    throw new BadInputException($"does not say \"schema\": \"{schema}\".", path, remedy, page);
            }
            return (JsonSerializer.Deserialize<T>(bytes, Options)!, bytes);
        }
        catch (JsonException e)
        {
            throw new BadInputException(What(e), path, remedy, page, e);
        }
        catch (InvalidOperationException e) // bytes or \u escapes that are no text
        {
            throw new BadInputException("holds a string that is no text.", path, remedy, page, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"cannot be read ({e.Message}).", path, remedy, page, e);
        }
    }

    // The library speaks of .NET types; who wrote the file knows its fields.
    private static string What(JsonException e)
    {
        var what = e.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0];
        what = DotNetType().Replace(what, "");
        what = what.TrimEnd(' ', '.') + ".";
        return e.Path is { Length: > 1 } path ? $"{path[2..]}: {what}" : what;
    }

    [GeneratedRegex(@"( contained in type| for type|,? contained in| to) '?(Claims|System)\.[^ ]*'?|any \.NET member")]
    private static partial Regex DotNetType();
}
