// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PresetHolidays and PresetHolidayRegions.
//
// Sources, as of November 2026: for October 3 article 2 of the Unification
// Treaty; for all else the laws of the German states:
//   BW  Gesetz ueber die Sonntage und Feiertage (FTG), section 1
//   BY  Feiertagsgesetz (BayFTG), article 1
//   BE  Gesetz ueber die Sonn- und Feiertage, section 1
//   BB  Feiertagsgesetz (FTG), section 2
//   HB  Gesetz ueber die Sonn-, Gedenk- und Feiertage, section 2
//   HH  Feiertagsgesetz, section 1
//   HE  Hessisches Feiertagsgesetz (HFeiertagsG), section 1
//   MV  Feiertagsgesetz Mecklenburg-Vorpommern (FTG M-V), section 2
//   NI  Niedersaechsisches Feiertagsgesetz (NFeiertagsG), section 2
//   NW  Feiertagsgesetz NW, section 2
//   RP  Landesfeiertagsgesetz (LFtG), section 2
//   SL  Feiertagsgesetz (SFG), section 2
//   SN  Saechsisches Sonn- und Feiertagsgesetz (SaechsSFG), section 1
//   ST  Gesetz ueber die Sonn- und Feiertage (FeiertG LSA), section 2
//   SH  Gesetz ueber Sonn- und Feiertage (SFTG), section 2
//   TH  Thueringer Feiertagsgesetz (ThuerFtG), section 2
// for Austria section 7 of the Arbeitsruhegesetz, and for Switzerland article
// 110 of the federal constitution (August 1) and the cantons' laws.
#include <cstdint>
#include <iterator>
#include <string>

#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "lotse/calendar/holidays.h"

