#!/usr/bin/env bash
# Clips of the alley a second: benchmarks/alley.sh [CLIPS]. One thread, then all cores; the ratio is what a second core gives.
# CPU time a clip is what to look at on a busy machine.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." >/dev/null
dotnet run --project benchmarks/Alley -c Release -v q -- "${1:-2000}"
