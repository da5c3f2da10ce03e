using System.CommandLine;
using Claims.Cli.Choices;
using Claims.Cli.Output;
using Claims.Report;

namespace Claims.Cli.ListCommand;

/// <summary><c>claims list</c>: the claims and the subjects there are.</summary>
internal static class ListVerb
{
    public static Command Create()
    {
        var command = new Command("list", "List the claims, and the subjects that they can be tried on.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var table = Screen.NewTable("claim", "forms", "where", "statement");
        foreach (var claim in ClaimsCatalog.All)
            table.Row(claim.Id, string.Join(", ", claim.Forms.Select(form => VerdictText.Of(form.Form))), claim.At, claim.Statement);
        Screen.Show(table);
        Screen.Line();
        foreach (var name in SubjectChoice.Catalog.Names)
            Screen.Line($"subject {name}: {SubjectChoice.Catalog.Find(name).Description}");
        return ExitCode.AsExpected;
    }
}
