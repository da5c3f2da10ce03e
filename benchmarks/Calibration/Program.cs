using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Claims.Alley;
using Claims.Benchmarks;
using Claims.Pairs;
using Claims.Papers.AttentionGathers;
using Claims.Subjects.Files;
using Claims.Verifications;

// A pool of pairs that no registration saw is measured once; each form is judged on many draws from it, as many pairs as it was registered
// with.
const double MostForwards = 2_400;
if (args is not [var name, var firstSeed])
{
    Console.Error.WriteLine("Usage: Calibration SUBJECT FIRST_SEED");
    return 2;
}
var fixtures = Path.Combine(Repository.Root, "fixtures", "subjects");
var expectations = ExpectationsFile.Read(Path.Combine(fixtures, $"{name}.expectations.json"), name);
var subject = SubjectFile.Read(Pool(), new SubjectPlaces { Readers = [AlleyReader.Reader] }).HeldOut();
var options = new VerificationOptions { MostForwards = MostForwards, Workers = Environment.ProcessorCount };
var samples = new Samples([.. Verification.Run(subject, AttentionGathersPaper.Claims, options).Pairs.Select(pair => pair.Numbers)]);
Console.WriteLine(
    $"{name}: {samples.Pairs} pairs from seed {firstSeed} on, dear measures on fewer; {FormDraws.Draws} draws of each form\n");
Console.WriteLine("| claim | form | expected | pairs | of | other verdicts | 95 % interval | a number moved |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
foreach (var (claim, form) in AttentionGathersPaper.Claims.SelectMany(claim => claim.Forms.Select(form => (claim, form))))
    Console.WriteLine(FormDraws.Of(claim, form, expectations, samples, options.Seed));
return 0;

// The subject, with other pairs and nothing registered.
string Pool()
{
    var first = long.Parse(firstSeed, CultureInfo.InvariantCulture);
    var document = JsonNode.Parse(File.ReadAllText(Path.Combine(fixtures, $"{name}.json")))!.AsObject();
    var seeds = document["pairs_by_seed"]!.AsObject();
    document["model"] = Path.GetFullPath((string)document["model"]!, fixtures);
    seeds["held_out"] = string.Create(CultureInfo.InvariantCulture, $"{first}-{first + 511}");
    seeds.Remove("discovery");
    document.Remove("expectations");
    var path = Path.Combine(Path.GetTempPath(), $"claims-calibration-{Environment.ProcessId}.json");
    File.WriteAllText(path, document.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    return path;
}
