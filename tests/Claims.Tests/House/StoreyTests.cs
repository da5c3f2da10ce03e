namespace Claims.Tests.House;

public sealed class StoreyTests
{
    [Fact]
    public void Nothing_uses_what_does_not_stand_below_it() => StoreyRule.Offences(Storeys.FromTheGroundUp).Should().BeEmpty();

    [Fact]
    public void The_plan_names_every_namespace_once() =>
        Storeys.FromTheGroundUp.SelectMany(line => line).Should().OnlyHaveUniqueItems().And.BeEquivalentTo(StoreyRule.Namespaces);

    [Fact]
    public void The_picture_in_the_docs_is_the_plan()
    {
        var (drawn, kept) = (StoreyPicture.Draw(), Path.Combine(Repository.Root, "docs", "architecture.svg"));
        var received = Path.Combine(Path.GetTempPath(), "architecture.svg");
        File.WriteAllText(received, drawn);
        File.ReadAllText(kept).Should().Be(drawn, because: $"the picture is made from the list of storeys; copy {received} over it");
    }

    [Fact]
    public void A_plan_that_the_house_breaks_names_both_types()
    {
        // Model put below what it is built on.
        var wrong = Storeys.FromTheGroundUp.Where(line => !line.Contains("Claims.Model")).Prepend(["Claims.Model"]).ToArray();
        StoreyRule.Offences(wrong).Should()
            .Contain("Claims.Model.Site uses Claims.Common.BadInputException: Claims.Common does not stand below Claims.Model");
    }

    [Fact]
    public void Namespaces_are_folders()
    {
        var source = Path.Combine(Repository.Root, "src");
        foreach (var file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsMade(Path.GetRelativePath(source, file))))
        {
            if (File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal)) is not { } declared)
                continue;
            var folders = Path.GetRelativePath(source, Path.GetDirectoryName(file)!).Split(Path.DirectorySeparatorChar);
            var expected = folders[0] == "Claims" ? folders : folders.Prepend("Claims");
            declared.Should().Be($"namespace {string.Join('.', expected)};", because: file);
        }
    }

    [Fact]
    public void Folders_and_files_are_small()
    {
        foreach (var top in new[] { "src", "tests", "benchmarks", "samples" })
        {
            var root = Path.Combine(Repository.Root, top);
            var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Where(file => !IsMade(Path.GetRelativePath(root, file))).ToArray();
            files.GroupBy(file => Path.GetDirectoryName(file)!).Where(folder => folder.Count() > 20).Select(folder => folder.Key).Should()
                .BeEmpty();
            foreach (var file in files)
            {
                var lines = File.ReadAllLines(file);
                lines.Length.Should().BeLessThanOrEqualTo(400, because: file);
                TooLong(lines).Select(line => $"{file}:{line}").Should().BeEmpty("lines are short");
            }
        }
    }

    // Raw strings (pages, JSON) are as long as what they hold.
    private static IEnumerable<int> TooLong(string[] lines)
    {
        var raw = false;
        foreach (var (i, line) in lines.Index())
        {
            var quotes = line.Split("\"\"\"").Length - 1;
            if (line.Length > 140 && !raw && quotes == 0)
                yield return i + 1;
            raw ^= quotes % 2 == 1;
        }
    }

    private static bool IsMade(string path) => path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin");
}
