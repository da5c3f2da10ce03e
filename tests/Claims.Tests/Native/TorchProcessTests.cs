using Claims.Common.Native;

namespace Claims.Tests.Native;

/// <summary>The library as a process of its own finds it: the real one, on this machine, in good and bad surroundings.</summary>
public sealed class TorchProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void An_older_systems_mended_copy_is_kept_in_the_cache_and_taken_again()
    {
        OnlyWhereMended();
        var cache = _folder.File("cache");
        var runs = new string[2];
        Parallel.For(0, 2, i => runs[i] = Doctor(("XDG_CACHE_HOME", cache)));
        runs.Should().OnlyContain(run => run.Contains("ok  mended"));
        var copy = Directory.EnumerateFiles(cache, "*", SearchOption.AllDirectories).Should().ContainSingle().Subject;
        var (package, mended) = (File.ReadAllBytes(TorchLibrary.Mended!), File.ReadAllBytes(copy));
        Enumerable.Range(0, package.Length).Count(i => package[i] != mended[i]).Should().Be(1, "one flag of one need");

        File.WriteAllText(copy, "torn");
        Doctor(("XDG_CACHE_HOME", cache)).Should().Contain("ok  mended");
        File.ReadAllBytes(copy).Should().Equal(mended);
    }

    [SkippableFact]
    public void Where_no_cache_can_be_written_the_temporary_folder_serves_and_nothing_is_left_there()
    {
        OnlyWhereMended();
        var temporary = Directory.CreateDirectory(_folder.File("tmp")).FullName;
        Doctor(("XDG_CACHE_HOME", "/proc/none"), ("TMPDIR", temporary)).Should().Contain("ok  mended");
        Directory.EnumerateFileSystemEntries(temporary, "claims-*").Should().BeEmpty();
    }

    [SkippableFact]
    public void Where_nothing_can_be_written_one_sentence_says_so()
    {
        OnlyWhereMended();
        var (code, output) =
            Run(Cli, ["parity", "--model", "a", "--reference", "b"], ("XDG_CACHE_HOME", "/proc/none"), ("TMPDIR", "/proc/none"));
        output.Should()
            .Contain("libLibTorchSharp.so that loads on this older system could not be written").And.Contain("docs/errors/torch.md");
        code.Should().Be(3);
    }

    [SkippableFact]
    public void Another_libtorch_in_the_search_path_is_not_taken()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no LD_LIBRARY_PATH");
        foreach (var name in new[] { "libc10.so", "libtorch_cpu.so", "libtorch.so" })
            File.WriteAllText(_folder.File(name), "of another version");
        Doctor(("LD_LIBRARY_PATH", _folder.Path)).Should().Contain("ok  libtorch");
    }

    [Fact]
    public void Without_a_libtorch_one_sentence_names_the_package()
    {
        var (code, output) = Run(Copy(), ["parity", "--model", "a", "--reference", "b"], ("NUGET_PACKAGES", _folder.Path));
        output.Should()
            .Contain("libtorch is not beside this program").And.Contain("Refer to libtorch-cpu-").And.Contain("docs/errors/torch.md");
        code.Should().Be(3);
    }

    [Fact]
    public void A_damaged_libtorch_is_named()
    {
        var copy = Copy();
        var real = TorchLibrary.Folder!;
        foreach (var file in Directory.EnumerateFiles(real).Where(file => !file.Contains("torch_python", StringComparison.Ordinal)))
            File.CreateSymbolicLink(Path.Combine(_folder.Path, Path.GetFileName(file)), file);
        var damaged = Directory.EnumerateFiles(_folder.Path, "*c10.*").Single();
        File.Delete(damaged);
        File.WriteAllText(damaged, "torn");
        var (code, output) = Run(copy, ["parity", "--model", "a", "--reference", "b"]);
        output.Should().Contain("libtorch does not load").And.Contain("c10");
        code.Should().Be(3);
    }

    private static string Cli => Path.Combine(AppContext.BaseDirectory, "claims.dll");

    private static void OnlyWhereMended() =>
        Skip.If(TorchLibrary.Mended is null, "TorchSharp's native part loads here as it is: this system's C++ library is new enough");

    // The program without what its .deps.json says of native libraries: only what lies beside it is found.
    private string Copy()
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Append(Path.Combine(AppContext.BaseDirectory, "claims.runtimeconfig.json")))
            File.Copy(file, Path.Combine(_folder.Path, Path.GetFileName(file)));
        return _folder.File("claims.dll");
    }

    private static string Doctor(params (string Name, string Value)[] environment)
    {
        var (code, output) = Run(Cli, ["doctor"], environment);
        code.Should().Be(0, output);
        return output;
    }

    private static (int Code, string Output) Run(string program, string[] arguments, params (string Name, string Value)[] environment) =>
        ChildRun.Of("dotnet", [program, .. arguments], environment);
}
