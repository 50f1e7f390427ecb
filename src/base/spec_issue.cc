// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SpecIssues and the search for the name that was meant.
#include "lotse/base/spec_issue.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

// Longer names are not compared: nobody misspells them by hand.
constexpr size_t kMaxCompared = 64;

// Edits (insert, delete, replace a byte) that turn `a` into `b`; any number not
// below `limit` if there are as many.
size_t EditDistance(absl::string_view a, absl::string_view b, size_t limit) {
  const size_t longer = std::max(a.size(), b.size());
  if (longer - std::min(a.size(), b.size()) >= limit) return limit;
  std::array<size_t, kMaxCompared + 1> row;
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    // Where |i - j| reaches the limit, so does the distance.
    const size_t from = i > limit ? i - limit : 1;
    const size_t to = std::min(b.size(), i + limit);
    size_t diagonal = row[from - 1];
    size_t least = row[from - 1] = from == 1 ? i : limit;
    for (size_t j = from; j <= to; ++j) {
      const size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
      least = std::min(least, row[j]);
    }
    if (least >= limit) return limit;
  }
  return row[b.size()];
}

}  // namespace

std::string SpecIssue::ToString() const {
  return path.empty() ? message : absl::StrCat(path, ": ", message);
}

void SpecIssues::Add(const FieldPath& path, absl::string_view message) {
  ++count_;
  if (list_.size() < kMaxKept) {
    list_.push_back({path.ToString(), std::string(message)});
  }
}

std::string SpecIssues::DidYouMean(
    absl::string_view misspelt, const std::vector<absl::string_view>& names) {
  return TakeHint(names.size()) ? lotse::DidYouMean(misspelt, names) : "";
}

bool SpecIssues::TakeHint(size_t names) {
  if (names > comparisons_left_) return false;
  comparisons_left_ -= names;
  return true;
}

absl::Status SpecIssues::ToStatus() const {
  if (empty()) return absl::OkStatus();
  std::string text = list_.front().ToString();
  if (count_ > 1) absl::StrAppend(&text, " (and ", count_ - 1, " more)");
  return absl::InvalidArgumentError(text);
}

absl::string_view NearestName(absl::string_view misspelt,
                              const std::vector<absl::string_view>& names) {
  absl::string_view best;
  if (misspelt.size() > kMaxCompared) return best;
  size_t best_distance = misspelt.size() / 3 + 1;
  for (absl::string_view name : names) {
    if (name.size() > kMaxCompared) continue;
    const size_t distance = EditDistance(misspelt, name, best_distance);
    if (distance < best_distance) {
      best_distance = distance;
      best = name;
    }
  }
  return best;
}

std::string DidYouMean(absl::string_view misspelt,
                       const std::vector<absl::string_view>& names) {
  const absl::string_view best = NearestName(misspelt, names);
  return best.empty() ? "" : absl::StrCat("; did you mean \"", best, "\"?");
}

}  // namespace lotse
