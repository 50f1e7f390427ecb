// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0

#include "lotse/base/exact_math.h"

#include <cfloat>
#include <cmath>
#include <cstdint>
#include <ios>
#include <limits>

#include "absl/base/casts.h"
#include "gtest/gtest.h"

namespace lotse {
namespace {

using Function = double (*)(double);

struct GoldenResult {
  Function function;
  uint64_t argument;
  uint64_t result;
};

#include "exact_math_golden.inc"

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kMax = std::numeric_limits<double>::max();
constexpr double kMinNormal = std::numeric_limits<double>::min();
constexpr double kMinSubnormal = std::numeric_limits<double>::denorm_min();

uint64_t Bits(double x) { return absl::bit_cast<uint64_t>(x); }
double FromBits(uint64_t bits) { return absl::bit_cast<double>(bits); }

// The same sequence on every platform (splitmix64).
class Sequence {
 public:
  uint64_t Next() {
    state_ += 0x9e3779b97f4a7c15;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  // A multiple of 2^-53 from [0, 1).
  double NextUnit() { return static_cast<double>(Next() >> 11) * 0x1p-53; }

  double NextBetween(double low, double high) {
    const double unit = NextUnit();
    return low + (high - low) * unit;
  }

 private:
  uint64_t state_ = 0;
};

struct Subject {
  const char* name;
  Function function;
  // Of 400,000 results, by Fold() below.
  uint64_t golden_hash;
  // Where to look for errors and for a fall.
  double low;
  double high;
};

const Subject kSubjects[] = {
    {"ExactExp", ExactExp, 0xf3586dc7e54f9848, -745, 709.7},
    {"ExactExp2", ExactExp2, 0x184d2971fa3dc73e, -1074, 1023.9},
    {"ExactLog", ExactLog, 0x15abf8d0c140bb29, 1e-6, 1000},
    {"ExactSigmoid", ExactSigmoid, 0xbee867ef81ca16ba, -745, 40},
    {"ExactLogit", ExactLogit, 0x38383e4f79c9a056, 1e-9, 1 - 1e-9},
};

uint64_t Fold(uint64_t hash, double result) {
  hash = (hash ^ Bits(result)) * 0x100000001b3;
  return hash ^ (hash >> 29);
}

TEST(ExactMath, GivesTheFrozenBits) {
  for (const GoldenResult& golden : kGoldenResults) {
    const double argument = FromBits(golden.argument);
    EXPECT_EQ(Bits(golden.function(argument)), golden.result) << argument;
  }
}

TEST(ExactMath, GivesTheFrozenBitsOnManyArguments) {
  for (const Subject& subject : kSubjects) {
    Sequence sequence;
    uint64_t hash = 0;
    for (int i = 0; i < 100000; ++i) {
      hash = Fold(hash, subject.function(FromBits(sequence.Next())));
      hash = Fold(hash, subject.function(sequence.NextBetween(-1536, 1536)));
      hash = Fold(hash, subject.function(sequence.NextBetween(-4, 4)));
      hash = Fold(hash, subject.function(sequence.NextUnit()));
    }
    EXPECT_EQ(hash, subject.golden_hash)
        << subject.name
        << ": the build contracts a * b + c, or is not IEEE-754 arithmetic. "
        << std::hex << hash;
  }
}

TEST(ExactMath, GivesExactValuesWhereThereAreAny) {
  EXPECT_EQ(Bits(ExactExp(0)), Bits(1));
  EXPECT_EQ(Bits(ExactExp(-0.0)), Bits(1));
  EXPECT_EQ(Bits(ExactLog(1)), Bits(0));
  EXPECT_EQ(Bits(ExactSigmoid(0)), Bits(0.5));
  EXPECT_EQ(Bits(ExactSigmoid(-0.0)), Bits(0.5));
  EXPECT_EQ(Bits(ExactLogit(0.5)), Bits(0));
  for (int exponent = -1074; exponent < 1024; ++exponent) {
    const double power = std::ldexp(1.0, exponent);
    EXPECT_EQ(Bits(ExactExp2(exponent)), Bits(power)) << exponent;
  }
}

TEST(ExactMath, GivesTheNearestDoubleOfKnownConstants) {
  EXPECT_EQ(ExactExp(1), 2.71828182845904523536);
  EXPECT_EQ(ExactExp(-1), 0.36787944117144232160);
  EXPECT_EQ(ExactExp2(0.5), 1.41421356237309504880);
  EXPECT_EQ(ExactLog(2), 0.69314718055994530942);
  EXPECT_EQ(ExactLog(10), 2.30258509299404568402);
  EXPECT_EQ(ExactSigmoid(1), 0.73105857863000487925);
  EXPECT_EQ(ExactSigmoid(-1), 0.26894142136999512075);
  EXPECT_EQ(ExactLogit(0.75), 1.09861228866810969140);
  EXPECT_EQ(ExactLogit(0.25), -1.09861228866810969140);
}

TEST(ExactMath, DefinesEverySpecialValue) {
  const struct {
    Function function;
    double argument;
    double result;
  } kCases[] = {
      {ExactExp, kInfinity, kInfinity},
      {ExactExp, -kInfinity, 0},
      {ExactExp, kMax, kInfinity},
      {ExactExp, -kMax, 0},
      {ExactExp, 0x1.62e42fefa39efp+9, 0x1.fffffffffff2ap+1023},
      {ExactExp, 0x1.62e42fefa39f0p+9, kInfinity},
      {ExactExp, -0x1.74910d52d3051p+9, kMinSubnormal},
      {ExactExp, -0x1.74910d52d3052p+9, 0},
      {ExactExp, -746, 0},
      {ExactExp, kMinSubnormal, 1},
      {ExactExp, -kMinSubnormal, 1},
      {ExactExp2, kInfinity, kInfinity},
      {ExactExp2, -kInfinity, 0},
      {ExactExp2, 1024, kInfinity},
      {ExactExp2, -1022, kMinNormal},
      {ExactExp2, -1074, kMinSubnormal},
      {ExactExp2, -0x1.0cbffffffffffp+10, kMinSubnormal},
      {ExactExp2, -1075, 0},
      {ExactExp2, -kMax, 0},
      {ExactLog, 0, -kInfinity},
      {ExactLog, -0.0, -kInfinity},
      {ExactLog, kInfinity, kInfinity},
      {ExactLog, kMinSubnormal, -0x1.74385446d71c3p+9},
      {ExactLog, kMax, 0x1.62e42fefa39efp+9},
      {ExactSigmoid, kInfinity, 1},
      {ExactSigmoid, -kInfinity, 0},
      {ExactSigmoid, kMax, 1},
      {ExactSigmoid, -kMax, 0},
      {ExactSigmoid, 37, 1 - 0x1p-53},
      {ExactSigmoid, 37.5, 1},
      {ExactSigmoid, 45, 1},
      {ExactSigmoid, -746, 0},
      {ExactSigmoid, kMinSubnormal, 0.5},
      {ExactLogit, 0, -kInfinity},
      {ExactLogit, -0.0, -kInfinity},
      {ExactLogit, 1, kInfinity},
      {ExactLogit, kMinSubnormal, -0x1.74385446d71c3p+9},
  };
  for (const auto& a_case : kCases) {
    EXPECT_EQ(Bits(a_case.function(a_case.argument)), Bits(a_case.result))
        << a_case.argument;
  }
}

TEST(ExactMath, HasOneNan) {
  constexpr uint64_t kNan = 0x7ff8000000000000;
  for (const Subject& subject : kSubjects) {
    for (const uint64_t bits :
         {kNan, uint64_t{0xfff8000000000000}, uint64_t{0x7ff8000000001234},
          uint64_t{0xffffffffffffffff}}) {
      EXPECT_EQ(Bits(subject.function(FromBits(bits))), kNan) << subject.name;
    }
  }
  for (const double x : {-kMinSubnormal, -1.0, -kMax, -kInfinity}) {
    EXPECT_EQ(Bits(ExactLog(x)), kNan) << x;
    EXPECT_EQ(Bits(ExactLogit(x)), kNan) << x;
  }
  for (const double x : {1 + 0x1p-52, kMax, kInfinity}) {
    EXPECT_EQ(Bits(ExactLogit(x)), kNan) << x;
  }
}

TEST(ExactMath, NeverFallsFromOneArgumentToTheNext) {
  for (const Subject& subject : kSubjects) {
    Sequence sequence;
    for (int i = 0; i < 200000; ++i) {
      const double x = sequence.NextBetween(subject.low, subject.high);
      const double next = std::nextafter(x, kInfinity);
      ASSERT_LE(subject.function(x), subject.function(next))
          << subject.name << " at " << x;
    }
  }
}

TEST(ExactMath, InvertsItself) {
  Sequence sequence;
  for (int i = 0; i < 100000; ++i) {
    const double x = sequence.NextBetween(-5, 5);
    EXPECT_NEAR(ExactLog(ExactExp(x)), x, 3e-14);
    EXPECT_NEAR(ExactLogit(ExactSigmoid(x)), x, 3e-14);
    EXPECT_NEAR(ExactExp2(x), ExactExp(x * 0.69314718055994530942), 3e-14);
    EXPECT_NEAR(ExactSigmoid(x) + ExactSigmoid(-x), 1, 3e-16);
  }
}

// Distance in units of the last place of a double near `reference`.
double ErrorInUlps(double value, long double reference) {
  int exponent = 0;
  std::frexp(static_cast<double>(reference), &exponent);
  const int last_place = exponent - 53 < -1074 ? -1074 : exponent - 53;
  return static_cast<double>(
      std::ldexp(std::fabs(value - reference), -last_place));
}

TEST(ExactMath, IsWithinItsErrorOfTheLongReference) {
  if (LDBL_MANT_DIG < 64) {
    GTEST_SKIP() << "long double is no wider than double here";
  }
  // The reference itself is off by about 1/2000 ulp of a double, log-odds
  // near one half by more.
  constexpr double kLargest = 0.515;
  using Long = long double;
  Sequence sequence;
  for (int i = 0; i < 100000; ++i) {
    const double wide = sequence.NextBetween(-745, 709.7);
    ASSERT_LE(ErrorInUlps(ExactExp(wide), std::exp(Long{wide})), kLargest)
        << wide;
    ASSERT_LE(ErrorInUlps(ExactExp2(wide), std::exp2(Long{wide})), kLargest)
        << wide;
    const double small = sequence.NextBetween(-40, 40);
    ASSERT_LE(
        ErrorInUlps(ExactSigmoid(small), 1 / (1 + std::exp(-Long{small}))),
        kLargest)
        << small;
    const double positive = sequence.NextUnit() * 3 + 0x1p-60;
    ASSERT_LE(ErrorInUlps(ExactLog(positive), std::log(Long{positive})),
              kLargest)
        << positive;
    const double unit = sequence.NextUnit() * 0.4 + 0x1p-60;
    ASSERT_LE(
        ErrorInUlps(ExactLogit(unit), std::log(Long{unit} / (1 - Long{unit}))),
        kLargest)
        << unit;
  }
}

}  // namespace
}  // namespace lotse
