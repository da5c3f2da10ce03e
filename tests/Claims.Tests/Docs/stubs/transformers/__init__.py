"""A ViViT with the module names of transformers, for testing record_reference.py where transformers cannot be had."""
import json
import os
import types

import torch
from safetensors.torch import load_file
from torch import nn


def module(**children):
    made = nn.Module()
    for name, child in children.items():
        setattr(made, name, child)
    return made


class Embeddings(nn.Module):
    def __init__(self, c, tokens):
        super().__init__()
        self.cls_token = nn.Parameter(torch.zeros(1, 1, c["hidden_size"]))
        self.position_embeddings = nn.Parameter(torch.zeros(1, tokens, c["hidden_size"]))
        self.patch_embeddings = module(projection=nn.Conv3d(c["num_channels"], c["hidden_size"], c["tubelet_size"], c["tubelet_size"]))

    def forward(self, pixels):
        patches = self.patch_embeddings.projection(pixels.transpose(1, 2)).flatten(2).transpose(1, 2)
        return torch.cat([self.cls_token.expand(len(pixels), -1, -1), patches], 1) + self.position_embeddings


class Layer(nn.Module):
    def __init__(self, c):
        super().__init__()
        d, self.heads = c["hidden_size"], c["num_attention_heads"]
        self.attention = module(
            attention=module(query=nn.Linear(d, d), key=nn.Linear(d, d), value=nn.Linear(d, d)), output=module(dense=nn.Linear(d, d)))
        self.intermediate, self.output = module(dense=nn.Linear(d, c["intermediate_size"])), module(dense=nn.Linear(c["intermediate_size"], d))
        self.layernorm_before, self.layernorm_after = nn.LayerNorm(d, c["layer_norm_eps"]), nn.LayerNorm(d, c["layer_norm_eps"])

    def forward(self, x, maps):
        b, n, d = x.shape
        inner, h = self.attention.attention, self.layernorm_before(x)
        q, k, v = (f(h).view(b, n, self.heads, -1).transpose(1, 2) for f in (inner.query, inner.key, inner.value))
        pattern = (q @ k.transpose(-1, -2) / (d // self.heads) ** 0.5).softmax(-1)
        maps.append(pattern)
        x = x + self.attention.output.dense((pattern @ v).transpose(1, 2).reshape(b, n, d))
        u = self.intermediate.dense(self.layernorm_after(x))
        return (x + self.output.dense(0.5 * u * (1 + torch.tanh(u * 0.7978845608 * (1 + 0.044715 * u * u)))),)


class VivitForVideoClassification(nn.Module):
    def __init__(self, c):
        super().__init__()
        t, p, _ = c["tubelet_size"]
        tokens = c["num_frames"] // t * (c["image_size"] // p) ** 2 + 1
        layers = nn.ModuleList(Layer(c) for _ in range(c["num_hidden_layers"]))
        self.vivit = module(embeddings=Embeddings(c, tokens), encoder=module(layer=layers), layernorm=nn.LayerNorm(c["hidden_size"], c["layer_norm_eps"]))
        self.classifier = nn.Linear(c["hidden_size"], len(c["id2label"]))

    @staticmethod
    def from_pretrained(folder, attn_implementation):
        assert attn_implementation == "eager"
        model = VivitForVideoClassification(json.load(open(os.path.join(folder, "config.json"))))
        model.load_state_dict(load_file(os.path.join(folder, "model.safetensors")))
        return model

    def forward(self, pixels, output_attentions=False):
        x, maps = self.vivit.embeddings(pixels), []
        for layer in self.vivit.encoder.layer:
            (x,) = layer(x, maps)
        logits = self.classifier(self.vivit.layernorm(x)[:, 0])
        return types.SimpleNamespace(logits=logits, attentions=tuple(maps) if output_attentions else None)
