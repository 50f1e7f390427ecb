// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <string>
#include <vector>

#include "lotse/base/fingerprint.h"
#include "lotse/routing/owner_times.h"
#include "lotse/routing/work_list.h"
#include "tests/routing/routing_desk.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A state in which everything is used: L-1 and L-2 are with people, L-3 waits.
RoutingDesk UsedDesk() {
  RoutingRule rule = PoolRule("inside", "inside");
  rule.method = RoutingMethod::kWeighted;
  rule.sticky = RoutingStickiness::kCompany;
  RoutingDesk desk({rule});
  StaffMember anna = Member("anna");
  anna.max_open = 1;
  StaffMember ben = Member("ben");
  ben.max_open = 1;
  desk.staff.people = {anna, ben};
  for (const char* lead : {"L-1", "L-2", "L-3"}) {
    AssignmentRequest request = desk.Request(lead);
    request.company_id = "C-1";
    desk.Give(request);
  }
  return desk;
}

TEST(RoutingState, RefusesOneOfAnotherTenantOrSpec) {
  RoutingDesk desk = UsedDesk();
  RoutingState other = desk.state;
  other.tenant = "other";
  EXPECT_THAT(desk.router().Assign({}, desk.staff, other, desk.now),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("state.tenant")));
  EXPECT_THAT(
      desk.router().Migrate(other),
      StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("tenant")));
  other = desk.state;
  other.spec[0] = other.spec[0] == '0' ? '1' : '0';
  EXPECT_THAT(desk.router().Release({}, other),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("give it to Migrate")));
}

TEST(RoutingState, RefusesOneThatContradictsItself) {
  const struct {
    std::function<void(RoutingState*)> change;
    const char* message;
  } kCases[] = {
      {[](auto* s) { s->revision = -1; }, "state.revision: is out of range"},
      {[](auto* s) { std::swap(s->assignments[0], s->assignments[1]); },
       "state.assignments[1]: is not in order"},
      {[](auto* s) { s->assignments[1] = s->assignments[0]; },
       "state.assignments[1]: is not in order, or stands twice"},
      {[](auto* s) { s->assignments[0].person_id.clear(); },
       "state.assignments[0].person_id: is missing"},
      {[](auto* s) { s->waiting[0].resolved.request.lead_id = "L-1"; },
       "state.waiting[0]: has an owner already"},
      {[](auto* s) {
         s->waiting.push_back(s->waiting[0]);
         s->waiting[1].resolved.request.requested_at =
             s->waiting[0].resolved.request.requested_at + Duration::Hours(1);
       },
       "state.waiting[1]: has an owner already, or waits twice"},
      {[](auto* s) { s->waiting[0].since = Instant::FromMicros(INT64_MIN); },
       "state.waiting[0].since: is not in the years"},
      {[](auto* s) { s->days[0].date = Date::FromDays(INT32_MAX); },
       "state.days[0].date: is not in the years"},
      {[](auto* s) { s->waiting[0].attempts = -1; },
       "state.waiting[0].attempts: is out of range"},
      {[](auto* s) { s->waiting[0].resolved.rules[0].rule = "x"; },
       "state.waiting[0].resolved.rules[0].rule: is no rule"},
      {[](auto* s) { std::swap(s->turns[0], s->turns[1]); },
       "state.turns[1]: is not in order"},
      {[](auto* s) { s->turns[0].turn = -1; },
       "state.turns[0].turn: is out of range"},
      {[](auto* s) { s->turns[1].credit = INT64_MIN; },
       "state.turns[1].credit: is out of range"},
      {[](auto* s) { s->days[1].person_id = "anna"; },
       "state.days[1]: is not in order"},
      {[](auto* s) { s->days[0].count = -4; },
       "state.days[0].count: is out of range"},
      {[](auto* s) { s->leads[1].id = s->leads[0].id; },
       "state.leads[1]: is not in order"}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.message);
    RoutingDesk desk = UsedDesk();
    c.change(&desk.state);
    EXPECT_THAT(
        desk.router().Assign({}, desk.staff, desk.state, desk.now),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.message)));
  }
}

TEST(RoutingState, RefusesANowThatIsNone) {
  RoutingDesk desk = UsedDesk();
  EXPECT_THAT(desk.router().Assign({}, desk.staff, desk.state,
                                   Instant::FromMicros(INT64_MAX)),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("now:")));
}

// What crosses a boundary is read by its field lists alone.
TEST(RoutingState, EveryBoundaryStructHasAFieldList) {
  RoutingDesk desk = UsedDesk();
  const auto differs = [](const auto& value) {
    using T = std::decay_t<decltype(value)>;
    return FingerprintOf(value) != FingerprintOf(T());
  };
  EXPECT_TRUE(differs(desk.spec));
  EXPECT_TRUE(differs(desk.staff));
  EXPECT_TRUE(differs(desk.state));
  EXPECT_TRUE(differs(desk.result));
  EXPECT_TRUE(
      differs(*desk.router().Release({{"L-1", "", false}}, desk.state)));
  EXPECT_TRUE(differs(*desk.router().Migrate(desk.state)));
  EXPECT_TRUE(differs(RoutingRelease{"L-1", "", false}));
  EXPECT_TRUE(differs(WorkListPreset("EUR")));
  WorkList list;
  list.entries.resize(1);
  EXPECT_TRUE(differs(list));
  EXPECT_TRUE(differs(WorkListOptions{"anna", 3}));
  OwnerTimes times;
  times.teams.resize(1);
  EXPECT_TRUE(differs(times));
  OwnerTimeCase one;
  one.owner = "anna";
  EXPECT_TRUE(differs(one));
}

