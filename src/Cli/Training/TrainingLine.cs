using System.Diagnostics;
using System.Globalization;
using Claims.Alley.Training;

namespace Claims.Cli.Training;

/// <summary>How a training goes, on the terminal's last line. Silent where nobody watches.</summary>
internal sealed class TrainingLine(TrainingRecipe recipe)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _made;

    public void Show(int step, StepResult result)
    {
        _made++;
        if (Console.IsErrorRedirected)
            return;
        var left = TimeSpan.FromSeconds(_watch.Elapsed.TotalSeconds / _made * (recipe.Steps - step));
        Console.Error.Write($"\r\u001b[K{Text(recipe, step, result)}, about {left:h\\:mm\\:ss} left");
    }

    public static void Clear()
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write("\r\u001b[K");
    }

    public static string Text(TrainingRecipe recipe, int step, StepResult result) => string.Create(CultureInfo.InvariantCulture,
        $"step {step} of {recipe.Steps}: loss {result.Loss:0.000}, accuracy {100 * result.Accuracy:0.0} %, rate {recipe.RateAt(step - 1):0.0e+00}");
}
