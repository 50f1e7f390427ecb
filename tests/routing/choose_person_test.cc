// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/routing/routing_desk.h"
#include "tests/testing/random_source.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;

RoutingDesk DeskOf(RoutingMethod method, RoutingStickiness sticky = {}) {
  RoutingRule rule = PoolRule("inside", "inside");
  rule.method = method;
  rule.sticky = sticky;
  RoutingDesk desk({rule});
  desk.staff.people = {Member("anna"), Member("ben"), Member("carl")};
  return desk;
}

// Who gets so many new leads, one after the other.
std::vector<std::string> GiveMany(RoutingDesk* desk, size_t leads) {
  static int number = 0;
  std::vector<std::string> people;
  for (size_t i = 0; i < leads; ++i) {
    people.push_back(desk->Give(absl::StrCat("lead", ++number)));
  }
  return people;
}

TEST(ChoosePerson, RoundRobinTakesTurns) {
  RoutingDesk desk = DeskOf(RoutingMethod::kUnspecified);
  EXPECT_THAT(GiveMany(&desk, 7), ElementsAre("anna", "ben", "carl", "anna",
                                              "ben", "carl", "anna"));
}

TEST(ChoosePerson, RoundRobinSkipsWhoCannotAndTakesNewcomersFirst) {
  RoutingDesk desk = DeskOf(RoutingMethod::kRoundRobin);
  desk.staff.people[1].paused = true;
  EXPECT_THAT(GiveMany(&desk, 3), ElementsAre("anna", "carl", "anna"));
  desk.staff.people[1].paused = false;
  desk.staff.people.push_back(Member("dora"));
  EXPECT_THAT(GiveMany(&desk, 5),
              ElementsAre("ben", "dora", "carl", "anna", "ben"));
}

TEST(ChoosePerson, WeightedMixesTurnsByWeight) {
  RoutingDesk desk = DeskOf(RoutingMethod::kWeighted);
  desk.staff.people[0].weight = 5;
  EXPECT_THAT(GiveMany(&desk, 7), ElementsAre("anna", "anna", "ben", "anna",
                                              "carl", "anna", "anna"));
  EXPECT_EQ(desk.result.assignments[0].basis, AssignmentBasis::kWeighted);
}

TEST(ChoosePerson, WeightedIsExactOverAsManyLeadsAsTheWeightsAddUpTo) {
  for (const uint64_t seed : RandomSeeds(20)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    RoutingDesk desk = DeskOf(RoutingMethod::kWeighted);
    desk.staff.people.clear();
    size_t total = 0;
    const size_t people = 1 + random.Below(6);
    for (size_t i = 0; i < people; ++i) {
      StaffMember member = Member(absl::StrCat("p", i).c_str());
      member.weight = random.Between(0, 9);
      total += member.weight == 0 ? 1 : static_cast<size_t>(member.weight);
      desk.staff.people.push_back(member);
    }
    const std::vector<std::string> given = GiveMany(&desk, 3 * total);
    // In every window, not only from the start.
    for (size_t start = 0; start + total <= given.size(); ++start) {
      std::map<std::string, int64_t> counts;
      for (size_t i = 0; i < total; ++i) ++counts[given[start + i]];
      for (const StaffMember& member : desk.staff.people) {
        EXPECT_EQ(counts[member.id], member.weight == 0 ? 1 : member.weight);
      }
    }
  }
}

TEST(ChoosePerson, LeastLoadedLooksAtOpenLeadsForTheWeight) {
  RoutingDesk desk = DeskOf(RoutingMethod::kLeastLoaded);
  desk.staff.people[2].weight = 2;
  EXPECT_THAT(GiveMany(&desk, 4), ElementsAre("anna", "ben", "carl", "carl"));
  desk.Release(desk.state.assignments[1].lead_id);
  const std::string freed = desk.result.assignments[0].person_id;
  EXPECT_EQ(freed, "carl");
  EXPECT_THAT(GiveMany(&desk, 1), ElementsAre("ben"));
  EXPECT_EQ(desk.result.assignments[0].basis, AssignmentBasis::kLeastLoaded);
}

