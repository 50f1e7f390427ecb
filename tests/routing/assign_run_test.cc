// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/routing/routing_desk.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// The obstacles of the first attempt of the only lead that waits.
std::map<RoutingObstacle, int64_t> ObstaclesOf(const AssignResult& result) {
  std::map<RoutingObstacle, int64_t> counts;
  if (result.waiting.size() != 1 || result.waiting[0].attempts.empty()) {
    return counts;
  }
  for (const ObstacleCount& c : result.waiting[0].attempts[0].obstacles) {
    counts[c.obstacle] = c.people;
  }
  return counts;
}

TEST(Assign, GivesALeadToSomebodyAndSaysWhy) {
  RoutingDesk desk({PoolRule("inside", "inside")});
  StaffMember ben = Member("ben");
  ben.paused = true;
  desk.staff.people = {Member("carl"), ben, Member("anna")};
  AssignmentRequest request = desk.Request("L-1");
  request.company_id = "C-1";
  request.reason = "transferred";
  EXPECT_EQ(desk.Give(request), "anna");
  ASSERT_THAT(desk.result.assignments, SizeIs(1));
  const Assignment& given = desk.result.assignments[0];
  EXPECT_EQ(given.basis, AssignmentBasis::kRoundRobin);
  EXPECT_EQ(given.reason, "transferred");
  EXPECT_EQ(given.company_id, "C-1");
  EXPECT_EQ(given.assigned_at, desk.now);
  EXPECT_EQ(given.waited_since, std::nullopt);
  ASSERT_THAT(given.attempts, SizeIs(1));
  const RuleAttempt expected = {
      "inside", 3, 2, {{RoutingObstacle::kPaused, 1}}, std::nullopt};
  EXPECT_EQ(given.attempts[0], expected);
  EXPECT_EQ(desk.state.revision, 1);
  EXPECT_EQ(desk.state.tenant, "acme");
  EXPECT_EQ(desk.state.spec, desk.router().fingerprint());
  const OpenAssignment open = {
      "L-1", "C-1", "sales", "anna", request.requested_at, desk.now};
  EXPECT_EQ(desk.state.assignments, std::vector<OpenAssignment>{open});
}

TEST(Assign, NamesTheObstacleOfEachPerson) {
  RoutingRule rule = PoolRule("inside", "inside");
  rule.in_territory = true;
  rule.skills = {"crm"};
  rule.language_fact = "language";
  RoutingDesk desk({rule});
  desk.spec.calendar = "office";
  desk.spec.territories = {
      {"austria", {}, {}, Condition::FromText("country = 'AT'")},
      {"other", {}, {}, Condition::FromText("country != 'AT'")}};
  desk.Set("country", ValueView::Text("AT"));
  desk.Set("language", ValueView::Text("de-AT"));
  const auto able = [](const char* id) {
    StaffMember member = Member(id);
    member.territories = {"austria"};
    member.skills = {"erp", "crm"};
    member.languages = {"en", "DE"};
    return member;
  };
  const struct {
    RoutingObstacle obstacle;
    std::function<void(StaffMember*)> change;
  } kCases[] = {
      {RoutingObstacle::kPaused, [](auto* m) { m->paused = true; }},
      {RoutingObstacle::kPaused, [](auto* m) { m->max_open = 0; }},
      {RoutingObstacle::kPaused, [](auto* m) { m->max_per_day = 0; }},
      {RoutingObstacle::kExcluded, [](auto* m) { m->id = "no"; }},
      {RoutingObstacle::kRole, [](auto* m) { m->roles = {"marketing"}; }},
      {RoutingObstacle::kTerritory,
       [](auto* m) { m->territories = {"other"}; }},
      {RoutingObstacle::kTerritory, [](auto* m) { m->territories = {}; }},
      {RoutingObstacle::kSkill, [](auto* m) { m->skills = {"erp"}; }},
      {RoutingObstacle::kLanguage,
       [](auto* m) {
         m->languages = {"d", "en"};
       }},
      {RoutingObstacle::kAbsent, [](auto* m) {
         m->absences = {{At("2026-11-20"), Instant()}};
       }}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(NameOf(c.obstacle));
    StaffMember member = able("anna");
    c.change(&member);
    desk.staff.people = {member};
    desk.state = RoutingState();
    AssignmentRequest request = desk.Request("L");
    request.excluded = {"no"};
    EXPECT_EQ(desk.Give(request), "");
    const std::map<RoutingObstacle, int64_t> expected = {{c.obstacle, 1}};
    EXPECT_EQ(ObstaclesOf(desk.result), expected);
  }
  desk.staff.people = {able("anna")};
  desk.state = RoutingState();
  EXPECT_EQ(desk.Give("L"), "anna");
  desk.staff.people[0].roles = {"sales"};
  desk.staff.people[0].max_open = 1;
  EXPECT_EQ(desk.Give("M"), "");
  EXPECT_EQ(ObstaclesOf(desk.result)[RoutingObstacle::kFull], 1);
  desk.staff.people[0].max_open = std::nullopt;
  desk.now = At("2026-11-23T18:00:00+01:00");
  desk.Assign({});
  EXPECT_EQ(ObstaclesOf(desk.result)[RoutingObstacle::kOffDuty], 1);
  EXPECT_EQ(desk.result.next_retry_at, At("2026-11-24T09:00:00+01:00"));
  desk.now = *desk.result.next_retry_at;
  desk.Assign({});
  EXPECT_THAT(desk.result.assignments, SizeIs(1));
}

