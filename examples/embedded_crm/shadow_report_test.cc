// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Lotse beside another process: what it reports, and that it does nothing.
#include "examples/embedded_crm/shadow_report.h"

#include <string>
#include <vector>

#include "examples/embedded_crm/crm_fixture.h"
#include "examples/embedded_crm/demo_leads.h"
#include "examples/embedded_crm/host_loop.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace lotse::crm {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ShadowReportTest : public CrmFixture {
 protected:
  // The group of a kind, which must be the only one.
  static DifferenceGroup Only(const ShadowReport& report, Difference kind) {
    std::vector<DifferenceGroup> found;
    for (const DifferenceGroup& group : report.differences) {
      if (group.kind == kind) found.push_back(group);
    }
    EXPECT_EQ(found.size(), 1u);
    return found.empty() ? DifferenceGroup() : found[0];
  }
};

TEST_F(ShadowReportTest, NamesWhereTheProcessesDiffer) {
  HostLoop shadow(store_.get(), &engines_, Mode::kShadow);
  // L-1 is hot at ten; people hand it over at three and accept it at four.
  Capture(&shadow, "L-1", At("23 09:00"));
  MakeHot(&shadow, "L-1", At("23 10:00"));
  Raise(&shadow, "L-1", ObservedMove("m-1", "transferred", At("23 15:00")));
  Raise(&shadow, "L-1", ObservedMove("m-2", "accepted", At("23 16:00")));
  // L-2 is handed over before anybody has called it, which people may.
  Capture(&shadow, "L-2", At("23 09:00"));
  Raise(&shadow, "L-2", ObservedMove("m-1", "transferred", At("23 11:00")));
  // Nobody accepts or promotes it: no transition leads to the negotiation.
  Raise(&shadow, "L-2", ObservedMove("m-2", "negotiation", At("23 12:00")));
  // L-3 is hot, and nobody ever hands it over.
  Capture(&shadow, "L-3", At("23 09:00"));
  MakeHot(&shadow, "L-3", At("23 10:00"));
  ASSERT_THAT(shadow.RunDue(At("25 09:00")), IsOk());

  ASSERT_OK_AND_ASSIGN(const ShadowReport report,
                       BuildShadowReport(&store_->db()));
  EXPECT_EQ(report.moves, 4);
  EXPECT_EQ(report.agreed, 2) << TextOf(report);
  const DifferenceGroup earlier = Only(report, Difference::kEarlier);
  EXPECT_EQ(earlier.what, "transferred");
  EXPECT_EQ(earlier.earlier, Duration::Hours(5));
  EXPECT_THAT(earlier.examples, ElementsAre("L-1"));
  const DifferenceGroup no_way = Only(report, Difference::kNoWay);
  EXPECT_EQ(no_way.what, "transferred -> negotiation");
  EXPECT_THAT(no_way.examples, ElementsAre("L-2"));
  const DifferenceGroup never = Only(report, Difference::kNeverDone);
  EXPECT_EQ(never.what, "transferred");
  EXPECT_THAT(never.examples, ElementsAre("L-3"));
  EXPECT_THAT(TextOf(report),
              HasSubstr("1 x Lotse was in \"transferred\" earlier, on average "
                        "by 5 hours (L-1)"));
}

TEST_F(ShadowReportTest, NamesBrokenGuardsAndLateClocks) {
  HostLoop shadow(store_.get(), &engines_, Mode::kShadow);
  Capture(&shadow, "L-1", At("23 09:00"));
  // By the event that people mean: its guard forbids it for an open deal.
  ASSERT_THAT(
      shadow.Receive(
          "L-1",
          [](Facts* facts) {
            facts->lead.attributes.push_back({"open_deal", Value{true}});
          },
          MachineEvent("e-1", kFactsChangedEvent, At("23 10:00"))),
      IsOk());
  LeadEvent move = ObservedMove("m-1", "transferred", At("23 11:00"));
  move.event = "transfer";
  Raise(&shadow, "L-1", move);
  // Nobody ever called, and sales does not answer for a week.
  ASSERT_THAT(shadow.RunDue(At("30 09:00")), IsOk());
  ASSERT_OK_AND_ASSIGN(const ShadowReport report,
                       BuildShadowReport(&store_->db()));
  EXPECT_EQ(Only(report, Difference::kGuardBroken).what,
            "no open deal for the same offer");
  std::vector<std::string> late;
  for (const DifferenceGroup& group : report.differences) {
    if (group.kind == Difference::kTooLate) late.push_back(group.what);
  }
  EXPECT_THAT(late, ElementsAre("acceptance", "first_response"));
}

TEST_F(ShadowReportTest, NothingIsDone) {
  HostLoop shadow(store_.get(), &engines_, Mode::kShadow);
  Capture(&shadow, "L-1", At("23 09:00"));
  MakeHot(&shadow, "L-1", At("23 10:00"));
  Raise(&shadow, "L-1",
        PersonEvent("e-1", "erase", "marketing", At("24 09:00")));
  EXPECT_THAT(Column("SELECT DISTINCT status FROM tasks"),
              ElementsAre("shadow"));
  EXPECT_THAT(Column("SELECT DISTINCT status FROM notices"),
              ElementsAre("shadow"));
  EXPECT_THAT(Column("SELECT kind FROM routing_inbox"), IsEmpty());
  EXPECT_THAT(store_->ReadFacts("L-1"), IsOk());
}

}  // namespace
}  // namespace lotse::crm
