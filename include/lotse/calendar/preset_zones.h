// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Zones that are built in: their present rules, no history.
//
//   std::optional<TimeZoneSpec> berlin = PresetTimeZone("Europe/Berlin");
//
// UTC, the member states of the European Union and the European Economic Area,
// Switzerland, the United Kingdom and the United States, under the names of the
// IANA time zone database. They are right from 2008 on; for older times and
// other places read a zone file (lotse/import/tzif_reader.h).
#ifndef LOTSE_CALENDAR_PRESET_ZONES_H_
#define LOTSE_CALENDAR_PRESET_ZONES_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/calendar/time_zone_spec.h"

namespace lotse {

// The zone of this name; nullopt if it is not built in.
std::optional<TimeZoneSpec> PresetTimeZone(absl::string_view name);

// The names there are, sorted. They live as long as the program.
std::vector<absl::string_view> PresetTimeZoneNames();

}  // namespace lotse

#endif  // LOTSE_CALENDAR_PRESET_ZONES_H_