TEST(Assign, TriesTheRulesInTheirOrder) {
  RoutingRule owner;
  owner.id = "owner";
  owner.owner_fact = "account_owner";
  RoutingRule boss;
  boss.id = "boss";
  boss.person = "boss";
  RoutingDesk desk({owner, PoolRule("inside", "inside"), boss});
  StaffMember anna = Member("anna");
  anna.max_open = 1;
  StaffMember carl = Member("carl");
  carl.pools = {};
  carl.max_open = 1;
  StaffMember chief = carl;
  chief.id = "boss";
  desk.staff.people = {anna, carl, chief};
  desk.Set("account_owner", ValueView::Text("carl"));
  EXPECT_EQ(desk.Give("L-1"), "carl");
  EXPECT_EQ(desk.result.assignments[0].basis, AssignmentBasis::kAccountOwner);
  EXPECT_EQ(desk.Give("L-2"), "anna");
  EXPECT_THAT(desk.result.assignments[0].attempts, SizeIs(2));
  EXPECT_EQ(desk.result.assignments[0].basis, AssignmentBasis::kOnlyOne);
  EXPECT_EQ(desk.Give("L-3"), "boss");
  EXPECT_EQ(desk.result.assignments[0].basis, AssignmentBasis::kNamedPerson);
  // No rule exceeds a capacity, that of the account owner neither.
  EXPECT_EQ(desk.Give("L-4"), "");
  EXPECT_THAT(desk.result.waiting[0].attempts, SizeIs(3));
  EXPECT_FALSE(desk.result.waiting[0].held);
  desk.Set("account_owner", ValueView::Text("gone"));
  desk.Release("L-3");
  EXPECT_EQ(desk.Give("L-5"), "");
  // L-4 came first.
  EXPECT_THAT(desk.result.assignments, SizeIs(1));
  EXPECT_EQ(desk.result.assignments[0].lead_id, "L-4");
  EXPECT_EQ(desk.result.waiting[0].attempts[0].people, 0);
}

