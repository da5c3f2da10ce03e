using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Claims.Common;
using Claims.Video.Frames;

namespace Claims.Video.Decoding;

/// <summary>
/// A program run without a shell: its output is read as it comes, what it says on the error stream is kept up to a bound,
/// and it never outlives this object, its time limit or its cancellation.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private const int MostErrorText = 16 * 1024;

    private readonly Process _process;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _end;
    private readonly CancellationTokenRegistration _kill;
    private readonly TimeSpan _limit;
    private readonly DateTime _start = DateTime.UtcNow;
    private readonly Task<string> _errors;
    private readonly Task _input;
    private readonly Action<string>? _heed;

    /// <param name="program">The program's path or name.</param>
    /// <param name="arguments">Its arguments, each passed as it is.</param>
    /// <param name="input">What it reads from its standard input; null leaves that to <see cref="Send"/>.</param>
    /// <param name="limit">After this long it is killed.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <param name="heed">Takes what it says on the error stream, line by line, in place of <see cref="Wait"/>.</param>
    public ChildProcess(string program, IEnumerable<string> arguments, byte[]? input, TimeSpan limit, CancellationToken cancellation,
        Action<string>? heed = null)
    {
        _heed = heed;
        cancellation.ThrowIfCancellationRequested();
        (Program, _limit, _cancellation) = (Path.GetFileNameWithoutExtension(program), limit, cancellation);
        try
        {
            _process = ChildStart.Start(program, arguments);
        }
        catch (Win32Exception e)
        {
            throw new MissingException($"{program} cannot be started: {e.Message}.", Ffmpeg.Remedy, "video");
        }

        // Threads of their own: on a small machine the pool has two, and the clock of the time limit needs one.
        _errors = Task.Factory.StartNew(ReadErrors, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _input = input is null or [] ? Task.CompletedTask
            : Task.Factory.StartNew(() => Send(input), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (input is [])
            Send([]);
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _end.CancelAfter(limit);
        _kill = _end.Token.Register(Kill);
    }

    /// <summary>The program's name, for messages.</summary>
    public string Program { get; }

    /// <summary>Its standard output. Ends early where it was killed: <see cref="Wait"/> then throws.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Writes to its standard input and closes that.</summary>
    public void Send(ReadOnlySpan<byte> input)
    {
        try
        {
            using var stream = _process.StandardInput.BaseStream;
            stream.Write(input);
        }
        catch (IOException)
        {
            // It did not want to read to the end; its exit code says why.
        }
    }

    /// <summary>Waits for the end; its output must have been read.</summary>
    /// <returns>The exit code, and what it wrote on the error stream.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="VideoException">It ran into the time limit.</exception>
    public (int Code, string Errors) Wait()
    {
        _process.WaitForExit();
        var errors = _errors.GetAwaiter().GetResult();
        _cancellation.ThrowIfCancellationRequested();
        // By the clock too: on a busy machine the timer may come after the end.
        if (_end.IsCancellationRequested || _process.ExitTime.ToUniversalTime() - _start > _limit)
            throw new VideoException($"{Program} did not finish within {_limit.TotalSeconds:0.#} s and was stopped.",
                remedy: "`--time-limit SECONDS` allows more.");
        return (_process.ExitCode, errors);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>The exit code and both streams as text; the second is empty where something heeds it.</returns>
    public static (int Code, string Output, string Errors) Run(string program, IEnumerable<string> arguments, TimeSpan limit,
        CancellationToken cancellation, Action<string>? heed = null)
    {
        using var child = new ChildProcess(program, arguments, [], limit, cancellation, heed);
        using var reader = new StreamReader(child.Output, Encoding.UTF8);
        var output = reader.ReadToEnd();
        var (code, errors) = child.Wait();
        return (code, output, errors);
    }

    /// <summary>Kills it if it still runs.</summary>
    public void Dispose()
    {
        _kill.Dispose();
        Kill();
        _process.WaitForExit();
        Task.WaitAll(_errors, _input);
        _end.Dispose();
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself in the meantime.
        }
    }

    private string ReadErrors()
    {
        var kept = new StringBuilder();
        while (_process.StandardError.ReadLine() is { } line)
        {
            if (_heed is not null)
                _heed(line);
            else if (kept.Length + line.Length < MostErrorText)
                kept.AppendLine(line);
        }

        return kept.ToString();
    }
}
