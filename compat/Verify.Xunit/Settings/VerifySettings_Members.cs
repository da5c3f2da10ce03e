using System.Linq.Expressions;
using System.Reflection;

namespace VerifyTests;

public partial class VerifySettings
{
    private MemberRules _rules = VerifierSettings.Rules;
    private bool _rulesAreOwn;

    internal MemberRules Rules => _rules;

    private MemberRules OwnRules
    {
        get
        {
            if (!_rulesAreOwn)
            {
                _rules = new(_rules);
                _rulesAreOwn = true;
            }

            return _rules;
        }
    }

    public void DontScrubGuids() => OwnRules.ScrubGuids = false;

    public void DontScrubDateTimes() => OwnRules.ScrubDateTimes = false;

    public void DontSortDictionaries() => OwnRules.SortDictionaries = false;

    public void DontIgnoreEmptyCollections() => OwnRules.IgnoreEmptyCollections = false;

    public void IncludeObsoletes() => OwnRules.IncludeObsoletes = true;

    public void IgnoreStackTrace() => IgnoreMember("StackTrace");

    public void IgnoreMember(string name) => OwnRules.ByName(name, MemberRule.Ignore);

    public void IgnoreMembers(params string[] names) => Array.ForEach(names, IgnoreMember);

    public void IgnoreMembers(Func<string, bool> predicate) => OwnRules.ByName(predicate, MemberRule.Ignore);

    public void IgnoreMembers(Func<MemberInfo, bool> predicate) => OwnRules.ByMember(predicate, MemberRule.Ignore);

    public void IgnoreMember(Type declaringType, string name) => OwnRules.ByMember(declaringType, name, MemberRule.Ignore);

    public void IgnoreMembers(Type declaringType, params string[] names) => Array.ForEach(names, n => IgnoreMember(declaringType, n));

    public void IgnoreMember<T>(string name)
        where T : notnull => IgnoreMember(typeof(T), name);

    public void IgnoreMembers<T>(params string[] names)
        where T : notnull => IgnoreMembers(typeof(T), names);

    public void IgnoreMember<T>(Expression<Func<T, object?>> expression)
        where T : notnull => OwnRules.ByExpression(expression, MemberRule.Ignore);

    public void IgnoreMembers<T>(params Expression<Func<T, object?>>[] expressions)
        where T : notnull => Array.ForEach(expressions, IgnoreMember);

    public void IgnoreMembersWithType<T>()
        where T : notnull => IgnoreMembersWithType(typeof(T));

    public void IgnoreMembersWithType(Type type) => OwnRules.ByType(type, MemberRule.Ignore);

    public void IgnoreInstance<T>(Func<T, bool> shouldIgnore)
        where T : notnull => OwnRules.ByInstance(typeof(T), v => shouldIgnore((T)v), MemberRule.Ignore);

    public void IgnoreMembersThatThrow<T>()
        where T : Exception => OwnRules.IgnoreThrown(e => e is T);

    public void ScrubMember(string name) => OwnRules.ByName(name, MemberRule.Scrub);

    public void ScrubMembers(params string[] names) => Array.ForEach(names, ScrubMember);

    public void ScrubMembers(Func<string, bool> predicate) => OwnRules.ByName(predicate, MemberRule.Scrub);

    public void ScrubMembers(Func<MemberInfo, bool> predicate) => OwnRules.ByMember(predicate, MemberRule.Scrub);

    public void ScrubMember(Type declaringType, string name) => OwnRules.ByMember(declaringType, name, MemberRule.Scrub);

    public void ScrubMembers(Type declaringType, params string[] names) => Array.ForEach(names, n => ScrubMember(declaringType, n));

    public void ScrubMember<T>(string name)
        where T : notnull => ScrubMember(typeof(T), name);

    public void ScrubMembers<T>(params string[] names)
        where T : notnull => ScrubMembers(typeof(T), names);

    public void ScrubMember<T>(Expression<Func<T, object?>> expression)
        where T : notnull => OwnRules.ByExpression(expression, MemberRule.Scrub);

    public void ScrubMembers<T>(params Expression<Func<T, object?>>[] expressions)
        where T : notnull => Array.ForEach(expressions, ScrubMember);

    public void ScrubMembersWithType<T>()
        where T : notnull => ScrubMembersWithType(typeof(T));

    public void ScrubMembersWithType(Type type) => OwnRules.ByType(type, MemberRule.Scrub);

    public void ScrubInstance<T>(Func<T, bool> shouldScrub)
        where T : notnull => OwnRules.ByInstance(typeof(T), v => shouldScrub((T)v), MemberRule.Scrub);

    public void AlwaysIncludeMembersWithType<T>()
        where T : notnull => AlwaysIncludeMembersWithType(typeof(T));

    public void AlwaysIncludeMembersWithType(Type type) => OwnRules.ByType(type, MemberRule.Include);
}
