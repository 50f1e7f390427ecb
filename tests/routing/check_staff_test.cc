// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <string>
#include <vector>

#include "tests/routing/routing_desk.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

RoutingDesk Desk() {
  RoutingRule named;
  named.id = "named";
  named.person = "boss";
  RoutingDesk desk({PoolRule("inside", "inside"), named});
  desk.spec.territories = {
      {"austria", {}, {}, Condition::FromText("country = 'AT'")}};
  StaffMember anna = Member("anna");
  anna.team = "outdoors";
  anna.territories = {"austria"};
  desk.staff.people = {anna, Member("boss")};
  desk.staff.teams = {{"outdoors", {}, "office"}};
  return desk;
}

TEST(ValidateStaff, NamesWhatIsWrongWithItsPath) {
  const struct {
    std::function<void(Staff*)> change;
    const char* message;
  } kCases[] = {
      {[](auto* s) { s->people[1].id.clear(); },
       "staff.people[1].id: is missing"},
      {[](auto* s) { s->people[1].id = "anna"; },
       "staff.people[1].id: stands twice"},
      {[](auto* s) { s->people[1].id.assign(300, 'a'); },
       "staff.people[1].id: is longer"},
      {[](auto* s) { s->teams.push_back(s->teams[0]); },
       "staff.teams[1].id: stands twice"},
      {[](auto* s) { s->teams[0].calendar = "none"; },
       "staff.teams[0].calendar: is none of the calendars"},
      {[](auto* s) { s->people[0].team = "none"; },
       "staff.people[0].team: is none of the teams"},
      {[](auto* s) { s->people[0].pools = {"none"}; },
       "staff.people[0].pools[0]: is none of the pools"},
      {[](auto* s) {
         s->people[0].pools = {"inside", "inside"};
       },
       "staff.people[0].pools[1]: stands twice"},
      {[](auto* s) { s->people[0].territories = {"none"}; },
       "staff.people[0].territories[0]: is none of the territories"},
      {[](auto* s) { s->people[0].calendar = "none"; },
       "staff.people[0].calendar: is none of the calendars"},
      {[](auto* s) { s->people[0].skills = {""}; },
       "staff.people[0].skills[0]: is empty"},
      {[](auto* s) { s->people[0].max_open = -1; },
       "staff.people[0].max_open: must be from 0"},
      {[](auto* s) { s->people[0].max_per_day = kMaxRoutingCapacity + 1; },
       "staff.people[0].max_per_day: must be from 0"},
      {[](auto* s) { s->people[0].weight = -1; },
       "staff.people[0].weight: must be from 0"},
      {[](auto* s) {
         s->people[0].absences = {{At("2026-11-24"), At("2026-11-24")}};
       },
       "staff.people[0].absences[0].to: must be later"},
      {[](auto* s) {
         s->people[0].absences = {{Instant::FromMicros(INT64_MIN), {}}};
       },
       "staff.people[0].absences[0]: is not in the years"}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.message);
    RoutingDesk desk = Desk();
    c.change(&desk.staff);
    EXPECT_THAT(
        desk.router().Assign({}, desk.staff, desk.state, desk.now),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.message)));
  }
}

std::vector<std::string> GapsOf(RoutingDesk* desk) {
  SpecIssues gaps;
  desk->router().FindStaffGaps(desk->staff, desk->now, FieldPath("routing"),
                               &gaps);
  std::vector<std::string> texts;
  for (const SpecIssue& gap : gaps.list()) texts.push_back(gap.ToString());
  return texts;
}

TEST(FindStaffGaps, FindsNoneWhereEverybodyIsThere) {
  RoutingDesk desk = Desk();
  EXPECT_THAT(GapsOf(&desk), IsEmpty());
}

TEST(FindStaffGaps, NamesEmptyPoolsUnknownPeopleAndTeams) {
  RoutingDesk desk = Desk();
  desk.staff = Staff();
  EXPECT_THAT(
      GapsOf(&desk),
      ElementsAre(HasSubstr("routing.pools[0]: has nobody in it"),
                  HasSubstr("routing.pools[1].teams[0]: is no team"),
                  HasSubstr("routing.pools[1]: has nobody in it"),
                  HasSubstr("routing.territories[0]: is nobody's territory"),
                  HasSubstr("routing.rules[1].person: is nobody")));
}

TEST(FindStaffGaps, NamesPoolsInWhichNobodyTakesLeads) {
  RoutingDesk desk = Desk();
  desk.staff.people[0].paused = true;
  desk.staff.people[1].max_open = 0;
  EXPECT_THAT(GapsOf(&desk),
              ElementsAre(HasSubstr("routing.pools[0]: has nobody in it who"),
                          HasSubstr("routing.pools[1]: has nobody in it who")));
}

TEST(FindStaffGaps, NamesACalendarWithoutAWorkingHour) {
  BusinessCalendarSpec closed = OfficeSpec("closed");
  closed.exceptions = {
      {*Date::Parse("2026-01-01"), *Date::Parse("9999-12-31"), {}, {}}};
  RoutingSpec spec;
  spec.pools = {{"inside", {}, {}}};
  spec.calendar = "closed";
  RoutingRule rule = PoolRule("inside", "inside");
  rule.otherwise = RoutingFallback::kWait;
  spec.rules = {rule};
  const auto calendar = CompileBusinessCalendar(closed);
  ASSERT_THAT(calendar, IsOk());
  ASSERT_OK_AND_ASSIGN(const Router router,
                       CompileRouting(spec, RoutingTestCatalog(), {*calendar}));
  Staff staff;
  staff.people = {Member("anna")};
  const Instant now = At("2026-11-23T09:00:00Z");
  SpecIssues gaps;
  router.FindStaffGaps(staff, now, FieldPath("routing"), &gaps);
  ASSERT_EQ(gaps.count(), 1u);
  EXPECT_EQ(gaps.list()[0].ToString(),
            "staff.people[0]: has a calendar without a working hour from now "
            "on");
  // A lead waits, and nobody knows for how long.
  ConditionScratch scratch;
  AssignmentRequest request;
  request.lead_id = "L";
  request.role = "sales";
  request.requested_at = now;
  ASSERT_OK_AND_ASSIGN(
      const AssignResult result,
      router.Assign({router.Resolve(request, {}, now, &scratch)}, staff, {},
                    now));
  ASSERT_EQ(result.waiting.size(), 1u);
  EXPECT_TRUE(result.waiting[0].held);
  EXPECT_EQ(result.waiting[0].retry_at, std::nullopt);
}

}  // namespace
}  // namespace lotse
