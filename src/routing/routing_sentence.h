// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What the sentences of routing share: texts in two languages, lengths of time.
// Internal to routing.
#ifndef LOTSE_SRC_ROUTING_ROUTING_SENTENCE_H_
#define LOTSE_SRC_ROUTING_ROUTING_SENTENCE_H_

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lotse/base/time.h"

namespace lotse {

// A text in the two complete languages; $0, $1 ... are its arguments.
struct RoutingSentence {
  const char* en;
  const char* de;

  const char* In(absl::string_view language) const {
    return language == "de" ? de : en;
  }
};

// The whole units of the largest that is reached: "3 days", "1 hour".
inline std::string DescribeLength(Duration length, absl::string_view language) {
  struct Unit {
    int64_t seconds;
    RoutingSentence one;
    RoutingSentence many;
  };
  constexpr Unit kUnits[] = {
      {86400, {"day", "Tag"}, {"days", "Tage"}},
      {3600, {"hour", "Stunde"}, {"hours", "Stunden"}},
      {60, {"minute", "Minute"}, {"minutes", "Minuten"}},
      {0, {"second", "Sekunde"}, {"seconds", "Sekunden"}}};
  const int64_t seconds = length.micros() / 1000000;
  for (const Unit& unit : kUnits) {
    if (unit.seconds > 0 && seconds < unit.seconds) continue;
    const int64_t n = unit.seconds > 0 ? seconds / unit.seconds : seconds;
    return absl::StrCat(n, " ", (n == 1 ? unit.one : unit.many).In(language));
  }
  return std::string();
}

}  // namespace lotse

#endif  // LOTSE_SRC_ROUTING_ROUTING_SENTENCE_H_
