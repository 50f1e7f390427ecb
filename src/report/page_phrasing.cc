// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PagePhrasing.
#include "src/report/page_phrasing.h"

#include <algorithm>

#include "absl/numeric/int128.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "lotse/base/decimal.h"
#include "lotse/report/pipeline_report.h"

namespace lotse {
namespace {

constexpr int64_t kMinute = Duration::Minutes(1).micros();
constexpr int64_t kHour = Duration::Hours(1).micros();
constexpr int64_t kDay = Duration::Days(1).micros();
constexpr int64_t kMicros = 1000000;

constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// part / unit, to the nearest.
int64_t Rounded(int64_t part, int64_t unit) { return (part + unit / 2) / unit; }

}  // namespace

std::string PagePhrasing::Say(const Phrase& phrase) const {
  return german_ ? phrase.de : phrase.en;
}
std::string PagePhrasing::Say(const Phrase& phrase, absl::string_view a) const {
  return absl::Substitute(german_ ? phrase.de : phrase.en, a);
}
std::string PagePhrasing::Say(const Phrase& phrase, absl::string_view a,
                              absl::string_view b) const {
  return absl::Substitute(german_ ? phrase.de : phrase.en, a, b);
}
std::string PagePhrasing::Say(const Phrase& phrase, absl::string_view a,
                              absl::string_view b, absl::string_view c,
                              absl::string_view d) const {
  return absl::Substitute(german_ ? phrase.de : phrase.en, a, b, c, d);
}

std::string PagePhrasing::Number(int64_t number) const {
  std::string digits = absl::StrCat(number);
  const size_t first = number < 0 ? 1 : 0;
  for (size_t i = digits.size(); i > first + 3;) {
    i -= 3;
    digits.insert(i, german_ ? "." : ",");
  }
  return digits;
}

std::string PagePhrasing::Tenths(int64_t tenths) const {
  return absl::StrCat(Number(tenths / 10), german_ ? "," : ".", tenths % 10);
}

std::string PagePhrasing::Short(int64_t tenths) const {
  return tenths % 10 == 0 ? Number(tenths / 10) : Tenths(tenths);
}

std::string PagePhrasing::Percent(int64_t part, int64_t whole) const {
  if (whole == 0) return "-";
  if (part == 0) return "0 %";
  if (part == whole) return "100 %";
  const absl::int128 scaled = absl::int128(part) * 1000 + whole / 2;
  int64_t permille = static_cast<int64_t>(scaled / whole);
  permille = std::min<int64_t>(std::max<int64_t>(permille, 1), 999);
  return absl::StrCat(Tenths(permille), " %");
}

std::string PagePhrasing::Percent(double share) const {
  return absl::StrCat(Tenths(ScaleDouble(share, 3)), " %");
}

std::string PagePhrasing::Span(Duration span, bool whole_days) const {
  const int64_t micros = span.micros();
  if (whole_days && micros < kDay) {
    return german_ ? "am selben Tag" : "the same day";
  }
  if (micros < kMinute) return german_ ? "unter 1 Min." : "under 1 min";
  if (micros < 2 * kHour) {
    return absl::StrCat(Rounded(micros, kMinute), german_ ? " Min." : " min");
  }
  if (micros < 2 * kDay && !whole_days) {
    return absl::StrCat(Short(Rounded(micros, kHour / 10)),
                        german_ ? " Std." : " h");
  }
  if (micros < 10 * kDay && micros % kDay != 0) {
    return absl::StrCat(Short(Rounded(micros, kDay / 10)),
                        german_ ? " Tage" : " days");
  }
  const int64_t days = Rounded(micros, kDay);
  if (days >= 730) {
    // Years of 365.25 days.
    return absl::StrCat(Short(Rounded(days * 1000, 36525)),
                        german_ ? " Jahre" : " years");
  }
  if (days == 1) return german_ ? "1 Tag" : "1 day";
  return absl::StrCat(Number(days), german_ ? " Tage" : " days");
}

std::string PagePhrasing::Amount(const Money& money) const {
  const int64_t half = money.micros < 0 ? -kMicros / 2 : kMicros / 2;
  const int64_t units =
      static_cast<int64_t>((absl::int128(money.micros) + half) / kMicros);
  if (money.currency.empty() || money.currency == kNoCurrency) {
    return Number(units);
  }
  return absl::StrCat(Number(units), " ", money.currency);
}

std::string PagePhrasing::Day(Instant at) const {
  const std::string iso = at.date().ToString();  // 2026-11-23
  const std::string year = iso.substr(0, 4);
  const std::string month = iso.substr(5, 2);
  const std::string day = iso.substr(8, 2);
  if (german_) return absl::StrCat(day, ".", month, ".", year);
  int number = 1;
  if (!absl::SimpleAtoi(month, &number)) return iso;
  return absl::StrCat(day[0] == '0' ? day.substr(1) : day, " ",
                      kMonths[number - 1], " ", year);
}

std::string PagePhrasing::Quoted(absl::string_view text) const {
  return german_ ? absl::StrCat("\xE2\x80\x9E", text, "\xE2\x80\x9C")
                 : absl::StrCat("\xE2\x80\x9C", text, "\xE2\x80\x9D");
}

}  // namespace lotse
