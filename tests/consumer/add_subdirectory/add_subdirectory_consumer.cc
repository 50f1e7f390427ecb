// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// A program whose project has Lotse as a folder of its own.
#include "lotse/base/points.h"

int main() {
  const lotse::Points sum = lotse::Points::FromNano(1) + lotse::Points();
  return sum.ToString() == "0.000000001" ? 0 : 1;
}
