using Claims.Alley;
using Claims.Common;
using Claims.Subjects;
using Claims.Subjects.Files;
using Claims.Video.Sampling;

namespace Claims.Tests.Subjects;

/// <summary>Subjects' files: what they may say, and every way in which they are refused.</summary>
public sealed class SubjectFileTests
{
    private const string BySeed = """ "pairs_by_seed": { "clean": "alley:{seed}:strike", "corrupt": "alley:{seed}:gutter", "other_scene": "alley:{seed+100000}:gutter", "discovery": "1000-1011", "held_out": "2000-2011" } """;

    private static readonly string Model = Path.Combine(Repository.Fixtures, "golden", "dev", "vivit-tiny");

    [Fact]
    public void Pairs_come_from_seeds()
    {
        var file = Read(BySeed);
        file.HeldOutPairs.Should().Be(12);
        file.HeldOut().Pairs.Select(pair => pair.Name).Should().StartWith("seed 2000").And.EndWith("seed 2011");
        file.Discovery().Pairs.Should().HaveCount(12);
        file.HeldOut().ModelHashes.Keys.Should()
            .Equal(["config.json", "model.safetensors"], "the pickle beside it is not what is loaded");
        SeedTemplate.Parse("alley:{seed+100000}:gutter")!.With(2000).Should().Be("alley:102000:gutter");
        SeedTemplate.Parse("alley:{sed}{seed}").Should().BeNull();
    }

    [Fact]
    public void Clips_are_opened_as_the_model_wants_them_with_their_things()
    {
        using var clip = SubjectClip.Open("alley:2000:strike", Model, new() { Readers = [AlleyReader.Reader] });
        clip.Pixels.shape.Should().Equal(1, 8, 3, 32, 32);
        clip.Objects["ball"].Should().HaveCount(4, "of each tubelet");
    }

    [Theory]
    [InlineData("\"pairs\": []", "*\"pairs\" is empty*")]
    [InlineData("\"pairs\": [ { \"name\": \"a\", \"clean\": \"\\ud800\", \"corrupt\": \"y\" } ]",
        "*pairs[0].clean: The JSON value could not be converted. docs*")]
    [InlineData("\"target\": \"bowling\"", "*either \"pairs\" or \"pairs_by_seed\"*")]
    [InlineData("\"pairs\": [ { \"name\": \"a\", \"clean\": \"x.mp4\", \"corrupt\": \"x.mp4\" } ]", "*with itself*")]
    [InlineData("\"pairs\": [ { \"name\": \"a\", \"clean\": \"x.mp4\", \"corrupt\": \"y.mp4\" }, { \"name\": \"a\", \"clean\": \"z.mp4\", "
        + "\"corrupt\": \"y.mp4\" } ]", "*two pairs are named a*")]
    [InlineData("\"pairs\": [ { \"name\": \"a\", \"clean\": \"x\", \"corrupt\": \"y\" } ], \"discovery_pairs\": [ { \"name\": \"b\", "
        + "\"clean\": \"z\", \"corrupt\": \"y\" } ]", "*y is in a discovery pair and in a held-out one*")]
    [InlineData("\"pairs\": [ { \"name\": \"a\", \"clean\": \"x\" } ]", "*corrupt*")]
    [InlineData("\"pairs_by_seed\": { \"clean\": \"alley:1:strike\", \"corrupt\": \"alley:{seed}:gutter\", \"held_out\": \"1-9\" }",
        "*clean is \"alley:1:strike\"*")]
    [InlineData("\"pairs_by_seed\": { \"clean\": \"alley:{seed}:strike\", \"corrupt\": \"alley:{seed}:gutter\", \"held_out\": \"9-1\" }",
        "*held_out is \"9-1\"*")]
    [InlineData("\"pairs_by_seed\": { \"clean\": \"alley:{seed}:strike\", \"corrupt\": \"alley:{seed}:gutter\", \"held_out\": \"1-9\", "
        + "\"discovery\": \"9-20\" }", "*seeds meet*")]
    [InlineData("\"pairs_by_seed\": { \"clean\": \"a:{seed}\", \"corrupt\": \"b:{seed+10}\", \"held_out\": \"1-9\", \"discovery\": "
        + "\"11-19\" }", "*seeds meet*")]
    [InlineData("\"pairs\": [ ], \"untrained\": \"x\"", "*untrained*")]
    public void What_states_no_subject_is_refused(string fields, string message)
    {
        var act = () => Read(fields);
        act.Should().Throw<BadInputException>().WithMessage(message).Which.Page.Should().Be("subject");
    }

