using Claims.Common;

namespace Claims.Model;

/// <summary>A model's classes by name.</summary>
public static class ClassNames
{
    private const int MostTold = 5;

    /// <summary>The number of the class with this name; -1 where none has it.</summary>
    /// <param name="labels">The classes' names, by number.</param>
    /// <param name="name">The name.</param>
    /// <param name="remedy">What to tell who gave a name that several classes have.</param>
    /// <param name="of">Whose name it is.</param>
    /// <exception cref="BadInputException">Several classes have the name.</exception>
    public static int IndexOf(IReadOnlyList<string> labels, string name, string remedy, string? of = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        int[] numbers = [.. Enumerable.Range(0, labels.Count).Where(number => labels[number] == name)];
        return numbers.Length < 2 ? numbers.FirstOrDefault(-1) : throw new BadInputException(
            $"the model has {numbers.Length} classes called \"{name}\" (numbers {string.Join(", ", numbers.Take(MostTold))}"
                + $"{(numbers.Length > MostTold ? ", ..." : "")}).", of, remedy, "config");
    }
}
