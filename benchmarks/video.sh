#!/usr/bin/env bash
# From a 10 s 1080p H.264 clip to [1, 32, 3, 224, 224]: time against `ffmpeg -f null` over the same frames, and memory.
#
#   benchmarks/video.sh [CLIP]    a clip of your own, else two are made: about 8 Mbit/s and about 2 Mbit/s
#
# The median of five alternating runs each. `claims` is the whole program: start of .NET, libtorch, probing, decoding,
# resizing, hashing. Needs ffmpeg, GNU time and a Release build of src/Cli.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

claims=src/Cli/bin/Release/net10.0/claims
[[ -x $claims ]] || dotnet build -c Release -v q src/Cli >&2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Seconds and KiB of one run, appended to a file.
measure() { local to=$1; shift; /usr/bin/time -a -o "$to" -f '%e %M' "$@" > /dev/null; }
median() { awk -v c="$2" '{ print $c }' "$1" | sort -n | sed -n 3p; }

bench() {
  local clip=$1 name=$2 last
  "$claims" clip "$clip" --json "$folder/facts.json" > /dev/null
  last=$(tr -d ' \n' < "$folder/facts.json" | sed 's/.*"frame_indices":\[\([^]]*\)\].*/\1/; s/.*,//')
  rm -f "$folder"/null "$folder"/claims
  for _ in 1 2 3 4 5; do
    measure "$folder/null" ffmpeg -nostdin -v error -i "file:$clip" -map 0:V:0 -frames:v $((last + 1)) -f null -
    measure "$folder/claims" "$claims" clip "$clip"
  done
  local null ours
  null=$(median "$folder/null" 1) ours=$(median "$folder/claims" 1)
  printf '%-24s %4d frames   ffmpeg -f null %6.2f s   claims clip %6.2f s   ratio %.2f   memory %d MiB (ffmpeg %d MiB)\n' \
    "$name" $((last + 1)) "$null" "$ours" "$(awk "BEGIN { print $ours / $null }")" \
    $(($(median "$folder/claims" 2) / 1024)) $(($(median "$folder/null" 2) / 1024))
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
