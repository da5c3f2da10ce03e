using Claims.Benchmarks;

// Usage: Measuring heads|memory FOLDER; FOLDER as hooks_baseline.py --save leaves it.
TorchSharp.torch.set_num_threads(int.TryParse(Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), out var threads) ? threads
    : Environment.ProcessorCount);
switch (args)
{
    case ["heads", var folder]:
        AllHeads.Run(folder);
        return 0;
    case ["memory", var folder]:
        Peaks.Run(folder);
        return 0;
    default:
        Console.Error.WriteLine("Usage: Measuring heads|memory FOLDER");
        return 2;
}