    [Fact]
    public void What_is_not_here_is_missing_with_the_remedy()
    {
        var file = Read(BySeed, model: "$CLAIMS_TEST_MODEL", places: new SubjectPlaces { Variable = _ => null });
        file.HeldOut().Missing!.Message.Should().Contain("CLAIMS_TEST_MODEL is not set").And.Contain("--model DIR");
        Read(BySeed, model: "$CLAIMS_TEST_MODEL", places: new SubjectPlaces { Variable = _ => Model }).HeldOut().Missing.Should().BeNull();
        Read(BySeed, model: "nowhere").HeldOut().Missing!.Message.Should().Contain("is not there");
        Read(BySeed, model: "nowhere", places: new SubjectPlaces { Model = Model }).HeldOut().Missing.Should().BeNull();
    }

    [Theory]
    [InlineData("$HF_TOKEN")]
    [InlineData("$CLAIMS_TOKEN; echo")]
    [InlineData("$claims_model")]
    public void Only_variables_that_are_meant_for_a_subject_are_read(string name)
    {
        string? asked = null;
        var places = new SubjectPlaces { Variable = variable => (asked = variable) is null ? null : "hf_secret" };
        FluentActions.Invoking(() => Read(BySeed, model: name, places: places).HeldOut()).Should().Throw<BadInputException>()
            .Which.Message.Should().Contain($"names the variable {name}").And.NotContain("hf_secret");
        asked.Should().BeNull();
    }

    [Fact]
    public void A_variables_value_is_not_shown() =>
        Read(BySeed, model: "$CLAIMS_TEST_MODEL", places: new SubjectPlaces { Variable = _ => "/nowhere/secret" })
            .HeldOut().Missing!.Message.Should().Contain("the folder of its model, which CLAIMS_TEST_MODEL names, is not there")
            .And.NotContain("secret");

    [Fact]
    public void How_clips_are_sampled_is_said_where_somebody_said_it()
    {
        Read(BySeed).HeldOut().Frames.Should().BeNull();
        Read(BySeed + ", \"frames\": \"uniform\", \"stream\": 1").Discovery().Frames.Should().Be("uniform, stream 1");
        Read(BySeed + ", \"stream\": 1", places: new SubjectPlaces { Reading = new() { Choice = new FrameChoice.Seeded(7) } })
            .HeldOut().Frames.Should().Be("seeded:7, stream 1");
    }

    [Fact]
    public void Clips_that_a_variable_names_are_called_by_it()
    {
        var clip = Path.Combine(Repository.Fixtures, "golden", "dev", "forward.safetensors#pixel_values_a");
        var pairs = """ "pairs": [ { "name": "a", "clean": "$CLAIMS_A", "corrupt": "alley:1:gutter" } ] """;
        var pair = Read(pairs, places: new SubjectPlaces { Variable = _ => clip }).HeldOut().Pairs[0];
        pair.Sources.Should().Equal("$CLAIMS_A", "alley:1:gutter");
        using var opened = pair.Clean(null!);
        opened.Source.Should().Be("$CLAIMS_A");
        var given = Read(pairs, places: new SubjectPlaces { Clean = clip }).HeldOut().Pairs[0];
        given.Sources.Should().StartWith(clip, "it was named on the command line");
    }

    [Fact]
    public void Expectations_that_are_named_and_not_there_are_none() =>
        Read(BySeed + ", \"expectations\": \"later.json\"").HeldOut().Expectations.Should().BeSameAs(Expectations.None);

    [Fact]
    public void Fewer_discovery_pairs_than_decide_are_refused()
    {
        var act = () => Read(BySeed.Replace("1000-1011", "1000-1006", StringComparison.Ordinal)).Discovery();
        act.Should().Throw<BadInputException>().WithMessage("*7 discovery pairs*");
    }

    [Fact]
    public void Named_subjects_can_be_read()
    {
        var catalog = new SubjectCatalog(Path.Combine(Repository.Fixtures, "subjects"));
        catalog.Names.Should().Contain("vivit-b-16x2-kinetics400").And.OnlyContain(name => catalog.Find(name, null).Name == name);
        var act = () => catalog.Find("nonsense");
        act.Should().Throw<BadInputException>().WithMessage("*vivit-b*");
    }

    private static SubjectFile Read(string fields, string? model = null, SubjectPlaces? places = null)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("s.json");
        File.WriteAllText(path,
            $$"""{ "schema": "claims-subject/1", "name": "s", "description": "d", "model": "{{model ?? Model}}", {{fields}} }""");
        return SubjectFile.Read(path, places);
    }
}
