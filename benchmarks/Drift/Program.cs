using Claims.Alley;
using Claims.Benchmarks;

// Usage: Drift run FILE.csv benign|harmful FIRST COUNT [--pairs N] [--few-claims]; Drift sum FILE.csv
AlleyReader.Register();
TorchSharp.torch.set_num_threads(int.TryParse(Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), out var threads) ? threads : 1);
switch (args)
{
    case ["run", var file, "benign" or "harmful", var first, var count, .. var more]:
        Runs.Of(file, args[2] == "benign" ? Benign.Of : Harmful.Of, uint.Parse(first), int.Parse(count), more);
        return 0;
    case ["sum", var file]:
        Sums.Print(file);
        return 0;
    default:
        Console.Error.WriteLine("Usage: Drift run FILE.csv benign|harmful FIRST COUNT [--pairs N] [--few-claims]\n       Drift sum FILE.csv");
        return 2;
}
