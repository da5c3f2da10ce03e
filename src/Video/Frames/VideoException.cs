using Claims.Common;

namespace Claims.Video.Frames;

/// <summary>A clip cannot be read, or is not the clip that was asked for: damaged, too short, no video in it.</summary>
/// <param name="what">What is wrong, without the file's name.</param>
/// <param name="file">The source concerned.</param>
/// <param name="remedy">What the user can do about it: a full sentence.</param>
/// <param name="inner">What was thrown underneath.</param>
public class VideoException(string what, string? file = null, string? remedy = null, Exception? inner = null)
    : BadInputException(what, file, remedy, "video", inner);
