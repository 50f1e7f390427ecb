// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Points: conversions to and from double and text.
#include "lotse/base/points.h"

#include <optional>

#include "absl/status/status.h"
#include "lotse/base/decimal.h"

namespace lotse {
namespace {
constexpr int kScale = 9;
}  // namespace

Points Points::FromDouble(double points) {
  return FromNano(ScaleDouble(points, kScale));
}

absl::StatusOr<Points> Points::Parse(absl::string_view text) {
  const std::optional<int64_t> nano = ParseDecimal(text, kScale);
  if (!nano.has_value()) {
    return absl::InvalidArgumentError(
        "not a number of points: write digits with at most nine decimals, such "
        "as 12.5");
  }
  return FromNano(*nano);
}

double Points::ToDouble() const { return static_cast<double>(nano_) / 1e9; }

std::string Points::ToString() const { return PrintDecimal(nano_, kScale); }

}  // namespace lotse
