#!/usr/bin/env bash
# The published patching protocol at full size (12 layers, 768 wide, 3137 tokens, random weights): hooks_baseline.py, the same with
# glibc tuned in its favour, and this project, one after the other on the same folder and clips. Prints times, peak memory, their
# ratios, and the greatest difference between recoveries. Needs Python with PyTorch; about 10 minutes on 2 cores.
#   benchmarks/patching.sh [FOLDER]     FOLDER keeps the model and the clips (420 MB)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:-$(mktemp -d)}
python=${PYTHON:-/usr/bin/python3}
OMP_NUM_THREADS=${OMP_NUM_THREADS:-$(nproc)}
export OMP_NUM_THREADS

"$root/claims" setup
dotnet build "$root/benchmarks/Patching" --configuration Release --verbosity quiet
say() { echo "== $*" >&2; }
say "baseline"
"$python" "$root/benchmarks/hooks_baseline.py" --threads "$OMP_NUM_THREADS" --save "$folder" >"$folder/baseline.json"
say "baseline, glibc tuned"
MALLOC_MMAP_THRESHOLD_=8000000000 MALLOC_TRIM_THRESHOLD_=16000000000 MALLOC_TOP_PAD_=268435456 \
    "$python" "$root/benchmarks/hooks_baseline.py" --threads "$OMP_NUM_THREADS" >"$folder/tuned.json"
say "claims"
dotnet "$root/benchmarks/Patching/bin/Release/net10.0/Patching.dll" "$folder" >"$folder/claims.json"

"$python" - "$folder" <<'PYTHON'
import json, sys
baseline, tuned, claims = (json.load(open(f"{sys.argv[1]}/{name}.json")) for name in ("baseline", "tuned", "claims"))
print(f"{'':24}{'forward s':>12}{'protocol s':>12}{'peak MiB':>12}")
for name, result in (("baseline", baseline), ("baseline, glibc tuned", tuned), ("claims", claims)):
    print(f"{name:24}{result['seconds']['forward']:12.2f}{result['seconds']['protocol']:12.2f}{result['peak_rss_mib']:12.0f}")
for name, result in (("baseline", baseline), ("tuned baseline", tuned)):
    print(f"{name} / claims: time {result['seconds']['protocol'] / claims['seconds']['protocol']:.2f}, memory {result['peak_rss_mib'] / claims['peak_rss_mib']:.2f}")
off = max(abs(baseline["recovery_percent"][key] - claims["recovery_percent"][key]) for key in baseline["recovery_percent"])
print(f"greatest difference between recoveries: {off:.2g} percentage points")
PYTHON
