using System.Reflection;
using Claims.Common.Native;
using Mono.Cecil;
using Mono.Cecil.Rocks;
using TorchSharp;

namespace Claims.Tests.House;

/// <summary>Which methods call a member of TorchSharp that makes a scalar, which may be freed while libtorch reads it (Scalars).</summary>
internal static class ScalarRule
{
    private static readonly ModuleDefinition Library = ModuleDefinition.ReadModule(typeof(torch).Assembly.Location);

    /// <summary>Every method of the library that makes a scalar, or calls one that does.</summary>
    public static IReadOnlySet<string> Makers { get; } = FindMakers();

    /// <summary>One line for each call: who, and of what.</summary>
    public static IReadOnlyList<string> Offences(Assembly assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly.Location);
        return
        [
            .. (from method in Methods(module)
                from called in Calls(method).Select(Name)
                where Makers.Contains(called) && method.DeclaringType.FullName != typeof(Scalars).FullName
                select $"{method.DeclaringType.FullName}.{method.Name} calls {called}").Distinct().Order(StringComparer.Ordinal),
        ];
    }

    private static HashSet<string> FindMakers()
    {
        var callers = (from method in Methods(Library)
                       from called in Calls(method).Select(Name)
                       select (called, method)).ToLookup(call => call.called, call => call.method);
        var found = new HashSet<string>();
        var left = new Queue<MethodDefinition>(callers["System.Void TorchSharp.Scalar::.ctor(System.IntPtr)"]);
        while (left.TryDequeue(out var method))
        {
            if (!found.Add(Name(method)))
                continue;
            foreach (var caller in callers[Name(method)])
                left.Enqueue(caller);
            // A call names what the method overrides.
            if (method.GetBaseMethod() is { } overridden && overridden != method && overridden.Module == Library)
                left.Enqueue(overridden);
            // Parts of an iterator or of a task, and lambdas kept in a type beside it: whoever makes the part.
            foreach (var maker in method.DeclaringType is { IsNested: true } part && part.Name.StartsWith('<')
                ? part.GetConstructors().SelectMany(constructor => callers[Name(constructor)]) : [])
                left.Enqueue(maker);
        }
        return found;
    }

    private static IEnumerable<MethodDefinition> Methods(ModuleDefinition module) =>
        module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody);

    private static IEnumerable<MethodReference> Calls(MethodDefinition method) =>
        method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>();

    // Without type arguments, as the library declares it.
    private static string Name(MethodReference method)
    {
        var open = method.GetElementMethod();
        return open.DeclaringType is GenericInstanceType ? open.Resolve()?.FullName ?? open.FullName : open.FullName;
    }
}
