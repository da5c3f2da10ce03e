#!/usr/bin/env bash
# How often a form comes out otherwise than was registered: 200 draws from pairs that no registration saw. Some 10 minutes a subject on 2
# idle cores.
#   benchmarks/calibration.sh [SUBJECT] [FIRST_SEED]
set -euo pipefail
root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." >/dev/null && pwd)
"$root/claims" setup
dotnet build "$root/benchmarks/Calibration" --configuration Release --verbosity quiet
dotnet "$root/benchmarks/Calibration/bin/Release/net10.0/Calibration.dll" "${1:-alley}" "${2:-5000}"
