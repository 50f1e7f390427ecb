// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SpecIssues and the search for the name that was meant.
#include "lotse/base/spec_issue.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

// Longer names are not compared: nobody misspells them by hand.
constexpr size_t kMaxCompared = 64;

// Edits (insert, delete, replace a byte) that turn `a` into `b`.
size_t EditDistance(absl::string_view a, absl::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
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
    const size_t distance = EditDistance(misspelt, name);
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
