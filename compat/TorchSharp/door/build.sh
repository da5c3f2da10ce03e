#!/usr/bin/env bash
# Compiles door.cpp against the libtorch of this machine into door/bin/libtorchdoor.so; quick when nothing changed.
#
#   build.sh          compile if needed
#   build.sh --where  print the libtorch that would be used: "include-folder lib-folder"
#
# libtorch is looked for in this order: CLAIMS_LIBTORCH (a libtorch folder, or the folder of a Python torch package),
# the distribution's, a torch importable by python3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# One line that MSBuild shows as an error.
fail() { echo "libtorch door : error CLAIMS001: $*" >&2; exit 1; }
remedy="apt-get install g++ libtorch-dev libopenblas0-openmp, or set CLAIMS_LIBTORCH to a libtorch or Python torch folder"

is_libtorch() { [[ -f $1/torch/csrc/api/include/torch/version.h && -e $2/libtorch_cpu.so ]]; }

find_libtorch() {
  if [[ -n ${CLAIMS_LIBTORCH:-} ]]; then
    local root; root=$(realpath -m "$CLAIMS_LIBTORCH")
    for folder in "$root" "$root/torch"; do
      if is_libtorch "$folder/include" "$folder/lib"; then include=$folder/include lib=$folder/lib; return; fi
    done
    fail "CLAIMS_LIBTORCH is '$CLAIMS_LIBTORCH', which has no include/torch and lib/libtorch_cpu.so in it"
  fi
  for prefix in /usr /usr/local; do
    for folder in "$prefix/lib/$(uname -m)-linux-gnu" "$prefix/lib64" "$prefix/lib"; do
      if is_libtorch "$prefix/include" "$folder"; then include=$prefix/include lib=$folder; return; fi
    done
  done
  local package
  package=$(python3 -c 'import importlib.util as u; s = u.find_spec("torch"); print(s.submodule_search_locations[0] if s else "")' 2>/dev/null || true)
  if [[ -n $package ]] && is_libtorch "$package/include" "$package/lib"; then include=$package/include lib=$package/lib; return; fi
  fail "no libtorch with headers was found: $remedy"
}

# The C++ ABI is a property of how libtorch was built: wheels before 2.6 have the old one.
abi() { if grep -qaE '_ZN3c105ErrorC[12][A-Za-z0-9_]*NSt7__cxx1112basic_string' "$lib/libc10.so"; then echo 1; else echo 0; fi; }

find_libtorch
if [[ ${1:-} == --where ]]; then echo "$include $lib"; exit; fi
compiler=${CXX:-g++}
command -v "$compiler" > /dev/null || fail "there is no $compiler to compile the door to libtorch with: $remedy"

mkdir -p bin
exec 9> bin/lock
flock 9
stamp=$(echo "$include $lib"; command -v "$compiler"; stat -Lc '%n %s %Y' "$lib"/libtorch_cpu.so "$lib"/libc10.so; sha256sum door.cpp build.sh)
if [[ -f bin/libtorchdoor.so && -f bin/stamp && $(< bin/stamp) == "$stamp" ]]; then exit; fi

# /usr/include is searched anyway; named once more it would hide the compiler's own headers.
includes=(-isystem "$include/torch/csrc/api/include")
if [[ $include != /usr/include ]]; then includes+=(-isystem "$include"); fi
cuda=()
if [[ -e $lib/libtorch_cuda.so ]]; then cuda=(-ltorch_cuda -lc10_cuda); fi
echo "compiling the door to libtorch in $lib"
build=bin/build.$$
trap 'rm -f "$build".*' EXIT
# -fopenmp makes at::parallel_for parallel; the runtime is libtorch's own (wheels bring theirs), hence not at the link.
# -fno-trapping-math: else a choice between two floats is a branch, and its loop is not made of vectors.
# --no-as-needed: operators and devices register themselves when their library loads, no symbol asks for it.
{
  "$compiler" -c -O2 -std=c++17 -fPIC -fopenmp -fno-trapping-math -fvisibility=hidden -Wall -Wextra -D_GLIBCXX_USE_CXX11_ABI="$(abi)" \
    "${includes[@]}" door.cpp -o "$build.o" &&
  "$compiler" -shared "$build.o" -o "$build.so" -L"$lib" -Wl,-rpath,"$lib" -Wl,--no-as-needed "${cuda[@]}" -ltorch_cpu -lc10
} || fail "door.cpp did not compile against the libtorch in $lib (see above)"
mv "$build.so" bin/libtorchdoor.so
echo "$stamp" > bin/stamp
