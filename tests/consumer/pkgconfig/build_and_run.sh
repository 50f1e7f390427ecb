#!/usr/bin/env bash
# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#
# build_and_run.sh <prefix> <build dir> <cc> <c++> <component>...
#
# Compiles one program against each library of the installed copy with what
# pkg-config says, and runs it.
set -euo pipefail
prefix=$1 build_dir=$2 cc=$3 cxx=$4
shift 4
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

pc_file=$(find "$prefix" -name lotse-core.pc)
export PKG_CONFIG_PATH=${pc_file%/*}
mkdir -p "$build_dir"
for component in "$@"; do
  read -ra flags < <(pkg-config --cflags --libs "lotse-$component")
  program=$build_dir/use_$component
  if [[ $component == c ]]; then
    "$cc" -std=c99 "$here/pkgconfig_c_consumer.c" -o "$program" "${flags[@]}"
  else
    "$cxx" -std=c++17 "$here/pkgconfig_consumer.cc" -o "$program" "${flags[@]}"
  fi
  LD_LIBRARY_PATH=$(pkg-config --variable=libdir "lotse-$component") "$program"
  echo "lotse-$component $(pkg-config --modversion "lotse-$component"): ok"
done
