// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// A program that knows Lotse from an installed copy only.
#include "lotse/base/points.h"
#include "lotse/base/version.h"

int main() {
  const absl::StatusOr<lotse::Points> points = lotse::Points::Parse("12.5");
  const bool same = lotse::LinkedVersion() == LOTSE_VERSION_STRING;
  return points.ok() && points->nano() == 12'500'000'000 && same ? 0 : 1;
}
