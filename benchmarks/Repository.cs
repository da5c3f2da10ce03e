namespace Claims.Benchmarks;

/// <summary>Where the checkout is.</summary>
internal static class Repository
{
    /// <summary>The folder of Claims.sln.</summary>
    public static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Claims.sln")))
                    return folder.FullName;
            }
            throw new DirectoryNotFoundException("Claims.sln is in no folder above the program.");
        }
    }
}
