using System.Linq.Expressions;
using System.Reflection;

namespace VerifyTests;

internal enum MemberRule
{
    Scrub = 1,
    Ignore,
    Include,
}

/// <summary>Which members are written, left out or replaced by <c>{Scrubbed}</c>. The first rule that fits decides: type, name, member, predicate.</summary>
internal sealed class MemberRules
{
    private readonly Dictionary<Type, MemberRule> _byType = [];
    private readonly Dictionary<string, MemberRule> _byName = [];
    private readonly Dictionary<Type, Dictionary<string, MemberRule>> _byMember = [];
    private readonly List<Func<string, MemberRule?>> _namePredicates = [];
    private readonly List<Func<MemberInfo, MemberRule?>> _memberPredicates = [];
    private readonly Dictionary<Type, List<Func<object, MemberRule?>>> _byInstance = [];
    private readonly List<Func<Exception, bool>> _ignoredThrows = [];

    public MemberRules()
    {
        IgnoreThrown(e => e is NotImplementedException or NotSupportedException);
        ByMember(typeof(Exception), nameof(Exception.Source), MemberRule.Ignore);
        ByMember(typeof(Exception), nameof(Exception.HResult), MemberRule.Ignore);
        ByType(typeof(Stream), MemberRule.Ignore);
    }

    /// <summary>A copy; whether dictionaries are sorted is not copied, as in the real package.</summary>
    public MemberRules(MemberRules other)
    {
        _byType = new(other._byType);
        _byName = new(other._byName);
        _byMember = other._byMember.ToDictionary(p => p.Key, p => new Dictionary<string, MemberRule>(p.Value));
        _namePredicates = [.. other._namePredicates];
        _memberPredicates = [.. other._memberPredicates];
        _byInstance = other._byInstance.ToDictionary(p => p.Key, p => p.Value.ToList());
        _ignoredThrows = [.. other._ignoredThrows];
        ScrubGuids = other.ScrubGuids;
        ScrubDateTimes = other.ScrubDateTimes;
        IgnoreEmptyCollections = other.IgnoreEmptyCollections;
        IncludeObsoletes = other.IncludeObsoletes;
    }

    public bool ScrubGuids { get; set; } = true;

    public bool ScrubDateTimes { get; set; } = true;

    public bool SortDictionaries { get; set; } = true;

    public bool IgnoreEmptyCollections { get; set; } = true;

    public bool IncludeObsoletes { get; set; }

    public void ByType(Type type, MemberRule rule)
    {
        _byType[type] = rule;
        if (type.IsValueType)
        {
            _byType[typeof(Nullable<>).MakeGenericType(type)] = rule;
        }
    }

    public void ByName(string name, MemberRule rule) => _byName[name] = rule;

    public void ByName(Func<string, bool> predicate, MemberRule rule) => _namePredicates.Add(n => predicate(n) ? rule : null);

    public void ByMember(Func<MemberInfo, bool> predicate, MemberRule rule) => _memberPredicates.Add(m => predicate(m) ? rule : null);

    public void ByMember(Type declaringType, string name, MemberRule rule)
    {
        if (!_byMember.TryGetValue(declaringType, out var names))
        {
            _byMember[declaringType] = names = [];
        }

        names[name] = rule;
    }

    public void ByExpression<T>(Expression<Func<T, object?>> expression, MemberRule rule)
    {
        var body = expression.Body is UnaryExpression unary ? unary.Operand : expression.Body;
        var member = (body as MemberExpression)?.Member ?? throw new ArgumentException("Not a member.", nameof(expression));
        if (member.DeclaringType != typeof(T))
        {
            throw new ArgumentException($"{member.Name} is declared by {member.DeclaringType}, not by {typeof(T)}: name that type.", nameof(expression));
        }

        ByMember(typeof(T), member.Name, rule);
    }

    public void ByInstance(Type type, Func<object, bool> predicate, MemberRule rule)
    {
        if (!_byInstance.TryGetValue(type, out var predicates))
        {
            _byInstance[type] = predicates = [];
        }

        predicates.Add(v => predicate(v) ? rule : null);
    }

    public void IgnoreThrown(Func<Exception, bool> predicate) => _ignoredThrows.Add(predicate);

    public bool IsIgnored(Exception thrown) => _ignoredThrows.Any(p => p(thrown));

    public MemberRule? For(MemberInfo member) => !IncludeObsoletes && Attribute.IsDefined(member, typeof(ObsoleteAttribute), inherit: true)
        ? MemberRule.Ignore
        : For(member.DeclaringType!, Members.TypeOf(member), member.Name) ?? First(_memberPredicates, member);

    public MemberRule? For(Type declaringType, Type memberType, string name) => ForType(memberType) ?? ForName(name) ?? ForMember(declaringType, name);

    public MemberRule? ForName(string name) => _byName.TryGetValue(name, out var rule) ? rule : First(_namePredicates, name);

    public MemberRule? ForInstance(object value)
    {
        if (_byInstance.TryGetValue(value.GetType(), out var predicates))
        {
            return First(predicates, value);
        }

        return IgnoreEmptyCollections && Collections.IsEmpty(value) ? MemberRule.Ignore : null;
    }

    private static MemberRule? First<T>(IEnumerable<Func<T, MemberRule?>> predicates, T value) =>
        predicates.Select(p => p(value)).FirstOrDefault(r => r is not null);

    private MemberRule? ForType(Type type) => _byType.TryGetValue(type, out var rule)
        ? rule
        : _byType.Where(p => Inherits(type, p.Key)).Select(p => (MemberRule?)p.Value).FirstOrDefault();

    private MemberRule? ForMember(Type declaringType, string name) =>
        _byMember.TryGetValue(declaringType, out var names) && names.TryGetValue(name, out var rule)
            ? rule
            : _byMember.Where(p => p.Key.IsAssignableFrom(declaringType) && p.Value.ContainsKey(name)).Select(p => (MemberRule?)p.Value[name]).FirstOrDefault();

    private static bool Inherits(Type type, Type parent) => parent.IsAssignableFrom(type) ||
        (parent.IsGenericTypeDefinition && Bases(type).Concat(type.GetInterfaces()).Any(t => t.IsGenericType && t.GetGenericTypeDefinition() == parent));

    private static IEnumerable<Type> Bases(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            yield return type;
        }
    }
}
