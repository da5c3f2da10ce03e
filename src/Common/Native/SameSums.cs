using System.Runtime.InteropServices;

namespace Claims.Common.Native;

/// <summary>
/// MKL adds up in an order that depends on where its inputs lie in memory, unless it is told to keep to one code path ("conditional
/// numerical
/// reproducibility", oneMKL developer guide). Told here, before the first product, for every process.
/// </summary>
internal static class SameSums
{
    // MKL_CBWR_AUTO of mkl_types.h: the fastest path of this processor that may be fixed. Of the named ones an AMD processor may have
    // COMPATIBLE alone, which is slow and still depends on the number of threads.
    private const int Auto = 2;

    /// <summary>Fixes the code path, unless MKL_CBWR says otherwise. Where libtorch has no MKL (macOS), nothing is done.</summary>
    /// <param name="libtorch">libtorch_cpu, loaded, with nothing computed yet.</param>
    public static void Choose(nint libtorch)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("MKL_CBWR"))
            && NativeLibrary.TryGetExport(libtorch, "mkl_serv_cbwr_set", out var set))
            Marshal.GetDelegateForFunctionPointer<CbwrSet>(set)(Auto);
    }

    // int mkl_cbwr_set(int settings)
    private delegate int CbwrSet(int settings);
}
