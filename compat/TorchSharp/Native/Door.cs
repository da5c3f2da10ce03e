using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The exported functions of door.cpp. Status: 0, or 1 with the message at <see cref="Error"/>.</summary>
internal static unsafe partial class Door
{
    private const string Library = "libtorchdoor";

    [LibraryImport(Library, EntryPoint = "door_error")] private static partial byte* ErrorText();
    [LibraryImport(Library, EntryPoint = "door_operator", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Operator(string name, string overload, out nint op);
    [LibraryImport(Library, EntryPoint = "door_call")]
    internal static partial int Call(nint op, NativeValue* arguments, int count, NativeValue* results, int capacity, out int given);
    [LibraryImport(Library, EntryPoint = "door_attention")]
    internal static partial int Attention(nint query, nint key, nint value, out nint result);
    [LibraryImport(Library, EntryPoint = "door_free_list")] internal static partial void FreeList(nint list);
    [LibraryImport(Library, EntryPoint = "door_release")] internal static partial int Release(nint handle);
    [LibraryImport(Library, EntryPoint = "door_share")] internal static partial nint Share(nint handle);
    [LibraryImport(Library, EntryPoint = "door_meta")] internal static partial int Meta(nint handle, out Meta meta);
    [LibraryImport(Library, EntryPoint = "door_data")] internal static partial int Data(nint handle, out nint data);
    [LibraryImport(Library, EntryPoint = "door_from_memory")]
    internal static partial int FromMemory(nint data, long* sizes, int dim, int dtype, delegate* unmanaged<nint, void> deleter, nint context, out nint result);

    [LibraryImport(Library, EntryPoint = "door_grad")] internal static partial int Grad(nint handle, out nint grad);
    [LibraryImport(Library, EntryPoint = "door_set_grad")] internal static partial int SetGrad(nint handle, nint grad);
    [LibraryImport(Library, EntryPoint = "door_backward")]
    internal static partial int Backward(nint[] tensors, int count, nint[] grads, int gradCount, int retain, int create, nint[] inputs, int inputCount);
    [LibraryImport(Library, EntryPoint = "door_gradients")]
    internal static partial int Gradients(nint[] outputs, int count, nint[] inputs, int inputCount, nint[] grads, int gradCount, int retain, int create, int allowUnused, [Out] nint[] results);
    [LibraryImport(Library, EntryPoint = "door_grad_mode")] internal static partial int GradMode();
    [LibraryImport(Library, EntryPoint = "door_set_grad_mode")] internal static partial void SetGradMode(int enabled);
    [LibraryImport(Library, EntryPoint = "door_is_inference")] internal static partial int IsInference();
    [LibraryImport(Library, EntryPoint = "door_enter_inference")] internal static partial nint EnterInference(int enabled);
    [LibraryImport(Library, EntryPoint = "door_leave_inference")] internal static partial void LeaveInference(nint mode);

    [LibraryImport(Library, EntryPoint = "door_device_count")] internal static partial int DeviceCount(int type);
    [LibraryImport(Library, EntryPoint = "door_synchronize")] internal static partial int Synchronize(int type, int index);
    [LibraryImport(Library, EntryPoint = "door_tf32")] internal static partial int Tf32(int which, int value, out int current);
    [LibraryImport(Library, EntryPoint = "door_seed_all")] internal static partial int SeedAll(ulong seed);
    [LibraryImport(Library, EntryPoint = "door_generator")] internal static partial int Generator(long device, int fresh, out nint generator);
    [LibraryImport(Library, EntryPoint = "door_free_generator")] internal static partial void FreeGenerator(nint generator);
    [LibraryImport(Library, EntryPoint = "door_generator_seed")] internal static partial int GeneratorSeed(nint generator, int set, ref ulong seed);
    [LibraryImport(Library, EntryPoint = "door_generator_state")] internal static partial int GeneratorState(nint generator, nint set, nint* state);
    [LibraryImport(Library, EntryPoint = "door_threads")] internal static partial int Threads();
    [LibraryImport(Library, EntryPoint = "door_interop_threads")] internal static partial int InteropThreads();
    [LibraryImport(Library, EntryPoint = "door_set_threads")] internal static partial int SetThreads(int count);
    [LibraryImport(Library, EntryPoint = "door_set_interop_threads")] internal static partial int SetInteropThreads(int count);
    [LibraryImport(Library, EntryPoint = "door_version")] private static partial byte* VersionText();
    [LibraryImport(Library, EntryPoint = "door_config")] private static partial byte* ConfigText();

    internal static string Error => Marshal.PtrToStringUTF8((nint)ErrorText()) ?? "";
    internal static string Version => Marshal.PtrToStringUTF8((nint)VersionText()) ?? "";
    internal static string Config => Marshal.PtrToStringUTF8((nint)ConfigText()) ?? "";

    /// <summary>Turns a failed status into the exception the real package throws.</summary>
    internal static void Check(int status)
    {
        if (status != 0) throw new ExternalException(Error);
    }
}

/// <summary>door.cpp's Meta.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct Meta
{
    internal readonly long* Sizes, Strides;
    internal readonly long Dim, Numel, Offset, Dtype, DeviceType, DeviceIndex, RequiresGrad, IsLeaf, IsContiguous, IsSparse;
}

/// <summary>door.cpp's Value: 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    internal Tag Tag;
    internal int Count;
    internal long Bits;
}
