using System.Text.Json.Serialization;

namespace Claims.Subjects.Files;

/// <summary>A subject's file as it is written; docs/tasks/subjects.md says what each field means.</summary>
internal sealed record SubjectDocument(string Schema, string Name, string Description, string Model)
{
    public const string CurrentSchema = "claims-subject/1";

    public string? Hub { get; init; }

    public string? Target { get; init; }

    public IReadOnlyList<PairDocument>? Pairs { get; init; }

    public IReadOnlyList<PairDocument>? DiscoveryPairs { get; init; }

    public SeededPairsDocument? PairsBySeed { get; init; }

    public string? Expectations { get; init; }

    public string? Frames { get; init; }

    public int? Stream { get; init; }

    public double? TimeLimit { get; init; }
}

/// <summary>One pair.</summary>
internal sealed record PairDocument(string Name, string Clean, string Corrupt)
{
    public string? OtherScene { get; init; }
}

/// <summary>A pair a seed.</summary>
internal sealed record SeededPairsDocument(string Clean, string Corrupt, [property: JsonPropertyName("held_out")] string HeldOut)
{
    public string? OtherScene { get; init; }

    public string? Discovery { get; init; }
}