namespace lotse {
namespace {

enum class Kind { kFixed, kEaster, kPenance };

struct PresetRule {
  // Which regions have it: "*" are all of Germany.
  const char* regions;
  Kind kind;
  // Month and day, or days from Easter and 0.
  int month;
  int day;
  int from_year;
  int to_year;
  const char* en;
  const char* de;
};

constexpr Kind kFixed = Kind::kFixed;
constexpr Kind kEaster = Kind::kEaster;

// In the order of a usual year.
constexpr PresetRule kRules[] = {
    {"* AT CH", kFixed, 1, 1, 0, 0, "New Year's Day", "Neujahr"},
    {"BW BY ST AT", kFixed, 1, 6, 0, 0, "Epiphany", "Heilige Drei Könige"},
    {"BE", kFixed, 3, 8, 2019, 0, "Women's Day", "Frauentag"},
    {"MV", kFixed, 3, 8, 2023, 0, "Women's Day", "Frauentag"},
    {"*", kEaster, -2, 0, 0, 0, "Good Friday", "Karfreitag"},
    {"BB", kEaster, 0, 0, 0, 0, "Easter Sunday", "Ostersonntag"},
    {"* AT", kEaster, 1, 0, 0, 0, "Easter Monday", "Ostermontag"},
    {"*", kFixed, 5, 1, 0, 0, "Labour Day", "Tag der Arbeit"},
    {"AT", kFixed, 5, 1, 0, 0, "National Holiday", "Staatsfeiertag"},
    {"BE", kFixed, 5, 8, 2020, 2020, "Liberation Day", "Tag der Befreiung"},
    {"BE", kFixed, 5, 8, 2025, 2025, "Liberation Day", "Tag der Befreiung"},
    {"* AT CH", kEaster, 39, 0, 0, 0, "Ascension Day", "Christi Himmelfahrt"},
    {"BB", kEaster, 49, 0, 0, 0, "Whit Sunday", "Pfingstsonntag"},
    {"* AT", kEaster, 50, 0, 0, 0, "Whit Monday", "Pfingstmontag"},
    {"BW BY HE NW RP SL AT SN-catholic TH-catholic", kEaster, 60, 0, 0, 0,
     "Corpus Christi", "Fronleichnam"},
    {"BE", kFixed, 6, 17, 2028, 2028, "75 Years since the Uprising of June 17",
     "75. Jahrestag des Aufstandes vom 17. Juni 1953"},
    {"CH", kFixed, 8, 1, 0, 0, "Swiss National Day", "Bundesfeier"},
    {"BY-augsburg", kFixed, 8, 8, 0, 0, "Augsburg Peace Festival",
     "Augsburger Hohes Friedensfest"},
    {"SL AT BY-catholic BY-augsburg", kFixed, 8, 15, 0, 0, "Assumption Day",
     "Mariä Himmelfahrt"},
    {"TH", kFixed, 9, 20, 2019, 0, "World Children's Day", "Weltkindertag"},
    {"*", kFixed, 10, 3, 1990, 0, "German Unity Day",
     "Tag der Deutschen Einheit"},
    {"AT", kFixed, 10, 26, 0, 0, "Austrian National Day", "Nationalfeiertag"},
    {"BB MV SN ST TH", kFixed, 10, 31, 0, 0, "Reformation Day",
     "Reformationstag"},
    // 500 years after the theses of Wittenberg.
    {"DE BW BY BE HB HH HE NI NW RP SL SH", kFixed, 10, 31, 2017, 2017,
     "Reformation Day", "Reformationstag"},
    {"HB HH NI SH", kFixed, 10, 31, 2018, 0, "Reformation Day",
     "Reformationstag"},
    {"BW BY NW RP SL AT", kFixed, 11, 1, 0, 0, "All Saints' Day",
     "Allerheiligen"},
    {"SN", Kind::kPenance, 11, 23, 0, 0, "Day of Repentance and Prayer",
     "Buß- und Bettag"},
    {"AT", kFixed, 12, 8, 0, 0, "Immaculate Conception", "Mariä Empfängnis"},
    {"*", kFixed, 12, 25, 0, 0, "Christmas Day", "1. Weihnachtstag"},
    {"AT", kFixed, 12, 25, 0, 0, "Christmas Day", "Christtag"},
    {"CH", kFixed, 12, 25, 0, 0, "Christmas Day", "Weihnachten"},
    {"*", kFixed, 12, 26, 0, 0, "Boxing Day", "2. Weihnachtstag"},
    {"AT", kFixed, 12, 26, 0, 0, "St. Stephen's Day", "Stefanitag"},
};

// Sorted.
constexpr const char* kRegions[] = {
    "AT",
    "CH",
    "DE",
    "DE-BB",
    "DE-BE",
    "DE-BW",
    "DE-BY",
    "DE-BY-augsburg",
    "DE-BY-catholic",
    "DE-HB",
    "DE-HE",
    "DE-HH",
    "DE-MV",
    "DE-NI",
    "DE-NW",
    "DE-RP",
    "DE-SH",
    "DE-SL",
    "DE-SN",
    "DE-SN-catholic",
    "DE-ST",
    "DE-TH",
    "DE-TH-catholic",
};

// Whether a rule for `regions` holds in `region`, such as "DE-BY-catholic",
// which has the days of "BY" and those of "BY-catholic".
bool HoldsIn(absl::string_view regions, absl::string_view region) {
  const bool german = absl::ConsumePrefix(&region, "DE");
  absl::ConsumePrefix(&region, "-");
  const absl::string_view state = region.substr(0, 2);
  for (absl::string_view entry : absl::StrSplit(regions, ' ')) {
    if (entry == "*" && german) return true;
    if (entry == "DE" && german && region.empty()) return true;
    if (!region.empty() && (entry == region || entry == state)) return true;
  }
  return false;
}

HolidayRule RuleOf(const PresetRule& preset) {
  HolidayRule rule;
  rule.label.en = preset.en;
  rule.label.de = preset.de;
  rule.from_year = preset.from_year;
  rule.to_year = preset.to_year;
  switch (preset.kind) {
    case Kind::kFixed:
      rule.day = FixedHoliday{preset.month, preset.day};
      break;
    case Kind::kEaster:
      rule.day = EasterHoliday{preset.month};
      break;
    case Kind::kPenance:
      rule.day = NearWeekdayHoliday{Weekday::kWednesday, preset.month,
                                    preset.day, /*after=*/false};
      break;
  }
  return rule;
}

}  // namespace

std::optional<std::vector<HolidayRule>> PresetHolidays(
    absl::string_view region) {
  bool known = false;
  for (absl::string_view name : kRegions) known = known || name == region;
  if (!known) return std::nullopt;
  std::vector<HolidayRule> rules;
  for (const PresetRule& preset : kRules) {
    if (HoldsIn(preset.regions, region)) rules.push_back(RuleOf(preset));
  }
  return rules;
}

std::vector<absl::string_view> PresetHolidayRegions() {
  return {std::begin(kRegions), std::end(kRegions)};
}

}  // namespace lotse
