// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/routing/describe_assignment.h"

#include <string>

#include "tests/routing/routing_desk.h"

namespace lotse {
namespace {

RoutingDesk Desk() {
  RoutingRule owner;
  owner.id = "owner";
  owner.label = {"", "Account owner", "Kundenbetreuung", {}};
  owner.owner_fact = "account_owner";
  RoutingRule inside = PoolRule("inside", "inside");
  inside.label = {"", "Inside sales", "Innendienst", {}};
  inside.otherwise = RoutingFallback::kWait;
  RoutingDesk desk({owner, inside});
  desk.spec.calendar = "office";
  StaffMember anna = Member("anna");
  anna.max_open = 1;
  StaffMember ben = Member("ben");
  ben.max_open = 1;
  desk.staff.people = {anna, ben};
  return desk;
}

TEST(DescribeAssignment, SaysWhoAndWhy) {
  RoutingDesk desk = Desk();
  desk.Give("L-1");
  EXPECT_EQ(DescribeAssignment(desk.result.assignments[0], desk.router(), "en"),
            "L-1 goes to anna by the rule \"Inside sales\": it is their turn; "
            "2 of 2 people could take it.");
  EXPECT_EQ(DescribeAssignment(desk.result.assignments[0], desk.router(), "de"),
            "L-1 geht nach der Regel „Innendienst“ an anna: an der Reihe; 2 "
            "von 2 Personen konnten übernehmen.");
}

TEST(DescribeAssignment, NamesTheRulesBeforeAndTheWait) {
  RoutingDesk desk = Desk();
  desk.Set("account_owner", ValueView::Text("gone"));
  desk.Give("L-1");
  desk.Give("L-2");
  desk.Give("L-3");
  desk.Release("L-2");
  desk.now = desk.now + Duration::Hours(2);
  desk.Assign({});
  EXPECT_EQ(DescribeAssignment(desk.result.assignments[0], desk.router(), "en"),
            "L-3 goes to ben by the rule \"Inside sales\": nobody else could; "
            "1 of 2 people could take it (1 at capacity). \"Account owner\": "
            "the person is not on the staff. It waited for 2 hours.");
  EXPECT_EQ(DescribeAssignment(desk.result.assignments[0], desk.router(), "de"),
            "L-3 geht nach der Regel „Innendienst“ an ben: sonst konnte "
            "niemand; 1 von 2 Personen konnten übernehmen (1 ausgelastet). "
            "„Kundenbetreuung“: die Person gibt es nicht. Es wartete 2 "
            "Stunden.");
}

TEST(DescribeAssignment, SaysThatTheSameRequestWasAnswered) {
  RoutingDesk desk = Desk();
  const AssignmentRequest request = desk.Request("L-1");
  desk.Give(request);
  desk.Give(request);
  EXPECT_EQ(DescribeAssignment(desk.result.assignments[0], desk.router(), "en"),
            "L-1 is with anna already: the same request.");
}

TEST(DescribeWaiting, SaysWhyNobodyAndWhenAgain) {
  RoutingDesk desk = Desk();
  desk.Give("L-1");
  desk.Give("L-2");
  desk.Give("L-3");
  EXPECT_EQ(DescribeWaiting(desk.result.waiting[0], desk.router(), "en"),
            "Nobody can take L-3. \"Inside sales\": all 2 at capacity. It "
            "waits for them. It is tried again when somebody gives up a lead "
            "or the staff changes.");
  desk.staff.people[1].max_open = 5;
  desk.now = At("2026-12-24T17:30:00+01:00");
  desk.Assign({});
  EXPECT_EQ(DescribeWaiting(desk.result.waiting[0], desk.router(), "en"),
            "Nobody can take L-3. \"Inside sales\": 1 at capacity, 1 off duty. "
            "It waits for them. It is tried again on Mon 2026-12-28 09:00.");
  EXPECT_EQ(DescribeWaiting(desk.result.waiting[0], desk.router(), "de"),
            "Niemand kann L-3 übernehmen. „Innendienst“: 1 ausgelastet, 1 "
            "außer Dienst. Es wird darauf gewartet. Neuer Versuch: Mo. "
            "28.12.2026 09:00.");
}

TEST(DescribeWaiting, NamesEmptyPoolsAndMissingRules) {
  RoutingDesk desk({PoolRule("inside", "inside")});
  desk.Give("L");
  EXPECT_EQ(DescribeWaiting(desk.result.waiting[0], desk.router(), "en"),
            "Nobody can take L. \"inside\": there is nobody in the pool. It is "
            "tried again when somebody gives up a lead or the staff changes.");
  StaffMember anna = Member("anna");
  anna.absences = {{At("2026-11-20"), At("2026-11-25T06:05:00Z")}};
  desk.staff.people = {anna};
  desk.Assign({});
  EXPECT_EQ(DescribeWaiting(desk.result.waiting[0], desk.router(), "en"),
            "Nobody can take L. \"inside\": absent. It is tried again on Wed "
            "2026-11-25 06:05 UTC.");
  RoutingDesk none({});
  none.Give("L");
  EXPECT_EQ(DescribeWaiting(none.result.waiting[0], none.router(), "de"),
            "Niemand kann L übernehmen: Für die Rolle „sales“ gilt keine "
            "Regel.");
}

TEST(DescribeWaiting, ToleratesRulesOfAnotherSpec) {
  RoutingDesk desk({});
  Waiting waiting;
  waiting.lead_id = "L";
  waiting.attempts = {
      {"gone", 3, 0, {{static_cast<RoutingObstacle>(99), 3}}, std::nullopt}};
  EXPECT_EQ(DescribeWaiting(waiting, desk.router(), "en").substr(0, 33),
            "Nobody can take L. \"gone\": all 3 ");
}

}  // namespace
}  // namespace lotse
