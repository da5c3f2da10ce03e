using Claims.Cli;
using Claims.Cli.Output;
using Claims.Tests.Native;

namespace Claims.Tests.Outputs;

/// <summary>Whoever mistypes a name is told the one that was probably meant.</summary>
public sealed class MisspeltTests
{
    [Theory]
    [InlineData("verfy --subject alley", "There is no verb \"verfy\". Did you mean verify?")]
    [InlineData("tset", "There is no verb \"tset\". Did you mean test?")]
    [InlineData("train ally", "There is no train \"ally\". Did you mean alley?")]
    [InlineData("list --nonsense", "list has no option \"--nonsense\". It has --help.")]
    [InlineData("verify --subjct alley", "verify has no option \"--subjct\". Did you mean --subject?")]
    [InlineData("verify --claim MLP-SHAER", "There is no claim \"MLP-SHAER\". Did you mean MLP-SHARE?")]
    [InlineData("verify --subject ally", "There is no subject \"ally\". Did you mean alley?")]
    [InlineData("verify --dtype flaot32", "\"flaot32\" is no type to compute in. Did you mean float32?")]
    [InlineData("verify --device cdua", "\"cdua\" is no device. Did you mean cuda?")]
    [InlineData("verify --numbers cvs", "--numbers cannot be \"cvs\". Did you mean csv?")]
    [InlineData("drift --candidate x --fail-on drfited", "--fail-on cannot be \"drfited\". Did you mean drifted?")]
    [InlineData("measure cascde --model x", "There is no measurement \"cascde\". Did you mean cascade?")]
    [InlineData("train alley --labels acton", "--labels is \"acton\". Did you mean action?")]
    public void The_nearest_name_is_told(string typed, string sentence)
    {
        var (code, _, error) = CapturedRun.Of(typed.Split(' '));
        code.Should().Be(ExitCode.BadInput);
        error.Split('\n')[0].Should().Be("claims: " + sentence);
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2, "one sentence, and where to look");
    }

    [Theory]
    [InlineData("nonsense", "There is no verb \"nonsense\". There are verify, drift, ")]
    [InlineData("show NONSENSE", "There is no claim \"NONSENSE\". There are ")]
    [InlineData("verify --subject nonsense", "There is no subject \"nonsense\". There are ")]
    public void Where_none_is_near_what_there_is_is_told(string typed, string sentence) =>
        CapturedRun.Of(typed.Split(' ')).Error.Should().StartWith("claims: " + sentence);

    [SkippableFact]
    public void The_script_tells_it_before_it_builds_anything()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the script is run by Linux's shell here");
        using var folder = new TemporaryFolder();
        var script = folder.File("claims");
        File.Copy(Path.Combine(Repository.Root, "claims"), script);
        var (code, output) = ChildRun.Of(script, ["verfy"]);
        code.Should().Be(ExitCode.BadInput);
        output.Should().StartWith("claims: There is no verb \"verfy\". There are verify, drift, ").And.Contain("setup.\n");
        Directory.EnumerateFileSystemEntries(folder.Path).Should().Equal([script], "nothing was set up");
        output.Split("There are ")[1].Split(".\n")[0].Split(", ").Should().BeEquivalentTo(
            CommandLine.Root().Subcommands.Select(verb => verb.Name).Concat(CommandLine.VerbsOfTheScript).Except(["help"]),
            "the script lists every verb");
    }
}
