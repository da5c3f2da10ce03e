using Claims.Common;

namespace Claims.Model;

/// <summary>Work in batches. One that the device's memory cannot hold is halved and tried again; those after it are no larger.</summary>
internal static class Batches
{
    /// <param name="items">What is to be done, in order.</param>
    /// <param name="most">The largest batch to begin with.</param>
    /// <param name="run">Does a batch; where it fails it leaves nothing behind.</param>
    /// <param name="what">What one item is, for the error where not even one fits.</param>
    public static IEnumerable<(T[] Batch, TResult Result)> Run<T, TResult>(IReadOnlyList<T> items, int most, Func<T[], TResult> run,
        string what)
    {
        for (var from = 0; from < items.Count;)
        {
            T[] batch = [.. items.Skip(from).Take(most)];
            TResult result;
            try
            {
                result = run(batch);
            }
            catch (Exception e) when (OutOfMemory.Is(e))
            {
                if (batch.Length == 1)
                    throw OutOfMemory.Error(what, e);
                most = (batch.Length + 1) / 2;
                continue;
            }
            yield return (batch, result);
            from += batch.Length;
        }
    }
}
