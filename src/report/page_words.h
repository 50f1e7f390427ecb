// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PageWords: words, numbers, days and lengths of time as a page in English or
// German has them. Without a locale; a plain value. Internal to report.
#ifndef LOTSE_SRC_REPORT_PAGE_WORDS_H_
#define LOTSE_SRC_REPORT_PAGE_WORDS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "lotse/base/local_text.h"
#include "lotse/base/time.h"
#include "lotse/lifecycle/lifecycle_metrics.h"

namespace lotse {

class PageWords {
 public:
  // "de", and its regions, is German, anything else English.
  explicit PageWords(absl::string_view language);

  // "en" or "de".
  std::string language() const { return german_ ? "de" : "en"; }

  std::string Say(const char* en, const char* de) const {
    return german_ ? de : en;
  }
  std::string Label(const LocalText& label) const;
  // With its first letter, if it is of ASCII, in capitals.
  std::string Capital(std::string text) const;
  // 5,000 or 5.000.
  std::string Number(int64_t number) const;
  // 0.412 as 41.2 % or 41,2 %.
  std::string Percent(double share) const;
  // The same; a dash if there is none.
  std::string Share(const ShareFigure& share) const;
  // "39.8 – 42.5 %".
  std::string Interval(const ShareFigure& share) const;
  // "2026-11-23", "23.11.2026".
  std::string Day(Instant at) const;
  // "3 d 4 h", the two largest units, in one piece; a dash if it is of no
  // cases.
  std::string Length(Duration length, int64_t cases = 1) const;
  // Completeness of the questions: "25 – 50 %", or unknown.
  std::string Band(const HandOverFigure& band) const;
  // A reason as people say it: those of the preset, else its words.
  std::string Reason(const std::string& reason) const;

 private:
  std::string Decimal(int64_t tenths) const;

  bool german_;
  std::string asked_;
};

}  // namespace lotse

#endif  // LOTSE_SRC_REPORT_PAGE_WORDS_H_
