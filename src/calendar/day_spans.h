// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Parts of a day: reading "09:00", and sets of parts that do not overlap.
#ifndef LOTSE_SRC_CALENDAR_DAY_SPANS_H_
#define LOTSE_SRC_CALENDAR_DAY_SPANS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/base/field_path.h"
#include "lotse/base/spec_issue.h"
#include "lotse/calendar/holiday_rule.h"

namespace lotse {

// Minutes from midnight: from <= t < to, within 0 to 1440.
struct DaySpan {
  int64_t from = 0;
  int64_t to = 0;
};

// The minutes of "09:00" to "24:00". Nullopt: the text is none of them.
std::optional<int64_t> ParseTimeOfDay(absl::string_view text);

// The span that the texts say. If there is none, adds an issue at the field in
// question, unless `issues` is null.
std::optional<DaySpan> ReadDaySpan(absl::string_view from, absl::string_view to,
                                   const FieldPath& path, SpecIssues* issues);

// Sorts and joins spans that touch; whether none overlap. Those that do are
// joined as well.
bool JoinDaySpans(std::vector<DaySpan>* spans);

// Reads a list of hours and joins them. Adds an issue for each that is wrong
// and for those that overlap, unless `issues` is null.
std::vector<DaySpan> ReadHours(const std::vector<OpeningHours>& hours,
                               const FieldPath& path, SpecIssues* issues);

// What lies in both; each sorted and without overlaps.
std::vector<DaySpan> IntersectDaySpans(const std::vector<DaySpan>& a,
                                       const std::vector<DaySpan>& b);

}  // namespace lotse

#endif  // LOTSE_SRC_CALENDAR_DAY_SPANS_H_
