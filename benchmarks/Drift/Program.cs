using Claims.Benchmarks;
using Claims.Common;

// One native thread an update: updates go side by side.
TorchSharp.torch.set_num_threads(1);
const string Usage = "Usage: Drift run FILE.csv COUNT [--pairs N] [--few-claims] [--benign | --harmful]\n       Drift sum FILE.csv";
try
{
    switch (args)
    {
        case ["run", var file, var count, .. var more]:
            Runs.Of(new RunFile(file), uint.Parse(count), RunOptions.Of(more));
            return 0;
        case ["sum", var file]:
            Sums.Print(new RunFile(file).Done());
            return 0;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (Exception e) when (e is BadInputException or FormatException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
