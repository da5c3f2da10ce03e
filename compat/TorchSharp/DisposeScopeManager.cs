using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The dispose scopes of one thread, and its count of tensors.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] private static DisposeScopeManager? current;

    internal static DisposeScopeManager Current => current ??= new DisposeScopeManager();

    public static ThreadDisposeScopeStatistics Statistics => Current.Counts;

    internal ThreadDisposeScopeStatistics Counts { get; } = new();

    internal DisposeScope? Scope { get; private set; }

    internal DisposeScope? Register(Tensor tensor)
    {
        if (Scope is null)
        {
            Counts.TensorStatistics.CreatedOutsideScopeCount++;
            return null;
        }
        Counts.TensorStatistics.CreatedInScopeCount++;
        Scope.Items.Add(tensor);
        return Scope;
    }

    internal void Disposing(Tensor tensor)
    {
        if (tensor.OwningDisposeScope is null) Counts.TensorStatistics.DisposedOutsideScopeCount++;
        else Counts.TensorStatistics.DisposedInScopeCount++;
    }

    internal DisposeScope Open() => Scope = new DisposeScope(this, Scope);

    /// <summary>Takes a scope out, wherever it stands: scopes need not end in the order they began.</summary>
    internal void Close(DisposeScope scope)
    {
        if (ReferenceEquals(Scope, scope))
        {
            Scope = scope.Outer;
            return;
        }
        for (var inner = Scope; inner is not null; inner = inner.Outer)
        {
            if (ReferenceEquals(inner.Outer, scope)) inner.Outer = scope.Outer;
        }
    }
}
