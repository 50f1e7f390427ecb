// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Leads get owners, wait where everybody is full, and are tried again.
#include "examples/embedded_crm/owner_desk.h"

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "examples/embedded_crm/crm_fixture.h"
#include "examples/embedded_crm/demo_leads.h"
#include "examples/embedded_crm/host_loop.h"
#include "examples/embedded_crm/routing_rows.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace lotse::crm {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kOwners[] =
    "SELECT lead_id || ' ' || owner_role || ' ' || owner FROM lead_state "
    "ORDER BY lead_id";

class OwnerDeskTest : public CrmFixture {
 protected:
  void SetUp() override {
    CrmFixture::SetUp();
    ASSERT_THAT(store_->db().Execute(
                    "INSERT INTO staff(person_id, pool, max_open) VALUES "
                    "('mia', 'marketing', NULL), ('sam', 'inside_sales', 1)"),
                IsOk());
  }
  // Everybody's leads with an owner, settled.
  void Route(OwnerDesk* desk, HostLoop* loop, Instant now) {
    ASSERT_OK_AND_ASSIGN(report_, desk->Run(now));
    ASSERT_THAT(loop->RunDue(now), IsOk());
  }
  RoutingReport report_;
};

TEST_F(OwnerDeskTest, AFullTeamKeepsLeadsWaitingUntilOneIsReleased) {
  HostLoop loop(store_.get(), &engines_);
  OwnerDesk desk(store_.get(), &engines_, RoutingPreset());
  for (const char* lead : {"L-1", "L-2"}) {
    Capture(&loop, lead, At("23 09:00"));
    MakeHot(&loop, lead, At("23 10:00"));
  }
  Route(&desk, &loop, At("23 10:05"));
  EXPECT_THAT(Column(kOwners), ElementsAre("L-1 sales sam", "L-2 sales "));
  EXPECT_THAT(report_.assigned, SizeIs(1));
  EXPECT_THAT(report_.waiting, ElementsAre(HasSubstr("at capacity")));
  EXPECT_THAT(Column("SELECT lead_id FROM routing_waiting"),
              ElementsAre("L-2"));

  // Trying again changes nothing while sam is full.
  Route(&desk, &loop, At("23 10:10"));
  EXPECT_THAT(Column(kOwners), ElementsAre("L-1 sales sam", "L-2 sales "));
  EXPECT_EQ(Number("SELECT attempts FROM routing_waiting"), 2);

  LeadEvent lost = PersonEvent("e-1", "disqualify", "sales", At("23 11:00"));
  lost.reason = "no_fit";
  Raise(&loop, "L-1", lost);
  Route(&desk, &loop, At("23 11:05"));
  EXPECT_THAT(Column(kOwners), ElementsAre("L-1 sales sam", "L-2 sales sam"));
  EXPECT_THAT(Column("SELECT lead_id FROM routing_waiting"), IsEmpty());
  EXPECT_THAT(Column("SELECT lead_id FROM routing_assignments"),
              ElementsAre("L-2"));
}

TEST_F(OwnerDeskTest, AnAnswerGivenTwiceIsOneEvent) {
  HostLoop loop(store_.get(), &engines_);
  OwnerDesk desk(store_.get(), &engines_, RoutingPreset());
  Capture(&loop, "L-1", At("23 09:00"));
  Route(&desk, &loop, At("23 09:05"));
  ASSERT_THAT(store_->db().Execute("UPDATE routing_inbox SET handled = 0"),
              IsOk());
  Route(&desk, &loop, At("23 09:10"));
  EXPECT_EQ(Number("SELECT count(*) FROM events WHERE event_id LIKE "
                   "'assigned-%'"),
            1);
  EXPECT_THAT(Column(kOwners), ElementsAre("L-1 marketing mia"));
}

TEST_F(OwnerDeskTest, AReplayAsksForAnOwnerOfTheRightRole) {
  HostLoop loop(store_.get(), &engines_);
  OwnerDesk desk(store_.get(), &engines_, RoutingPreset());
  Capture(&loop, "L-1", At("23 09:00"));
  Route(&desk, &loop, At("23 09:05"));
  MakeHot(&loop, "L-1", At("23 10:00"));
  Route(&desk, &loop, At("23 10:05"));
  ASSERT_THAT(Column(kOwners), ElementsAre("L-1 sales sam"));
  ASSERT_THAT(
      loop.Receive(
          "L-1", [](Facts*) {},
          PersonEvent("e-late", "wrong_data", "marketing", At("23 09:30"))),
      IsOk());
  ASSERT_THAT(loop.Settle("L-1", At("23 11:00")), IsOk());
  Route(&desk, &loop, At("23 11:05"));
  EXPECT_THAT(Column(kOwners), ElementsAre("L-1 marketing mia"));
  EXPECT_THAT(Column("SELECT role FROM routing_assignments"),
              ElementsAre("marketing"));
}

