using System.CommandLine;
using System.Globalization;

namespace Claims.Cli.Choices;

/// <summary><c>--date 2026-01-31</c>.</summary>
internal static class Days
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>The option; a text that is no day of the calendar is an error of usage.</summary>
    public static Option<string?> Option(string description)
    {
        var date = new Option<string?>("--date") { Description = description, HelpName = "YYYY-MM-DD" };
        date.Validators.Add(given =>
        {
            var text = given.GetValueOrDefault<string?>();
            if (text is not null && !DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                given.AddError($"--date \"{text}\" is no day. Write it as 2026-01-31.");
        });
        return date;
    }
}
