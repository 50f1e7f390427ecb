# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#
# What the scripts share: steps a person can follow, with colour on a terminal
# only. To be sourced:
#
#   source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
#   steps 3
#   step "Build"
#   run_logged build/dev/build.log ninja -C build/dev
set -euo pipefail

LOTSE_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$LOTSE_ROOT"

# Builds in other folders with the same flags find what was compiled before.
export CCACHE_NOHASHDIR=1

if [[ -t 1 && -z "${NO_COLOR:-}" && "${CI:-}" != true ]]; then
  BOLD=$'\e[1m' GREEN=$'\e[32m' RED=$'\e[31m' PLAIN=$'\e[0m'
else
  BOLD='' GREEN='' RED='' PLAIN=''
fi

STEP=0
STEPS=0
STARTED=$SECONDS

# steps <count>: how many steps will follow.
steps() { STEP=0 STEPS=$1; }

# step <title>: begins the next step, with the time since the start.
step() {
  STEP=$((STEP + 1))
  printf '%s==> [%d/%d] %s%s (%ds)\n' \
    "$BOLD" "$STEP" "$STEPS" "$1" "$PLAIN" $((SECONDS - STARTED))
}

note() { printf '    %s\n' "$1"; }

done_note() { printf '%s    %s%s\n' "$GREEN" "$1" "$PLAIN"; }

# fail <line>...: says what is wrong and what to do, and ends the script.
fail() {
  printf '%serror:%s %s\n' "$RED" "$PLAIN" "$1" >&2
  shift
  [[ $# -eq 0 ]] || printf '       %s\n' "$@" >&2
  exit 1
}

# jobs_count: how many compilers may run at once. One per processor, but at
# least 1.5 GB of memory for each; LOTSE_JOBS overrides.
jobs_count() {
  local processors memory_mb
  processors=$(getconf _NPROCESSORS_ONLN)
  memory_mb=$(awk '/^MemAvailable:/ {print int($2 / 1024)}' /proc/meminfo)
  local by_memory=$((memory_mb / 1500))
  ((by_memory >= 1)) || by_memory=1
  local jobs=$((processors < by_memory ? processors : by_memory))
  printf '%s' "${LOTSE_JOBS:-$jobs}"
}

# configure <preset> [option...]: cmake --preset; its output is shown only when
# it fails.
configure() {
  local preset=$1
  shift
  local log
  log=$(mktemp)
  if ! cmake --preset "$preset" "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "configuring the preset $preset failed" \
      "run script/bootstrap; if it is happy, remove build/$preset and try again"
  fi
  rm -f "$log"
}

# build <preset> [target...]: builds with progress. A terminal sees one moving
# line, a log one line for about every twentieth part.
build() {
  local preset=$1
  shift
  local -a command=(cmake --build --preset "$preset" -j "$(jobs_count)")
  [[ $# -eq 0 ]] || command+=(--target "$@")
  export NINJA_STATUS='    [%f/%t, %es] '
  if [[ -t 1 ]]; then
    "${command[@]}"
    return
  fi
  local line last=-1 share
  "${command[@]}" | while IFS= read -r line; do
    if [[ $line =~ ^\ *\[([0-9]+)/([0-9]+), ]]; then
      share=$((20 * BASH_REMATCH[1] / BASH_REMATCH[2]))
      [[ $share -ne $last ]] || continue
      last=$share
    elif [[ $line == ninja:\ Entering* ]]; then
      continue
    fi
    printf '%s\n' "$line"
  done
}
