#!/usr/bin/env python3
"""Records what the original implementation computes for clips, as a reference file for `./claims parity`.

    pip install torch transformers safetensors
    python3 record_reference.py MODEL reference.safetensors clip_a.safetensors [clip_b.safetensors ...]

MODEL is a folder or a hub name; each clip file holds pixel_values [1, T, C, H, W] (`./claims clip FILE --model MODEL --save ...`
makes one from a video). Attention maps are [1, heads, N, N] a layer, 472 MB at full size: --no-attentions leaves them out.
"""
import argparse
import string

import torch
from safetensors.torch import load_file, save_file
from transformers import VivitForVideoClassification

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("model")
parser.add_argument("reference")
parser.add_argument("clips", nargs="+")
parser.add_argument("--no-attentions", action="store_true")
arguments = parser.parse_args()

# Eager attention is the one that hands out its maps.
model = VivitForVideoClassification.from_pretrained(arguments.model, attn_implementation="eager").eval()
recorded = {}


def record(module, name):
    """Keeps the module's output, whatever the release wraps it in."""
    def hook(module, inputs, output):
        tensor = output[0] if isinstance(output, tuple) else output
        recorded[name] = tensor.detach().clone().contiguous()

    return module.register_forward_hook(hook)


for label, path in zip(string.ascii_lowercase, arguments.clips):
    pixel_values = load_file(path)["pixel_values"]
    recorded[f"pixel_values_{label}"] = pixel_values
    # Hooks on the modules themselves: releases differ in what they call hidden_states[-1].
    hooks = [record(model.vivit.embeddings, f"hidden_states_{label}.0"), record(model.vivit.layernorm, f"last_hidden_state_{label}")]
    for i, layer in enumerate(model.vivit.encoder.layer):
        hooks.append(record(layer, f"hidden_states_{label}.{i + 1}"))
        hooks.append(record(layer.attention.output.dense, f"attn_out_{label}.{i}"))
        hooks.append(record(layer.output.dense, f"mlp_out_{label}.{i}"))
    with torch.no_grad():
        output = model(pixel_values, output_attentions=not arguments.no_attentions)
    for hook in hooks:
        hook.remove()
    recorded[f"logits_{label}"] = output.logits.clone()
    for i, pattern in enumerate(output.attentions or ()):
        recorded[f"attentions_{label}.{i}"] = pattern.clone()

save_file(recorded, arguments.reference)
print(f"{len(recorded)} tensors in {arguments.reference}")