TEST(Release, EndsAssignmentsAndWaitingAndIsIdempotent) {
  RoutingDesk desk = UsedDesk();
  const std::vector<RoutingRelease> releases = {
      {"L-3", "", false}, {"L-1", "", false}, {"L-9", "", false}};
  ASSERT_OK_AND_ASSIGN(const ReleaseResult once,
                       desk.router().Release(releases, desk.state));
  EXPECT_TRUE(once.changed);
  EXPECT_EQ(once.state.revision, desk.state.revision + 1);
  EXPECT_THAT(once.state.assignments, SizeIs(1));
  EXPECT_THAT(once.state.waiting, IsEmpty());
  ASSERT_THAT(once.released, SizeIs(1));
  EXPECT_EQ(once.released[0].lead_id, "L-1");
  // Whose turn it is does not change.
  EXPECT_EQ(once.state.turns, desk.state.turns);
  ASSERT_OK_AND_ASSIGN(const ReleaseResult twice,
                       desk.router().Release(releases, once.state));
  EXPECT_FALSE(twice.changed);
  EXPECT_EQ(twice.state, once.state);
}

TEST(Release, OfAnotherPersonsLeadDoesNothing) {
  RoutingDesk desk = UsedDesk();
  ASSERT_OK_AND_ASSIGN(
      const ReleaseResult result,
      desk.router().Release({{"L-1", "ben", false}, {"L-3", "ben", false}},
                            desk.state));
  EXPECT_FALSE(result.changed);
  EXPECT_EQ(result.state, desk.state);
}

TEST(Release, ForgetsALeadThatIsErased) {
  RoutingDesk desk = UsedDesk();
  ASSERT_OK_AND_ASSIGN(const ReleaseResult result,
                       desk.router().Release({{"L-1", "", true}}, desk.state));
  ASSERT_THAT(result.state.leads, SizeIs(1));
  EXPECT_EQ(result.state.leads[0].id, "L-2");
}

TEST(Release, RefusesOneWithoutALead) {
  RoutingDesk desk = UsedDesk();
  EXPECT_THAT(desk.router().Release({{"L-1", "", false}, {}}, desk.state),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("releases[1].lead_id: is missing")));
}

TEST(Start, TakesWhatIsOpenAlready) {
  RoutingDesk desk = UsedDesk();
  const std::vector<OpenAssignment> open = {
      {"b", "C", "sales", "anna", desk.now, desk.now},
      {"a", "C", "sales", "ben", desk.now, desk.now - Duration::Hours(1)}};
  ASSERT_OK_AND_ASSIGN(desk.state, desk.router().Start(open));
  EXPECT_EQ(desk.state.assignments[0].lead_id, "a");
  ASSERT_THAT(desk.state.companies, SizeIs(1));
  EXPECT_EQ(desk.state.companies[0].person_id, "anna");
  // It counts as load.
  EXPECT_EQ(desk.Give("c"), "");
  EXPECT_THAT(desk.router().Start({open[0], open[0]}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("open[1].lead_id: stands twice")));
}

TEST(Migrate, KeepsLoadTurnsAndMemoryAndAsksToResolveAgain) {
  RoutingDesk desk = UsedDesk();
  RoutingDesk next = UsedDesk();
  RoutingDesk changed({PoolRule("other", "inside")});
  changed.spec.pools[0].label.en = "Inside sales";
  changed.staff = desk.staff;
  ASSERT_OK_AND_ASSIGN(const MigratedRouting migrated,
                       changed.router().Migrate(desk.state));
  EXPECT_THAT(migrated.to_resolve, ElementsAre("L-3"));
  EXPECT_EQ(migrated.state.assignments, desk.state.assignments);
  EXPECT_EQ(migrated.state.turns, desk.state.turns);
  EXPECT_THAT(migrated.state.leads, IsEmpty());
  changed.state = migrated.state;
  changed.Assign({});
  ASSERT_THAT(changed.result.waiting, SizeIs(1));
  EXPECT_THAT(changed.result.waiting[0].attempts, IsEmpty());
  changed.Release("L-1");
  EXPECT_EQ(changed.Give(desk.state.waiting[0].resolved.request), "anna");
}

TEST(Migrate, DropsTheTurnsOfPoolsThatAreGone) {
  RoutingDesk desk = UsedDesk();
  RoutingDesk changed({});
  changed.spec.pools.clear();
  ASSERT_OK_AND_ASSIGN(const MigratedRouting migrated,
                       changed.router().Migrate(desk.state));
  EXPECT_THAT(migrated.state.turns, IsEmpty());
}

}  // namespace
}  // namespace lotse
