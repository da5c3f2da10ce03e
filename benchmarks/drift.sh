#!/usr/bin/env bash
# What `claims drift` says of seeded updates of the alley's model whose truth is known: 120 that leave every finding as it is and 120 that do not, of
# graded strength. Prints false alarms, power by kind and strength and how often the component that changed is named, with 95 % intervals. The baseline is
# measured once, updates go side by side, one thread each. Of 24 of the 32 held-out pairs (the fewest on which a share can be sure not to have moved) and
# without the five claims that take three quarters of the time (CLASS-ROBUST, ABLATION-CURVE, FRAME-ROBUST, COMPONENT-ROBUST, PROBE-FINGERPRINT): some 20
# minutes on 2 idle cores. --all takes every claim on all pairs: some 2 hours.
#   benchmarks/drift.sh [FILE] [--all]     FILE keeps what is done: the same command goes on where it was interrupted
set -euo pipefail
root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." >/dev/null && pwd)
file=$root/out/drift-updates.csv
options=(--pairs 24 --few-claims)
for argument; do
    if [[ $argument == --all ]]; then options=(); else file=$argument; fi
done
mkdir -p "$(dirname "$file")"
export OMP_NUM_THREADS=1

"$root/claims" setup
dotnet build "$root/benchmarks/Drift" --configuration Release --verbosity quiet
program=$root/benchmarks/Drift/bin/Release/net10.0/Drift.dll
dotnet "$program" run "$file" 120 ${options[@]+"${options[@]}"}
dotnet "$program" sum "$file"
