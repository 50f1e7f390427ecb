// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// TimeZoneSpec: how far local clocks are from UTC, as plain data.
//
//   TimeZoneSpec berlin;
//   berlin.name = "Europe/Berlin";
//   berlin.rules = "CET-1CEST,M3.5.0,M10.5.0/3";
//
// preset_zones.h has such specs, lotse/import/tzif_reader.h reads them from the
// zone files of an operating system, time_zone.h compiles them.
#ifndef LOTSE_CALENDAR_TIME_ZONE_SPEC_H_
#define LOTSE_CALENDAR_TIME_ZONE_SPEC_H_

#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/time.h"

namespace lotse {

// A change of local clocks in the past.
struct ZoneTransition {
  Instant at;
  // Local time minus UTC from then on: positive east of Greenwich. Whole
  // seconds, more than -25 and less than 26 hours.
  Duration utc_offset;

  static constexpr auto Fields() {
    return FieldList(Field{1, "at", &ZoneTransition::at},
                     Field{2, "utc_offset", &ZoneTransition::utc_offset});
  }
};

struct TimeZoneSpec {
  // How calendars refer to it, such as "Europe/Berlin". Required.
  std::string name;
  // A TZ string as in POSIX.1 and RFC 9636, section 3.3.1. They apply from the
  // last transition on, or always if there is none, and must agree with its
  // offset. Unset: the offset of the last transition stays for ever.
  std::string rules;
  // What was before the rules, ascending. Empty: the rules always applied.
  std::vector<ZoneTransition> transitions;
  // The offset before the first transition. Unset: zero. Must be unset if there
  // are no transitions.
  Duration initial_offset;

  static constexpr auto Fields() {
    return FieldList(Field{1, "name", &TimeZoneSpec::name},
                     Field{2, "rules", &TimeZoneSpec::rules},
                     Field{3, "transitions", &TimeZoneSpec::transitions},
                     Field{4, "initial_offset", &TimeZoneSpec::initial_offset});
  }
};

}  // namespace lotse

#endif  // LOTSE_CALENDAR_TIME_ZONE_SPEC_H_
