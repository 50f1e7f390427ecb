// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The router and the slow reference agree on random rules, people and requests,
// and no capacity is ever exceeded.
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/routing/routing_desk.h"
#include "tests/testing/random_source.h"
#include "tests/testing/reference_routing.h"

namespace lotse {
namespace {

const std::vector<std::string> kRoles = {"sales", "marketing"};
const std::vector<std::string> kSkills = {"crm", "erp"};
const std::vector<std::string> kLanguages = {"de", "en"};

std::string PersonId(size_t i) { return absl::StrCat("p", i); }

RoutingRule RandomRule(size_t number, RandomSource* random) {
  RoutingRule rule;
  rule.id = absl::StrCat("r", number);
  if (random->Chance(30)) rule.role = random->Pick(kRoles);
  if (random->Chance(30)) {
    rule.when = Condition::FromText(random->Chance(50) ? "employees >= 5"
                                                       : "employees < 5");
  }
  const size_t target = random->Below(10);
  if (target == 0) {
    rule.person = PersonId(random->Below(8));
  } else if (target == 1) {
    rule.owner_fact = "account_owner";
  } else {
    rule.pool = random->Chance(60) ? "inside" : "field";
    rule.method = static_cast<RoutingMethod>(random->Below(4));
    rule.sticky = static_cast<RoutingStickiness>(random->Below(4));
  }
  rule.in_territory = random->Chance(20);
  if (random->Chance(20)) rule.skills = {random->Pick(kSkills)};
  if (random->Chance(20)) rule.skill_facts = {"interests"};
  if (random->Chance(20)) rule.language_fact = "language";
  rule.any_time = random->Chance(30);
  if (random->Chance(40)) {
    rule.otherwise = RoutingFallback::kWait;
    if (random->Chance(60)) {
      rule.wait_for = Duration::Hours(random->Between(1, 30));
    }
  }
  return rule;
}

StaffMember RandomMember(size_t i, Instant now, RandomSource* random) {
  StaffMember member;
  member.id = PersonId(i);
  if (random->Chance(30)) member.team = "outdoors";
  if (random->Chance(60)) member.pools.push_back("inside");
  if (random->Chance(30)) member.pools.push_back("field");
  if (random->Chance(20)) member.roles = {random->Pick(kRoles)};
  if (random->Chance(60)) member.skills.push_back("crm");
  if (random->Chance(60)) member.skills.push_back("erp");
  if (random->Chance(70)) member.languages.push_back("de");
  if (random->Chance(70)) member.languages.push_back("en");
  if (random->Chance(50)) member.territories.push_back("small");
  if (random->Chance(50)) member.territories.push_back("large");
  if (random->Chance(80)) member.max_open = random->Between(0, 4);
  if (random->Chance(50)) member.max_per_day = random->Between(0, 3);
  member.weight = random->Between(0, 3);
  if (random->Chance(20)) {
    const Instant from = now + Duration::Hours(random->Between(-20, 20));
    member.absences = {{from, from + Duration::Hours(random->Between(1, 40))}};
  }
  if (random->Chance(50)) member.calendar = "utc";
  member.paused = random->Chance(5);
  return member;
}

class RandomRouting {
 public:
  explicit RandomRouting(uint64_t seed) : random_(seed) {}

  void Run() {
    BusinessCalendarSpec utc = OfficeSpec("utc");
    utc.time_zone = "UTC";
    const auto calendar = CompileBusinessCalendar(utc);
    ASSERT_THAT(calendar, IsOk());
    RoutingSpec spec;
    spec.pools = {{"inside", {}, {}}, {"field", {}, {"outdoors"}}};
    spec.territories = {
        {"small", {}, {}, Condition::FromText("employees < 7")},
        {"large", {}, {}, Condition::FromText("employees >= 4")}};
    const size_t rules = 1 + random_.Below(5);
    for (size_t r = 0; r < rules; ++r) {
      spec.rules.push_back(RandomRule(r, &random_));
    }
    const auto router = CompileRouting(spec, catalog_, {*calendar});
    ASSERT_THAT(router, IsOk());
    ReferenceDesk reference(spec);
    RoutingState state;
    for (int call = 0; call < 25; ++call) {
      if (call % 5 == 0) DrawStaff();
      now_ = now_ + Duration::Minutes(random_.Between(0, 300));
      std::vector<ResolvedRequest> requests;
      std::set<std::string> leads;
      while (requests.size() < random_.Below(6)) {
        requests.push_back(DrawRequest(*router));
        // Of two requests for one lead the later counts; the reference takes
        // them as they come.
        if (!leads.insert(requests.back().request.lead_id).second) {
          requests.pop_back();
        }
      }
      std::set<std::string> off_duty;
      for (const StaffMember& member : staff_.people) {
        if (!member.calendar.empty() && !calendar->IsOpen(now_)) {
          off_duty.insert(member.id);
        }
      }
      reference.Assign(requests, staff_, off_duty, now_);
      const auto result = router->Assign(requests, staff_, state, now_);
      ASSERT_THAT(result, IsOk());
      state = result->state;
      ExpectEqual(reference, *result);
      if (random_.Chance(60) && !state.assignments.empty()) {
        const std::string lead = random_.Pick(state.assignments).lead_id;
        reference.Release(lead);
        const auto released = router->Release({{lead, "", false}}, state);
        ASSERT_THAT(released, IsOk());
        state = released->state;
      }
      if (testing::Test::HasFailure()) return;
    }
  }

