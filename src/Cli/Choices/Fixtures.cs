using Claims.Common;

namespace Claims.Cli.Choices;

/// <summary>What ships with the project: fixtures/ of the checkout, wherever the program runs from.</summary>
internal static class Fixtures
{
    /// <exception cref="MissingException">The program was taken out of its checkout.</exception>
    public static string Folder
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var fixtures = Path.Combine(folder.FullName, "fixtures");
                if (File.Exists(Path.Combine(folder.FullName, "Claims.sln")) && Directory.Exists(fixtures))
                    return fixtures;
            }
            throw new MissingException("The folder fixtures/ was not found above the program.",
                "Run ./claims in a checkout of the project.");
        }
    }
}
