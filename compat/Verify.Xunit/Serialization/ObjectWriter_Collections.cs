using System.Collections;

namespace VerifyTests;

internal sealed partial class ObjectWriter
{
    private void WriteList(IEnumerable items)
    {
        writer.StartArray();
        foreach (var item in items)
        {
            switch (item is null ? null : settings.Rules.ForInstance(item))
            {
                case MemberRule.Ignore:
                    break;
                case MemberRule.Scrub:
                    WriteString(Scrubbed);
                    break;
                default:
                    if (!IsOnPath(item))
                    {
                        Write(item);
                    }

                    break;
            }
        }

        writer.EndArray();
    }

    private void WriteMatrix(Array values, int[] indices)
    {
        writer.StartArray();
        var dimension = indices.Length;
        for (var i = values.GetLowerBound(dimension); i <= values.GetUpperBound(dimension); i++)
        {
            int[] at = [.. indices, i];
            if (at.Length == values.Rank)
            {
                Write(values.GetValue(at));
            }
            else
            {
                WriteMatrix(values, at);
            }
        }

        writer.EndArray();
    }

    private void WriteDictionary(IEnumerable<(object Key, object? Value)> entries)
    {
        writer.StartObject();
        foreach (var (key, value) in entries)
        {
            var rule = (key is string name ? settings.Rules.ForName(name) : null) ?? (value is null ? null : settings.Rules.ForInstance(value));
            if (rule == MemberRule.Ignore || (rule is null && IsOnPath(value)))
            {
                continue;
            }

            writer.Name(KeyText(key, rule is not null));
            if (rule is null)
            {
                Write(value);
            }
            else
            {
                WriteString(Scrubbed);
            }
        }

        writer.EndObject();
    }

    // The key of a scrubbed value is written as it is.
    private string KeyText(object key, bool asItIs)
    {
        if (!asItIs && counter.TryConvert(key, out var name))
        {
            return name;
        }

        return key switch
        {
            string text when !asItIs => Scrubbers.ApplyToValue(text, settings, counter),
            Type type when !asItIs => TypeNames.For(type),
            _ => Dictionaries.KeyText(key),
        };
    }
}
