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

    // A folder that the script refuses to build in, since it then says which it takes for its own.
    [SkippableTheory]
    [InlineData("re;al/claims", "")]
    [InlineData("./re;al/claims", "")]
    [InlineData("re;al/claims", "CDPATH=$PWD/e ")]
    [InlineData("bin/link", "")]
    [InlineData("bin/chain", "CDPATH=$PWD/e ")]
    [InlineData("claims-here", "PATH=$PWD/bin:$PATH CDPATH=$PWD/e ")]
    public void It_finds_its_own_folder_however_it_is_called(string call, string environment)
    {
        OnLinux();
        foreach (var folder in new[] { "re;al", "e/re;al", "bin" })
            Directory.CreateDirectory(_folder.File(folder));
        File.Copy(Path.Combine(Repository.Root, "claims"), _folder.File("re;al/claims"));
        File.CreateSymbolicLink(_folder.File("bin/link"), "../re;al/claims");
        File.CreateSymbolicLink(_folder.File("bin/chain"), _folder.File("bin/link"));
        File.CreateSymbolicLink(_folder.File("bin/claims-here"), "link");
        var (code, output) = ChildRun.Of("sh", ["-c", $"cd '{_folder.Path}' && {environment}'{call}' doctor"]);
        output.Should().Be($"claims: the path of this folder, {_folder.Path}/re;al, has a character that the build takes for its own "
            + "(; \" * ? or %20). Use a copy of the project in a folder without.\n");
        code.Should().Be(3);
    }

    [SkippableTheory]
    [InlineData("/none")]
    [InlineData("/dev/null")]
    public void A_TMPDIR_where_nothing_can_be_made_is_told(string folder)
    {
        OnLinux();
        var (code, output) = Claims(Repository.Root, "list", ("TMPDIR", folder));
        output.Should().Be($"claims: TMPDIR is {folder}, where no file can be made. Set it to a folder that may be written to, or unset "
            + "it.\n");
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
