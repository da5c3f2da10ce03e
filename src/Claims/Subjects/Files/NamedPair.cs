namespace Claims.Subjects.Files;

/// <summary>A pair by the names of its clips, as a subject's file gives it.</summary>
internal sealed record NamedPair(string Name, string Clean, string Corrupt, string? OtherScene)
{
    /// <summary>All of its clips.</summary>
    public IEnumerable<string> Clips => new[] { Clean, Corrupt, OtherScene }.OfType<string>();
}
