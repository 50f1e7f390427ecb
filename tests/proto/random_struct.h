// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MakeRandomStruct: any struct with a field list, filled at random: values at
// the ends of their ranges, empty and odd texts, members left out, conditions
// nested a few levels deep.
//
//   RandomSource random(seed);
//   const EngineSpec spec = MakeRandomStruct<EngineSpec>(&random);
#ifndef LOTSE_PROTO_RANDOM_STRUCT_H_
#define LOTSE_PROTO_RANDOM_STRUCT_H_

#include <cstdint>
#include <limits>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/limits.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "tests/testing/random_source.h"

namespace lotse::proto {

class StructMaker {
 public:
  explicit StructMaker(RandomSource* random) : random_(*random) {}

  // `levels` of messages below this one.
  template <typename M>
  M Make(int levels) {
    if constexpr (std::is_same_v<M, bool>) {
      return random_.Chance(50);
    } else if constexpr (std::is_same_v<M, int32_t>) {
      return static_cast<int32_t>(
          MakeInteger(std::numeric_limits<int32_t>::min(),
                      std::numeric_limits<int32_t>::max()));
    } else if constexpr (std::is_same_v<M, int64_t>) {
      return MakeInteger(std::numeric_limits<int64_t>::min(),
                         std::numeric_limits<int64_t>::max());
    } else if constexpr (std::is_same_v<M, double>) {
      return random_.Pick<double>({0, 1, -2, 0.1, 2.5, 1e300, -5e-324, 1e16,
                                   123456789.123456789, 1.0 / 3, -1e-7});
    } else if constexpr (std::is_enum_v<M>) {
      const size_t i = random_.Below(std::size(EnumNames<M>::kNames) + 1);
      return i == 0 ? M() : EnumNames<M>::kNames[i - 1].value;
    } else if constexpr (std::is_same_v<M, std::string>) {
      return random_.Pick<std::string>(
          {"", "a", "employees", "EUR", "Firmengröße", "\"\\/\b\f\n\r\t",
           std::string("\0\x01\x1f\x7f", 4), "\xF0\x9F\x9A\xA2 <&>'",
           "2026-11-23", "true", "null", "12", "quite a bit longer than that",
           "VALUE_TYPE_TEXT"});
    } else if constexpr (std::is_same_v<M, Points>) {
      return Points::FromNano(MakeInteger(-kMaxTotalPoints * 1000000000,
                                          kMaxTotalPoints * 1000000000));
    } else if constexpr (std::is_same_v<M, Date>) {
      return Instant::FromMicros(
                 MakeInteger(Instant::Min().micros(), Instant::Max().micros()))
          .date();
    } else if constexpr (std::is_same_v<M, Instant>) {
      return Instant::FromMicros(
          MakeInteger(Instant::Min().micros(), Instant::Max().micros()));
    } else if constexpr (std::is_same_v<M, Duration>) {
      return Duration::Micros(
          MakeInteger(Duration::Days(-kMaxDurationDays).micros(),
                      Duration::Days(kMaxDurationDays).micros()));
    } else if constexpr (IsVector<M>::value) {
      M list;
      for (size_t i = random_.Below(4); i > 0 && levels > 0; --i) {
        list.push_back(Make<typename M::value_type>(levels - 1));
      }
      return list;
    } else if constexpr (IsOptional<M>::value) {
      if (levels == 0 || random_.Chance(40)) return M();
      return Make<typename M::value_type>(levels - 1);
    } else {
      M out;
      if (levels == 0) return out;
      ForEachField<M>([&](const auto& field) {
        if constexpr (IsOneOf<std::decay_t<decltype(field)>>::value) {
          std::apply(
              [&](const auto&... a) {
                size_t choice = random_.Below(sizeof...(a) + 1);
                (SetIf(choice-- == 0, a, levels, &(out.*field.member)), ...);
              },
              field.alternatives);
        } else if (random_.Chance(70)) {
          using Member = std::decay_t<decltype(out.*field.member)>;
          out.*field.member = Make<Member>(levels - 1);
        }
      });
      return out;
    }
  }

 private:
  template <typename Alternative, typename Variant>
  void SetIf(bool is_chosen, const Alternative&, int levels, Variant* out) {
    if (!is_chosen) return;
    *out = Make<typename Alternative::Type>(levels - 1);
  }

  int64_t MakeInteger(int64_t low, int64_t high) {
    const int64_t spread = random_.Between(0, 2000) * random_.Between(0, 997);
    switch (random_.Below(5)) {
      case 0:
        return low + spread;
      case 1:
        return high - spread;
      case 2:
        return spread * 1000000;
      case 3:
        return -spread;
      default:
        return random_.Between(low / 2, high / 2);
    }
  }

  RandomSource& random_;
};

template <typename T>
T MakeRandomStruct(RandomSource* random) {
  return StructMaker(random).Make<T>(9);
}

}  // namespace lotse::proto

#endif  // LOTSE_PROTO_RANDOM_STRUCT_H_
