// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tests/testing/reference_routing.h"

#include <string>

#include "gtest/gtest.h"

namespace lotse {
namespace {

TEST(ReferenceDesk, GivesByTurnsUpToTheCapacity) {
  RoutingSpec spec;
  spec.pools = {{"inside", {}, {}}};
  RoutingRule rule;
  rule.id = "inside";
  rule.pool = "inside";
  spec.rules = {rule};
  Staff staff;
  for (const char* id : {"anna", "ben"}) {
    StaffMember member;
    member.id = id;
    member.pools = {"inside"};
    member.max_open = 1;
    staff.people.push_back(member);
  }
  std::vector<ResolvedRequest> requests;
  for (const char* lead : {"a", "b", "c"}) {
    ResolvedRequest resolved;
    resolved.request.lead_id = lead;
    resolved.request.role = "sales";
    resolved.request.requested_at = Instant::FromMicros(1);
    resolved.rules = {{"inside", "", {}, ""}};
    requests.push_back(resolved);
  }
  ReferenceDesk desk(spec);
  const Instant now = Instant::FromMicros(2);
  desk.Assign(requests, staff, {}, now);
  const std::map<std::string, std::string> expected = {{"a", "anna"},
                                                       {"b", "ben"}};
  EXPECT_EQ(desk.Owners(), expected);
  EXPECT_EQ(desk.Waiting(), std::vector<std::string>{"c"});
  desk.Release("b");
  desk.Assign({}, staff, {"ben"}, now);
  EXPECT_EQ(desk.Waiting(), std::vector<std::string>{"c"});
  desk.Assign({}, staff, {}, now);
  EXPECT_EQ(desk.Owners()["c"], "ben");
  EXPECT_EQ(desk.TodayOf("ben", now.date()), 2);
}

}  // namespace
}  // namespace lotse
