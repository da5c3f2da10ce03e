using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Utils;

/// <summary>The name a field goes by in the state dictionary, where it is not the field's own.</summary>
[SuppressMessage("Design", "CA1018", Justification = "As the real package declares it.")]
public class ComponentNameAttribute : Attribute
{
    public string? Name { get; set; }
}
