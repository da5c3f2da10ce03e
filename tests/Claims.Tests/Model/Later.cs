namespace Claims.Tests.Model;

/// <summary>What is disposed at the end.</summary>
internal sealed class Later : IDisposable
{
    private readonly List<IDisposable> _things = [];

    public void Dispose(IDisposable item) => _things.Add(item);

    public void Dispose() => _things.ForEach(item => item.Dispose());
}
