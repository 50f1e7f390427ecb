// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ValidateTimeZone, CompileTimeZone and the verbs of TimeZone.
//
// Time is cut into stretches with one offset. Those of the history are listed;
// those of the rules are listed for 400 years, because the calendar repeats
// itself after them to the weekday, and every other year is moved there.
#include "lotse/calendar/time_zone.h"

#include <algorithm>
#include <limits>
#include <string>

#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/base/status_macros.h"
#include "lotse/base/utf8.h"
#include "src/calendar/civil_days.h"
#include "src/calendar/posix_rules.h"

namespace lotse {
namespace {

constexpr int64_t kNever = std::numeric_limits<int64_t>::max();
constexpr int64_t kEver = std::numeric_limits<int64_t>::min();
constexpr int64_t kMicrosPerHour = 3600 * kMicrosPerSecond;
// Every offset is within these.
constexpr int64_t kLeastOffset = -25 * kMicrosPerHour;
constexpr int64_t kMostOffset = 26 * kMicrosPerHour;
// The years whose changes are listed: 2000 to 2399.
constexpr int64_t kCycleYear = 2000;
constexpr int64_t kCycleBegin = DaysOf(kCycleYear, 1, 1) * kMicrosPerDay;
constexpr int64_t kCycleLength = kDaysPerCycle * kMicrosPerDay;
// Local times are looked up a little beyond the instants there are.
constexpr int64_t kMargin = 10 * kMicrosPerDay;

bool IsOffset(Duration offset) {
  return offset.micros() % kMicrosPerSecond == 0 &&
         offset.micros() > kLeastOffset && offset.micros() < kMostOffset;
}

bool IsInYears1To9999(Instant t) {
  return t >= Instant::Min() && t <= Instant::Max();
}

}  // namespace

TimeZone::Stretch TimeZone::RulesAround(const Rep& rep, int64_t t) {
  const std::vector<Change>& cycle = rep.cycle;
  if (cycle.empty()) return {kEver, kNever, rep.rules_offset};
  const int64_t shift = FloorDiv(t - kCycleBegin, kCycleLength) * kCycleLength;
  const int64_t in_cycle = t - shift;
  // Each year has the same changes, so a guess is near the first one after.
  const auto count = static_cast<int64_t>(cycle.size());
  auto after =
      cycle.begin() +
      std::min((in_cycle - kCycleBegin) / (kCycleLength / count), count);
  while (after != cycle.begin() && std::prev(after)->at > in_cycle) --after;
  while (after != cycle.end() && after->at <= in_cycle) ++after;
  const Change& last =
      after == cycle.begin() ? cycle.back() : *std::prev(after);
  return {last.at + shift - (after == cycle.begin() ? kCycleLength : 0),
          after == cycle.end() ? cycle.front().at + shift + kCycleLength
                               : after->at + shift,
          last.offset};
}

TimeZone::Stretch TimeZone::HistoryAround(const Rep& rep, int64_t t) {
  const std::vector<Change>& history = rep.history;
  const auto after = std::upper_bound(
      history.begin(), history.end(), t,
      [](int64_t at, const Change& change) { return at < change.at; });
  Stretch stretch = {kEver, kNever, rep.initial_offset};
  if (after != history.begin()) {
    stretch.begin = std::prev(after)->at;
    stretch.offset = std::prev(after)->offset;
  }
  if (after != history.end()) stretch.end = after->at;
  return stretch;
}

TimeZone::Stretch TimeZone::Around(int64_t t) const {
  const Rep& rep = *rep_;
  if (t >= rep.rules_from) {
    Stretch stretch = RulesAround(rep, t);
    // The rules take over in the middle of a stretch: its offset is the same.
    if (stretch.begin <= rep.rules_from) {
      stretch.begin = HistoryAround(rep, rep.rules_from).begin;
    }
    return stretch;
  }
  Stretch stretch = HistoryAround(rep, t);
  if (stretch.end == kNever && rep.rules_from != kNever) {
    stretch.end = RulesAround(rep, rep.rules_from).end;
  }
  return stretch;
}

LocalTime TimeZone::LocalOf(Instant t) const {
  const int64_t micros =
      std::clamp(t.micros(), Instant::Min().micros(), Instant::Max().micros());
  const int64_t offset = Around(micros).offset;
  const int64_t local = micros + offset;
  const int64_t days = FloorDiv(local, kMicrosPerDay);
  return {Date::FromDays(static_cast<int32_t>(days)),
          Duration::Micros(local - days * kMicrosPerDay),
          Duration::Micros(offset)};
}

Instant TimeZone::InstantOf(Date date, Duration time_of_day,
                            RepeatedTime repeated) const {
  constexpr int64_t kMin = Instant::Min().micros();
  constexpr int64_t kMax = Instant::Max().micros();
  constexpr int64_t kMostDays = kMaxDurationDays;
  const int64_t days =
      std::clamp<int64_t>(date.days(), -2 * kMostDays, 2 * kMostDays);
  const int64_t in_day =
      std::clamp(time_of_day.micros(), -kMostDays * kMicrosPerDay,
                 kMostDays * kMicrosPerDay);
  const int64_t local =
      std::clamp(days * kMicrosPerDay + in_day, kMin - kMargin, kMax + kMargin);
  int64_t found = 0;
  if (repeated == RepeatedTime::kFirst) {
    // The first stretch whose clocks go beyond `local`.
    Stretch stretch = Around(local - kMostOffset);
    while (stretch.end != kNever && local >= stretch.end + stretch.offset) {
      stretch = Around(stretch.end);
    }
    found = std::max(local - stretch.offset, stretch.begin);
  } else {
    // The last stretch whose clocks begin at or before `local`.
    Stretch stretch = Around(local - kLeastOffset);
    while (stretch.begin != kEver && local < stretch.begin + stretch.offset) {
      stretch = Around(stretch.begin - 1);
    }
    found = std::min(local - stretch.offset, stretch.end);
  }
  return Instant::FromMicros(std::clamp(found, kMin, kMax));
}

OffsetPeriod TimeZone::PeriodOf(Instant t) const {
  const Stretch stretch = Around(
      std::clamp(t.micros(), Instant::Min().micros(), Instant::Max().micros()));
  return {std::max(Instant::FromMicros(stretch.begin), Instant::Min()),
          Instant::FromMicros(stretch.end), Duration::Micros(stretch.offset)};
}

std::optional<Instant> TimeZone::NextTransition(Instant t) const {
  if (t < Instant::Min()) t = Instant::Min();
  const Instant end = PeriodOf(t).end;
  if (end > Instant::Max()) return std::nullopt;
  return end;
}

void ValidateTimeZone(const TimeZoneSpec& spec, const FieldPath& path,
                      SpecIssues* issues) {
  if (spec.name.empty()) {
    issues->Add(path.Child("name"), "is missing");
  } else if (spec.name.size() > kMaxNameBytes || !IsValidUtf8(spec.name)) {
    issues->Add(path.Child("name"), absl::StrCat("must be UTF-8 of at most ",
                                                 kMaxNameBytes, " bytes"));
  }
  if (spec.transitions.size() > kMaxListValues) {
    issues->Add(path.Child("transitions"),
                absl::StrCat("has more than ", kMaxListValues, " entries"));
    return;
  }
  const char* const kOffsetRule =
      "must be whole seconds, more than -25 and less than 26 hours";
  for (size_t i = 0; i < spec.transitions.size(); ++i) {
    const ZoneTransition& transition = spec.transitions[i];
    const FieldPath here = path.Child("transitions", i);
    if (!IsInYears1To9999(transition.at)) {
      issues->Add(here.Child("at"), "must be in the years 1 to 9999");
    } else if (i > 0 && transition.at <= spec.transitions[i - 1].at) {
      issues->Add(here.Child("at"), "must be later than the one before");
    }
    if (!IsOffset(transition.utc_offset)) {
      issues->Add(here.Child("utc_offset"), kOffsetRule);
    }
  }
  if (!IsOffset(spec.initial_offset)) {
    issues->Add(path.Child("initial_offset"), kOffsetRule);
  } else if (spec.transitions.empty() && spec.initial_offset != Duration()) {
    issues->Add(path.Child("initial_offset"),
                "must be unset: there are no transitions");
  }
  if (spec.rules.empty()) {
    if (spec.transitions.empty()) {
      issues->Add(path.Child("rules"),
                  "is missing: write a TZ string such as "
                  "CET-1CEST,M3.5.0,M10.5.0/3, or list the transitions");
    }
    return;
  }
  const absl::StatusOr<PosixRules> rules = ParsePosixRules(spec.rules);
  if (!rules.ok()) {
    issues->Add(path.Child("rules"), rules.status().message());
  } else if (!spec.transitions.empty()) {
    const ZoneTransition& last = spec.transitions.back();
    const int64_t seconds = FloorDiv(last.at.micros(), kMicrosPerSecond);
    if (rules->OffsetAt(seconds) * kMicrosPerSecond !=
        last.utc_offset.micros()) {
      issues->Add(path.Child("rules"),
                  "have another offset at the last transition than the "
                  "transition itself");
    }
  }
}

absl::StatusOr<TimeZone> CompileTimeZone(const TimeZoneSpec& spec) {
  SpecIssues issues;
  ValidateTimeZone(spec, FieldPath("time_zone"), &issues);
  if (!issues.empty()) return issues.ToStatus();

  auto rep = std::make_shared<TimeZone::Rep>();
  rep->spec = spec;
  rep->initial_offset = spec.initial_offset.micros();
  int64_t current = rep->initial_offset;
  for (const ZoneTransition& transition : spec.transitions) {
    if (transition.utc_offset.micros() == current) continue;
    current = transition.utc_offset.micros();
    rep->history.push_back({transition.at.micros(), current});
  }
  rep->rules_from = kNever;
  if (!spec.rules.empty()) {
    LOTSE_ASSIGN_OR_RETURN(const PosixRules rules, ParsePosixRules(spec.rules));
    rep->rules_from =
        spec.transitions.empty() ? kEver : spec.transitions.back().at.micros();
    rep->rules_offset =
        rules.OffsetAt(kCycleBegin / kMicrosPerSecond) * kMicrosPerSecond;
    current = rep->rules_offset;
    // What happens when the cycle ends stands for what happens when it begins.
    for (const PosixRules::Change& change :
         rules.ChangesIn(kCycleYear - 2, kCycleYear + 401)) {
      const int64_t at = change.at * kMicrosPerSecond;
      const int64_t offset = change.offset * kMicrosPerSecond;
      if (at <= kCycleBegin || at > kCycleBegin + kCycleLength ||
          offset == current) {
        continue;
      }
      current = offset;
      rep->cycle.push_back({at, offset});
    }
  }
  return TimeZone(std::move(rep));
}

}  // namespace lotse