 private:
  void DrawStaff() {
    staff_ = Staff();
    staff_.teams = {{"outdoors", {}, ""}};
    const size_t people = random_.Below(8);
    for (size_t i = 0; i < people; ++i) {
      staff_.people.push_back(RandomMember(i, now_, &random_));
    }
    for (size_t i = people; i > 1; --i) {
      std::swap(staff_.people[i - 1], staff_.people[random_.Below(i)]);
    }
  }

  ResolvedRequest DrawRequest(const Router& router) {
    AssignmentRequest request;
    request.lead_id = absl::StrCat("L", random_.Below(30));
    if (random_.Chance(70)) {
      request.company_id = absl::StrCat("C", random_.Below(6));
    }
    request.role = random_.Pick(kRoles);
    if (random_.Chance(20)) request.previous_owner = PersonId(random_.Below(8));
    if (random_.Chance(20)) request.excluded = {PersonId(random_.Below(8))};
    request.requested_at = now_ - Duration::Minutes(random_.Between(0, 200));
    std::vector<ValueView> values(catalog_.size());
    const std::string owner = PersonId(random_.Below(9));
    const std::vector<absl::string_view> interests = {random_.Pick(kSkills)};
    values[*catalog_.Find("employees")] =
        ValueView::Integer(random_.Between(0, 10));
    if (random_.Chance(50)) {
      values[*catalog_.Find("account_owner")] = ValueView::Text(owner);
    }
    if (random_.Chance(70)) {
      values[*catalog_.Find("interests")] = ValueView::List(interests);
    }
    if (random_.Chance(70)) {
      values[*catalog_.Find("language")] =
          ValueView::Text(random_.Pick(kLanguages));
    }
    LeadView view;
    view.values = values;
    return router.Resolve(request, view, now_, &scratch_);
  }

  void ExpectEqual(const ReferenceDesk& reference, const AssignResult& result) {
    std::map<std::string, std::string> owners;
    for (const OpenAssignment& a : result.state.assignments) {
      owners[a.lead_id] = a.person_id;
    }
    EXPECT_EQ(owners, reference.Owners());
    std::vector<std::string> waiting;
    for (const Waiting& w : result.waiting) {
      waiting.push_back(w.lead_id);
      EXPECT_TRUE(!w.retry_at.has_value() || now_ < *w.retry_at);
    }
    EXPECT_EQ(waiting, reference.Waiting());
    for (const StaffMember& member : staff_.people) {
      // Somebody's limit may have been lowered below what they have.
      int64_t gained = 0;
      for (const Assignment& a : result.assignments) {
        gained += a.person_id == member.id &&
                  a.basis != AssignmentBasis::kAlreadyTheirs;
      }
      if (gained == 0) continue;
      EXPECT_LE(reference.OpenOf(member.id), member.max_open.value_or(1000));
      EXPECT_LE(reference.TodayOf(member.id, now_.date()),
                member.max_per_day.value_or(1000));
    }
  }

  RandomSource random_;
  FactCatalog catalog_ = RoutingTestCatalog();
  ConditionScratch scratch_;
  Staff staff_;
  Instant now_ = At("2026-11-20T09:00:00Z");
};

TEST(RandomRouting, AgreesWithTheReference) {
  for (const uint64_t seed : RandomSeeds(300)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomRouting(seed).Run();
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace lotse