TEST_F(OwnerDeskTest, WhatIsRoutedBeforeACrashIsDoneOnce) {
  HostLoop loop(store_.get(), &engines_);
  OwnerDesk desk(store_.get(), &engines_, RoutingPreset());
  Capture(&loop, "L-1", At("23 09:00"));
  ASSERT_THAT(store_->db().Execute(
                  "CREATE TRIGGER disk_full BEFORE UPDATE ON routing_inbox "
                  "BEGIN SELECT RAISE(ABORT, 'disk full'); END"),
              IsOk());
  EXPECT_FALSE(desk.Run(At("23 09:05")).ok());
  EXPECT_EQ(Number("SELECT count(*) FROM routing_state"), 0);
  EXPECT_EQ(Number("SELECT count(*) FROM events"), 1);
  ASSERT_THAT(store_->db().Execute("DROP TRIGGER disk_full"), IsOk());
  Route(&desk, &loop, At("23 09:10"));
  EXPECT_THAT(Column(kOwners), ElementsAre("L-1 marketing mia"));
}

TEST_F(OwnerDeskTest, TwoDesksNeverExceedACapacity) {
  HostLoop loop(store_.get(), &engines_);
  ASSERT_THAT(store_->db().Execute("UPDATE staff SET max_open = 3 "
                                   "WHERE person_id = 'sam'"),
              IsOk());
  for (int i = 0; i < 8; ++i) {
    const std::string lead = absl::StrCat("L-", i);
    Capture(&loop, lead, At("23 09:00"));
    MakeHot(&loop, lead, At("23 10:00"));
  }
  std::vector<std::thread> desks;
  for (int d = 0; d < 2; ++d) {
    desks.emplace_back([&] {
      const auto store = OpenStore();
      OwnerDesk desk(store.get(), &engines_, RoutingPreset());
      for (int run = 0; run < 5; ++run) {
        EXPECT_THAT(desk.Run(At("23 10:05")), IsOk());
      }
    });
  }
  for (std::thread& desk : desks) desk.join();
  ASSERT_THAT(loop.RunDue(At("23 10:10")), IsOk());
  EXPECT_EQ(Number("SELECT count(*) FROM lead_state WHERE owner = 'sam'"), 3);
  EXPECT_EQ(Number("SELECT count(*) FROM routing_assignments"), 3);
  EXPECT_EQ(Number("SELECT count(*) FROM routing_waiting"), 5);
}

TEST_F(OwnerDeskTest, TheStateReadIsTheStateStored) {
  HostLoop loop(store_.get(), &engines_);
  OwnerDesk desk(store_.get(), &engines_, RoutingPreset());
  for (const char* lead : {"L-1", "L-2", "L-3"}) {
    Capture(&loop, lead, At("23 09:00"));
    MakeHot(&loop, lead, At("23 10:00"));
  }
  Route(&desk, &loop, At("23 10:05"));
  ASSERT_OK_AND_ASSIGN(const RoutingState before, ReadRouting(&store_->db()));
  ASSERT_THAT(before.waiting, SizeIs(2));
  RoutingState after = before;
  ++after.revision;
  after.turns.push_back({"zebra", "zoe", 3, -2});
  after.days.push_back({"zoe", Date::FromDays(20000), 4});
  after.leads.push_back({"L-9", "sales", "zoe", At("23 10:00")});
  after.waiting.pop_back();
  ASSERT_THAT(SwapRouting(before, after, At("24 09:00"), &store_->db()),
              IsOkAndHolds(true));
  EXPECT_THAT(SwapRouting(before, after, At("24 09:00"), &store_->db()),
              IsOkAndHolds(false));
  ASSERT_OK_AND_ASSIGN(const RoutingState read, ReadRouting(&store_->db()));
  EXPECT_TRUE(read == after);
  ASSERT_OK_AND_ASSIGN(const Instant retry, NextRoutingRetry(&store_->db()));
  EXPECT_EQ(retry, At("24 09:00"));
}

}  // namespace
}  // namespace lotse::crm
