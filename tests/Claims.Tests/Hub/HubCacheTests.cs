using Claims.Checkpoints.Hub;
using Claims.Checkpoints.Hub.Places;
using Claims.Common;

namespace Claims.Tests.Hub;

/// <summary>Folders as Python's huggingface_hub leaves them, made by hand.</summary>
public sealed class HubCacheTests : IDisposable
{
    private static readonly string One = new('1', 40);
    private static readonly string Two = new('2', 40);
    private readonly TemporaryFolder _folder = new();
    private readonly HubRepository _model = HubRepository.Model("google/vivit");
    private readonly HubCache _cache;

    public HubCacheTests() => _cache = new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_branch_leads_to_its_snapshot_and_a_commit_to_its_own()
    {
        Snapshot(One);
        Snapshot(Two);
        Write("refs/main", Two);
        Write("refs/refs/pr/1", One);
        _cache.Find(_model).Should().Be(Path.Combine(Root, "snapshots", Two));
        _cache.Find(_model, "main").Should().Be(Path.Combine(Root, "snapshots", Two));
        _cache.Find(_model, "refs/pr/1").Should().Be(Path.Combine(Root, "snapshots", One));
        _cache.Find(_model, One).Should().Be(Path.Combine(Root, "snapshots", One));
        _cache.FindFile(_model, "config.json", One).Should().Be(Path.Combine(Root, "snapshots", One, "config.json"));
        _cache.FindFile(_model, "model.safetensors").Should().BeNull();
        _cache.Snapshots().Should()
            .Equal((_model, One, Path.Combine(Root, "snapshots", One)), (_model, Two, Path.Combine(Root, "snapshots", Two)));
    }

    [Fact]
    public void What_is_not_here_is_null()
    {
        _cache.Find(_model).Should().BeNull();
        new HubCache(_folder.File("none")).Find(_model).Should().BeNull();
        new HubCache(_folder.File("none")).Snapshots().Should().BeEmpty();
        Snapshot(One);
        Write("refs/main", One);
        _cache.Find(_model, "v2").Should().BeNull();
        _cache.Find(_model, Two).Should().BeNull();
        _cache.Find(HubRepository.Dataset("google/vivit")).Should().BeNull();
    }

    [Fact]
    public void Downloads_that_were_never_finished_are_not_here()
    {
        Write("refs/main", One); // Python writes it first
        Write("blobs/" + new string('a', 64) + ".incomplete", "half");
        Write("blobs/" + new string('a', 64) + ".part", "half");
        _cache.Find(_model).Should().BeNull();
        Directory.CreateDirectory(Path.Combine(Root, "snapshots", One));
        _cache.Find(_model).Should().BeNull();
        Write("refs/main", "");
        _cache.Find(_model).Should().BeNull();
    }

    [Fact]
    public void Without_a_ref_the_only_revision_is_meant()
    {
        Snapshot(One);
        _cache.Find(_model).Should().Be(Path.Combine(Root, "snapshots", One));
        Snapshot(Two);
        FluentActions.Invoking(() => _cache.Find(_model)).Should().Throw<HubException>().Where(e => e.Fault == HubFault.Ambiguous)
            .WithMessage($"*{One}, {Two}*");
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_an_error()
    {
        Snapshot(One);
        Write("refs/main", One);
        File.Delete(Path.Combine(Root, "blobs", "aa"));
        FluentActions.Invoking(() => _cache.Find(_model)).Should().Throw<HubException>().Where(e => e.Fault == HubFault.BrokenLink)
            .WithMessage("*config.json: is a link to ../../blobs/aa*fetch*");
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_is_mended_by_a_fetch()
    {
        using var one = new HubCase();
        await one.FetchAsync();
        File.Delete(one.Place);
        FluentActions.Invoking(() => new HubCache(one.Settings.CacheFolder).Find(one.Model)).Should().Throw<HubException>();
        await one.MustSucceedAsync();
    }

    [Fact]
    public void Links_in_a_circle_lead_nowhere()
    {
        Snapshot(One);
        File.CreateSymbolicLink(Path.Combine(Root, "snapshots", One, "a"), "b");
        File.CreateSymbolicLink(Path.Combine(Root, "snapshots", One, "b"), "a");
        FluentActions.Invoking(() => _cache.Find(_model)).Should().Throw<HubException>().Where(e => e.Fault == HubFault.BrokenLink);
    }

    [Fact]
    public void A_cache_without_links_is_read_too()
    {
        Write($"snapshots/{One}/config.json", "{}");
        Write("refs/main", One + "\n");
        _cache.Find(_model).Should().NotBeNull();
    }

    [Fact]
    public void Other_folders_are_passed_over()
    {
        foreach (var name in new[] { "models--gpt2", "spaces--a--b", ".locks", "version.txt", "models--a--b--c", "models--..--x" })
            Directory.CreateDirectory(Path.Combine(_folder.Path, name, "snapshots", One));
        _cache.Snapshots().Should().BeEmpty();
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../b")]
    [InlineData("/etc")]
    [InlineData("")]
    [InlineData("a\nb")]
    public void A_revision_never_leaves_the_folder(string revision) =>
        FluentActions.Invoking(() => _cache.Find(_model, revision)).Should().Throw<BadInputException>();

    [Theory]
    [InlineData("google/vivit-b-16x2-kinetics400", true)]
    [InlineData("a/b", true)]
    [InlineData("A_1.x/y-2", true)]
    [InlineData("gpt2", false)]
    [InlineData("a/b/c", false)]
    [InlineData("../b", false)]
    [InlineData("a/..", false)]
    [InlineData("a/b--c", false)]
    [InlineData("a/b.git", false)]
    [InlineData("a/-b", false)]
    [InlineData("a/b-", false)]
    [InlineData("a/b c", false)]
    [InlineData("a/b\n", false)]
    [InlineData(null, false)]
    public void Names_are_told_from_paths(string? text, bool expected)
    {
        HubRepository.IsName(text).Should().Be(expected);
        if (text is not null && !expected)
            FluentActions.Invoking(() => HubRepository.Model(text)).Should().Throw<BadInputException>();
    }

    private string Root => Path.Combine(_folder.Path, "models--google--vivit");

    private void Snapshot(string commit)
    {
        Write("blobs/aa", "{}");
        Directory.CreateDirectory(Path.Combine(Root, "snapshots", commit));
        File.CreateSymbolicLink(Path.Combine(Root, "snapshots", commit, "config.json"), "../../blobs/aa");
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
