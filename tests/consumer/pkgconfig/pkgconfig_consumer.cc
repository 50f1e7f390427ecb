// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// A program that is built without CMake.
#include "lotse/base/points.h"

int main() {
  const absl::StatusOr<lotse::Points> points = lotse::Points::Parse("-3");
  return points.ok() && points->ToString() == "-3" ? 0 : 1;
}
