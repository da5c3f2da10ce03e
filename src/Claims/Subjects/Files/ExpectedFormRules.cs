using Claims.Verdicts;

namespace Claims.Subjects.Files;

/// <summary>What an expectation of one form must be to mean something.</summary>
internal static class ExpectedFormRules
{
    /// <summary>What is wrong with it, in words; null where nothing is.</summary>
    public static string? Broken(ExpectedFormDocument form)
    {
        if (form.Expected != Expectation.Holds && string.IsNullOrWhiteSpace(form.Reason))
            return $"does not say why {form.Claim} is expected to be {form.Expected}: \"reason\" is empty.";
        if (form.Pairs < Judgement.FewestPairs || form.PairsToDecide < Judgement.FewestPairs)
            return $"{form.Claim}: fewer than {Judgement.FewestPairs} pairs decide nothing.";
        if (form.Probabilities?.Values.All(share => share is >= 0 and <= 1) == false)
            return $"{form.Claim}: a probability lies between 0 and 1.";
        var numbers = form.Numbers ?? [];
        if (numbers.FirstOrDefault(number => !(number.Low <= number.High)) is { } empty)
            return $"{form.Claim}, {empty.Check}: the interval begins above its end.";
        if (numbers.FirstOrDefault(number => number.Margin is { } margin && !(margin > 0)) is { } none)
            return $"{form.Claim}, {none.Check}: a margin is more than 0.";
        return numbers.GroupBy(number => number.Check).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? $"{form.Claim} has two intervals for {twice.Key}." : null;
    }
}
