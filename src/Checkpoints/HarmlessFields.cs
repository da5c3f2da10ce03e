namespace Claims.Checkpoints;

/// <summary>
/// Fields that the original library writes into every config.json, and that say nothing about what a video
/// classifier computes: how it was trained and saved, in which precision it likes to be loaded, how text would be generated.
/// </summary>
internal static class HarmlessFields
{
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        // where it came from and how it was trained
        "_name_or_path", "_commit_hash", "transformers_version", "torch_dtype", "dtype", "initializer_range", "problem_type",
        "finetuning_task",
        "gradient_checkpointing", "use_bfloat16", "tf_legacy_loss", "torchscript",
        // a layer that the video classifier does not have; and a size that the original reads nowhere: num_frames and image_size decide
        "pooler_act", "pooler_output_size", "video_size",
        // how it is run; the result is the same to rounding
        "_attn_implementation", "_attn_implementation_internal", "_attn_implementation_autoset", "attn_implementation",
        "chunk_size_feed_forward",
        // what is handed out besides the logits
        "return_dict", "output_attentions", "output_hidden_states", "output_scores", "return_dict_in_generate", "use_cache",
        // text models
        "is_encoder_decoder", "is_decoder", "add_cross_attention", "cross_attention_hidden_size", "tie_encoder_decoder",
        "tie_word_embeddings",
        "tokenizer_class", "prefix", "bos_token_id", "pad_token_id", "eos_token_id", "sep_token_id", "decoder_start_token_id",
        "task_specific_params",
        "max_length", "min_length", "do_sample", "early_stopping", "num_beams", "num_beam_groups", "diversity_penalty", "temperature",
        "top_k", "top_p",
        "typical_p", "repetition_penalty", "length_penalty", "no_repeat_ngram_size", "encoder_no_repeat_ngram_size", "bad_words_ids",
        "num_return_sequences", "forced_bos_token_id", "forced_eos_token_id", "remove_invalid_values", "exponential_decay_length_penalty",
        "suppress_tokens", "begin_suppress_tokens",
    };
}
