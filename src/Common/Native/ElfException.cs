namespace Claims.Common.Native;

/// <summary>A library that is not of the one kind that may be mended: why, as the end of a sentence.</summary>
internal sealed class ElfException(string why) : Exception(why);