TEST(Assign, QueuesWhomNoRuleIsFor) {
  RoutingRule rule = PoolRule("inside", "inside");
  rule.role = "marketing";
  RoutingDesk desk({rule});
  desk.staff.people = {Member("anna")};
  EXPECT_EQ(desk.Give("L"), "");
  ASSERT_THAT(desk.result.waiting, SizeIs(1));
  EXPECT_THAT(desk.result.waiting[0].attempts, IsEmpty());
  EXPECT_EQ(desk.result.waiting[0].retry_at, std::nullopt);
  EXPECT_THAT(desk.state.waiting, SizeIs(1));
}

TEST(Assign, QueuesWhereAPoolIsEmpty) {
  RoutingDesk desk({PoolRule("inside", "inside"), PoolRule("field", "field")});
  EXPECT_EQ(desk.Give("L"), "");
  ASSERT_THAT(desk.result.waiting[0].attempts, SizeIs(2));
  EXPECT_EQ(desk.result.waiting[0].attempts[0].people, 0);
}

TEST(Assign, RetriesWhatWaitsInTheOrderOfTheRequests) {
  RoutingDesk desk({PoolRule("inside", "inside")});
  const AssignmentRequest first = desk.Request("z");
  const AssignmentRequest second = desk.Request("a");
  desk.Assign({second, first});
  EXPECT_THAT(desk.result.waiting, SizeIs(2));
  EXPECT_EQ(desk.state.waiting[0].resolved.request.lead_id, "z");
  StaffMember anna = Member("anna");
  anna.max_open = 1;
  desk.staff.people = {anna};
  desk.now = desk.now + Duration::Hours(3);
  desk.Assign({});
  ASSERT_THAT(desk.result.assignments, SizeIs(1));
  EXPECT_EQ(desk.result.assignments[0].lead_id, "z");
  EXPECT_EQ(desk.result.assignments[0].waited_since,
            desk.now - Duration::Hours(3));
  EXPECT_EQ(desk.state.waiting[0].attempts, 2);
  desk.Release("z");
  desk.Assign({});
  EXPECT_EQ(desk.result.assignments[0].lead_id, "a");
  EXPECT_THAT(desk.state.waiting, IsEmpty());
}

TEST(Assign, TakesTheSameRequestTwiceAsOne) {
  RoutingDesk desk({PoolRule("inside", "inside")});
  desk.staff.people = {Member("anna"), Member("ben")};
  const AssignmentRequest request = desk.Request("L");
  EXPECT_EQ(desk.Give(request), "anna");
  RoutingState before = desk.state;
  EXPECT_EQ(desk.Give(request), "anna");
  EXPECT_EQ(desk.result.assignments[0].basis, AssignmentBasis::kAlreadyTheirs);
  ++before.revision;
  EXPECT_EQ(desk.state, before);
}

TEST(Assign, ALaterRequestTakesTheLeadFromItsOwner) {
  RoutingDesk desk({PoolRule("inside", "inside")});
  StaffMember anna = Member("anna");
  anna.max_open = 1;
  desk.staff.people = {anna};
  const AssignmentRequest old = desk.Request("L");
  EXPECT_EQ(desk.Give(old), "anna");
  AssignmentRequest again = desk.Request("L");
  again.reason = "recalled";
  // Her own lead does not stand in its way.
  EXPECT_EQ(desk.Give(again), "anna");
  AssignmentRequest rejected = desk.Request("L");
  rejected.excluded = {"anna"};
  EXPECT_EQ(desk.Give(rejected), "");
  EXPECT_THAT(desk.state.assignments, IsEmpty());
  // Nothing is done for an old request, neither to who waits ...
  desk.Assign({old});
  EXPECT_THAT(desk.result.outdated, ElementsAre("L"));
  EXPECT_THAT(desk.state.waiting, SizeIs(1));
  // ... nor to an owner.
  EXPECT_EQ(desk.Give(desk.Request("L")), "anna");
  desk.Assign({old});
  EXPECT_THAT(desk.result.outdated, ElementsAre("L"));
  EXPECT_THAT(desk.state.assignments, SizeIs(1));
}

