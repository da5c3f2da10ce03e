using System.Collections;
using System.Text.RegularExpressions;

namespace VerifyTests;

/// <summary>Walks an object and writes it: scalars, dictionaries, lists, and any other type by its public members.</summary>
internal sealed partial class ObjectWriter(SnapshotWriter writer, VerifySettings settings, Counter counter)
{
    private const string Scrubbed = "{Scrubbed}";

    // What is being written, outermost first: what equals one of these would never end, and is left out.
    private readonly List<object> _path = [];

    public void Write(object? value, bool withType = false)
    {
        switch (value)
        {
            case null:
                writer.Raw("null");
                break;
            case Enum when EnumNames.For(value) is { } name:
                WriteString(name);
                break;
            case Enum:
                writer.Raw(((Enum)value).ToString("D"));
                break;
            case DateTime date:
                WriteDate(date, DateText.For(date));
                break;
            case DateTimeOffset date:
                WriteDate(date, DateText.For(date));
                break;
            case DateOnly date:
                WriteDate(date, date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
                break;
            case TimeOnly time:
                WriteDate(time, time.ToString("h:mm tt", System.Globalization.CultureInfo.InvariantCulture));
                break;
            case Guid guid:
                WriteDate(guid, guid.ToString());
                break;
            case Type type:
                writer.Raw(TypeNames.For(type));
                break;
            case var _ when Scalars.TryGetText(value, out var text):
                writer.Raw(text);
                break;
            case var _ when Scalars.TryGetString(value, out var text):
                WriteString(text);
                break;
            default:
                WriteContainer(value, withType);
                break;
        }
    }

    private void WriteContainer(object value, bool withType)
    {
        RefuseWhatTheStandInCannotWrite(value);
        _path.Add(value);
        switch (value)
        {
            case AggregateException e:
                WriteAggregate(e);
                break;
            case System.Reflection.TargetInvocationException { InnerException: { } inner }:
                new ObjectWriter(writer, settings, counter).Write(inner);
                break;
            case Regex regex:
                WriteNamed(("Pattern", regex.ToString()), ("Options", regex.Options));
                break;
            case var _ when Collections.TryGetPair(value, out var key, out var item):
                WritePair(value, key, item);
                break;
            case var _ when Dictionaries.TryGetEntries(value, settings.Rules.SortDictionaries, out var entries):
                WriteDictionary(entries);
                break;
            case Array { Rank: > 1 } array:
                WriteMatrix(array, []);
                break;
            case IEnumerable items:
                WriteList(items);
                break;
            default:
                WriteObject(value, withType);
                break;
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private void WriteString(string text)
    {
        if (text.Length == 0)
        {
            writer.Raw("");
            return;
        }

        text = counter.TryConvert(text, out var name) ? name : Scrubbers.ApplyToValue(text, settings, counter);
        if (text.Contains('\n', StringComparison.Ordinal))
        {
            writer.Lines(text);
        }
        else
        {
            writer.Raw(text);
        }
    }

    private void WriteDate(object value, string text) =>
        writer.Raw(counter.TryConvert(value, out var name) ? name : Scrubbers.ApplyToValue(text, settings, counter));

    private void WriteNamed(params ReadOnlySpan<(string Name, object? Value)> members)
    {
        writer.StartObject();
        foreach (var (name, value) in members)
        {
            writer.Name(name);
            Write(value);
        }

        writer.EndObject();
    }

    private bool IsOnPath(object? value) => value is not null && _path.Contains(value) && !IsScalar(value);

    private static bool IsScalar(object value) => value is Enum or DateTime or DateTimeOffset or DateOnly or TimeOnly or Guid or Type ||
        Scalars.TryGetText(value, out _) || Scalars.TryGetString(value, out _);

    private static void RefuseWhatTheStandInCannotWrite(object value)
    {
        if (value is Delegate or System.Linq.Expressions.Expression or System.Reflection.MemberInfo or System.Reflection.ParameterInfo or CancellationToken or Task or
            System.Collections.Specialized.NameValueCollection or System.Collections.Specialized.StringDictionary or DriveInfo or System.Security.Claims.ClaimsPrincipal ||
            (value is IConvertible && value is not IEnumerable) || (value is System.Dynamic.IDynamicMetaObjectProvider && value is not IEnumerable))
        {
            throw new NotSupportedException($"The real Verify has a form of its own for {value.GetType()}, which the stand-in lacks. Verify what it holds instead.");
        }
    }
}
