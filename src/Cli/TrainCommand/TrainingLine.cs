using System.Diagnostics;
using System.Globalization;
using Claims.Alley.Training;
using Claims.Cli.Output;

namespace Claims.Cli.TrainCommand;

/// <summary>How a training goes, and how long it may still take.</summary>
internal sealed class TrainingLine(TrainingRecipe recipe)
{
    private readonly StatusLine _line = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _made;

    public void Show(int step, StepResult result)
    {
        _made++;
        var left = _watch.Elapsed / _made * (recipe.Steps - step);
        _line.Show($"{Text(recipe, step, result)}, about {left:h\\:mm\\:ss} left");
    }

    public void Clear() => _line.Clear();

    public static string Text(TrainingRecipe recipe, int step, StepResult result) => string.Create(CultureInfo.InvariantCulture,
        $"step {step} of {recipe.Steps}: loss {result.Loss:0.000}, accuracy {100 * result.Accuracy:0.0} %, rate "
            + $"{recipe.RateAt(step - 1):0.0e+00}");
}
