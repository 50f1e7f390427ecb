// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What the tests of routing share: a small catalog, an office calendar, and
// short ways to write requests, people and rules.
//
//   RoutingDesk desk({PoolRule("inside", "inside")});
//   desk.staff.people = {Member("anna"), Member("ben")};
//   desk.Give("L-1");                       // "anna"
#ifndef LOTSE_ROUTING_ROUTING_DESK_H_
#define LOTSE_ROUTING_ROUTING_DESK_H_

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/routing/router.h"
#include "tests/testing/status_matchers.h"

namespace lotse {

inline Schema RoutingTestSchema() {
  Schema schema;
  schema.company = {
      {"country", ValueType::kText},       {"postal_code", ValueType::kText},
      {"industry", ValueType::kText},      {"employees", ValueType::kInteger},
      {"account_owner", ValueType::kText}, {"gender", ValueType::kText}};
  schema.company[5].not_for_scoring = true;
  schema.person = {{"language", ValueType::kText}};
  schema.lead = {{"interests", ValueType::kList}};
  return schema;
}

inline FactCatalog RoutingTestCatalog() {
  FactDefinition state;
  state.name = "state.name";
  state.type = ValueType::kText;
  state.step = SignalStep::kLifecycle;
  return *CompileFactCatalog(RoutingTestSchema(), {state});
}

// Monday to Friday from nine to five in Munich.
inline BusinessCalendarSpec OfficeSpec(const char* name = "office") {
  BusinessCalendarSpec spec;
  spec.name = name;
  spec.time_zone = "Europe/Berlin";
  for (int day = 1; day <= 5; ++day) {
    spec.week.push_back({static_cast<Weekday>(day), "09:00", "17:00"});
  }
  spec.holiday_regions = {"DE-BY"};
  return spec;
}

inline Instant At(const char* text) { return *Instant::Parse(text); }

inline RoutingRule PoolRule(const char* id, const char* pool) {
  RoutingRule rule;
  rule.id = id;
  rule.pool = pool;
  return rule;
}

// Somebody in the pool "inside".
inline StaffMember Member(const char* id) {
  StaffMember member;
  member.id = id;
  member.pools = {"inside"};
  return member;
}

// A router, its staff and the state that a host would store.
class RoutingDesk {
 public:
  explicit RoutingDesk(std::vector<RoutingRule> rules) {
    spec.pools = {{"inside", {}, {}}, {"field", {}, {"outdoors"}}};
    spec.rules = std::move(rules);
  }

  const Router& router() {
    if (routers_.empty()) {
      auto compiled = CompileRouting(
          spec, catalog, {*CompileBusinessCalendar(OfficeSpec())}, "acme");
      EXPECT_TRUE(compiled.ok()) << compiled.status();
      if (compiled.ok()) routers_.push_back(*std::move(compiled));
    }
    return routers_.front();
  }

  void Set(absl::string_view name, ValueView value) {
    values[*catalog.Find(name)] = value;
  }

  // A request as the lead is now, asked one minute after the last one.
  AssignmentRequest Request(const std::string& lead) {
    AssignmentRequest request;
    request.lead_id = lead;
    request.role = "sales";
    request.requested_at = now + Duration::Minutes(++requests_);
    return request;
  }

  ResolvedRequest Resolve(const AssignmentRequest& request) {
    LeadView view;
    view.values = values;
    return router().Resolve(request, view, now, &scratch_);
  }

  // Assigns, and stores the state. What came of it is in `result`.
  void Assign(const std::vector<AssignmentRequest>& requests) {
    std::vector<ResolvedRequest> resolved;
    for (const AssignmentRequest& r : requests) resolved.push_back(Resolve(r));
    auto assigned = router().Assign(resolved, staff, state, now);
    ASSERT_THAT(assigned, IsOk());
    result = *std::move(assigned);
    state = result.state;
  }

  // Who gets the lead; empty if it waits.
  std::string Give(const AssignmentRequest& request) {
    Assign({request});
    for (const Assignment& a : result.assignments) {
      if (a.lead_id == request.lead_id) return a.person_id;
    }
    return std::string();
  }
  std::string Give(const std::string& lead) { return Give(Request(lead)); }

  void Release(const std::string& lead) {
    auto released = router().Release({RoutingRelease{lead, "", false}}, state);
    ASSERT_THAT(released, IsOk());
    state = released->state;
  }

  FactCatalog catalog = RoutingTestCatalog();
  std::vector<ValueView> values = std::vector<ValueView>(catalog.size());
  RoutingSpec spec;
  Staff staff;
  RoutingState state;
  AssignResult result;
  // A Monday, in working hours.
  Instant now = At("2026-11-23T10:00:00+01:00");

 private:
  std::vector<Router> routers_;
  ConditionScratch scratch_;
  int64_t requests_ = 0;
};

}  // namespace lotse

#endif  // LOTSE_ROUTING_ROUTING_DESK_H_
