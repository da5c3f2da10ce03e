#!/usr/bin/env bash
# From a 10 s 1080p H.264 clip to [1, 32, 3, 224, 224]: time against `ffmpeg -f null` over the same frames, and memory.
#
#   benchmarks/video.sh [CLIP]    a clip of your own, else two are made: about 8 Mbit/s and about 2 Mbit/s
#
# Medians of five alternating runs each. "program" is `claims clip` from start to end; "clip" is what it prints itself: probing,
# decoding, preprocessing and hashing, without the start of .NET. CPU time counts the programs that each of them starts, and
# is what to look at on a busy machine. Needs ffmpeg, GNU time and a Release build of src/Cli.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

claims=src/Cli/bin/Release/net10.0/claims
[[ -x $claims ]] || dotnet build -c Release -v q src/Cli >&2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Seconds, seconds of CPU (user, system) and KiB of one run, appended to a file.
measure() { local to=$1; shift; /usr/bin/time -a -o "$to" -f '%e %U %S %M' "$@"; }
median() { awk "{ print $2 }" "$1" | sort -n | sed -n 3p; }

bench() {
  local clip=$1 name=$2 last
  "$claims" clip "$clip" --json "$folder/facts.json" > /dev/null
  last=$(tr -d ' \n' < "$folder/facts.json" | sed 's/.*"frame_indices":\[\([^]]*\)\].*/\1/; s/.*,//')
  rm -f "$folder"/{null,claims,made}
  for _ in 1 2 3 4 5; do
    measure "$folder/null" ffmpeg -nostdin -v error -i "file:$clip" -map 0:V:0 -frames:v $((last + 1)) -f null -
    measure "$folder/claims" "$claims" clip "$clip" | sed -n 's/.*made in \(.*\) s$/\1/p' >> "$folder/made"
  done
  printf '%s, %d frames decoded\n' "$name" $((last + 1))
  printf '  ffmpeg -f null   %6.2f s   CPU %5.2f s   %4d MiB\n' "$(median "$folder/null" '$1')" "$(median "$folder/null" '$2+$3')" "$(median "$folder/null" 'int($4/1024)')"
  printf '  claims clip      %6.2f s   CPU %5.2f s   %4d MiB   clip %.2f s\n' "$(median "$folder/claims" '$1')" "$(median "$folder/claims" '$2+$3')" \
    "$(median "$folder/claims" 'int($4/1024)')" "$(median "$folder/made" '$1')"
  awk -v n="$(median "$folder/null" '$1')" -v c="$(median "$folder/claims" '$1')" -v m="$(median "$folder/made" '$1')" \
    -v nc="$(median "$folder/null" '$2+$3')" -v cc="$(median "$folder/claims" '$2+$3')" \
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
