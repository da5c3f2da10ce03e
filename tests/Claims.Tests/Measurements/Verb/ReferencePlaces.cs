using System.Globalization;
using System.Text.Json;

namespace Claims.Tests.Measurements.Verb;

/// <summary>Where a number of the reference protocol stands in the program's JSON.</summary>
internal sealed class ReferencePlaces(MeasureReportFile report, JsonElement protocol)
{
    private const string Cls = "cls, fitted and scored on the same two";
    private const string Patches = "patch tokens, 30 % held out";

    /// <summary>The program's numbers for a path of the reference.</summary>
    public double[] Of(string path)
    {
        var parts = path.Split('.');
        return parts[0] switch
        {
            "strike" => OfClip("clean", parts[0], parts[1..]),
            "gutter" => OfClip("corrupt", parts[0], parts[1..]),
            "grid_t_h_w" => [.. new[] { "tubelet", "row", "column" }.Select(axis => (double)Length(axis))],
            "patch_tokens" => [Length("tubelet") * Length("row") * Length("column")],
            "tokens" => [report.Labels("cascade", "clean - corrupt", "per_token_norm_last_layer", "token").Length],
            "tokens_per_frame_as_published" =>
                [report.Labels("cls-attention", "clean", "CLS attention, folded as published", "folded column").Length],
            "target_class" => report.Values("patching", "signal", "target_class"),
            "delta_analysis" => report.Values("cascade", "clean - corrupt", parts[1]),
            "patching" => Patching(parts[1..]),
            "probes" => parts[1] == "cls" ? ClsProbe(parts[^1]) : PatchProbe(parts[^1]),
            "attribution" => Attribution(parts[1..]),
            _ => throw NoPlace(path),
        };
    }

    private double[] OfClip(string variant, string role, string[] path)
    {
        var own = Text(Only("logits", "predicted class"));
        var lens = report.Values("lens", variant, "logit lens");
        return path[0] switch
        {
            "logits" => report.Values("logits", variant, "logits"),
            "predicted_class" => Only("logits", "predicted class"),
            "dla_cls" => [report.Values("logits", variant, "direct logit attribution")[int.Parse(own)]],
            "cls_normalized" => report.Values("logits", variant, "final-norm CLS vector"),
            "layerwise_logits" => [.. lens.Chunk(Classes).Select(row => row[int.Parse(own)])],
            "layerwise_last_if_hidden_state_already_normalized" =>
                [report.Values("lens", variant, "logit lens, last normalised twice")[int.Parse(own)]],
            "logit_lens_all_classes" => lens,
            "token_contributions" => report.Values("token-map", variant, "token map, as published"),
            "token_contributions_max" => [report.Values("token-map", variant, "token map, as published").Max()],
            "token_contributions_min" => [report.Values("token-map", variant, "token map, as published").Min()],
            "cls_attention_entropy_nats" => report.Values("cls-attention", variant, "CLS attention entropy"),
            "mean_attention_entropy_nats" => report.Values("cls-attention", variant, "mean attention entropy"),
            "cls_attention_to_self" => report.Values("cls-attention", variant, "CLS attention to itself"),
            "cls_attention_mass_per_tubelet" => report.Values("cls-attention", variant, "CLS attention per tubelet"),
            "cls_attention_argmax_patch_token" => report.Values("cls-attention", variant, "patch token CLS attends to most"),
            "ablation_top10pct" => TopK(variant, role, path[1..]),
            "ablation_frames_2_3" when path[1] == "ablated_logits" => report.Values("frames", variant, "ablated logits", "2-3"),
            "ablation_frames_2_3" => [report.Values("frames", variant, "logit drop", "2-3")[int.Parse(own)]],
            _ => throw NoPlace(string.Join('.', path)),
        };

        double[] Only(string method, string name) => report.Values(method, variant, name);
    }

    private double[] TopK(string variant, string role, string[] path)
    {
        // Which k the share is, and how the reference's list of classes is ordered, the reference says.
        var expected = protocol.GetProperty(role).GetProperty("ablation_top10pct");
        var k = expected.GetProperty("k").GetInt32();
        var (published, corrected) = ($"{variant}, as published", $"{variant}, corrected");
        if (path.Length == 1)
        {
            return path[0] switch
            {
                "k" => [int.Parse(report.Labels("topk", published, "logits without the top tokens", "k")
                    .Single(label => label == Text([k])))],
                "top_indices" => report.Values("topk", published, "tokens taken out")[..k],
                "top_scores" => report.Values("topk", published, "their scores")[..k],
                _ => throw NoPlace(path[0]),
            };
        }
        var mapping = path[0] == "as_published" ? published : corrected;
        var top = expected.GetProperty(path[0]).GetProperty("top5").EnumerateArray().Select(item => item.GetProperty("class").GetInt32())
            .ToArray();
        var whole = report.Values("topk", mapping, "logits");
        var without = report.Values("topk", mapping, "logits without the top tokens", Text([k]));
        return path[^1] switch
        {
            "zeroed_frame_row_col" =>
                [.. report.Values("topk", mapping, "their pixels").Chunk(3)
                    .Take(k * report.Labels("topk", mapping, "their pixels", "frame of the token").Length)
                .Select(block => (block[0], block[1], block[2])).Order()
                .SelectMany(block => new[] { block.Item1, block.Item2, block.Item3 })],
            "zeroed_values" => [3 * report.Values("topk", mapping, "pixels taken out", Text([k])).Single()],
            "ablated_logits" => without,
            "rank" => [.. Enumerable.Range(1, top.Length).Select(rank => (double)rank)],
            "class" => [.. Enumerable.Range(0, whole.Length).OrderByDescending(c => whole[c]).Take(top.Length).Select(c => (double)c)],
            "original" => [.. top.Select(c => whole[c])],
            "ablated" => [.. top.Select(c => without[c])],
            "change" => [.. top.Select(c => report.Values("topk", mapping, "logit change", Text([k]))[c])],
            _ => throw NoPlace(string.Join('.', path)),
        };
    }

