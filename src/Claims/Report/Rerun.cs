using Claims.Verifications;

namespace Claims.Report;

/// <summary>The command that tries one claim again, alone.</summary>
public static class Rerun
{
    /// <summary><c>./claims verify --subject alley --claim MLP-SHARE ...</c>: whatever is not the default is said.</summary>
    /// <param name="result">The verification that it was part of.</param>
    /// <param name="claim">The claim's id.</param>
    public static string Command(VerificationResult result, string claim)
    {
        ArgumentNullException.ThrowIfNull(result);
        return $"./claims verify {result.Subject.Arguments} --claim {claim} --device "
            + $"{result.Device}{(result.Dtype == "float32" ? "" : $" --dtype {result.Dtype}")} --seed {result.Seed}";
    }
}
