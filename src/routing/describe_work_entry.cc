// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribeWorkEntry.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/substitute.h"
#include "lotse/base/decimal.h"
#include "lotse/routing/work_list.h"
#include "src/routing/routing_sentence.h"

namespace lotse {
namespace {

using Sentence = RoutingSentence;

constexpr Sentence kExpected = {"$0: $1 expected ($2 % of $3)",
                                "$0: $1 erwartet ($2 % von $3)"};
constexpr Sentence kUnknown = {"$0: expected value unknown",
                               "$0: Erwartungswert unbekannt"};
constexpr Sentence kNoValue = {" (no value)", " (kein Auftragswert)"};
constexpr Sentence kNoProbability = {" (no probability)",
                                     " (keine Wahrscheinlichkeit)"};
constexpr Sentence kAssumedValue = {", the value assumed", ", Wert angenommen"};
constexpr Sentence kAssumedProbability = {", the probability assumed",
                                          ", Wahrscheinlichkeit angenommen"};
constexpr Sentence kUrgency = {"; urgency $0", "; Dringlichkeit $0"};
constexpr Sentence kReasons[] = {
    {"", ""},
    {"overdue for $0 (+$1)", "$0 überfällig (+$1)"},
    {"due in $0 (+$1)", "noch $0 bis zur Frist (+$1)"},
    {"never worked on in $0 (+$1)", "noch nie bearbeitet, Alter $0 (+$1)"},
    {"not worked on for $0 (+$1)", "$0 unbearbeitet (+$1)"}};

constexpr Sentence kNeverWorked = {"never worked on (+$1)",
                                   "noch nie bearbeitet (+$1)"};

std::string Decimal(std::string text, absl::string_view language) {
  return language == "de" ? absl::StrReplaceAll(text, {{".", ","}}) : text;
}

// To hundredths.
std::string ShortPoints(Points points, absl::string_view language) {
  constexpr int64_t kCent = 10000000;
  return Decimal(PrintDecimal((points.nano() + kCent / 2) / kCent, 2),
                 language);
}

// To whole units of the currency, for people.
std::string ShortMoney(const Money& money) {
  constexpr int64_t kUnit = 1000000;
  const int64_t rest = money.micros % kUnit;
  return absl::StrCat(money.micros / kUnit + (rest >= kUnit / 2 ? 1 : 0), " ",
                      money.currency);
}

}  // namespace

std::string DescribeWorkEntry(const WorkEntry& entry,
                              absl::string_view language) {
  std::string text;
  if (entry.expected.has_value()) {
    // Tenths of a percent.
    const std::string percent = PrintDecimal(
        (ScaleDouble(*entry.probability, 9) + 500000) / 1000000, 1);
    text = absl::Substitute(
        kExpected.In(language), entry.item.lead_id, ShortMoney(*entry.expected),
        Decimal(percent, language), ShortMoney(*entry.value));
    if (entry.value_assumed) {
      absl::StrAppend(&text, kAssumedValue.In(language));
    }
    if (entry.probability_assumed) {
      absl::StrAppend(&text, kAssumedProbability.In(language));
    }
  } else {
    text = absl::Substitute(kUnknown.In(language), entry.item.lead_id);
    if (!entry.value.has_value()) {
      absl::StrAppend(&text, kNoValue.In(language));
    }
    if (!entry.probability.has_value()) {
      absl::StrAppend(&text, kNoProbability.In(language));
    }
  }
  if (!entry.reasons.empty()) {
    absl::SubstituteAndAppend(&text, kUrgency.In(language),
                              ShortPoints(entry.urgency, language));
    const char* separator = ": ";
    for (const UrgencyReason& reason : entry.reasons) {
      const auto kind = static_cast<size_t>(reason.kind);
      if (kind >= sizeof(kReasons) / sizeof(kReasons[0])) continue;
      // The age of a lead may be unknown.
      const Sentence& sentence = reason.kind == UrgencyKind::kNeverWorked &&
                                         reason.length == Duration()
                                     ? kNeverWorked
                                     : kReasons[kind];
      absl::StrAppend(&text, separator);
      absl::SubstituteAndAppend(&text, sentence.In(language),
                                DescribeLength(reason.length, language),
                                ShortPoints(reason.adds, language));
      separator = ", ";
    }
  }
  absl::StrAppend(&text, ".");
  return text;
}

}  // namespace lotse