TEST(ChoosePerson, ALeadGoesBackToWhoHadIt) {
  RoutingDesk desk =
      DeskOf(RoutingMethod::kRoundRobin, RoutingStickiness::kLead);
  EXPECT_EQ(desk.Give("L"), "anna");
  desk.Release("L");
  EXPECT_EQ(desk.Give("L"), "anna");
  EXPECT_EQ(desk.result.assignments[0].basis, AssignmentBasis::kSameLead);
  // That was nobody's turn.
  EXPECT_EQ(desk.Give("M"), "ben");
  // In another role there was nobody.
  AssignmentRequest other = desk.Request("L");
  other.role = "marketing";
  EXPECT_EQ(desk.Give(other), "carl");
  // What the host knows counts before.
  AssignmentRequest told = desk.Request("L");
  told.previous_owner = "ben";
  EXPECT_EQ(desk.Give(told), "ben");
  // Who cannot take it does not get it.
  desk.staff.people[1].paused = true;
  EXPECT_EQ(desk.Give("L"), "anna");
}

TEST(ChoosePerson, ALeadGoesToWhoHasTheCompany) {
  RoutingDesk desk =
      DeskOf(RoutingMethod::kRoundRobin, RoutingStickiness::kCompany);
  AssignmentRequest first = desk.Request("L-1");
  first.company_id = "C";
  AssignmentRequest second = desk.Request("L-2");
  second.company_id = "C";
  EXPECT_EQ(desk.Give(first), "anna");
  EXPECT_EQ(desk.Give(second), "anna");
  EXPECT_EQ(desk.result.assignments[0].basis, AssignmentBasis::kSameCompany);
  EXPECT_EQ(desk.Give("L-3"), "ben");
  // The lead itself counts before its company.
  AssignmentRequest third = desk.Request("L-3");
  third.company_id = "C";
  EXPECT_EQ(desk.Give(third), "ben");
  AssignmentRequest fourth = desk.Request("L-4");
  fourth.company_id = "C";
  EXPECT_EQ(desk.Give(fourth), "ben");
}

TEST(ChoosePerson, RemembersTheLatest) {
  RoutingDesk desk =
      DeskOf(RoutingMethod::kRoundRobin, RoutingStickiness::kLead);
  desk.spec.remembered = 2;
  for (const char* lead : {"c", "b", "a"}) {
    desk.Give(lead);
    desk.now = desk.now + Duration::Minutes(1);
  }
  ASSERT_EQ(desk.state.leads.size(), 2u);
  EXPECT_EQ(desk.state.leads[0].id, "a");
  EXPECT_EQ(desk.state.leads[1].id, "b");
  EXPECT_TRUE(desk.state.companies.empty());
}

TEST(ChoosePerson, RemembersNothingThatNoRuleReads) {
  RoutingDesk desk = DeskOf(RoutingMethod::kRoundRobin);
  desk.Give("L");
  EXPECT_TRUE(desk.state.leads.empty());
}

TEST(ChoosePerson, TakesAStateWithTheLargestCredits) {
  RoutingDesk desk = DeskOf(RoutingMethod::kWeighted);
  for (StaffMember& member : desk.staff.people) {
    member.weight = kMaxRoutingWeight;
  }
  desk.Give("L");
  desk.state.turns = {{"inside", "anna", 1000000000000, 1000000000000000},
                      {"inside", "ben", 0, -1000000000000000}};
  EXPECT_EQ(desk.Give("M"), "anna");
  EXPECT_EQ(desk.Give("N"), "anna");
  for (const PoolTurn& turn : desk.state.turns) {
    EXPECT_LE(turn.credit, 1000000000000);
    EXPECT_GE(turn.credit, -1000000000000);
  }
}

}  // namespace
}  // namespace lotse
