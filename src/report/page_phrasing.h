// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PagePhrasing: numbers, shares, lengths of time, amounts and days as they are
// written in English and German.
#ifndef LOTSE_SRC_REPORT_PAGE_PHRASING_H_
#define LOTSE_SRC_REPORT_PAGE_PHRASING_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "lotse/base/money.h"
#include "lotse/base/time.h"

namespace lotse {

// A text in both languages. $0, $1 ... stand for arguments.
struct Phrase {
  const char* en;
  const char* de;
};

class PagePhrasing {
 public:
  // "de" and "de-..." are German, anything else English.
  explicit PagePhrasing(absl::string_view language)
      : german_(language.substr(0, 2) == "de") {}

  bool german() const { return german_; }

  std::string Say(const Phrase& phrase) const;
  std::string Say(const Phrase& phrase, absl::string_view a) const;
  std::string Say(const Phrase& phrase, absl::string_view a,
                  absl::string_view b) const;
  std::string Say(const Phrase& phrase, absl::string_view a,
                  absl::string_view b, absl::string_view c,
                  absl::string_view d = {}) const;

  // 1,234 or 1.234.
  std::string Number(int64_t number) const;
  // part / whole as 12.3 %; nothing is 0 %, all is 100 %, and what lies between
  // is never written as one of them.
  std::string Percent(int64_t part, int64_t whole) const;
  // A share that is a double already.
  std::string Percent(double share) const;
  // In the unit that suits: 45 min, 5.5 h, 12 days, 2.3 years. `whole_days`:
  // there are no times of day.
  std::string Span(Duration span, bool whole_days) const;
  // To whole units: 1,234 EUR; without a currency if there is none.
  std::string Amount(const Money& money) const;
  // 23 Nov 2026 or 23.11.2026.
  std::string Day(Instant at) const;
  // In quotes.
  std::string Quoted(absl::string_view text) const;

 private:
  // tenths / 10 with one decimal.
  std::string Tenths(int64_t tenths) const;
  // The same, without a decimal that is 0.
  std::string Short(int64_t tenths) const;

  bool german_;
};

}  // namespace lotse

#endif  // LOTSE_SRC_REPORT_PAGE_PHRASING_H_
