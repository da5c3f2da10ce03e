using System.Text.Json.Nodes;
using Claims.Checkpoints;
using Claims.Model.Architectures.Vivit;
using Claims.Tests.Outputs;

namespace Claims.Tests.Checkpoints.Dialects;

/// <summary>id2label names the classes; label2id is read by no model, and is what people leave as it was.</summary>
public sealed class ClassNameTests : IDisposable
{
    private const string Abc = """{"0": "a", "1": "b", "2": "c"}""", Placeholders = """{"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}""";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Abc, null)]
    [InlineData(Abc, """{"a": 0, "b": 1, "c": 2}""")]
    [InlineData(Abc, """{"a": "0", "b": "1", "c": "2"}""")]
    [InlineData(null, """{"b": "1", "a": "0", "c": 2}""")]
    public void Names_that_agree_need_no_word(string? id2label, string? label2id)
    {
        var config = Read(id2label, label2id);

        config.Labels.Should().Equal("a", "b", "c");
        config.Notes.Should().BeEmpty();
    }

    [Theory]
    [InlineData(Abc, """{"LABEL_0": 0, "LABEL_1": 1, "LABEL_2": 2}""", "'LABEL_0'")]
    [InlineData(Abc, """{"LABEL_0": 0, "LABEL_1": 1}""", "'LABEL_0'")]
    [InlineData(Abc, """{"a": 31, "archery": 0, "bowling": 1, "golf": 2}""", "'archery'")]
    [InlineData(Abc, """{"a": 0}""", "does not name")]
    [InlineData(Abc, "{}", "does not name")]
    [InlineData(Placeholders, """{"c": 2, "b": 1, "a": 0}""", "placeholders")]
    public void What_was_left_over_is_passed_over_with_a_note(string id2label, string label2id, string named)
    {
        var config = Read(id2label, label2id);

        config.Labels.Should().Equal("a", "b", "c");
        config.Notes.Should().ContainSingle().Which.Should().Contain(named);
    }

    [Theory]
    [InlineData(Abc, """{"a": 1, "b": 0, "c": 2}""", "label2id gives 'a' the number 1, which id2label calls 'b'.")]
    [InlineData(Abc, """{"a": 0, "b": 1, "c": 7}""", "label2id gives 'c' the number 7, which id2label does not have.")]
    [InlineData(null, """{"a": 0, "b": 2}""", "not one for each number from 0 to 1")]
    [InlineData(null, """{"a": 0, "b": 0}""", "not one for each number from 0 to 1")]
    public void The_same_names_in_another_order_are_refused(string? id2label, string label2id, string named)
    {
        var read = () => Read(id2label, label2id);

        var error = read.Should().Throw<ConfigException>().Which;
        error.Fault.Should().Be(ConfigFault.Contradiction);
        error.Message.Should().Contain(named).And.Contain("Correct").And.NotContain("ViViT");
    }

    [Fact]
    public void Inspect_prints_the_note()
    {
        folder.Put("model.safetensors");
        folder.Put("label2id-stale.config.json", "config.json");
        CapturedRun.Of("inspect", folder.Path).Output.Should()
            .Contain("label2id does not name the classes that id2label names").And.Contain("'LABEL_4'");
    }

    private VivitConfig Read(string? id2label, string? label2id)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Kept.Root, "config.json")))!.AsObject();
        foreach (var (name, text) in new[] { ("id2label", id2label), ("label2id", label2id) })
        {
            if (text is null)
                json.Remove(name);
            else
                json[name] = JsonNode.Parse(text);
        }
        return VivitConfig.Read(folder.Write("config.json", json.ToJsonString()));
    }
}
