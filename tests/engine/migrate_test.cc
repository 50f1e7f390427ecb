// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "tests/testing/small_lifecycle.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

EngineSpec SmallSpec() {
  EngineSpec spec;
  spec.tenant = "t-1";
  spec.schema = SmallSchema();
  spec.lifecycles = {SmallLifecycle()};
  return spec;
}

// "path: message", with "!" where it must be mended.
std::vector<std::string> FindingsOf(const EngineSpec& before,
                                    const EngineSpec& after) {
  std::vector<std::string> out;
  for (const MigrationFinding& finding :
       CheckMigration(before, after).findings) {
    out.push_back(finding.path + ": " + finding.message +
                  (finding.must_be_mended ? "!" : ""));
  }
  return out;
}

TEST(CheckMigration, FindsNothingWhereNothingChanges) {
  EXPECT_THAT(FindingsOf(SmallSpec(), SmallSpec()), IsEmpty());
}

TEST(CheckMigration, TellsOfAnotherRouting) {
  EngineSpec before = SmallSpec();
  before.routing.emplace();
  before.routing->pools = {{"sales", {}, {}}};
  EXPECT_THAT(FindingsOf(before, before), IsEmpty());
  EXPECT_THAT(FindingsOf(SmallSpec(), before), IsEmpty()) << "new";
  EXPECT_THAT(FindingsOf(before, SmallSpec()),
              ElementsAre(HasSubstr("routing: is gone")));
  EngineSpec after = before;
  after.routing->remembered = 5;
  EXPECT_THAT(
      FindingsOf(before, after),
      ElementsAre(HasSubstr("routing: is another one: give its state to "
                            "Router::Migrate")));
}

TEST(CheckMigration, ListsWhatIsGone) {
  EngineSpec after = SmallSpec();
  LifecycleSpec& lifecycle = after.lifecycles[0];
  lifecycle.states[1].id = "offered";
  lifecycle.clocks.erase(lifecycle.clocks.begin() + 1);
  lifecycle.clocks[0].target = Duration::Seconds(70);
  lifecycle.events.pop_back();
  lifecycle.roles[0].id = "demand";
  EXPECT_THAT(
      FindingsOf(SmallSpec(), after),
      ElementsAre(
          "lifecycles[0].states[1]: is gone: say in `removed_states` where its "
          "leads move to!",
          HasSubstr("lifecycles[0].clocks[0]: has another target or calendar"),
          HasSubstr("lifecycles[0].clocks[1]: is gone"),
          HasSubstr("lifecycles[0].roles[0]: is gone"),
          HasSubstr("lifecycles[0].events[6]: is gone")));
  lifecycle.removed_states = {{"passed", "offered"}};
  EXPECT_THAT(FindingsOf(SmallSpec(), after),
              Contains("lifecycles[0].states[1]: is gone: its leads move to "
                       "\"offered\""));
  after.lifecycles.clear();
  EXPECT_THAT(FindingsOf(SmallSpec(), after),
              ElementsAre(HasSubstr("lifecycles[0]: is gone")));
}

TEST(Migrate, CarriesAStateOverAndRefusesAnotherTenants) {
  ASSERT_OK_AND_ASSIGN(const Engine before, CompileEngine(SmallSpec()));
  Facts facts;
  facts.lead.id = "L-1";
  ASSERT_OK_AND_ASSIGN(
      const Decision decision,
      before.Decide(facts, LeadState(), SmallLead::Event("1", "capture", 0),
                    SmallTime(0)));
  EngineSpec changed = SmallSpec();
  changed.lifecycles[0].clocks[0].target = Duration::Seconds(90);
  ASSERT_OK_AND_ASSIGN(const Engine after, CompileEngine(changed));
  EXPECT_THAT(
      after.Tick(facts, decision.state, SmallTime(1)),
      StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("migrate")));
  ASSERT_OK_AND_ASSIGN(const LeadState state, after.Migrate(decision.state));
  EXPECT_THAT(after.Tick(facts, state, SmallTime(1)), IsOk());
  EXPECT_EQ(state.clocks[0].due_at, SmallTime(90));

  changed.tenant = "t-2";
  ASSERT_OK_AND_ASSIGN(const Engine other, CompileEngine(changed));
  EXPECT_THAT(other.Migrate(state),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("state.tenant")));
  EXPECT_THAT(other.Tick(facts, state, SmallTime(1)),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("state.tenant")));
}

}  // namespace
}  // namespace lotse
