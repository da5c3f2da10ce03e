namespace Claims.Tests.Outputs;

/// <summary>What is no file and has a file's name.</summary>
internal static class Special
{
    /// <summary>A named pipe, where the system has them.</summary>
    public static string Pipe(TemporaryFolder folder, string name = "pipe")
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no pipes with names of files");
        var path = folder.File(name);
        Native.ChildRun.Of("mkfifo", [path]).Code.Should().Be(0);
        return path;
    }

    /// <summary>Fails where something waits for ever.</summary>
    public static T InTime<T>(Func<T> act)
    {
        var task = Task.Run(act);
        task.Wait(TimeSpan.FromMinutes(1)).Should().BeTrue("it does not wait for a pipe to be filled");
        return task.Result;
    }
}