TEST(Assign, WhoIsExcludedLosesTheSameRequest) {
  RoutingDesk desk({PoolRule("inside", "inside")});
  desk.staff.people = {Member("anna"), Member("ben")};
  AssignmentRequest request = desk.Request("L");
  EXPECT_EQ(desk.Give(request), "anna");
  request.excluded = {"anna"};
  EXPECT_EQ(desk.Give(request), "ben");
  EXPECT_THAT(desk.state.assignments, SizeIs(1));
}

TEST(Assign, AWaitingRequestMayBeResolvedAgain) {
  RoutingRule rule = PoolRule("inside", "inside");
  rule.when = Condition::FromText("employees >= 10");
  RoutingDesk desk({rule});
  desk.staff.people = {Member("anna")};
  const AssignmentRequest request = desk.Request("L");
  EXPECT_EQ(desk.Give(request), "");
  const Instant since = desk.now;
  desk.now = desk.now + Duration::Hours(1);
  desk.Set("employees", ValueView::Integer(10));
  EXPECT_EQ(desk.Give(request), "anna");
  EXPECT_EQ(desk.result.assignments[0].waited_since, since);
}

TEST(Assign, WaitsForPeopleOfARuleAsLongAsItSays) {
  RoutingRule owner;
  owner.id = "owner";
  owner.owner_fact = "account_owner";
  owner.otherwise = RoutingFallback::kWait;
  owner.wait_for = Duration::Hours(4);
  RoutingDesk desk({owner, PoolRule("inside", "inside")});
  StaffMember carl = Member("carl");
  carl.pools = {};
  carl.absences = {{At("2026-11-23"), At("2026-12-01")}};
  desk.staff.people = {Member("anna"), carl};
  desk.Set("account_owner", ValueView::Text("carl"));
  const Instant start = desk.now;
  EXPECT_EQ(desk.Give("L"), "");
  EXPECT_TRUE(desk.result.waiting[0].held);
  EXPECT_EQ(desk.result.next_retry_at, start + Duration::Hours(4));
  desk.now = start + Duration::Hours(3);
  desk.Assign({});
  EXPECT_THAT(desk.result.assignments, IsEmpty());
  desk.now = start + Duration::Hours(4);
  desk.Assign({});
  ASSERT_THAT(desk.result.assignments, SizeIs(1));
  EXPECT_EQ(desk.result.assignments[0].person_id, "anna");
  // Nobody waits for who is not there any more, or paused.
  desk.staff.people[1].paused = true;
  EXPECT_EQ(desk.Give("M"), "anna");
  desk.staff.people.pop_back();
  EXPECT_EQ(desk.Give("N"), "anna");
}

TEST(Assign, CountsLeadsOfADayByTheCalendarOfThePerson) {
  RoutingRule rule = PoolRule("inside", "inside");
  rule.any_time = true;
  RoutingDesk desk({rule});
  desk.spec.calendar = "office";
  StaffMember anna = Member("anna");
  anna.max_per_day = 2;
  desk.staff.people = {anna};
  desk.now = At("2026-11-23T23:30:00+01:00");
  EXPECT_EQ(desk.Give("L-1"), "anna");
  EXPECT_EQ(desk.Give("L-2"), "anna");
  desk.Release("L-1");  // Does not make the day longer.
  EXPECT_EQ(desk.Give("L-3"), "");
  EXPECT_EQ(ObstaclesOf(desk.result)[RoutingObstacle::kDayFull], 1);
  EXPECT_EQ(desk.result.next_retry_at, At("2026-11-24T00:00:00+01:00"));
  desk.now = *desk.result.next_retry_at;
  desk.Assign({});
  EXPECT_THAT(desk.result.assignments, SizeIs(1));
  const DayCount expected = {"anna", *Date::Parse("2026-11-24"), 1};
  EXPECT_EQ(desk.state.days, std::vector<DayCount>{expected});
  // A clock that goes back gives nobody another day.
  desk.now = At("2026-11-23T12:00:00+01:00");
  EXPECT_EQ(desk.Give("L-4"), "anna");
  EXPECT_EQ(desk.Give("L-5"), "");
}

