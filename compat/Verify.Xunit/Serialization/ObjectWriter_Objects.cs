using System.Reflection;

namespace VerifyTests;

internal sealed partial class ObjectWriter
{
    private static readonly FieldInfo ExceptionMessage = typeof(Exception).GetField("_message", BindingFlags.Instance | BindingFlags.NonPublic)!;

    private void WriteObject(object value, bool withType)
    {
        writer.StartObject();
        if (withType)
        {
            writer.Name("$type");
            WriteString(TypeNames.For(value.GetType()));
        }

        if (value is Exception)
        {
            writer.Name("Type");
            WriteString(value.GetType().Name);
        }

        foreach (var member in Members.Of(value.GetType()))
        {
            WriteMember(value, member);
        }

        writer.EndObject();
    }

    private void WriteMember(object target, Member member)
    {
        switch (settings.Rules.For(member.Info))
        {
            case MemberRule.Ignore:
                break;
            case MemberRule.Scrub:
                writer.Name(member.Name);
                WriteString(Scrubbed);
                break;
            case MemberRule.Include:
                WriteNameAndValue(member, Unwrapped(() => member.Get(target)));
                break;
            default:
                var value = Value(target, member);
                if (member.Type == typeof(bool) || !member.IsDefault(value))
                {
                    WriteNameAndValue(member, value);
                }

                break;
        }
    }

    private void WriteNameAndValue(Member member, object? value)
    {
        if (!IsOnPath(value))
        {
            writer.Name(member.Name);
            Write(value, typeof(Exception).IsAssignableFrom(member.Type));
        }
    }

    private object? Value(object target, Member member)
    {
        if (target is Exception && member.Name == nameof(Exception.StackTrace))
        {
            return ((Exception)target).StackTrace is { } trace ? StackTraces.Scrub(trace) : null;
        }

        try
        {
            // An ArgumentException adds the argument's name to its message; the snapshot has the message alone.
            var value = member is { Name: nameof(Exception.Message) } && member.Info.DeclaringType == typeof(ArgumentException)
                ? ExceptionMessage.GetValue(target)
                : member.Get(target);
            return (value is null ? null : settings.Rules.ForInstance(value)) switch
            {
                MemberRule.Ignore => null,
                MemberRule.Scrub when member.Type.IsSealed && member.Type != typeof(string) =>
                    throw new NotSupportedException($"The real Verify cannot scrub an instance where a member is declared as the sealed type {member.Type}; use ScrubMember."),
                MemberRule.Scrub => Scrubbed,
                _ => value,
            };
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            return settings.Rules.IsIgnored(inner)
                ? member.Type.IsValueType ? Activator.CreateInstance(member.Type) : null
                : throw new InvalidOperationException($"Error getting value from '{member.Name}' on '{target.GetType()}'.", inner);
        }
    }

    private static object? Unwrapped(Func<object?> get)
    {
        try
        {
            return get();
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            throw new InvalidOperationException("Error getting the value of a member that is always included.", inner);
        }
    }

    private void WriteAggregate(AggregateException e)
    {
        writer.StartObject();
        WriteAsMember(e, e.GetType(), "Type");
        WriteAsMember(e, e.InnerExceptions.Count == 1 ? e.InnerException : e.InnerExceptions, e.InnerExceptions.Count == 1 ? nameof(e.InnerException) : nameof(e.InnerExceptions));
        WriteAsMember(e, e.StackTrace is { } trace ? StackTraces.Scrub(trace) : null, nameof(e.StackTrace));
        writer.EndObject();
    }

    private void WritePair(object pair, object? key, object? item)
    {
        if (key is string name)
        {
            writer.StartObject();
            WriteAsMember(pair, item, name);
            writer.EndObject();
        }
        else
        {
            WriteNamed(("Key", key), ("Value", item));
        }
    }

    /// <summary>A member that is no member of the type: it is left out when null or empty, never for being 0.</summary>
    private void WriteAsMember(object target, object? value, string name)
    {
        if (value is null)
        {
            if (settings.Rules.ForName(name) == MemberRule.Scrub)
            {
                writer.Name(name);
                writer.Raw("Scrubbed");
            }

            return;
        }

        var rule = settings.Rules.For(target.GetType(), value.GetType(), name) ?? settings.Rules.ForInstance(value);
        if (rule == MemberRule.Ignore)
        {
            return;
        }

        writer.Name(name);
        if (rule is null)
        {
            new ObjectWriter(writer, settings, counter).Write(value);
        }
        else
        {
            writer.Raw("Scrubbed");
        }
    }
}
