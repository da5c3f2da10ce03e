using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static IDisposable no_grad() => new GradGuard(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradGuard(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradGuard(mode);

    public static bool is_grad_enabled() => Door.GradMode() != 0;

    public static IDisposable inference_mode(bool mode = true) => new InferenceGuard(mode);

    public static bool is_inference_mode_enabled() => Door.IsInference() != 0;

    private sealed class GradGuard : IDisposable
    {
        private readonly bool before = is_grad_enabled();

        internal GradGuard(bool enabled) => Door.SetGradMode(enabled ? 1 : 0);

        public void Dispose() => Door.SetGradMode(before ? 1 : 0);
    }

    private sealed class InferenceGuard(bool enabled) : IDisposable
    {
        private nint mode = Door.EnterInference(enabled ? 1 : 0);

        public void Dispose()
        {
            var entered = Interlocked.Exchange(ref mode, 0);
            if (entered != 0) Door.LeaveInference(entered);
        }
    }
}
