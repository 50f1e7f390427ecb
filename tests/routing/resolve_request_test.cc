// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "tests/routing/routing_desk.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> RulesOf(const ResolvedRequest& resolved) {
  std::vector<std::string> ids;
  for (const RuleMatch& match : resolved.rules) ids.push_back(match.rule);
  return ids;
}

TEST(ResolveRequest, FindsTheRulesOfItsRoleWhoseConditionHolds) {
  RoutingRule large = PoolRule("large", "field");
  large.role = "sales";
  large.when = Condition::FromText("employees >= 250");
  RoutingRule marketing = PoolRule("marketing", "inside");
  marketing.role = "marketing";
  RoutingDesk desk({large, marketing, PoolRule("rest", "inside")});
  EXPECT_THAT(RulesOf(desk.Resolve(desk.Request("L"))), ElementsAre("rest"));
  desk.Set("employees", ValueView::Integer(250));
  EXPECT_THAT(RulesOf(desk.Resolve(desk.Request("L"))),
              ElementsAre("large", "rest"));
  AssignmentRequest request = desk.Request("L");
  request.role = "marketing";
  EXPECT_THAT(RulesOf(desk.Resolve(request)), ElementsAre("marketing", "rest"));
  EXPECT_EQ(desk.Resolve(request).request, request);
}

TEST(ResolveRequest, AnOwnerRuleIsForLeadsThatHaveOne) {
  RoutingRule owner;
  owner.id = "owner";
  owner.owner_fact = "account_owner";
  RoutingDesk desk({owner});
  EXPECT_THAT(desk.Resolve(desk.Request("L")).rules, IsEmpty());
  desk.Set("account_owner", ValueView::Text("carl"));
  const ResolvedRequest resolved = desk.Resolve(desk.Request("L"));
  ASSERT_THAT(RulesOf(resolved), ElementsAre("owner"));
  EXPECT_EQ(resolved.rules[0].owner, "carl");
}

TEST(ResolveRequest, GathersSkillsAndTheLanguage) {
  RoutingRule rule = PoolRule("inside", "inside");
  rule.skills = {"b2b"};
  rule.skill_facts = {"industry", "interests"};
  rule.language_fact = "language";
  RoutingDesk desk({rule});
  EXPECT_THAT(desk.Resolve(desk.Request("L")).rules[0].skills,
              ElementsAre("b2b"));
  const std::vector<absl::string_view> interests = {"crm", "b2b", "", "bi"};
  desk.Set("industry", ValueView::Text("crm"));
  desk.Set("interests", ValueView::List(interests));
  desk.Set("language", ValueView::Text("de-AT"));
  const RuleMatch match = desk.Resolve(desk.Request("L")).rules[0];
  EXPECT_THAT(match.skills, ElementsAre("b2b", "crm", "bi"));
  EXPECT_EQ(match.language, "de-AT");
}

TEST(ResolveRequest, FindsTerritoriesByPostalCodeAndCondition) {
  RoutingDesk desk({PoolRule("inside", "inside")});
  desk.spec.territories = {
      {"south", {}, {{"DE", "80", "87"}, {"DE", "9", ""}}, {}},
      {"munich_it",
       {},
       {{"DE", "80", "81"}},
       Condition::FromText("industry = 'it'")},
      {"london", {}, {{"", "SW1", "SW20"}}, {}},
      {"austria", {}, {}, Condition::FromText("country = 'AT'")}};
  desk.spec.postal_code_fact = "postal_code";
  desk.spec.country_fact = "country";
  const struct {
    const char* country;
    const char* code;
    const char* industry;
    std::vector<std::string> found;
  } kCases[] = {{"DE", "80331", "it", {"south", "munich_it"}},
                {"DE", "87999", "it", {"south"}},
                {"de", "8", "it", {}},
                {"DE", "79999", "", {}},
                {"DE", "88000", "", {}},
                {"DE", "90402", "", {"south"}},
                {"AT", "8010", "it", {"austria"}},
                {"", "80331", "it", {}},
                {"GB", "sw1a 1aa", "", {"london"}},
                {"GB", "SW19 5AE", "", {"london"}},
                {"GB", "SW2", "", {}}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.code);
    desk.Set("country", ValueView::Text(c.country));
    desk.Set("postal_code", ValueView::Text(c.code));
    desk.Set("industry", ValueView::Text(c.industry));
    EXPECT_EQ(desk.Resolve(desk.Request("L")).territories, c.found);
  }
}

TEST(ResolveRequest, ATerritoryRuleIsForLeadsInATerritory) {
  RoutingRule rule = PoolRule("field", "field");
  rule.in_territory = true;
  RoutingDesk desk({rule});
  desk.spec.territories = {
      {"austria", {}, {}, Condition::FromText("country = 'AT'")}};
  EXPECT_THAT(desk.Resolve(desk.Request("L")).rules, IsEmpty());
  desk.Set("country", ValueView::Text("AT"));
  EXPECT_THAT(RulesOf(desk.Resolve(desk.Request("L"))), ElementsAre("field"));
}

TEST(ResolveRequest, AssignRefusesWhatItDidNotMake) {
  RoutingDesk desk({PoolRule("a", "inside"), PoolRule("b", "inside")});
  const struct {
    std::function<void(ResolvedRequest*)> change;
    const char* message;
  } kCases[] = {{[](auto* r) { r->request.lead_id.clear(); },
                 "requests[0].request.lead_id: is missing"},
                {[](auto* r) { r->request.lead_id.assign(257, 'x'); },
                 "requests[0].request.lead_id: is longer"},
                {[](auto* r) { r->request.role.clear(); },
                 "requests[0].request.role: is missing"},
                {[](auto* r) { r->request.requested_at = Instant(); },
                 "requests[0].request.requested_at: is missing"},
                {[](auto* r) {
                   r->request.requested_at = Instant::FromMicros(INT64_MAX);
                 },
                 "requests[0].request.requested_at: is not in the years"},
                {[](auto* r) { r->request.excluded.resize(10001); },
                 "requests[0].request.excluded: has more than"},
                {[](auto* r) { r->rules[1].rule = "c"; },
                 "requests[0].rules[1].rule: is no rule of this spec"},
                {[](auto* r) { std::swap(r->rules[0], r->rules[1]); },
                 "requests[0].rules[1].rule: is not in the order"},
                {[](auto* r) { r->rules[0].skills.resize(10001); },
                 "requests[0].rules[0].skills: has more than"},
                {[](auto* r) { r->territories = {"x"}; },
                 "requests[0].territories: has more than"}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.message);
    ResolvedRequest resolved = desk.Resolve(desk.Request("L"));
    c.change(&resolved);
    EXPECT_THAT(
        desk.router().Assign({resolved}, desk.staff, desk.state, desk.now),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.message)));
  }
}

}  // namespace
}  // namespace lotse
