using Claims.Benchmarks;

// Usage: Measuring heads|memory|load FOLDER; FOLDER as hooks_baseline.py --save leaves it, for load any checkpoint.
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
    case ["load", var folder]:
        Loads.Run(folder);
        return 0;
    default:
        Console.Error.WriteLine("Usage: Measuring heads|memory|load FOLDER");
        return 2;
}
