using TorchSharp.Native;

namespace TorchSharp;

/// <summary>PyTorch's functions, as the TorchSharp package names them.</summary>
public static partial class torch
{
    public static string __version__ => Door.Version;

    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.Current.Scope;

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Current.Open();

    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    public static int get_num_threads() => Door.Threads();

    public static void set_num_threads(int num) => Door.Check(Door.SetThreads(num));

    public static int get_num_interop_threads() => Door.InteropThreads();

    public static void set_num_interop_threads(int num) => Door.Check(Door.SetInteropThreads(num));

    public static class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static int device_count() => Door.DeviceCount((int)DeviceType.CUDA);

        public static void manual_seed(long seed) => manual_seed_all(seed);

        public static void manual_seed_all(long seed)
        {
            for (var i = 0; i < device_count(); i++)
            {
                var bits = (ulong)seed;
                Door.Check(Door.Generator(new Device(DeviceType.CUDA, i).Packed, 0, out var generator));
                try
                {
                    Door.Check(Door.GeneratorSeed(generator, 1, ref bits));
                }
                finally
                {
                    Door.FreeGenerator(generator);
                }
            }
        }

        public static void synchronize(Device? device = null)
        {
            InitializeDeviceType(DeviceType.CUDA);
            Door.Check(Door.Synchronize((int)DeviceType.CUDA, device?.index ?? -1));
        }
    }

    public static class backends
    {
        public static class cuda
        {
            public static class matmul
            {
                public static bool allow_tf32
                {
                    get => Tf32(0, -1);
                    set => Tf32(0, value ? 1 : 0);
                }
            }
        }

        public static class cudnn
        {
            public static bool allow_tf32
            {
                get => Tf32(1, -1);
                set => Tf32(1, value ? 1 : 0);
            }
        }

        private static bool Tf32(int which, int value)
        {
            Door.Check(Door.Tf32(which, value, out var current));
            return current != 0;
        }
    }
}
