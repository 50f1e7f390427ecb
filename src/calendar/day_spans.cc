// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Reading, joining and intersecting parts of a day.
#include "src/calendar/day_spans.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"

namespace lotse {

std::optional<int64_t> ParseTimeOfDay(absl::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const size_t i : {size_t{0}, size_t{1}, size_t{3}, size_t{4}}) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(text[i]))) {
      return std::nullopt;
    }
  }
  const int64_t hours = (text[0] - '0') * 10 + (text[1] - '0');
  const int64_t minutes = (text[3] - '0') * 10 + (text[4] - '0');
  const int64_t all = hours * 60 + minutes;
  if (minutes > 59 || all > 1440) return std::nullopt;
  return all;
}

std::optional<DaySpan> ReadDaySpan(absl::string_view from, absl::string_view to,
                                   const FieldPath& path, SpecIssues* issues) {
  const std::optional<int64_t> begin = ParseTimeOfDay(from);
  const std::optional<int64_t> end = ParseTimeOfDay(to);
  if (begin.has_value() && end.has_value() && *begin < *end) {
    return DaySpan{*begin, *end};
  }
  if (issues == nullptr) return std::nullopt;
  if (!begin.has_value()) {
    issues->Add(path.Child("from"), "must be a time of day such as 09:00");
  }
  if (!end.has_value()) {
    issues->Add(path.Child("to"),
                "must be a time of day such as 17:00, up to 24:00");
  }
  if (begin.has_value() && end.has_value()) {
    issues->Add(path.Child("to"),
                "must be later than `from`; working time over midnight is "
                "written as two, up to 24:00 and from 00:00");
  }
  return std::nullopt;
}

bool JoinDaySpans(std::vector<DaySpan>* spans) {
  std::sort(spans->begin(), spans->end(),
            [](const DaySpan& a, const DaySpan& b) { return a.from < b.from; });
  bool apart = true;
  size_t kept = 0;
  for (const DaySpan& span : *spans) {
    if (kept > 0 && span.from <= (*spans)[kept - 1].to) {
      DaySpan& last = (*spans)[kept - 1];
      if (span.from < last.to) apart = false;
      last.to = std::max(last.to, span.to);
    } else {
      (*spans)[kept++] = span;
    }
  }
  spans->resize(kept);
  return apart;
}

std::vector<DaySpan> ReadHours(const std::vector<OpeningHours>& hours,
                               const FieldPath& path, SpecIssues* issues) {
  std::vector<DaySpan> spans;
  if (hours.size() > kMaxListValues) {
    if (issues != nullptr) {
      issues->Add(path.Child("hours"),
                  absl::StrCat("has more than ", kMaxListValues, " entries"));
    }
    return spans;
  }
  for (size_t i = 0; i < hours.size(); ++i) {
    const std::optional<DaySpan> span =
        ReadDaySpan(hours[i].from, hours[i].to, path.Child("hours", i), issues);
    if (span.has_value()) spans.push_back(*span);
  }
  if (!JoinDaySpans(&spans) && issues != nullptr) {
    issues->Add(path.Child("hours"), "overlap");
  }
  return spans;
}

std::vector<DaySpan> IntersectDaySpans(const std::vector<DaySpan>& a,
                                       const std::vector<DaySpan>& b) {
  std::vector<DaySpan> both;
  size_t i = 0;
  size_t j = 0;
  while (i < a.size() && j < b.size()) {
    const int64_t from = std::max(a[i].from, b[j].from);
    const int64_t to = std::min(a[i].to, b[j].to);
    if (from < to) both.push_back({from, to});
    if (a[i].to < b[j].to) {
      ++i;
    } else {
      ++j;
    }
  }
  return both;
}

}  // namespace lotse
