namespace Claims.Tests.Mutation;

/// <summary>Mutants that change nothing that the claim speaks of, each with the reason.</summary>
internal static class Equivalents
{
    public static IReadOnlyDictionary<string, string> Numbers { get; } = new Dictionary<string, string>
    {
    };
}
