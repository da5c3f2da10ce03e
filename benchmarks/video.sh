#!/usr/bin/env bash
# From a 10 s 1080p H.264 clip to [1, 32, 3, 224, 224]: time against `ffmpeg -f null` over the same frames, and memory.
#
#   benchmarks/video.sh [CLIP]    a clip of your own, else two are made: about 8 Mbit/s and about 2 Mbit/s
#   CLAIMS=PROGRAM                another build than this checkout's
#
# The least of RUNS (default 9) alternating runs each: what disturbs a run only ever adds to it. "program" is `claims clip` from start
# to end; "clip" is what it prints itself: probing, decoding, preprocessing and hashing, without the start of .NET. CPU time counts the
# programs that each of them starts. Needs ffmpeg, GNU time and a Release build of src/Cli.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." >/dev/null

claims=${CLAIMS:-src/Cli/bin/Release/net10.0/claims}
[[ -x $claims ]] || dotnet build -c Release -v q src/Cli >&2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Seconds, seconds of CPU (user, system) and KiB of one run, appended to a file.
measure() { local to=$1; shift; /usr/bin/time -a -o "$to" -f '%e %U %S %M' "$@"; }
least() { awk "{ print $2 }" "$1" | sort -n | head -1; }

bench() {
  local clip=$1 name=$2 last
  "$claims" clip "$clip" --json "$folder/facts.json" > /dev/null
  last=$(tr -d ' \n' < "$folder/facts.json" | sed 's/.*"frame_indices":\[\([^]]*\)\].*/\1/; s/.*,//')
  rm -f "$folder"/{null,claims,made}
  for ((run = 0; run < ${RUNS:-9}; run++)); do
    measure "$folder/null" ffmpeg -nostdin -v error -i "file:$clip" -map 0:V:0 -frames:v $((last + 1)) -f null -
    measure "$folder/claims" "$claims" clip "$clip" | sed -n 's/.*made in \(.*\) s$/\1/p' >> "$folder/made"
  done
  printf '%s, %d frames decoded\n' "$name" $((last + 1))
  printf '  ffmpeg -f null   %6.2f s   CPU %5.2f s   %4d MiB\n' "$(least "$folder/null" '$1')" "$(least "$folder/null" '$2+$3')" "$(least "$folder/null" 'int($4/1024)')"
  printf '  claims clip      %6.2f s   CPU %5.2f s   %4d MiB   clip %.2f s\n' "$(least "$folder/claims" '$1')" "$(least "$folder/claims" '$2+$3')" \
    "$(least "$folder/claims" 'int($4/1024)')" "$(least "$folder/made" '$1')"
  awk -v n="$(least "$folder/null" '$1')" -v c="$(least "$folder/claims" '$1')" -v m="$(least "$folder/made" '$1')" \
    -v nc="$(least "$folder/null" '$2+$3')" -v cc="$(least "$folder/claims" '$2+$3')" \
    'BEGIN { printf "  ratio: program %.2f, clip %.2f, CPU %.2f\n", c / n, m / n, cc / nc }'
}

make() {
  ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=1920x1080:r=30:d=10 -vf "noise=alls=$2:allf=t" \
    -c:v libx264 -preset fast -b:v "$3" -maxrate "$3" -bufsize 4M -pix_fmt yuv420p "$1"
}

echo "$(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg), $(ffmpeg -version | head -1 | cut -d' ' -f1-3)"
if [[ $# -gt 0 ]]; then
  bench "$(realpath "$1")" "$(basename "$1")"
else
  make "$folder/8m.mp4" 10 8M
  make "$folder/2m.mp4" 2 2M
  bench "$folder/8m.mp4" "1080p, 10 s, 8 Mbit/s"
  bench "$folder/2m.mp4" "1080p, 10 s, 2 Mbit/s"
fi
