// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PageWords.
#include "src/report/page_words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace lotse {
namespace {

constexpr char kDash[] = "–";

// Of a percent; what is no share is 0.
int64_t Tenths(double share) {
  return share > 0 && share <= 1 ? static_cast<int64_t>(share * 1000 + 0.5) : 0;
}

}  // namespace

PageWords::PageWords(absl::string_view language)
    : german_(language == "de" || absl::StartsWith(language, "de-")),
      asked_(language) {}

std::string PageWords::Label(const LocalText& label) const {
  return std::string(label.In(asked_));
}

std::string PageWords::Capital(std::string text) const {
  if (!text.empty()) {
    text[0] = absl::ascii_toupper(static_cast<unsigned char>(text[0]));
  }
  return text;
}

std::string PageWords::Number(int64_t number) const {
  std::string digits = absl::StrCat(number);
  for (size_t i = digits.size(); i > 3; i -= 3) {
    if (digits[i - 4] != '-') digits.insert(i - 3, german_ ? "." : ",");
  }
  return digits;
}

std::string PageWords::Decimal(int64_t tenths) const {
  return absl::StrCat(tenths / 10, german_ ? "," : ".", tenths % 10);
}

std::string PageWords::Percent(double share) const {
  return absl::StrCat(Decimal(Tenths(share)), " %");
}

std::string PageWords::Share(const ShareFigure& share) const {
  return share.of == 0 ? kDash : Percent(share.share);
}

std::string PageWords::Interval(const ShareFigure& share) const {
  if (share.of == 0) return "";
  return absl::StrCat(Decimal(Tenths(share.low)), " – ",
                      Decimal(Tenths(share.high)), " %");
}

std::string PageWords::Day(Instant at) const {
  const std::string day = at.date().ToString();
  if (!german_ || day.size() != 10) return day;
  return absl::StrCat(day.substr(8), ".", day.substr(5, 2), ".",
                      day.substr(0, 4));
}

std::string PageWords::Length(Duration length, int64_t cases) const {
  if (cases == 0) return kDash;
  constexpr int64_t kMinute = 60000000;
  const int64_t minutes = length.micros() / kMinute;
  const int64_t days = minutes / 1440;
  const int64_t hours = minutes / 60 % 24;
  // With spaces that do not break.
  const char* day = german_ ? "\u00A0T" : "\u00A0d";
  constexpr char kHour[] = "\u00A0h", kMinutes[] = "\u00A0min";
  if (minutes == 0) return absl::StrCat("<\u00A01", kMinutes);
  if (days >= 10 || (days > 0 && hours == 0)) return absl::StrCat(days, day);
  if (days > 0) return absl::StrCat(days, day, "\u00A0", hours, kHour);
  if (hours > 0 && minutes % 60 == 0) return absl::StrCat(hours, kHour);
  if (hours > 0) {
    return absl::StrCat(hours, kHour, "\u00A0", minutes % 60, kMinutes);
  }
  return absl::StrCat(minutes, kMinutes);
}

std::string PageWords::Band(const HandOverFigure& band) const {
  if (band.below_percent == 0) return Say("unknown", "unbekannt");
  return absl::StrCat(band.from_percent, " – ", band.below_percent, " %");
}

std::string PageWords::Reason(const std::string& reason) const {
  if (reason.empty()) return Say("other or none", "andere oder keiner");
  struct Known {
    const char* id;
    const char* en;
    const char* de;
  };
  constexpr Known kKnown[] = {
      {"no_budget", "no budget", "kein Budget"},
      {"no_authority", "cannot decide", "entscheidet nicht"},
      {"no_need", "no need", "kein Bedarf"},
      {"no_time_frame", "no time frame", "kein Zeitrahmen"},
      {"wrong_contact", "wrong contact", "falscher Kontakt"}};
  for (const Known& known : kKnown) {
    if (reason == known.id) return Say(known.en, known.de);
  }
  return absl::StrReplaceAll(reason, {{"_", " "}});
}

}  // namespace lotse
