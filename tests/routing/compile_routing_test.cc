// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <string>

#include "tests/routing/routing_desk.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

RoutingSpec GoodSpec() {
  RoutingSpec spec;
  spec.pools = {{"inside", {}, {}}};
  spec.territories = {
      {"south", {}, {{"DE", "80", "87"}}, {}},
      {"austria", {}, {}, Condition::FromText("country = 'AT'")}};
  spec.postal_code_fact = "postal_code";
  spec.country_fact = "company.country";
  spec.calendar = "office";
  spec.rules = {PoolRule("inside", "inside")};
  return spec;
}

absl::StatusOr<Router> Compile(const RoutingSpec& spec) {
  return CompileRouting(spec, RoutingTestCatalog(),
                        {*CompileBusinessCalendar(OfficeSpec())});
}

TEST(CompileRouting, TakesAGoodSpecAndAnEmptyOne) {
  EXPECT_THAT(Compile(GoodSpec()), IsOk());
  EXPECT_THAT(Compile(RoutingSpec()), IsOk());
}

TEST(CompileRouting, MayReadSignalsOfTheLifecycle) {
  RoutingSpec spec = GoodSpec();
  spec.rules[0].when = Condition::FromText("state.name = 'qualified'");
  EXPECT_THAT(Compile(spec), IsOk());
}

TEST(CompileRouting, NamesWhatIsWrongWithItsPath) {
  const struct {
    std::function<void(RoutingSpec*)> change;
    const char* message;
  } kCases[] = {
      {[](auto* s) { s->pools[0].id = "In Side"; },
       "routing.pools[0].id: is no id"},
      {[](auto* s) { s->pools.push_back(s->pools[0]); },
       "routing.pools[1].id: stands twice"},
      {[](auto* s) {
         s->pools[0].teams = {"a", ""};
       },
       "routing.pools[0].teams[1]: is empty"},
      {[](auto* s) {
         s->pools[0].teams = {"a", "a"};
       },
       "routing.pools[0].teams[1]: stands twice"},
      {[](auto* s) { s->territories[1].id = "south"; },
       "routing.territories[1].id: stands twice"},
      {[](auto* s) { s->territories[1].when = {}; },
       "routing.territories[1]: has neither postal codes nor a condition"},
      {[](auto* s) { s->territories[0].postal_codes[0].from = " -"; },
       "routing.territories[0].postal_codes[0].from: needs a letter"},
      {[](auto* s) { s->territories[0].postal_codes[0].to = "79"; },
       "routing.territories[0].postal_codes[0].to: must not be below"},
      {[](auto* s) { s->postal_code_fact.clear(); },
       "routing.postal_code_fact: is missing"},
      {[](auto* s) { s->country_fact.clear(); },
       "routing.country_fact: is missing"},
      {[](auto* s) { s->country_fact = "employees"; },
       "routing.country_fact: must be a text"},
      {[](auto* s) { s->calendar = "ofice"; },
       "routing.calendar: is none of the calendars; did you mean \"office\"?"},
      {[](auto* s) { s->remembered = -1; }, "routing.remembered: must be from"},
      {[](auto* s) { s->rules[0].id.clear(); }, "routing.rules[0].id: is no"},
      {[](auto* s) { s->rules.push_back(s->rules[0]); },
       "routing.rules[1].id: stands twice"},
      {[](auto* s) { s->rules[0].role = "Sales Team"; },
       "routing.rules[0].role: is no id"},
      {[](auto* s) { s->rules[0].pool = "insde"; },
       "routing.rules[0].pool: is none of the pools; did you mean"},
      {[](auto* s) { s->rules[0].pool.clear(); },
       "routing.rules[0]: needs exactly one of pool, owner_fact and person"},
      {[](auto* s) { s->rules[0].person = "anna"; },
       "routing.rules[0]: needs exactly one of pool, owner_fact and person"},
      {[](auto* s) { s->rules[0].when = Condition::FromText("employes > 1"); },
       "routing.rules[0].when: "},
      {[](auto* s) { s->rules[0].when = Condition::FromText("gender = 'x'"); },
       "routing.rules[0].when: "},
      {[](auto* s) {
         s->rules[0].skill_facts = {"industry", "employees"};
       },
       "routing.rules[0].skill_facts[1]: must be a text or a list"},
      {[](auto* s) { s->rules[0].language_fact = "interests"; },
       "routing.rules[0].language_fact: must be a text"},
      {[](auto* s) { s->rules[0].skills = {""}; },
       "routing.rules[0].skills[0]: is empty"},
      {[](auto* s) { s->rules[0].wait_for = Duration::Hours(1); },
       "routing.rules[0].wait_for: has no effect"},
      {[](auto* s) { s->rules[0].wait_for = Duration::Hours(-1); },
       "routing.rules[0].wait_for: must be from 0"},
      {[](auto* s) { s->rules[0].method = static_cast<RoutingMethod>(9); },
       "routing.rules[0].method: must be"},
      {[](auto* s) { s->rules[0].sticky = static_cast<RoutingStickiness>(9); },
       "routing.rules[0].sticky: must be"},
      {[](auto* s) { s->rules[0].otherwise = static_cast<RoutingFallback>(9); },
       "routing.rules[0].otherwise: must be"},
      {[](auto* s) {
         s->rules[0].pool.clear();
         s->rules[0].person = "anna";
         s->rules[0].method = RoutingMethod::kWeighted;
       },
       "routing.rules[0].method: has no effect without a pool"},
      {[](auto* s) {
         s->rules[0].pool.clear();
         s->rules[0].owner_fact = "account_owner";
         s->rules[0].sticky = RoutingStickiness::kLead;
       },
       "routing.rules[0].sticky: has no effect without a pool"},
      {[](auto* s) {
         s->territories.clear();
         s->rules[0].in_territory = true;
       },
       "routing.rules[0].in_territory: needs territories"}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.message);
    RoutingSpec spec = GoodSpec();
    c.change(&spec);
    EXPECT_THAT(Compile(spec), StatusIs(absl::StatusCode::kInvalidArgument,
                                        HasSubstr(c.message)));
  }
}

TEST(ValidateRouting, FindsEverythingAtOnce) {
  RoutingSpec spec = GoodSpec();
  spec.rules[0].pool = "none";
  spec.calendar = "none";
  spec.remembered = kMaxRemembered + 1;
  SpecIssues issues;
  ValidateRouting(spec, RoutingTestCatalog(), {}, FieldPath("r"), &issues);
  EXPECT_THAT(issues.list(), SizeIs(3));
  SpecIssues none;
  spec = GoodSpec();
  spec.calendar.clear();
  ValidateRouting(spec, RoutingTestCatalog(), {}, FieldPath("r"), &none);
  EXPECT_THAT(none.list(), IsEmpty());
}

TEST(CompileRouting, RefusesTooManyRules) {
  RoutingSpec spec;
  spec.rules.resize(10001);
  EXPECT_THAT(Compile(spec), StatusIs(absl::StatusCode::kInvalidArgument,
                                      HasSubstr("routing: has more than")));
}

}  // namespace
}  // namespace lotse
