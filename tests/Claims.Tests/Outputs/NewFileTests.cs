using System.Text;
using Claims.Common;

namespace Claims.Tests.Outputs;

/// <summary>Only files are replaced; what cannot be written is said in a sentence, and beforehand.</summary>
public sealed class NewFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Path(string name) => _folder.File(name);

    private static void Write(string path) => NewFile.Write(path, stream => stream.Write("new"u8));

    [Fact]
    public void A_file_is_replaced_whole_and_nothing_else_stays()
    {
        File.WriteAllText(Path("a"), "old");
        Write(Path("a"));
        File.ReadAllText(Path("a")).Should().Be("new");
        var fail = () => NewFile.Write(Path("a"), stream =>
        {
            stream.Write("half"u8);
            throw new IOException("the disk is full");
        });
        fail.Should().Throw<MissingException>().WithMessage("*a: cannot be written (the disk is full). See that its folder*");
        File.ReadAllText(Path("a")).Should().Be("new");
        Directory.EnumerateFileSystemEntries(_folder.Path).Should().Equal(Path("a"));
    }

    [SkippableFact]
    public void A_link_is_refused_and_what_it_leads_to_stays()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights there");
        File.WriteAllText(Path("a"), "old");
        File.CreateSymbolicLink(Path("link"), Path("a"));
        File.CreateSymbolicLink(Path("nowhere"), Path("none"));
        foreach (var link in new[] { "link", "nowhere" })
        {
            var write = () => Write(Path(link));
            write.Should().Throw<BadInputException>()
                .WithMessage("*it is a link, and only a file is replaced. Name what the link leads to*");
            var look = () => NewFile.MustBePlace(Path(link));
            look.Should().Throw<BadInputException>();
            new FileInfo(Path(link)).LinkTarget.Should().NotBeNull();
        }
        File.ReadAllText(Path("a")).Should().Be("old");
    }

    [SkippableFact]
    public void A_named_pipe_is_written_through()
    {
        var pipe = Special.Pipe(_folder);
        NewFile.MustBePlace(pipe);
        var read = Task.Run(() => File.ReadAllText(pipe));
        Special.InTime(() =>
        {
            Write(pipe);
            return read.Result;
        }).Should().Be("new");
        FileKinds.Of(pipe, follow: false).Should().Be(FileKind.Pipe);
    }

    [SkippableTheory]
    [InlineData("/dev/null")]
    [InlineData("/dev/full")]
    public void A_device_stays_one(string device)
    {
        Skip.IfNot(FileKinds.Of(device, follow: false) == FileKind.Device, "there is no such device here");
        // Never the machine's own: a writer that replaced it would have broken it for everybody. A link to it is followed like itself.
        File.CreateSymbolicLink(Path("device"), device);
        NewFile.MustBePlace(Path("device"));
        var write = () => Write(Path("device"));
        if (device == "/dev/full")
            write.Should().Throw<MissingException>().WithMessage("*device: cannot be written (*space*");
        else
            write();
        new FileInfo(Path("device")).LinkTarget.Should().Be(device);
        FileKinds.Of(device, follow: false).Should().Be(FileKind.Device);
    }

    [SkippableFact]
    public void A_socket_is_refused()
    {
        Skip.If(OperatingSystem.IsWindows(), "sockets are no files there");
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Path("socket")));
        var write = () => Write(Path("socket"));
        write.Should().Throw<BadInputException>().WithMessage("*it is a socket, and only a file is replaced.*");
    }

    [Fact]
    public void A_place_is_tried_by_writing()
    {
        NewFile.MustBePlace(Path("a"));
        NewFile.MustBeFolderPlace(Path("b/c/d"));
        Directory.EnumerateFileSystemEntries(_folder.Path).Should().BeEmpty("a trial leaves nothing");
        var none = () => NewFile.MustBePlace(Path("none/a"));
        none.Should().Throw<BadInputException>().WithMessage("*there is no folder*none. Make it first.");
        var folder = () => NewFile.MustBePlace(_folder.Path);
        folder.Should().Throw<BadInputException>().WithMessage("*it is a folder*");
        File.WriteAllText(Path("file"), "");
        foreach (var act in new Action<string>[] { NewFile.MustBeFolderPlace, NewFile.Folder })
        {
            var under = () => act(Path("file/a"));
            under.Should().Throw<BadInputException>().WithMessage("*the folder cannot be made: *file is a file.*");
        }
    }

    [SkippableFact]
    public void A_folder_that_takes_no_files_is_told_before_the_work()
    {
        Skip.IfNot(Directory.Exists("/proc/self"), "there is no folder here that takes no files, whoever asks");
        var file = () => NewFile.MustBePlace("/proc/x.json");
        file.Should().Throw<MissingException>().WithMessage("/proc/x.json: cannot be written (*");
        var folder = () => NewFile.MustBeFolderPlace("/proc/x/y");
        folder.Should().Throw<MissingException>();
        var made = () => NewFile.Folder("/proc/x");
        made.Should().Throw<MissingException>().WithMessage("/proc/x: the folder cannot be made (*");
    }

    [Fact]
    public void A_folder_that_went_away_is_told()
    {
        var write = () => Write(Path("gone/a"));
        write.Should().Throw<MissingException>().WithMessage("*its folder is gone, or takes no files*");
    }

    [SkippableFact]
    public void Pipes_and_devices_in_a_file_s_place_are_not_read()
    {
        var pipe = Special.Pipe(_folder);
        var read = () => Special.InTime(() => RegularFile.Bytes(pipe, 10));
        read.Should().Throw<IOException>().WithMessage("it is a named pipe, not a file");
        File.CreateSymbolicLink(Path("zero"), "/dev/zero");
        var zero = () => RegularFile.Bytes(Path("zero"), 10);
        zero.Should().Throw<IOException>().WithMessage("it is a device, not a file");
    }

    [Fact]
    public void A_file_longer_than_its_kind_can_be_is_not_read()
    {
        File.WriteAllBytes(Path("a"), Encoding.ASCII.GetBytes("eleven char"));
        RegularFile.Bytes(Path("a"), 11).Should().HaveCount(11);
        var read = () => RegularFile.Bytes(Path("a"), 10);
        read.Should().Throw<IOException>().WithMessage("it has 11 bytes, and at most 10 are read");
    }
}
