namespace Claims.Model.Architectures.Vivit;

/// <summary>What transformers' VivitForVideoClassification calls its tensors.</summary>
internal static class VivitNames
{
    public const string Cls = "vivit.embeddings.cls_token";
    public const string Positions = "vivit.embeddings.position_embeddings";
    public const string Patch = "vivit.embeddings.patch_embeddings.projection";
    public const string FinalNorm = "vivit.layernorm";
    public const string Classifier = "classifier";

    public static BlockNames Block(int layer) => new($"vivit.encoder.layer.{layer}");

    public readonly record struct BlockNames(string Prefix)
    {
        public string[] QueryKeyValue => [$"{Prefix}.attention.attention.query", $"{Prefix}.attention.attention.key", $"{Prefix}.attention.attention.value"];

        public string Output => $"{Prefix}.attention.output.dense";

        public string Up => $"{Prefix}.intermediate.dense";

        public string Down => $"{Prefix}.output.dense";

        public string NormBefore => $"{Prefix}.layernorm_before";

        public string NormAfter => $"{Prefix}.layernorm_after";
    }
}
