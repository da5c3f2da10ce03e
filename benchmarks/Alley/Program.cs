using System.Diagnostics;
using Claims.Alley;

// Clips a second: rendered one after the other, and in batches as training takes them. Usage: Alley CLIPS.
var clips = int.Parse(args[0]);
for (var seed = 0; seed < 200; seed++)
    AlleyWorld.Render(new(seed));
Measure("one thread", () =>
{
    for (var seed = 0; seed < clips; seed++)
        AlleyWorld.Render(new(seed));
});
Measure("batches of 32", () =>
{
    for (var seed = 0; seed < clips; seed += 32)
        AlleyBatch.Values([.. Enumerable.Range(seed, 32).Select(one => new AlleyClipId(one))]);
});

void Measure(string name, Action render)
{
    var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
    render();
    var cpu = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    Console.WriteLine($"{name,-14} {clips / clock.Elapsed.TotalSeconds,6:0} clips/s   CPU {cpu / clips:0.00} ms a clip");
}