TEST(Assign, KnowsOfADayThatFillsUpInTheSameCall) {
  RoutingRule in_hours = PoolRule("in_hours", "inside");
  in_hours.role = "marketing";
  RoutingRule any_time = PoolRule("any_time", "inside");
  any_time.role = "sales";
  any_time.any_time = true;
  RoutingDesk desk({in_hours, any_time});
  desk.spec.calendar = "office";
  StaffMember anna = Member("anna");
  anna.max_per_day = 1;
  desk.staff.people = {anna};
  desk.now = At("2026-11-23T08:00:00+01:00");
  AssignmentRequest before = desk.Request("a");
  before.role = "marketing";
  const AssignmentRequest taken = desk.Request("b");
  AssignmentRequest after = desk.Request("c");
  after.role = "marketing";
  desk.Assign({before, taken, after});
  ASSERT_THAT(desk.result.waiting, SizeIs(2));
  EXPECT_EQ(desk.result.waiting[0].retry_at, At("2026-11-23T09:00:00+01:00"));
  EXPECT_EQ(desk.result.waiting[1].retry_at, At("2026-11-24T09:00:00+01:00"));
}

TEST(Assign, SaysWhenTheOfficeOpensAfterAHoliday) {
  RoutingDesk desk({PoolRule("inside", "inside")});
  desk.spec.calendar = "office";
  desk.staff.people = {Member("anna")};
  // Thursday before Christmas, after closing; then a holiday and a weekend.
  desk.now = At("2026-12-24T17:00:00+01:00");
  EXPECT_EQ(desk.Give("L"), "");
  EXPECT_EQ(desk.result.next_retry_at, At("2026-12-28T09:00:00+01:00"));
  desk.now = desk.now - Duration::Micros(1);
  desk.Assign({});
  EXPECT_THAT(desk.result.assignments, SizeIs(1));
}

TEST(Assign, IsTheSameWhateverTheOrderOfRequestsAndPeople) {
  RoutingDesk desk({PoolRule("inside", "inside")});
  StaffMember anna = Member("anna");
  anna.max_open = 2;
  desk.staff.people = {anna, Member("ben"), Member("carl")};
  std::vector<ResolvedRequest> requests;
  for (int i = 0; i < 9; ++i) {
    AssignmentRequest request = desk.Request("L-" + std::to_string(i));
    // Some at the same time.
    request.requested_at = desk.now + Duration::Minutes(i / 3);
    requests.push_back(desk.Resolve(request));
  }
  ASSERT_OK_AND_ASSIGN(
      const AssignResult one,
      desk.router().Assign(requests, desk.staff, {}, desk.now));
  std::reverse(requests.begin(), requests.end());
  std::swap(requests[1], requests[5]);
  std::reverse(desk.staff.people.begin(), desk.staff.people.end());
  ASSERT_OK_AND_ASSIGN(
      const AssignResult other,
      desk.router().Assign(requests, desk.staff, {}, desk.now));
  EXPECT_EQ(one, other);
  EXPECT_THAT(one.assignments, SizeIs(9));
}

TEST(Assign, OfTwoRequestsForOneLeadTheLaterCounts) {
  RoutingDesk desk({PoolRule("inside", "inside")});
  desk.staff.people = {Member("anna")};
  const AssignmentRequest first = desk.Request("L");
  const AssignmentRequest second = desk.Request("L");
  desk.Assign({second, first});
  ASSERT_THAT(desk.result.assignments, SizeIs(1));
  EXPECT_EQ(desk.result.assignments[0].requested_at, second.requested_at);
}

}  // namespace
}  // namespace lotse
