using System.Linq.Expressions;
using System.Reflection;

namespace VerifyTests;

public static partial class VerifierSettings
{
    internal static MemberRules Rules { get; } = new();

    public static void DontScrubGuids() => Change(() => Rules.ScrubGuids = false);

    public static void DontScrubDateTimes() => Change(() => Rules.ScrubDateTimes = false);

    public static void DontSortDictionaries() => Change(() => Rules.SortDictionaries = false);

    public static void DontIgnoreEmptyCollections() => Change(() => Rules.IgnoreEmptyCollections = false);

    public static void IncludeObsoletes() => Change(() => Rules.IncludeObsoletes = true);

    public static void IgnoreStackTrace() => IgnoreMember("StackTrace");

    public static void IgnoreMember(string name) => Change(() => Rules.ByName(name, MemberRule.Ignore));

    public static void IgnoreMembers(params string[] names) => Array.ForEach(names, IgnoreMember);

    public static void IgnoreMembers(Func<string, bool> predicate) => Change(() => Rules.ByName(predicate, MemberRule.Ignore));

    public static void IgnoreMembers(Func<MemberInfo, bool> predicate) => Change(() => Rules.ByMember(predicate, MemberRule.Ignore));

    public static void IgnoreMember(Type declaringType, string name) => Change(() => Rules.ByMember(declaringType, name, MemberRule.Ignore));

    public static void IgnoreMember<T>(string name)
        where T : notnull => IgnoreMember(typeof(T), name);

    public static void IgnoreMembers<T>(params string[] names)
        where T : notnull => Array.ForEach(names, IgnoreMember<T>);

    public static void IgnoreMember<T>(Expression<Func<T, object?>> expression)
        where T : notnull => Change(() => Rules.ByExpression(expression, MemberRule.Ignore));

    public static void IgnoreMembersWithType<T>()
        where T : notnull => Change(() => Rules.ByType(typeof(T), MemberRule.Ignore));

    public static void IgnoreInstance<T>(Func<T, bool> shouldIgnore)
        where T : notnull => Change(() => Rules.ByInstance(typeof(T), v => shouldIgnore((T)v), MemberRule.Ignore));

    public static void IgnoreMembersThatThrow<T>()
        where T : Exception => Change(() => Rules.IgnoreThrown(e => e is T));

    public static void ScrubMember(string name) => Change(() => Rules.ByName(name, MemberRule.Scrub));

    public static void ScrubMembers(params string[] names) => Array.ForEach(names, ScrubMember);

    public static void ScrubMember<T>(string name)
        where T : notnull => Change(() => Rules.ByMember(typeof(T), name, MemberRule.Scrub));

    public static void ScrubMember<T>(Expression<Func<T, object?>> expression)
        where T : notnull => Change(() => Rules.ByExpression(expression, MemberRule.Scrub));

    public static void ScrubMembersWithType<T>()
        where T : notnull => Change(() => Rules.ByType(typeof(T), MemberRule.Scrub));

    public static void AlwaysIncludeMembersWithType<T>()
        where T : notnull => AlwaysIncludeMembersWithType(typeof(T));

    public static void AlwaysIncludeMembersWithType(Type type) => Change(() => Rules.ByType(type, MemberRule.Include));
}
