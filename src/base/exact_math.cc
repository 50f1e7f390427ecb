// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Exports ExactExp, ExactExp2, ExactLog, ExactSigmoid and ExactLogit.
//
// Two reductions carry everything.
//   Powers: x = (128 e + i) ln(2) / 128 + r, so e^x = 2^e * 2^(i/128) * e^r
//   with |r| < 0.0028; 2^(i/128) is a table entry of two doubles.
//   Logarithms: x = 2^k z, w is a table entry near 1/z with few bits, so
//   r = z w - 1 is known without error as a sum of two doubles, and
//   ln(x) = k ln(2) - ln(w) + ln(1 + r) with |r| < 0.004.
// Each gives the result as an unevaluated sum of two doubles with some 61
// correct bits, which the last operation rounds. Every step that is called
// exact below is exact by the number of bits involved, not by luck.

#include "lotse/base/exact_math.h"

#include <cfloat>
#include <cstdint>
#include <limits>

#include "absl/base/casts.h"
#include "src/base/exact_power.h"

#if defined(__FAST_MATH__)
#error "exact_math needs IEEE-754 arithmetic: build without -ffast-math"
#endif
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#endif

namespace lotse {
namespace {

static_assert(std::numeric_limits<double>::is_iec559 &&
                  std::numeric_limits<double>::digits == 53,
              "exact_math needs IEEE-754 binary64");
static_assert(FLT_EVAL_METHOD == 0,
              "exact_math needs arithmetic without excess precision");

struct LogEntry {
  double inverse;
  double high;
  double low;
};

#include "exact_math_table.inc"

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr uint64_t kNanBits = 0x7ff8000000000000;
constexpr uint64_t kOneBits = 0x3ff0000000000000;
constexpr uint64_t kInfinityBits = 0x7ff0000000000000;
constexpr uint64_t kMinNormalBits = 0x0010000000000000;
// Adding and subtracting it rounds |x| < 2^51 to the nearest whole number.
constexpr double kRounder = 0x1.8p52;

uint64_t Bits(double x) { return absl::bit_cast<uint64_t>(x); }
double FromBits(uint64_t bits) { return absl::bit_cast<double>(bits); }
double Nan() { return FromBits(kNanBits); }

// The unevaluated sum high + low, |low| being small against |high|.
struct Pair {
  double high;
  double low;
};

// The exact sum of a and b, if |a| >= |b| or a is zero.
Pair FastSum(double a, double b) {
  const double sum = a + b;
  return {sum, (a - sum) + b};
}

// The first 26 bits of x; the rest, x - Head(x), has at most 27.
double Head(double x) { return FromBits(Bits(x) & ~((uint64_t{1} << 27) - 1)); }

// The product of a and b to some 104 bits, if nothing under- or overflows.
Pair Product(double a, double b) {
  const double a_head = Head(a);
  const double a_tail = a - a_head;
  const double b_head = Head(b);
  const double b_tail = b - b_head;
  const double product = a * b;
  const double low =
      (((a_head * b_head - product) + a_head * b_tail) + a_tail * b_head) +
      a_tail * b_tail;
  return {product, low};
}

// a / b, the sum of the two results being correct to some 100 bits.
Pair Quotient(Pair a, Pair b) {
  const double quotient = a.high / b.high;
  const Pair back = Product(quotient, b.high);
  const double rest =
      (((a.high - back.high) - back.low) + a.low) - quotient * b.low;
  return {quotient, rest / b.high};
}

// 2^exponent * (value.high + value.low).
struct Power {
  int64_t exponent;
  Pair value;
};

// e^r * 2^(steps / 128) for |r| < 0.0028.
Power PowerOf(int64_t steps, double r) {
  const int64_t index = steps & 127;
  const PowerEntry& entry = kPowers[index];
  const double r2 = r * r;
  // e^r - 1; the first term left out is r^7 / 5040 < 2^-71.
  const double growth =
      r + r2 * ((0.5 + r * (1.0 / 6)) +
                r2 * ((1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720)));
  return {(steps - index) / 128, {entry.high, entry.low + entry.high * growth}};
}

Power PowerOfE(double x) {
  const double steps = (x * kStepsPerLn2 + kRounder) - kRounder;
  // |steps| < 2^18, so the first product and the difference are exact.
  const double r = (x - steps * kLn2StepHigh) - steps * kLn2StepLow;
  return PowerOf(static_cast<int64_t>(steps), r);
}

// Rounds once, to a subnormal too. The exponent is at most 1024, and less if
// the sum is not below one.
double Round(const Power& power) {
  const double high = power.value.high;
  const double low = power.value.low;
  const double sum = high + low;
  // The addition wraps for a negative exponent, as it should.
  const uint64_t scaled =
      Bits(sum) + (static_cast<uint64_t>(power.exponent) << 52);
  if (power.exponent > -1022) return FromBits(scaled);
  if (power.exponent == -1022 && sum >= 1) return FromBits(scaled);
  // The last bit of `base` stands where the last bit of a subnormal result
  // does before scaling. So the sum with it is rounded at the right place, and
  // the distance between the two, counted in last bits, is the result's bits.
  const uint64_t base_bits =
      kOneBits + (static_cast<uint64_t>(-1022 - power.exponent) << 52);
  const Pair first = FastSum(FromBits(base_bits), high);
  const double rounded = first.high + (first.low + low);
  return FromBits(Bits(rounded) - base_bits);
}

// scale ln(2) - ln(w) + ln(1 + r.high + r.low) for the table entry of w.
double LogSum(double scale, const LogEntry& entry, Pair r) {
  // Exact: both terms are on the grid of 2^-42.
  const double base = scale * kLn2High + entry.high;
  const double x = r.high;
  const double x2 = x * x;
  // ln(1 + x) - x; the first term left out is x^9 / 9 < 2^-74.
  const double bend =
      x2 * (((-1.0 / 2 + x * (1.0 / 3)) + x2 * (-1.0 / 4 + x * (1.0 / 5))) +
            (x2 * x2) * ((-1.0 / 6 + x * (1.0 / 7)) + x2 * (-1.0 / 8)));
  // Either base is zero or it is larger than r.
  const Pair sum = FastSum(base, x);
  const double low =
      sum.low + ((scale * kLn2Low + entry.low) + (r.low - r.low * x));
  return sum.high + (low + bend);
}

// ln((x + low) 2^extra), `bits` being those of the normal number x > 0.
double LogOf(uint64_t bits, double low, int64_t extra) {
  // kLogOffset is less than 2^62, so adding 1024 to the exponent keeps the
  // difference from wrapping.
  const uint64_t from_offset = bits - kLogOffset + (uint64_t{1024} << 52);
  const LogEntry& entry = kLogs[(from_offset >> 45) & 127];
  const int64_t scale = static_cast<int64_t>(from_offset >> 52) - 1024;
  const uint64_t shift = static_cast<uint64_t>(scale) << 52;
  const double z = FromBits(bits - shift);
  const double z_head = Head(z);
  // Exact: the head has 26 bits, the tail 27, the inverse 21.
  const double head = z_head * entry.inverse - 1;
  const double tail = (z - z_head) * entry.inverse;
  Pair r = FastSum(head, tail);
  if (low != 0) {
    const double z_low = low * FromBits(kOneBits - shift);
    r = FastSum(r.high, r.low + z_low * entry.inverse);
  }
  return LogSum(static_cast<double>(scale + extra), entry, r);
}

}  // namespace

const PowerEntry* const kPowersOfTwo = kPowers;

double ExactExp(double x) {
  if (x != x) return Nan();
  if (x > 0x1.62e42fefa39efp+9) return kInfinity;
  if (x < -746) return 0;
  return Round(PowerOfE(x));
}

double ExactExp2(double x) {
  if (x != x) return Nan();
  if (x >= 1024) return kInfinity;
  if (x <= -1075) return 0;
  const double steps = (x * 128 + kRounder) - kRounder;
  const double r = x - steps * (1.0 / 128);  // exact
  return Round(PowerOf(static_cast<int64_t>(steps), r * kLn2));
}

double ExactLog(double x) {
  const uint64_t bits = Bits(x);
  if (bits - kMinNormalBits < kInfinityBits - kMinNormalBits) {
    return LogOf(bits, 0, 0);
  }
  if ((bits << 1) == 0) return -kInfinity;
  if (bits == kInfinityBits) return kInfinity;
  if (bits > kInfinityBits) return Nan();
  // The bits of a subnormal are its value in units of 2^-1074.
  return LogOf(Bits(static_cast<double>(static_cast<int64_t>(bits))), 0, -1074);
}

double ExactSigmoid(double x) {
  if (x != x) return Nan();
  if (x > 44) return 1;
  // Below, e^x / (1 + e^x) is e^x to 63 bits.
  if (x < -44) return ExactExp(x);
  // Work with e^-|x|, at most 1.
  const Power power = PowerOfE(x < 0 ? x : -x);
  const double scale =
      FromBits(kOneBits + (static_cast<uint64_t>(power.exponent) << 52));
  const Pair odds = FastSum(power.value.high * scale, power.value.low * scale);
  Pair divisor = FastSum(1, odds.high);
  divisor.low += odds.low;
  const Pair result = Quotient(x < 0 ? odds : Pair{1, 0}, divisor);
  return result.high + result.low;
}

double ExactLogit(double p) {
  if (!(p >= 0 && p <= 1)) return Nan();
  if (p == 1) return kInfinity;
  // Below 2^-64 the divisor is one.
  if (p < 0x1p-64) return ExactLog(p);
  const Pair rest = FastSum(1, -p);
  const double twice = 2 * p - 1;
  if (twice > -0x1p-10 && twice < 0x1p-10) {
    // p / (1 - p) = 1 + (2p - 1) / (1 - p), and `twice` is exact here.
    return LogSum(0, {1, 0, 0}, Quotient({twice, 0}, rest));
  }
  const Pair odds = Quotient({p, 0}, rest);
  return LogOf(Bits(odds.high), odds.low, 0);
}

}  // namespace lotse
