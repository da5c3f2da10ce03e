using Claims.Model;
using static TorchSharp.torch;

namespace Claims.Measurements.Interventions;

/// <summary>Updates that have another's size and no meaning.</summary>
internal static class RandomUpdate
{
    /// <summary>
    /// Random directions, each row (a token's vector; of z, a head's part of it) as long as the given one's. Drawn on the CPU: the same on
    /// every device.
    /// </summary>
    /// <param name="update">[..., D] .</param>
    /// <param name="site">Where it belongs: other sites get other directions.</param>
    /// <param name="seed">The same seed and site give the same directions.</param>
    public static Tensor LikeNorm(Tensor update, Site site, long seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(unchecked((ulong)(seed * 1_000_003 + site.Layer * 16 + (int)site.Kind)));
        var direction = randn(update.shape, dtype: float32, generator: generator).to(update.device).to(float64);
        var length = update.to(float64).norm(-1, keepdim: true) / direction.norm(-1, keepdim: true);
        return (direction * length).to(update.dtype).DetachFromDisposeScope();
    }
}
