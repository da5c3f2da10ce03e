namespace VerifyTests;

internal static class BuildServer
{
    // DiffEngine's list: Jenkins, GitHub, AppVeyor, Travis, Azure, GitLab, GoCD, TeamCity, MyGet. CI alone is not on it.
    private static readonly string[] Variables =
        ["JENKINS_URL", "GITHUB_ACTION", "APPVEYOR", "TRAVIS_BUILD_ID", "GITLAB_CI", "GO_SERVER_URL", "TEAMCITY_VERSION"];

    public static bool Detected { get; } =
        Variables.Any(v => Environment.GetEnvironmentVariable(v) is not null) ||
        Is("TF_BUILD", "True") ||
        Is("BuildRunner", "MyGet");

    private static bool Is(string variable, string value) =>
        string.Equals(Environment.GetEnvironmentVariable(variable), value, StringComparison.OrdinalIgnoreCase);
}
