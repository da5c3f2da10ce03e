using System.Collections.Specialized;
using System.Numerics;
using System.Text.Json;

namespace VerifyTests;

/// <summary>JSON text as dictionaries in the text's order, lists and scalars.</summary>
internal static class Json
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowDuplicateProperties = false, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 512 };

    public static object? Parse(string json)
    {
        using var document = JsonDocument.Parse(json, Lenient);
        return Value(document.RootElement);
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Object(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(element),
        _ => null,
    };

    private static OrderedDictionary Object(JsonElement element)
    {
        var members = new OrderedDictionary();
        foreach (var property in element.EnumerateObject())
        {
            members[property.Name] = Value(property.Value);
        }

        return members;
    }

    private static object Number(JsonElement element)
    {
        if (element.GetRawText().AsSpan().ContainsAny(".eE"))
        {
            return element.GetDouble();
        }

        return element.TryGetInt64(out var whole) ? whole : BigInteger.Parse(element.GetRawText(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
