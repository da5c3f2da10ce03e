#!/usr/bin/env bash
# The published patching protocol at full size (12 layers, 768 wide, 3137 tokens, random weights), one after the other on the same
# folder and clips: hooks_baseline.py (eager PyTorch with hooks); the same with glibc tuned in its favour; FullForward (a forward a patch
# with fused attention, on the libtorch that this project has); this project; and Floor (what matrix products of these shapes take here).
# Prints times, peak memory, their ratios, the greatest difference between recoveries and where the time goes. Needs Python with PyTorch
# (Debian: python3-torch, libopenblas0-openmp) and an idle machine; about 10 minutes on 2 cores.
#   benchmarks/patching.sh [FOLDER [OPTION ...]]     FOLDER keeps the model, the clips (420 MB) and the results
# An OPTION is one of hooks_baseline.py, for another size, for instance:
#   --layers 4 --width 64 --heads 4 --hidden 128 --frames 8 --image 64 --first 1 --last 2
set -euo pipefail
root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." >/dev/null && pwd)
folder=${1:-$(mktemp -d)}
options=("${@:2}")
first=4 last=10
for ((i = 0; i < ${#options[@]}; i++)); do
    case ${options[i]} in
        --first) first=${options[i + 1]} ;;
        --last) last=${options[i + 1]} ;;
    esac
done
python=${PYTHON:-/usr/bin/python3}
OMP_NUM_THREADS=${OMP_NUM_THREADS:-$(nproc)}
export OMP_NUM_THREADS

"$root/claims" setup
for program in Patching FullForward Floor; do
    dotnet build "$root/benchmarks/$program" --configuration Release --verbosity quiet >&2
done
mkdir -p "$folder"
say() { echo "== $*" >&2; }
hooks() { "$python" "$root/benchmarks/hooks_baseline.py" --threads "$OMP_NUM_THREADS" ${options[@]+"${options[@]}"} "$@"; }
program() { dotnet "$root/benchmarks/$1/bin/Release/net10.0/$1.dll" "$folder" "$first" "$last"; }
say "hooks"
hooks --save "$folder" >"$folder/baseline.json"
say "hooks, glibc tuned"
MALLOC_MMAP_THRESHOLD_=8000000000 MALLOC_TRIM_THRESHOLD_=16000000000 MALLOC_TOP_PAD_=268435456 hooks >"$folder/tuned.json"
say "full forwards, fused attention"
program FullForward >"$folder/full-forward.json"
say "claims"
program Patching >"$folder/claims.json"
say "floor"
program Floor >"$folder/floor.json"
"$python" "$root/benchmarks/patching_table.py" "$folder"