    private double[] Patching(string[] path) => path[0] switch
    {
        "components" when path[1] == "layer" => LayersOf("patching", "component"),
        "heads" when path[1] is "layer" => LayersOf("patching-heads", "head"),
        "heads" when path[1] is "head" => [.. Enumerable.Range(0, report.Labels("patching-heads", "denoising", "cosine", "layer").Length)
            .SelectMany(_ => report.Labels("patching-heads", "denoising", "cosine", "head").Select(double.Parse))],
        "components" => report.Values("patching", "denoising", path[1]),
        "heads" => report.Values("patching-heads", "denoising", path[1]),
        "target_logit_strike" => report.Values("patching", "signal", "target_logit_clean"),
        "target_logit_gutter" => report.Values("patching", "signal", "target_logit_corrupt"),
        _ => report.Values("patching", "signal", path[0]),
    };

    private double[] LayersOf(string method, string inner) => [.. from layer in report.Labels(method, "denoising", "cosine", "layer")
                                                               from _ in report.Labels(method, "denoising", "cosine", inner)
                                                               select double.Parse(layer)];

    private double[] ClsProbe(string name) => name switch
    {
        "accuracy" => report.Values("probe", Cls, "CLS probe accuracy"),
        "exact_coef" => report.Values("probe", Cls, "CLS probe coefficients", Detail),
        "exact_intercept" => report.Values("probe", Cls, "CLS probe intercept", Detail),
        "exact_objective" => report.Values("probe", Cls, "CLS probe objective", Detail),
        "decision_exact" => report.Values("probe", Cls, "CLS probe decision", Detail),
        _ => throw NoPlace($"probes.cls.{name}"),
    };

    private double[] PatchProbe(string name) => name switch
    {
        "train_indices" => report.Values("probe", Patches, "training rows"),
        "test_indices" => report.Values("probe", Patches, "held-out rows"),
        "test_accuracy" or "exact_test_accuracy" => report.Values("probe", Patches, "patch token probe test accuracy"),
        "train_accuracy" or "exact_train_accuracy" => report.Values("probe", Patches, "patch token probe train accuracy"),
        "exact_min_abs_decision_on_test" => report.Values("probe", Patches, "patch token probe smallest test margin"),
        "exact_coef" => report.Values("probe", Patches, "patch token probe coefficients", Detail),
        "exact_intercept" => report.Values("probe", Patches, "patch token probe intercept", Detail),
        "exact_objective" => report.Values("probe", Patches, "patch token probe objective", Detail),
        "decision_exact_on_test" => report.Values("probe", Patches, "patch token probe decision on held-out rows", Detail),
        _ => throw NoPlace($"probes.patch_tokens.{name}"),
    };

    private double[] Attribution(string[] path)
    {
        if (path[0] == "attribution_patching")
        {
            return path[2] is "layer" or "head" ? Patching([path[1], path[2]]) : report.Values("attribution", path[1], path[2]);
        }
        var variant = path[0] == "strike" ? "clean" : "corrupt";
        var name = path[1] switch
        {
            "class" or "logit" => path[1],
            "logit_at_zero_baseline" => "logit at a clip of zeros",
            "gradient_sum_per_token" => "gradient",
            "gradient_abs_sum_per_token" => "gradient, absolute",
            "gradient_l2_per_token" => "gradient, L2 norm",
            "gradient_times_input_per_token" => "gradient x input",
            "integrated_gradients_per_token" => "integrated gradients",
            "integrated_gradients_total" => "integrated gradients, total",
            "completeness_gap" => "completeness gap",
            _ => throw NoPlace(path[1]),
        };
        return report.Values("gradients", variant, name);
    }

    private string Detail => Text([protocol.GetProperty("probes").GetProperty("detail_layer").GetInt32()]);

    private int Classes => report.Labels("logits", "clean", "logits", "class").Length;

    private int Length(string axis) => report.Labels("token-map", "clean", "token map, as published", axis).Length;

    private static string Text(double[] one) => one.Single().ToString(CultureInfo.InvariantCulture);

    private static InvalidOperationException NoPlace(string path) => new($"Nothing says where {path} is in the program's JSON.");
}
