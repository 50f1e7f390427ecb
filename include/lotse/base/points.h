// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Points: an exact amount of score.
//
// A Points value is a whole number of nano-points (1e-9 points) in an int64.
// Every source of a score (a rule, a band, a decayed activity, a tree leaf) is
// rounded to nano-points once; from then on only integers are added, so sums do
// not depend on order and contributions add up exactly.
//
//   Points p = Points::FromDouble(12.5);
//   p += Points::FromNano(1);
//   p.ToString();                       // "12.500000001"
//
// Values are freely copyable; all functions are thread-safe and never fail
// except Parse.
#ifndef LOTSE_BASE_POINTS_H_
#define LOTSE_BASE_POINTS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace lotse {

class Points {
 public:
  // Zero points.
  constexpr Points() = default;

  // `nano` nano-points.
  static constexpr Points FromNano(int64_t nano) { return Points(nano); }

  // The nearest nano-point to `points` (exact product, ties to even). Values
  // beyond the int64 range saturate; NaN gives zero. Validation refuses both
  // long before (limits.h), so specs never meet these cases.
  static Points FromDouble(double points);

  // Reads "12", "-0.5" or "+3.25" exactly. Error: InvalidArgument if the text
  // is no decimal number, has more than nine decimals, or does not fit.
  static absl::StatusOr<Points> Parse(absl::string_view text);

  constexpr int64_t nano() const { return nano_; }

  // The nearest double. FromDouble(ToDouble()) gives the same Points for
  // magnitudes up to 4,000,000 points (see kMaxTotalPoints).
  double ToDouble() const;

  // Shortest exact decimal: "12.5", "-3", "0.000000001".
  std::string ToString() const;

  constexpr Points& operator+=(Points other) {
    nano_ += other.nano_;
    return *this;
  }
  constexpr Points& operator-=(Points other) {
    nano_ -= other.nano_;
    return *this;
  }
  friend constexpr Points operator+(Points a, Points b) { return a += b; }
  friend constexpr Points operator-(Points a, Points b) { return a -= b; }
  friend constexpr Points operator-(Points a) { return Points(-a.nano_); }

  friend constexpr bool operator==(Points a, Points b) {
    return a.nano_ == b.nano_;
  }
  friend constexpr bool operator!=(Points a, Points b) {
    return a.nano_ != b.nano_;
  }
  friend constexpr bool operator<(Points a, Points b) {
    return a.nano_ < b.nano_;
  }
  friend constexpr bool operator<=(Points a, Points b) {
    return a.nano_ <= b.nano_;
  }
  friend constexpr bool operator>(Points a, Points b) {
    return a.nano_ > b.nano_;
  }
  friend constexpr bool operator>=(Points a, Points b) {
    return a.nano_ >= b.nano_;
  }

 private:
  explicit constexpr Points(int64_t nano) : nano_(nano) {}
  int64_t nano_ = 0;
};

}  // namespace lotse

#endif  // LOTSE_BASE_POINTS_H_
