using Claims.Common;

namespace Claims.Alley.Training;

/// <summary>A training cannot go on.</summary>
/// <param name="what">What is wrong.</param>
/// <param name="file">The file concerned.</param>
/// <param name="remedy">What to do.</param>
public sealed class TrainingException(string what, string? file = null, string? remedy = null)
    : BadInputException(what, file, remedy, page: "training");
