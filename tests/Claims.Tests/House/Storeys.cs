namespace Claims.Tests.House;

/// <summary>
/// The plan of the house, from the ground up: what stands in a line may use what stands in the lines above it here, and nothing else, not
/// even its neighbours in the same line. docs/architecture.md is drawn from this list.
/// </summary>
internal static class Storeys
{
    public static IReadOnlyList<string[]> FromTheGroundUp { get; } =
    [
        // Common: what every storey needs.
        ["Claims.Common"],
        ["Claims.Common.Native"],

        // Checkpoints: a Hugging Face folder to named tensors. Knows no model.
        ["Claims.Checkpoints"],
        ["Claims.Checkpoints.Safetensors", "Claims.Checkpoints.Pickles", "Claims.Checkpoints.Numpy", "Claims.Checkpoints.Hub"],
        ["Claims.Checkpoints.Folders", "Claims.Checkpoints.Hub.Places", "Claims.Checkpoints.Hub.Requests"],
        ["Claims.Checkpoints.Hub.Fetching"],

        // Video: a file to pixel values. Knows no model.
        ["Claims.Video.Frames", "Claims.Video.Evidence"],
        ["Claims.Video.Sampling", "Claims.Video.Preprocessing", "Claims.Video.Decoding"],
        ["Claims.Video"],
        ["Claims.Video.Sheets"],

        // Model: the forward pass, made observable and editable. Knows no claim.
        ["Claims.Model"],
        ["Claims.Model.Layers", "Claims.Model.Parity"],
        ["Claims.Model.Architectures.Vivit"],
        ["Claims.Model.Architectures"],

        // Claims: what a paper says, and whether it holds. A measurement knows no paper.
        ["Claims.Verdicts", "Claims.Measurements.Arrays", "Claims.Measurements.Runs"],
        ["Claims.Measurements.Tokens"],
        ["Claims.Measurements.Readings", "Claims.Measurements.Probes"],
        ["Claims.Measurements.Interventions"],
        ["Claims.Measurements.Attribution"],
        ["Claims.Measurements.Catalog", "Claims.Subjects"],
        ["Claims.Json"],
        ["Claims.Subjects.Files", "Claims.Pairs"],
        ["Claims", "Claims.Papers.AttentionGathers.AsPublished"],
        ["Claims.Papers.AttentionGathers", "Claims.Verifications"],
        ["Claims.Report", "Claims.Registrations"],
        ["Claims.Drift.Decisions", "Claims.Drift.Roles", "Claims.Drift.Weights"],
        ["Claims.Drift"],
        ["Claims.Drift.Reports", "Claims.Drift.History"],

        // Alley: a synthetic world, and the models trained on it. Claims does not know it.
        ["Claims.Alley.Objects"],
        ["Claims.Alley.Drawing"],
        ["Claims.Alley.Facts"],
        ["Claims.Alley.Scenes"],
        ["Claims.Alley"],
        ["Claims.Alley.Training"],

        ["Claims.Assertions"],

        // Cli: a folder per verb, none of which knows another.
        ["Claims.Cli.Output"],
        ["Claims.Cli.Choices"],
        [
            "Claims.Cli.ClipCommand", "Claims.Cli.DoctorCommand", "Claims.Cli.DriftCommand", "Claims.Cli.FetchCommand",
            "Claims.Cli.HistoryCommand",
            "Claims.Cli.InspectCommand", "Claims.Cli.ListCommand", "Claims.Cli.MeasureCommand", "Claims.Cli.ParityCommand",
            "Claims.Cli.ProbeCommand",
            "Claims.Cli.RegisterCommand", "Claims.Cli.ShowCommand", "Claims.Cli.TrainCommand", "Claims.Cli.VerifyCommand",
        ],
        ["Claims.Cli"],
    ];
}
