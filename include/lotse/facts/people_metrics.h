// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PeopleMetricsSpec: what may be computed about the people who work the leads
// (how optimistic a representative is, how fast, how successful). Works
// councils and data protection decide it, so nothing is allowed by default and
// every part that computes such a figure asks here first.
//
//   PeopleMetricsSpec spec;
//   spec.level = PeopleMetricsLevel::kTeam;
//   MayShowTeam(spec, /*cases=*/240, /*people=*/8);   // true
//   MayShowPerson(spec, /*cases=*/240);               // false
//
// Pure functions; thread-safe.
#ifndef LOTSE_FACTS_PEOPLE_METRICS_H_
#define LOTSE_FACTS_PEOPLE_METRICS_H_

#include <cstdint>

#include "lotse/base/field_path.h"
#include "lotse/base/fields.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"

namespace lotse {

// About whom figures may be computed.
enum class PeopleMetricsLevel : uint8_t {
  kUnspecified = 0,  // As kNone.
  kNone = 1,         // About nobody.
  kTeam = 2,         // About several people taken together.
  kPerson = 3,       // About one person, too.
};

template <>
struct EnumNames<PeopleMetricsLevel> {
  static constexpr const char* kPrefix = "PEOPLE_METRICS_LEVEL_";
  static constexpr EnumName<PeopleMetricsLevel> kNames[] = {
      {PeopleMetricsLevel::kNone, "none"},
      {PeopleMetricsLevel::kTeam, "team"},
      {PeopleMetricsLevel::kPerson, "person"}};
};

struct PeopleMetricsSpec {
  // Unset: no figure about people at all.
  PeopleMetricsLevel level = PeopleMetricsLevel::kUnspecified;
  // A figure rests on at least so many cases. Unset (0):
  // kDefaultMinPeopleCases.
  int64_t min_cases = 0;
  // A team figure rests on at least so many people, so that it says nothing
  // about one of them. Unset (0): kDefaultMinPeople.
  int64_t min_people = 0;
  // The ids of people in the facts are pseudonyms, made by the host: results
  // repeat them as they are and add no name or label of a person.
  bool pseudonyms = false;
  // What is older is neither measured nor used: cases when a figure is
  // computed, and the figure itself once this time has passed since it was
  // measured. Unset (0): as long as the host keeps it.
  Duration retention;

  static constexpr auto Fields() {
    return FieldList(Field{1, "level", &PeopleMetricsSpec::level},
                     Field{2, "min_cases", &PeopleMetricsSpec::min_cases},
                     Field{3, "min_people", &PeopleMetricsSpec::min_people},
                     Field{4, "pseudonyms", &PeopleMetricsSpec::pseudonyms},
                     Field{5, "retention", &PeopleMetricsSpec::retention});
  }
};

inline constexpr int64_t kDefaultMinPeopleCases = 20;
inline constexpr int64_t kDefaultMinPeople = 5;

// The minimum counts that apply.
int64_t MinCasesOf(const PeopleMetricsSpec& spec);
int64_t MinPeopleOf(const PeopleMetricsSpec& spec);

// Whether a figure about one person, from so many cases, may be computed.
bool MayShowPerson(const PeopleMetricsSpec& spec, int64_t cases);

// Whether a figure about so many people taken together may be computed.
bool MayShowTeam(const PeopleMetricsSpec& spec, int64_t cases, int64_t people);

// When something measured at `at` must not be used any more; Instant::Max() if
// there is no retention.
Instant EndOfRetention(const PeopleMetricsSpec& spec, Instant at);

// Adds what is wrong with `spec`, at `path`.
void ValidatePeopleMetrics(const PeopleMetricsSpec& spec, const FieldPath& path,
                           SpecIssues* issues);

}  // namespace lotse

#endif  // LOTSE_FACTS_PEOPLE_METRICS_H_
