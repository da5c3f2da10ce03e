using System.Diagnostics;
using Claims.Alley;
using Claims.Papers.AttentionGathers;
using Claims.Subjects;
using Claims.Trials;

AlleyReader.Register();
TorchSharp.torch.set_num_threads(1);
var subject = SubjectFile.Read(args[0]).HeldOut();
subject = subject with { Pairs = [.. subject.Pairs.Take(4)] };
var measures = AttentionGathersPaper.Claims.SelectMany(c => c.Forms).SelectMany(f => f.Measures).Distinct().ToArray();
var times = measures.ToDictionary(m => m.Name, _ => 0.0);
var timed = measures.Select(m => m with { Take = trial => { var before = Process.GetCurrentProcess().TotalProcessorTime; var r = m.Take(trial); times[m.Name] += (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds; return r; } }).ToArray();
MeasuredSubject.Take(subject, timed, new VerificationOptions());
foreach (var (name, t) in times.OrderByDescending(t => t.Value)) Console.WriteLine($"{t / 4 * 1000,8:0} ms/pair {name}");
Console.WriteLine($"{times.Values.Sum() / 4 * 1000:0} ms/pair in all");
