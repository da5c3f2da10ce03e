/// <summary>A text is not the verified one. Tests know it by its message: the real one is internal too.</summary>
internal sealed class VerifyException(string message) : Exception(message);
