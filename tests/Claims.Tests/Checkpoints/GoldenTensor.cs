namespace Claims.Tests.Checkpoints;

/// <summary>A tensor as the golden files hold it, read without the code under test.</summary>
internal sealed record GoldenTensor(string Dtype, long[] Shape, byte[] Bytes);
