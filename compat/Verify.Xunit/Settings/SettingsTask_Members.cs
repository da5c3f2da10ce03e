using System.Diagnostics.Contracts;
using System.Linq.Expressions;
using System.Reflection;

namespace VerifyTests;

public partial class SettingsTask
{
    [Pure]
    public SettingsTask DontScrubGuids() => With(s => s.DontScrubGuids());

    [Pure]
    public SettingsTask DontScrubDateTimes() => With(s => s.DontScrubDateTimes());

    [Pure]
    public SettingsTask DontSortDictionaries() => With(s => s.DontSortDictionaries());

    [Pure]
    public SettingsTask DontIgnoreEmptyCollections() => With(s => s.DontIgnoreEmptyCollections());

    [Pure]
    public SettingsTask IncludeObsoletes() => With(s => s.IncludeObsoletes());

    [Pure]
    public SettingsTask IgnoreStackTrace() => With(s => s.IgnoreStackTrace());

    [Pure]
    public SettingsTask IgnoreMember(string name) => With(s => s.IgnoreMember(name));

    [Pure]
    public SettingsTask IgnoreMembers(params string[] names) => With(s => s.IgnoreMembers(names));

    [Pure]
    public SettingsTask IgnoreMembers(Func<string, bool> predicate) => With(s => s.IgnoreMembers(predicate));

    [Pure]
    public SettingsTask IgnoreMembers(Func<MemberInfo, bool> predicate) => With(s => s.IgnoreMembers(predicate));

    [Pure]
    public SettingsTask IgnoreMember(Type declaringType, string name) => With(s => s.IgnoreMember(declaringType, name));

    [Pure]
    public SettingsTask IgnoreMembers(Type declaringType, params string[] names) => With(s => s.IgnoreMembers(declaringType, names));

    [Pure]
    public SettingsTask IgnoreMember<T>(string name)
        where T : notnull => With(s => s.IgnoreMember<T>(name));

    [Pure]
    public SettingsTask IgnoreMembers<T>(params string[] names)
        where T : notnull => With(s => s.IgnoreMembers<T>(names));

    [Pure]
    public SettingsTask IgnoreMember<T>(Expression<Func<T, object?>> expression)
        where T : notnull => With(s => s.IgnoreMember<T>(expression));

    [Pure]
    public SettingsTask IgnoreMembers<T>(params Expression<Func<T, object?>>[] expressions)
        where T : notnull => With(s => s.IgnoreMembers<T>(expressions));

    [Pure]
    public SettingsTask IgnoreMembersWithType<T>()
        where T : notnull => With(s => s.IgnoreMembersWithType<T>());

    [Pure]
    public SettingsTask IgnoreMembersWithType(Type type) => With(s => s.IgnoreMembersWithType(type));

    [Pure]
    public SettingsTask IgnoreInstance<T>(Func<T, bool> shouldIgnore)
        where T : notnull => With(s => s.IgnoreInstance<T>(shouldIgnore));

    [Pure]
    public SettingsTask IgnoreMembersThatThrow<T>()
        where T : Exception => With(s => s.IgnoreMembersThatThrow<T>());

    [Pure]
    public SettingsTask ScrubMember(string name) => With(s => s.ScrubMember(name));

    [Pure]
    public SettingsTask ScrubMembers(params string[] names) => With(s => s.ScrubMembers(names));

    [Pure]
    public SettingsTask ScrubMembers(Func<string, bool> predicate) => With(s => s.ScrubMembers(predicate));

    [Pure]
    public SettingsTask ScrubMembers(Func<MemberInfo, bool> predicate) => With(s => s.ScrubMembers(predicate));

    [Pure]
    public SettingsTask ScrubMember(Type declaringType, string name) => With(s => s.ScrubMember(declaringType, name));

    [Pure]
    public SettingsTask ScrubMembers(Type declaringType, params string[] names) => With(s => s.ScrubMembers(declaringType, names));

    [Pure]
    public SettingsTask ScrubMember<T>(string name)
        where T : notnull => With(s => s.ScrubMember<T>(name));

    [Pure]
    public SettingsTask ScrubMembers<T>(params string[] names)
        where T : notnull => With(s => s.ScrubMembers<T>(names));

    [Pure]
    public SettingsTask ScrubMember<T>(Expression<Func<T, object?>> expression)
        where T : notnull => With(s => s.ScrubMember<T>(expression));

    [Pure]
    public SettingsTask ScrubMembers<T>(params Expression<Func<T, object?>>[] expressions)
        where T : notnull => With(s => s.ScrubMembers<T>(expressions));

    [Pure]
    public SettingsTask ScrubMembersWithType<T>()
        where T : notnull => With(s => s.ScrubMembersWithType<T>());

    [Pure]
    public SettingsTask ScrubMembersWithType(Type type) => With(s => s.ScrubMembersWithType(type));

    [Pure]
    public SettingsTask ScrubInstance<T>(Func<T, bool> shouldScrub)
        where T : notnull => With(s => s.ScrubInstance<T>(shouldScrub));

    [Pure]
    public SettingsTask AlwaysIncludeMembersWithType<T>()
        where T : notnull => With(s => s.AlwaysIncludeMembersWithType<T>());

    [Pure]
    public SettingsTask AlwaysIncludeMembersWithType(Type type) => With(s => s.AlwaysIncludeMembersWithType(type));
}
