namespace TorchSharp;

public static partial class torch
{
    /// <summary>One item between the brackets of <c>tensor[...]</c>.</summary>
    public readonly struct TensorIndex
    {
        internal enum Kind { None, Ellipsis, Slice, Single, Bool, Tensor }

        internal readonly Kind What;
        internal readonly long? Start, Stop, Step;
        internal readonly Tensor? Chosen;

        public static TensorIndex Ellipsis = new(Kind.Ellipsis);
        public static TensorIndex None = new(Kind.None);
        public static TensorIndex Null = new(Kind.None);
        public static TensorIndex Colon = new(Kind.Slice);

        private TensorIndex(Kind what, long? start = null, long? stop = null, long? step = null, Tensor? chosen = null)
        {
            (What, Start, Stop, Step, Chosen) = (what, start, stop, step, chosen);
        }

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(Kind.Slice, start, stop, step);

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range)
        {
            long? stop = range.End.IsFromEnd ? (range.End.Value == 0 ? null : -range.End.Value) : range.End.Value;
            return Slice(range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value, stop);
        }

        public static TensorIndex Bool(bool value) => new(Kind.Bool, value ? 1 : 0);

        public static TensorIndex Single(long? index) => index is { } it ? new(Kind.Single, it) : None;

        public static TensorIndex Tensor(Tensor tensor) => new(Kind.Tensor, chosen: tensor);

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        /// <summary>There only so that a list of both kinds finds the indexer of TensorIndex.</summary>
        public static implicit operator Tensor(TensorIndex value) => throw new InvalidOperationException("Should not be called.");
    }
}
