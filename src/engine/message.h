// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Message: a sentence in the two complete languages, and what sentences share.
// Internal to engine.
#ifndef LOTSE_SRC_ENGINE_MESSAGE_H_
#define LOTSE_SRC_ENGINE_MESSAGE_H_

#include <cstdint>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "lotse/base/points.h"

namespace lotse {

inline bool IsGerman(absl::string_view language) { return language == "de"; }

// $0, $1 ... are its arguments.
struct Message {
  const char* en;
  const char* de;

  const char* In(absl::string_view language) const {
    return IsGerman(language) ? de : en;
  }
};

// What an audience must not see is named without its value.
inline constexpr Message kNotShown = {"$0 (not shown)", "$0 (nicht gezeigt)"};
inline constexpr Message kLimitOfGroup = {"limit of \"$0\"", "Grenze von „$0“"};
inline constexpr Message kLimitOfTotal = {"limit of the total",
                                          "Grenze der Summe"};
inline constexpr Message kGroupMax = {"\"$0\" gives at most $1",
                                      "„$0“ gibt höchstens $1"};
inline constexpr Message kGroupMin = {"\"$0\" gives at least $1",
                                      "„$0“ gibt mindestens $1"};
inline constexpr Message kTotalMax = {"The total is at most $0",
                                      "Die Summe ist höchstens $0"};
inline constexpr Message kTotalMin = {"The total is at least $0",
                                      "Die Summe ist mindestens $0"};

// A sentence begins with a capital; names of the spec often do not.
inline std::string Capitalised(std::string text) {
  if (!text.empty()) {
    text[0] = absl::ascii_toupper(static_cast<unsigned char>(text[0]));
  }
  return text;
}

// A decimal with the language's decimal sign.
inline std::string Decimal(std::string text, absl::string_view language) {
  return IsGerman(language) ? absl::StrReplaceAll(text, {{".", ","}}) : text;
}

// Points as people read them: with at most two decimals, unless that is zero.
inline std::string ShortPoints(Points points, absl::string_view language) {
  constexpr int64_t kCent = 10000000;
  const int64_t nano = points.nano();
  // Unsigned: the largest points have room for half a cent there.
  const uint64_t size =
      nano < 0 ? 0 - static_cast<uint64_t>(nano) : static_cast<uint64_t>(nano);
  const int64_t cents = static_cast<int64_t>((size + kCent / 2) / kCent);
  if (cents == 0) return Decimal(points.ToString(), language);
  return Decimal(
      Points::FromNano(nano < 0 ? -cents * kCent : cents * kCent).ToString(),
      language);
}

}  // namespace lotse

#endif  // LOTSE_SRC_ENGINE_MESSAGE_H_
