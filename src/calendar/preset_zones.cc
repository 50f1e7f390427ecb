// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PresetTimeZone and PresetTimeZoneNames.
//
// The rules are those of the IANA time zone database, which is in the public
// domain: release 2025b, compared with 2026f in November 2026. In law they are
// directive 2000/84/EC for the European Union, the Summer Time Order 2002 for
// the United Kingdom and the Energy Policy Act of 2005, in force since 2007,
// for the United States.
#include "lotse/calendar/preset_zones.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace lotse {
namespace {

constexpr char kCentralEurope[] = "CET-1CEST,M3.5.0,M10.5.0/3";
constexpr char kEasternEurope[] = "EET-2EEST,M3.5.0/3,M10.5.0/4";
constexpr char kWesternEurope[] = "WET0WEST,M3.5.0/1,M10.5.0";
constexpr char kUsEastern[] = "EST5EDT,M3.2.0,M11.1.0";
constexpr char kUsCentral[] = "CST6CDT,M3.2.0,M11.1.0";
constexpr char kUsMountain[] = "MST7MDT,M3.2.0,M11.1.0";

struct PresetZone {
  const char* name;
  const char* rules;
};

// Sorted by name.
constexpr PresetZone kZones[] = {
    {"Africa/Ceuta", kCentralEurope},
    {"America/Adak", "HST10HDT,M3.2.0,M11.1.0"},
    {"America/Anchorage", "AKST9AKDT,M3.2.0,M11.1.0"},
    {"America/Boise", kUsMountain},
    {"America/Chicago", kUsCentral},
    {"America/Denver", kUsMountain},
    {"America/Detroit", kUsEastern},
    {"America/Indiana/Indianapolis", kUsEastern},
    {"America/Kentucky/Louisville", kUsEastern},
    {"America/Los_Angeles", "PST8PDT,M3.2.0,M11.1.0"},
    {"America/New_York", kUsEastern},
    {"America/Phoenix", "MST7"},
    {"America/Puerto_Rico", "AST4"},
    {"Arctic/Longyearbyen", kCentralEurope},
    {"Asia/Nicosia", kEasternEurope},
    {"Atlantic/Azores", "<-01>1<+00>,M3.5.0/0,M10.5.0/1"},
    {"Atlantic/Canary", kWesternEurope},
    {"Atlantic/Madeira", kWesternEurope},
    {"Atlantic/Reykjavik", "GMT0"},
    {"Etc/UTC", "UTC0"},
    {"Europe/Amsterdam", kCentralEurope},
    {"Europe/Athens", kEasternEurope},
    {"Europe/Berlin", kCentralEurope},
    {"Europe/Bratislava", kCentralEurope},
    {"Europe/Brussels", kCentralEurope},
    {"Europe/Bucharest", kEasternEurope},
    {"Europe/Budapest", kCentralEurope},
    {"Europe/Busingen", kCentralEurope},
    {"Europe/Copenhagen", kCentralEurope},
    {"Europe/Dublin", "IST-1GMT0,M10.5.0,M3.5.0/1"},
    {"Europe/Helsinki", kEasternEurope},
    {"Europe/Lisbon", kWesternEurope},
    {"Europe/Ljubljana", kCentralEurope},
    {"Europe/London", "GMT0BST,M3.5.0/1,M10.5.0"},
    {"Europe/Luxembourg", kCentralEurope},
    {"Europe/Madrid", kCentralEurope},
    {"Europe/Malta", kCentralEurope},
    {"Europe/Mariehamn", kEasternEurope},
    {"Europe/Oslo", kCentralEurope},
    {"Europe/Paris", kCentralEurope},
    {"Europe/Prague", kCentralEurope},
    {"Europe/Riga", kEasternEurope},
    {"Europe/Rome", kCentralEurope},
    {"Europe/Sofia", kEasternEurope},
    {"Europe/Stockholm", kCentralEurope},
    {"Europe/Tallinn", kEasternEurope},
    {"Europe/Vaduz", kCentralEurope},
    {"Europe/Vienna", kCentralEurope},
    {"Europe/Vilnius", kEasternEurope},
    {"Europe/Warsaw", kCentralEurope},
    {"Europe/Zagreb", kCentralEurope},
    {"Europe/Zurich", kCentralEurope},
    {"Pacific/Honolulu", "HST10"},
    {"UTC", "UTC0"},
};

}  // namespace

std::optional<TimeZoneSpec> PresetTimeZone(absl::string_view name) {
  const PresetZone* zone = std::lower_bound(
      std::begin(kZones), std::end(kZones), name,
      [](const PresetZone& a, absl::string_view b) { return a.name < b; });
  if (zone == std::end(kZones) || zone->name != name) return std::nullopt;
  TimeZoneSpec spec;
  spec.name = zone->name;
  spec.rules = zone->rules;
  return spec;
}

std::vector<absl::string_view> PresetTimeZoneNames() {
  std::vector<absl::string_view> names;
  for (const PresetZone& zone : kZones) names.push_back(zone.name);
  return names;
}

}  // namespace lotse
