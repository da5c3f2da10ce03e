using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>What an optimizer remembers of one parameter.</summary>
    public abstract class OptimizerState
    {
        protected Parameter _parameter;

        protected OptimizerState(Parameter parameter) => _parameter = parameter;

        public virtual void to(Device device) { }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public abstract partial class Optimizer
            {
                /// <summary>An optimizer's own options and states, not copies: what is written into them is what it goes on with.</summary>
                public class StateDictionary
                {
                    internal StateDictionary() { }

                    public List<Modules.OptimizerOptions> Options { get; } = [];

                    /// <summary>By group, then by parameter.</summary>
                    public List<Modules.OptimizerState> State { get; } = [];

                    /// <summary>The indices into State of each group's parameters.</summary>
                    public List<List<int>> StateIndexRef { get; } = [];
                }
            }
        }
    }
}
