// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/routing/staff_roster.h"

#include <optional>
#include <vector>

#include "tests/routing/routing_desk.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;

TEST(StaffRoster, KnowsThePeopleOfEachPoolById) {
  RoutingDesk desk({PoolRule("inside", "inside")});
  StaffMember carl = Member("carl");
  carl.team = "outdoors";
  StaffMember ben = Member("ben");
  ben.pools = {"inside", "field"};
  ben.team = "outdoors";
  StaffMember anna = Member("anna");
  anna.pools = {};
  desk.staff.people = {carl, ben, anna};
  desk.staff.teams = {{"outdoors", {}, ""}};
  const StaffRoster roster(desk.router(), desk.staff);
  EXPECT_EQ(roster.people()[0].member->id, "anna");
  EXPECT_THAT(roster.PeopleOf(0), ElementsAre(1, 2));
  EXPECT_THAT(roster.PeopleOf(1), ElementsAre(1, 2));
  EXPECT_EQ(roster.Find("carl"), 2u);
  EXPECT_EQ(roster.Find("dora"), std::nullopt);
}

TEST(StaffRoster, TakesTheCalendarOfThePersonThenTheTeamThenTheSpec) {
  RoutingDesk desk({PoolRule("inside", "inside")});
  StaffMember own = Member("a");
  own.calendar = "office";
  StaffMember of_team = Member("b");
  of_team.team = "t";
  desk.staff.people = {own, of_team, Member("c")};
  desk.staff.teams = {{"t", {}, "office"}};
  const StaffRoster roster(desk.router(), desk.staff);
  const Instant night = At("2026-11-23T22:00:00+01:00");
  EXPECT_FALSE(roster.IsOnDuty(0, night));
  EXPECT_FALSE(roster.IsOnDuty(1, night));
  EXPECT_TRUE(roster.IsOnDuty(2, night));
}

TEST(StaffRoster, FindsWhenSomebodyIsFreeNext) {
  using Absences = std::vector<Absence>;
  const char* const kNone = "";
  const struct {
    const char* what;
    const char* from;
    Absences absences;
    bool any_time;
    // Empty: no day is full.
    const char* full_day;
    const char* expected;
  } kCases[] = {
      {"at work",
       "2026-11-23T10:00:00+01:00",
       {},
       false,
       "",
       "2026-11-23T10:00:00+01:00"},
      {"after the weekend",
       "2026-11-20T17:00:00+01:00",
       {},
       false,
       "",
       "2026-11-23T09:00:00+01:00"},
      {"after a holiday: Christmas is a Friday",
       "2026-12-24T17:00:00+01:00",
       {},
       false,
       "",
       "2026-12-28T09:00:00+01:00"},
      {"clocks are put forward on that Sunday",
       "2026-03-27T17:00:00+01:00",
       {},
       false,
       "",
       "2026-03-30T09:00:00+02:00"},
      {"clocks are put back on that Sunday",
       "2026-10-23T17:00:00+02:00",
       {},
       false,
       "",
       "2026-10-26T09:00:00+01:00"},
      {"at any time",
       "2026-11-21T03:00:00+01:00",
       {},
       true,
       "",
       "2026-11-21T03:00:00+01:00"},
      {"after an absence, at the next opening",
       "2026-11-23T10:00:00+01:00",
       {{At("2026-11-23T00:00:00+01:00"), At("2026-11-25T20:00:00+01:00")}},
       false,
       "",
       "2026-11-26T09:00:00+01:00"},
      {"one absence after the other",
       "2026-11-23T10:00:00+01:00",
       {{At("2026-11-24T12:00:00+01:00"), At("2026-11-26T12:00:00+01:00")},
        {Instant(), At("2026-11-24T12:00:00+01:00")}},
       false,
       "",
       "2026-11-26T12:00:00+01:00"},
      {"a later absence does not matter",
       "2026-11-23T10:00:00+01:00",
       {{At("2026-11-24T12:00:00+01:00"), Instant()}},
       false,
       "",
       "2026-11-23T10:00:00+01:00"},
      {"away without a known end",
       "2026-11-23T10:00:00+01:00",
       {{At("2026-11-20T12:00:00+01:00"), Instant()}},
       false,
       "",
       kNone},
      {"the day is full",
       "2026-11-23T10:00:00+01:00",
       {},
       false,
       "2026-11-23",
       "2026-11-24T09:00:00+01:00"},
      {"the day is full, at midnight",
       "2026-11-23T10:00:00+01:00",
       {},
       true,
       "2026-11-23",
       "2026-11-24T00:00:00+01:00"},
      {"Friday is full",
       "2026-11-20T10:00:00+01:00",
       {},
       false,
       "2026-11-20",
       "2026-11-23T09:00:00+01:00"}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.what);
    RoutingDesk desk({PoolRule("inside", "inside")});
    desk.spec.calendar = "office";
    StaffMember anna = Member("anna");
    anna.absences = c.absences;
    desk.staff.people = {anna};
    const StaffRoster roster(desk.router(), desk.staff);
    std::optional<Date> full_day;
    if (c.full_day[0] != '\0') full_day = *Date::Parse(c.full_day);
    const auto found = roster.NextFree(0, At(c.from), c.any_time, full_day);
    if (c.expected == kNone) {
      EXPECT_EQ(found, std::nullopt);
    } else {
      ASSERT_TRUE(found.has_value());
      EXPECT_EQ(found->ToString(), At(c.expected).ToString());
    }
  }
}

}  // namespace
}  // namespace lotse
