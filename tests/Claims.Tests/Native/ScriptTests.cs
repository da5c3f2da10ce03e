namespace Claims.Tests.Native;

/// <summary>What <c>./claims</c> says where the machine lacks something: one sentence, exit code 3.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("ldd", "echo 'musl libc (x86_64)' >&2; exit 1", "this system's C library is musl")]
    [InlineData("uname", "[ \"$1\" = -s ] && echo Linux || echo aarch64", "there is no libtorch package for Linux on aarch64")]
    [InlineData("uname", "[ \"$1\" = -s ] && echo Darwin || echo x86_64", "there is no libtorch package for Darwin on x86_64")]
    public void A_system_without_libtorch_is_told_before_anything_is_built(string program, string does, string sentence)
    {
        OnLinux();
        Program(program, does);
        var (code, output) = Claims(Repository.Root, "doctor", ("PATH", $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}"));
        output.Should().MatchRegex("^claims: " + sentence + "[^\n]*\n$");
        code.Should().Be(3);
    }

    [SkippableTheory]
    [Trait("Category", "slow")]
    [InlineData("http://127.0.0.1:9/index.json", "the package feed does not answer. ")]
    [InlineData("empty", "the package feed does not have Bogus MathNet.Numerics ")]
    public void A_feed_that_does_not_answer_or_lacks_the_package_is_told(string source, string sentence)
    {
        OnLinux();
        var checkout = _folder.File("checkout");
        ChildRun.Of("git", ["clone", "--quiet", Repository.Root, checkout]).Code.Should().Be(0);
        File.WriteAllText(Path.Combine(checkout, "nuget.config"),
            $"""<configuration><packageSources><clear /><add key="only" value="{(source == "empty" ? Directory.CreateDirectory(_folder.File("empty")).FullName : source)}" allowInsecureConnections="true" /></packageSources></configuration>""");
        var (code, output) =
            Claims(checkout, "doctor", ("NUGET_PACKAGES", _folder.File("packages")), ("NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT", "1"));
        output.Should().Contain("claims: " + sentence);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCountLessThan(4, "it is one sentence, not a page of errors");
        code.Should().Be(3);
    }

    private static void OnLinux() =>
        Skip.IfNot(OperatingSystem.IsLinux(), "the programs that stand in for the system's are shell scripts for Linux");

    private void Program(string name, string does)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, $"#!/bin/sh\n{does}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static (int Code, string Output) Claims(string checkout, string verb, params (string Name, string Value)[] environment) =>
        ChildRun.Of(Path.Combine(checkout, "claims"), [verb], environment);
}
