using Claims.Common;
using Claims.Common.Native;

namespace Claims.Tests.Native;

/// <summary>Each way not to load is one sentence and one remedy.</summary>
public sealed class LoadFailureTests
{
    private const string Start =
        "Unable to load shared library '/p/libLibTorchSharp.so' or one of its dependencies. In order to help diagnose:\n";

    [Fact]
    public void An_old_C_library_is_named() =>
        Of("/lib/libc.so.6: version `GLIBC_2.34' not found (required by /p/libLibTorchSharp.so)\n").Message.Should().Be(
        "This system's C library (glibc) is older than GLIBC_2.34, which TorchSharp needs. Use a newer system: Debian 12, Ubuntu 22.04 or "
            + "later.");

    [Fact]
    public void An_old_Cpp_library_is_named_with_what_kept_it_from_being_mended() =>
        Of("/lib/libstdc++.so.6: version `GLIBCXX_3.4.30' not found (required by /p/libLibTorchSharp.so)\n",
            "it uses wait of GLIBCXX_3.4.30").Message.Should().Be(
            "This system's C++ library (libstdc++) is older than GLIBCXX_3.4.30, which TorchSharp needs; it was not mended, since it uses "
                + "wait of GLIBCXX_3.4.30. Install a newer libstdc++6 (GCC 13 or later), or use a newer system.");

    [Fact]
    public void Anything_else_is_said_in_the_loaders_words() =>
        Of("/p/libtorch_cpu.so: file too short\n").Message.Should()
            .StartWith("libtorch does not load: /p/libtorch_cpu.so: file too short. ");

    [Fact]
    public void No_package_names_the_one_to_take_or_says_that_there_is_none() =>
        LoadFailure.NoPackage().Message.Should()
            .MatchRegex(@"^(libtorch is not beside this program .* Refer to libtorch-cpu-[a-z0-9-]+ 2\.10\.0 |"
            + @"There is no libtorch package for )");

    [Fact]
    public void All_name_a_page_that_is_there() =>
        new[] { LoadFailure.NoPackage(), LoadFailure.NoRoom("a.so", new IOException("No space left on device")), Of("x") }
            .Should().OnlyContain(error => File.Exists(Path.Combine(Repository.Root, "docs", "errors", error.Page + ".md")));

    private static MissingException Of(string words, string? notMended = null) =>
        LoadFailure.Of(new DllNotFoundException(Start + words), notMended);
}
