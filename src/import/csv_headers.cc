// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// KeyFromHeader and the lists of usual headers and words.
#include "lotse/import/csv_headers.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/case_fold.h"
#include "lotse/base/limits.h"
#include "lotse/base/utf8.h"

namespace lotse {
namespace {

// Folded letters that keys write with ASCII letters.
constexpr std::pair<char32_t, absl::string_view> kTransliterations[] = {
    {U'\u00e4', "ae"}, {U'\u00f6', "oe"}, {U'\u00fc', "ue"}, {U'\u00e0', "a"},
    {U'\u00e1', "a"},  {U'\u00e2', "a"},  {U'\u00e3', "a"},  {U'\u00e5', "a"},
    {U'\u00e6', "ae"}, {U'\u00e7', "c"},  {U'\u00e8', "e"},  {U'\u00e9', "e"},
    {U'\u00ea', "e"},  {U'\u00eb', "e"},  {U'\u00ec', "i"},  {U'\u00ed', "i"},
    {U'\u00ee', "i"},  {U'\u00ef', "i"},  {U'\u00f1', "n"},  {U'\u00f2', "o"},
    {U'\u00f3', "o"},  {U'\u00f4', "o"},  {U'\u00f5', "o"},  {U'\u00f8', "oe"},
    {U'\u0153', "oe"}, {U'\u00f9', "u"},  {U'\u00fa', "u"},  {U'\u00fb', "u"},
    {U'\u00fd', "y"},  {U'\u0142', "l"},  {U'\u0161', "s"},  {U'\u017e', "z"},
    {U'\u20ac', "eur"}};

bool IsAnyOf(absl::string_view text,
             std::initializer_list<absl::string_view> names) {
  return std::find(names.begin(), names.end(), text) != names.end();
}

}  // namespace

std::string KeyFromHeader(absl::string_view header) {
  std::string folded;
  FoldCase(header, &folded);
  std::string key;
  const auto append = [&](absl::string_view letters) {
    if (key.empty() &&
        absl::ascii_isdigit(static_cast<unsigned char>(letters[0]))) {
      key.push_back('n');
    }
    absl::StrAppend(&key, letters);
  };
  for (size_t i = 0; i < folded.size();) {
    const Utf8Unit unit = DecodeUtf8(folded, i);
    if (unit.code_point < 0x80) {
      const char c = static_cast<char>(unit.code_point);
      if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
        append(absl::string_view(&c, 1));
      } else if (!key.empty() && key.back() != '_') {
        key.push_back('_');
      }
    } else {
      for (const auto& [letter, ascii] : kTransliterations) {
        if (unit.code_point == letter) append(ascii);
      }
    }
    i += unit.size;
  }
  if (key.size() > kMaxNameBytes) key.resize(kMaxNameBytes);
  while (!key.empty() && key.back() == '_') key.pop_back();
  return key;
}

bool LooksLikeLeadId(absl::string_view header) {
  return IsAnyOf(
      KeyFromHeader(header),
      {"id", "lead_id", "leadid", "lead_number", "lead_no", "lead_nr",
       "prospect_id", "opportunity_id", "contact_id", "record_id",
       "customer_id", "kunden_id", "kundennummer", "kunden_nr", "lead_nummer",
       "leadnummer", "nr", "nummer", "number"});
}

bool LooksLikeOutcome(absl::string_view header) {
  return IsAnyOf(KeyFromHeader(header),
                 {"outcome", "lead_outcome", "converted", "is_converted", "won",
                  "is_won", "y", "target", "deal_stage", "conversion",
                  "gewonnen", "abschluss", "konvertiert"});
}

std::vector<std::string> DefaultWonWords() {
  return {"yes",       "y",  "true", "1",        "won",  "closed won",
          "converted", "ja", "wahr", "gewonnen", "kunde"};
}

std::vector<std::string> DefaultLostWords() {
  return {"no",          "n",    "false",  "0",       "lost",
          "closed lost", "nein", "falsch", "verloren"};
}

}  // namespace lotse
