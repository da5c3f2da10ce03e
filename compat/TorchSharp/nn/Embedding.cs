using TorchSharp.Modules;
using TorchSharp.Native;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        private readonly long padding;
        [ComponentName(Name = "weight")] private Parameter ownWeight;

        internal Embedding(long entries, long width, long? padding, Device? device, ScalarType? dtype) : base(nameof(Embedding))
        {
            this.padding = padding ?? -1;
            ownWeight = randn(entries, width, dtype, device).AsParameter();
            ownWeight.DetachFromDisposeScope();
            ConditionallyRegisterParameter(nameof(weight), ownWeight);
            if (padding is not { } row) return;
            using var frozen = no_grad();
            using var cleared = ownWeight.select(0, row);
            cleared.zero_();
        }

        public Parameter weight
        {
            get => ownWeight;
            set
            {
                if (ReferenceEquals(ownWeight, value)) return;
                ownWeight.Dispose();
                ownWeight = (Parameter)value.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), ownWeight);
            }
        }

        public override Tensor forward(Tensor input) => Op.One("embedding", weight, input, padding);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Embedding Embedding(
                long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2,
                bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                if (max_norm is not null || scale_grad_by_freq || sparse)
                    throw new NotImplementedException("Embedding with max_norm, scale_grad_by_freq or sparse");
                return new(num_embeddings, embedding_dims, padding_idx, device, dtype);
            }
        }
    }
}
