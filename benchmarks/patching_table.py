#!/usr/bin/env python3
"""What patching.sh prints: times, peak memory, their ratios, how far the recoveries differ, and where the time goes.

    patching_table.py FOLDER     with baseline.json, tuned.json, full-forward.json, claims.json, floor.json
"""
import json
import sys

ROWS = {"baseline": "hooks", "tuned": "hooks, glibc tuned", "full-forward": "fused attention", "claims": "claims"}
runs = {name: json.load(open(f"{sys.argv[1]}/{name}.json")) for name in ROWS}
floor = json.load(open(f"{sys.argv[1]}/floor.json"))
claims = runs["claims"]
claims_s, claims_mib = claims["seconds"]["protocol"], claims["peak_rss_mib"]
layers, layer_s = floor["layers"], floor["layer"]["seconds"]
floor_s = layers * layer_s


def against(target, holds):
    return f"(target: {target}; {'pass' if holds else 'MISS'})"


print(f"{'':28}{'forward s':>12}{'protocol s':>12}{'peak MiB':>12}   torch, threads")
for name, title in ROWS.items():
    run = runs[name]
    seconds = run["seconds"]
    print(f"{title:28}{seconds['forward']:12.2f}{seconds['protocol']:12.2f}{run['peak_rss_mib']:12.0f}   {run['torch']}, {run['threads']}")
print(f"{'floor':28}{'':12}{floor_s:12.2f}{'':12}   {layers:.1f} layers of {floor['layer']['gflop']:.1f} GFLOP")
print()
for name, least in (("baseline", None), ("tuned", 3), ("full-forward", 2.4)):
    time = runs[name]["seconds"]["protocol"] / claims_s
    target = f" {against(f'at least {least}', time >= least)}" if least else ""
    print(f"{ROWS[name]} / claims: time {time:.2f}{target}, memory {runs[name]['peak_rss_mib'] / claims_mib:.2f}")
print(f"claims / floor: time {claims_s / floor_s:.3f} {against('at most 1.15', claims_s <= 1.15 * floor_s)}")
print(f"peak memory of claims: {claims_mib:.0f} MiB {against('at most 1.1 GiB', claims_mib <= 1.1 * 1024)}")
values = [run["recovery_percent"] for run in runs.values()]
off = max(max(of[key] for of in values) - min(of[key] for of in values) for key in claims["recovery_percent"])
print(f"greatest difference between recoveries: {off:.2g} percentage points {against('below 0.001', off < 0.001)}")

print(f"\n{'a layer':40}{'GFLOP':>8}{'s':>8}{'GFLOP/s':>9}")
parts = floor["products"] | {
    "all products": floor["layer"],
    "all products, attention's whole maps": floor["layer_whole_maps"],
    "fused attention, softmax included": floor["fused_attention"],
}
for title, timed in parts.items():
    print(f"{title:40}{timed['gflop']:8.1f}{timed['seconds']:8.3f}{timed['gflop_per_second']:9.0f}")
for title, seconds in floor["beside_products"].items():
    print(f"{title:40}{'':8}{seconds:8.3f}")
fused = floor["fused_attention"]["seconds"] - floor["products"]["attention, some queries at a time"]["seconds"]
softmax = floor["layers_with_attention"] * fused
beside = layers * sum(floor["beside_products"].values())
kernel = {name: runs[name]["seconds"]["kernel"] for name in ("claims", "full-forward")}
print(f"\nThe {claims_s:.1f} s of claims: {floor_s:.1f} s products, {softmax:.1f} s what fused attention does beside its products,")
print(f"{beside:.1f} s layer norms, gelu and additions, {claims_s - floor_s - softmax - beside:.1f} s the rest.")
print(f"In the kernel, for fresh memory above all: {kernel['claims']:.1f} s of processor time", end=" ")
print(f"(full forwards: {kernel['full-forward']:.1f} s).")
