using System.Diagnostics.CodeAnalysis;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Generator manual_seed(long seed)
    {
        Door.Check(Door.SeedAll((ulong)seed));
        return Generator.Default;
    }

    public static long initial_seed() => Generator.Default.initial_seed();

    public static long seed() => Generator.Default.seed();

    public static Tensor get_rng_state() => Generator.Default.get_state();

    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    public static class random
    {
        public static long seed() => torch.seed();

        public static long initial_seed() => torch.initial_seed();

        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static Tensor get_rng_state() => torch.get_rng_state();

        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }

    /// <summary>A stream of random numbers.</summary>
    public class Generator : IDisposable
    {
        private nint handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            Door.Check(Door.Generator(this.device.Packed, 1, out handle));
            Door.Check(Door.GeneratorSeed(handle, 1, ref seed));
        }

        private Generator(nint handle)
        {
            this.handle = handle;
            device = CPU;
        }

        ~Generator() => Dispose(false);

        public static Generator Default
        {
            get
            {
                Door.Check(Door.Generator(CPU.Packed, 0, out var common));
                return new Generator(common);
            }
        }

        public Device device { get; }

        public nint Handle => handle;

        public unsafe Tensor get_state()
        {
            nint state;
            Door.Check(Door.GeneratorState(handle, 0, &state));
            return new Tensor(state);
        }

        public unsafe void set_state(Tensor value) => Door.Check(Door.GeneratorState(handle, value.Handle, null));

        public Generator manual_seed(long seed)
        {
            var bits = (ulong)seed;
            Door.Check(Door.GeneratorSeed(handle, 1, ref bits));
            return this;
        }

        [SuppressMessage("Security", "CA5394", Justification = "A seed for experiments, not a secret.")]
        public long seed()
        {
            var fresh = Random.Shared.NextInt64();
            manual_seed(fresh);
            return fresh;
        }

        public long initial_seed()
        {
            ulong bits = 0;
            Door.Check(Door.GeneratorSeed(handle, 0, ref bits));
            return (long)bits;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var owned = Interlocked.Exchange(ref handle, 0);
            if (owned != 0) Door.FreeGenerator(owned);
        }
    }
}
