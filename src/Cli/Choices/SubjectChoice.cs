using System.CommandLine;
using Claims.Checkpoints.Hub;
using Claims.Checkpoints.Hub.Places;
using Claims.Common;
using Claims.Subjects;
using Claims.Subjects.Files;

namespace Claims.Cli.Choices;

/// <summary><c>--subject</c>, and what stands in for what its file leaves open: the same in every verb.</summary>
internal sealed class SubjectChoice
{
    /// <summary>Ships with the project.</summary>
    public const string Default = "alley";

    private readonly Option<string> _subject =
        new("--subject")
        {
            Description = "what the claims are tried on: a name (claims list), or the .json file of one of your own",
            DefaultValueFactory = _ => Default
        };
    private readonly Option<string?> _model = new("--model") { Description = "in the place of the subject's model: " + Models.Described };
    private readonly Option<string?> _clean = new("--clean") { Description = "in the place of its only pair's clean clip" };
    private readonly ClipChoice _clips = new();
    private readonly Option<string?> _corrupt = new("--corrupt") { Description = "in the place of its only pair's corrupted clip" };

    public static SubjectCatalog Catalog => new(Path.Combine(Fixtures.Folder, "subjects"));

    /// <summary>Adds the options; without <c>--model</c> where a verb has its own for models.</summary>
    public void AddTo(Command command, bool model = true)
    {
        foreach (var option in new Option[] { _subject, _model, _clean, _corrupt }.Where(option => model || option != _model))
            command.Options.Add(option);
        _clips.AddTo(command);
    }

    /// <summary>The subject's file.</summary>
    /// <exception cref="BadInputException">There is no such subject.</exception>
    /// <exception cref="MissingException">The default one was taken out of the checkout.</exception>
    public SubjectFile Find(ParseResult parsed) => Find(parsed, parsed.GetValue(_model));

    /// <summary>The subject's file, with this model; null: its own.</summary>
    /// <exception cref="BadInputException">There is no such subject.</exception>
    /// <exception cref="MissingException">The default one was taken out of the checkout.</exception>
    public SubjectFile Find(ParseResult parsed, string? model)
    {
        var name = parsed.GetRequiredValue(_subject);
        if (name == Default && !Catalog.Names.Contains(name))
            throw new MissingException($"The subject {name} is not in {Path.Combine(Fixtures.Folder, "subjects")}.",
                "Name another one: --subject NAME, or FILE.json.", "subject");
        return Catalog.Find(name, new SubjectPlaces
        {
            Model = model is null ? null : Models.Folder(model),
            Clean = parsed.GetValue(_clean),
            Corrupt = parsed.GetValue(_corrupt),
            Reading = _clips.Read(parsed),
            Variable = Variable,
            Hub = repository => new HubCache().Find(HubRepository.Model(repository)),
        });
    }

    /// <summary>Whether clips were named in the place of the subject's own.</summary>
    public bool HasOtherClips(ParseResult parsed) => (parsed.GetValue(_clean) ?? parsed.GetValue(_corrupt)) is not null;

    /// <summary>The options as they were given, for "how to rerun".</summary>
    public string Arguments(ParseResult parsed) => string.Join(' ', new Option<string?>[] { _model, _clean, _corrupt }
        .Where(option => parsed.GetValue(option) is not null).Select(option => $"{option.Name} {Quoted(parsed.GetValue(option)!)}")
        .Prepend($"--subject {Quoted(parsed.GetRequiredValue(_subject))}").Concat(_clips.Given(parsed)));

    // Where nobody says where the paper's clips are, those that were fetched.
    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : name switch
    {
        "CLAIMS_CLEAN" => new HubCache().FindFile(ReleasedModel.Clips, ReleasedModel.StrikeClip),
        "CLAIMS_CORRUPT" => new HubCache().FindFile(ReleasedModel.Clips, ReleasedModel.GutterClip),
        _ => null,
    };

    private static string Quoted(string text) =>
        text.All(c => char.IsLetterOrDigit(c) || "/._-:#@=+".Contains(c)) ? text
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
