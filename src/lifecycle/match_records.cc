// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// KeyText, MatchRecord and ProposalOf.
#include "src/lifecycle/match_records.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lotse/base/case_fold.h"
#include "lotse/facts/known_fact.h"

namespace lotse {
namespace {

// A whole number in a double is exact up to here.
constexpr double kLargestWhole = 9007199254740992.0;

std::string TextOf(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.kind)) return *text;
  if (const auto* whole = std::get_if<int64_t>(&value.kind)) {
    return absl::StrCat(*whole);
  }
  const auto* number = std::get_if<double>(&value.kind);
  return number != nullptr && *number >= -kLargestWhole &&
                 *number <= kLargestWhole
             ? absl::StrCat(static_cast<int64_t>(*number))
             : std::string();
}

// What a record has for a key, one text an attribute.
using KeyValue = std::vector<std::string>;

// Nothing if one of the attributes is missing.
std::optional<KeyValue> ReadKey(const MatchKey& key, const RecordRef& record,
                                Instant as_of) {
  KeyValue value;
  for (const std::string& attribute : key.attributes) {
    const Attribute* const entry =
        AttributeAt(record.attributes, attribute, as_of);
    if (entry == nullptr) return std::nullopt;
    value.push_back(KeyText(TextOf(entry->value), key.compact));
    if (value.back().empty()) return std::nullopt;
  }
  return value;
}

std::string NameOf(const MatchKey& key) {
  return absl::StrJoin(key.attributes, "+");
}

}  // namespace

std::string KeyText(absl::string_view text, bool compact) {
  std::string folded;
  FoldCase(absl::StripAsciiWhitespace(text), &folded);
  if (compact) {
    folded.erase(
        std::remove_if(folded.begin(), folded.end(),
                       [](char c) {
                         const auto byte = static_cast<unsigned char>(c);
                         return byte < 0x80 && !absl::ascii_isalnum(byte);
                       }),
        folded.end());
  }
  return folded;
}

RecordProposal ProposalOf(std::vector<RecordMatch> matches) {
  RecordProposal proposal;
  std::sort(
      matches.begin(), matches.end(),
      [](const RecordMatch& a, const RecordMatch& b) { return a.id < b.id; });
  if (matches.empty()) {
    proposal.action = RecordAction::kCreate;
  } else if (matches.size() == 1 && matches[0].contradicted_by.empty()) {
    proposal.action = RecordAction::kLink;
    proposal.id = matches[0].id;
  } else {
    proposal.action = RecordAction::kAmbiguous;
  }
  proposal.matches = std::move(matches);
  return proposal;
}

RecordProposal MatchRecord(const RecordRef& own,
                           absl::Span<const RecordRef> candidates,
                           absl::Span<const MatchKey> keys, Instant as_of) {
  std::vector<std::optional<KeyValue>> own_values;
  for (const MatchKey& key : keys) {
    own_values.push_back(ReadKey(key, own, as_of));
  }
  std::vector<RecordMatch> matches;
  for (size_t k = 0; k < keys.size() && matches.empty(); ++k) {
    if (!own_values[k].has_value()) continue;
    for (const RecordRef& candidate : candidates) {
      if (ReadKey(keys[k], candidate, as_of) != own_values[k]) continue;
      RecordMatch match{std::string(candidate.id), NameOf(keys[k]), ""};
      for (size_t stronger = 0; stronger < k; ++stronger) {
        const auto theirs = ReadKey(keys[stronger], candidate, as_of);
        if (theirs.has_value() && own_values[stronger].has_value() &&
            match.contradicted_by.empty()) {
          match.contradicted_by = NameOf(keys[stronger]);
        }
      }
      matches.push_back(std::move(match));
    }
  }
  return ProposalOf(std::move(matches));
}

}  // namespace lotse
