// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The host's loop: events once each, crashes that lose nothing, late events,
// time.
#include "examples/embedded_crm/host_loop.h"

#include <unistd.h>

#include "absl/strings/str_cat.h"
#include "examples/embedded_crm/crm_fixture.h"
#include "examples/embedded_crm/demo_leads.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace lotse::crm {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kTasks[] =
    "SELECT task FROM tasks WHERE status != 'dropped' ORDER BY id";
constexpr char kWay[] =
    "SELECT to_state FROM history WHERE kind = 'transition' AND "
    "from_state != to_state AND replaced_by IS NULL ORDER BY id";

class HostLoopTest : public CrmFixture {
 protected:
  // An old record without a log is taken over on Monday morning.
  static void AdoptLead(HostLoop* loop, const char* host_status) {
    Facts facts;
    facts.lead.id = "L-1";
    FillInCard("a@example.com", At("02 09:00"), &facts);
    ASSERT_THAT(loop->Adopt(facts, host_status, At("10 09:00"), At("23 09:00")),
                IsOk());
    ASSERT_THAT(loop->RunDue(At("23 09:00")), IsOk());
  }
};

TEST_F(HostLoopTest, StoresAllThatADecisionBrings) {
  HostLoop loop(store_.get(), &engines_);
  Capture(&loop, "L-1", At("23 09:00"));
  EXPECT_THAT(Column(kWay), ElementsAre("captured", "sighting", "qualifying"));
  EXPECT_THAT(Column(kTasks), ElementsAre("thank"));
  EXPECT_THAT(Column("SELECT outcome FROM events"), ElementsAre("applied"));
  EXPECT_THAT(Column("SELECT role FROM routing_inbox"),
              ElementsAre("marketing"));
  EXPECT_EQ(Number("SELECT revision FROM lead_state"), 1);
  EXPECT_GT(Number("SELECT next_check_at FROM lead_state"),
            At("23 09:00").micros());
}

TEST_F(HostLoopTest, AnEventSentTwiceCountsOnce) {
  HostLoop loop(store_.get(), &engines_);
  for (int i = 0; i < 3; ++i) Capture(&loop, "L-1", At("23 09:00"));
  EXPECT_EQ(Number("SELECT count(*) FROM events"), 1);
  EXPECT_THAT(Column(kTasks), ElementsAre("thank"));
  EXPECT_EQ(Number("SELECT revision FROM lead_state"), 1);
  EXPECT_EQ(loop.counts().stored, 1);
}

TEST_F(HostLoopTest, TellsWhyAnEventDidNothing) {
  HostLoop loop(store_.get(), &engines_);
  Capture(&loop, "L-1", At("23 09:00"));
  Raise(&loop, "L-1", PersonEvent("e-1", "accept", "sales", At("23 10:00")));
  Raise(&loop, "L-1", PersonEvent("e-2", "acept", "sales", At("23 10:01")));
  LeadEvent stale = PersonEvent("e-3", "nurture", "marketing", At("23 10:02"));
  stale.if_revision = 1;
  Raise(&loop, "L-1", stale);
  EXPECT_THAT(
      Column("SELECT outcome FROM events ORDER BY occurred_at"),
      ElementsAre("applied", "no_transition", "refused", "stale_revision"));
  EXPECT_THAT(Column("SELECT reason FROM events WHERE event_id = 'e-1'"),
              ElementsAre(HasSubstr("no_transition: accept")));
  EXPECT_THAT(Column("SELECT reason FROM events WHERE event_id = 'e-2'"),
              ElementsAre(HasSubstr("did you mean \"accept\"")));
}

TEST_F(HostLoopTest, ADraftOfAnOlderRevisionIsVoid) {
  HostLoop a(store_.get(), &engines_);
  const auto other = OpenStore();
  HostLoop b(other.get(), &engines_);
  Capture(&a, "L-1", At("23 09:00"));
  const Instant now = At("23 10:00");
  ASSERT_THAT(a.Receive(
                  "L-1", [](Facts*) {},
                  PersonEvent("e-1", "nurture", "marketing", now)),
              IsOk());
  ASSERT_OK_AND_ASSIGN(const auto first, a.Prepare("L-1", now));
  ASSERT_OK_AND_ASSIGN(const auto second, b.Prepare("L-1", now));
  ASSERT_TRUE(first.has_value() && second.has_value());
  EXPECT_THAT(b.Commit(*second), IsOkAndHolds(true));
  EXPECT_THAT(a.Commit(*first), IsOkAndHolds(false));
  EXPECT_EQ(a.counts().conflicts, 1);
  EXPECT_EQ(Number("SELECT revision FROM lead_state"), 2);
  EXPECT_EQ(Number("SELECT count(*) FROM history WHERE event_id = 'e-1'"), 1);
  ASSERT_OK_AND_ASSIGN(const auto rest, a.Prepare("L-1", now));
  EXPECT_FALSE(rest.has_value());
}

TEST_F(HostLoopTest, TimeDoesNotOverwriteAnEvent) {
  HostLoop a(store_.get(), &engines_);
  const auto other = OpenStore();
  HostLoop b(other.get(), &engines_);
  Capture(&a, "L-1", At("23 09:00"));
  const Instant now = At("23 16:00");
  ASSERT_OK_AND_ASSIGN(const auto tick, a.Prepare("L-1", now));
  ASSERT_TRUE(tick.has_value() && !tick->event_id.has_value());
  Raise(&b, "L-1", PersonEvent("e-1", "nurture", "marketing", now));
  EXPECT_THAT(a.Commit(*tick), IsOkAndHolds(false));
  EXPECT_THAT(Column("SELECT state_name FROM lead_state"),
              ElementsAre("nurturing"));
}

TEST_F(HostLoopTest, AnEventThatChangesNoRevisionIsDecidedOnce) {
  HostLoop a(store_.get(), &engines_);
  const auto other = OpenStore();
  HostLoop b(other.get(), &engines_);
  Capture(&a, "L-1", At("23 09:00"));
  const Instant now = At("23 10:00");
  ASSERT_THAT(a.Receive(
                  "L-1", [](Facts*) {}, MachineEvent("e-1", "x", now)),
              IsOk());
  ASSERT_OK_AND_ASSIGN(const auto first, a.Prepare("L-1", now));
  ASSERT_OK_AND_ASSIGN(const auto second, b.Prepare("L-1", now));
  EXPECT_EQ(first->outcome, "refused");
  EXPECT_THAT(b.Commit(*second), IsOkAndHolds(true));
  EXPECT_THAT(a.Commit(*first), IsOkAndHolds(false));
}

TEST_F(HostLoopTest, WhatFailsInTheMiddleIsRolledBackAndDoneLater) {
  HostLoop loop(store_.get(), &engines_);
  ASSERT_THAT(store_->db().Execute(
                  "CREATE TRIGGER disk_full BEFORE INSERT ON tasks BEGIN "
                  "SELECT RAISE(ABORT, 'disk full'); END"),
              IsOk());
  const Instant at = At("23 09:00");
  ASSERT_THAT(
      loop.Receive(
          "L-1", [&](Facts* facts) { FillInCard("a@example.com", at, facts); },
          MachineEvent("capture", "capture", at)),
      IsOk());
  EXPECT_THAT(
      loop.Settle("L-1", at),
      StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("disk full")));
  EXPECT_EQ(Number("SELECT revision FROM lead_state"), 0);
  EXPECT_EQ(Number("SELECT count(*) FROM history"), 0);
  EXPECT_EQ(Number("SELECT count(*) FROM events WHERE outcome IS NULL"), 1);

  ASSERT_THAT(store_->db().Execute("DROP TRIGGER disk_full"), IsOk());
  ASSERT_THAT(loop.RunDue(at), IsOk());
  EXPECT_EQ(Number("SELECT revision FROM lead_state"), 1);
  EXPECT_THAT(Column(kTasks), ElementsAre("thank"));
}

// A worker dies at the last moment before its transaction is in the file.
[[noreturn]] void SettleAndDie(const std::string& path, Instant at) {
  auto store = CrmStore::Open(path, "a key");
  EngineCache engines;
  HostLoop loop(store->get(), &engines);
  sqlite3_commit_hook((*store)->db().handle(), [](void*) -> int { _exit(3); },
                      nullptr);
  loop.Settle("L-1", at).IgnoreError();
  _exit(0);
}

TEST_F(HostLoopTest, AWorkerThatDiesLosesNothing) {
  const Instant at = At("23 09:00");
  ASSERT_THAT(
      HostLoop(store_.get(), &engines_)
          .Receive(
              "L-1",
              [&](Facts* facts) { FillInCard("a@example.com", at, facts); },
              MachineEvent("capture", "capture", at)),
      IsOk());
  // A connection must not be carried over into another process.
  store_.reset();
  EXPECT_EXIT(SettleAndDie(path(), at), testing::ExitedWithCode(3), "");
  store_ = OpenStore();
  EXPECT_EQ(Number("SELECT revision FROM lead_state"), 0);
  EXPECT_EQ(Number("SELECT count(*) FROM events WHERE outcome IS NULL"), 1);
  HostLoop loop(store_.get(), &engines_);
  ASSERT_THAT(loop.RunDue(at), IsOk());
  EXPECT_EQ(Number("SELECT revision FROM lead_state"), 1);
  EXPECT_THAT(Column(kTasks), ElementsAre("thank"));
}

TEST_F(HostLoopTest, ALateEventIsReplayedAndNothingIsDoneTwice) {
  HostLoop loop(store_.get(), &engines_);
  Capture(&loop, "L-1", At("23 09:00"));
  MakeHot(&loop, "L-1", At("23 10:00"));
  Raise(&loop, "L-1", PersonEvent("e-1", "accept", "sales", At("23 11:00")));
  Raise(&loop, "L-1",
        PersonEvent("e-2", "offer_meeting", "sales", At("23 12:00")));
  ASSERT_THAT(Column(kTasks), ElementsAre("thank", "arrange_meeting"));
  ASSERT_THAT(Column("SELECT notice FROM notices"), ElementsAre("hot_lead"));
  const int64_t revision = Number("SELECT revision FROM lead_state");

  // Marketing had found wrong data at half past nine, before the call.
  LeadEvent late =
      PersonEvent("e-late", "wrong_data", "marketing", At("23 09:30"));
  ASSERT_THAT(loop.Receive(
                  "L-1", [](Facts*) {}, late),
              IsOk());
  ASSERT_THAT(loop.Settle("L-1", At("23 13:00")), IsOk());
  EXPECT_EQ(loop.counts().rebuilt, 1);
  EXPECT_THAT(Column("SELECT outcome FROM events WHERE event_id = 'e-late'"),
              ElementsAre("replayed"));
  // The lead never left the correction; what was done by mistake is told.
  EXPECT_THAT(Column(kWay),
              ElementsAre("captured", "sighting", "qualifying", "correcting"));
  EXPECT_THAT(Column(kTasks), ElementsAre("thank"));
  EXPECT_THAT(Column("SELECT task FROM tasks WHERE status = 'dropped'"),
              ElementsAre("arrange_meeting"));
  EXPECT_THAT(Column("SELECT status FROM notices"), ElementsAre("dropped"));
  EXPECT_GT(Number("SELECT revision FROM lead_state"), revision);
}

// Ticks count up what a replay does not: a revision that came back would let a
// worker with an old draft through.
TEST_F(HostLoopTest, ARevisionNeverComesBack) {
  HostLoop loop(store_.get(), &engines_);
  Capture(&loop, "L-1", At("23 09:00"));
  MakeHot(&loop, "L-1", At("23 10:00"));
  for (const char* now : {"23 16:00", "24 09:00", "24 16:00", "26 09:00"}) {
    ASSERT_THAT(loop.Settle("L-1", At(now)), IsOk());
  }
  const int64_t revision = Number("SELECT revision FROM lead_state");
  ASSERT_GT(revision, 4);
  ASSERT_THAT(
      loop.Receive(
          "L-1", [](Facts*) {},
          PersonEvent("e-late", "wrong_data", "marketing", At("23 09:30"))),
      IsOk());
  ASSERT_THAT(loop.Settle("L-1", At("26 09:01")), IsOk());
  EXPECT_EQ(loop.counts().rebuilt, 1);
  EXPECT_EQ(Number("SELECT revision FROM lead_state"), revision + 1);
  ASSERT_OK_AND_ASSIGN(const LeadRow lead, store_->ReadLead("L-1"));
  EXPECT_EQ(lead.state.revision, revision + 1);
}

TEST_F(HostLoopTest, ALateEventThatChangesNothingDropsNothing) {
  HostLoop loop(store_.get(), &engines_);
  Capture(&loop, "L-1", At("23 09:00"));
  MakeHot(&loop, "L-1", At("23 10:00"));
  Raise(&loop, "L-1", PersonEvent("e-1", "accept", "sales", At("23 11:00")));
  ASSERT_THAT(loop.Receive(
                  "L-1", [](Facts*) {},
                  MachineEvent("e-0", kFactsChangedEvent, At("23 10:30"))),
              IsOk());
  ASSERT_THAT(loop.Settle("L-1", At("23 12:00")), IsOk());
  EXPECT_EQ(Number("SELECT count(*) FROM tasks WHERE status = 'dropped'"), 0);
  EXPECT_EQ(Number("SELECT count(*) FROM notices WHERE status = 'dropped'"), 0);
  EXPECT_THAT(Column(kTasks), ElementsAre("thank"));
  EXPECT_THAT(Column("SELECT notice FROM notices"), ElementsAre("hot_lead"));
  EXPECT_THAT(Column("SELECT state_name FROM lead_state"),
              ElementsAre("accepted"));
}

TEST_F(HostLoopTest, AReplayLeavesOutWhatNeverHappened) {
  HostLoop loop(store_.get(), &engines_);
  Capture(&loop, "L-1", At("23 09:00"));
  LeadEvent stale = PersonEvent("e-1", "nurture", "marketing", At("23 11:00"));
  stale.if_revision = 77;
  Raise(&loop, "L-1", stale);
  Raise(&loop, "L-1", MachineEvent("e-2", "x", At("23 11:30")));
  MakeHot(&loop, "L-1", At("23 12:00"));
  ASSERT_THAT(
      loop.Receive(
          "L-1", [](Facts*) {},
          PersonEvent("e-3", "offer_sample", "marketing", At("23 10:00"))),
      IsOk());
  ASSERT_THAT(loop.Settle("L-1", At("23 13:00")), IsOk());
  EXPECT_EQ(loop.counts().rebuilt, 1);
  EXPECT_THAT(Column(kWay),
              ElementsAre("captured", "sighting", "qualifying", "transferred"));
}

TEST_F(HostLoopTest, TimeAloneIsFollowedWhenItIsDue) {
  HostLoop loop(store_.get(), &engines_);
  Capture(&loop, "L-1", At("23 09:00"));
  MakeHot(&loop, "L-1", At("23 10:00"));
  // Nobody accepts. A worker that asks every hour and one that slept for two
  // days find the same.
  Capture(&loop, "L-2", At("23 09:00"));
  MakeHot(&loop, "L-2", At("23 10:00"));
  for (int hour = 11; hour < 24; ++hour) {
    ASSERT_THAT(loop.Settle("L-2", At(absl::StrCat("23 ", hour, ":00"))),
                IsOk());
  }
  ASSERT_THAT(loop.RunDue(At("26 09:00")), IsOk());
  const auto marks = [&](const char* lead) {
    return Column(absl::StrCat(
        "SELECT to_state || ' ' || name || ' ' || at FROM history WHERE "
        "lead_id = '",
        lead, "' ORDER BY at, name, to_state"));
  };
  EXPECT_EQ(marks("L-1"), marks("L-2"));
  EXPECT_EQ(Number("SELECT count(*) FROM history WHERE name = 'acceptance' "
                   "AND to_state = 'breached'"),
            2);
  EXPECT_THAT(Column("SELECT DISTINCT state_name FROM lead_state"),
              ElementsAre("qualifying"));
  EXPECT_EQ(Number("SELECT count(*) FROM notices WHERE notice = "
                   "'recalled_lead'"),
            2);
}

TEST_F(HostLoopTest, AnAdoptedLeadIsToldAnewFromItsAdoption) {
  HostLoop loop(store_.get(), &engines_);
  AdoptLead(&loop, "With sales");
  EXPECT_THAT(Column("SELECT notice FROM notices"), IsEmpty());
  Raise(&loop, "L-1", PersonEvent("e-2", "promote", "sales", At("23 12:00")));
  ASSERT_THAT(Column("SELECT state_name FROM lead_state"),
              ElementsAre("discovery"));
  // It had been rejected before somebody promoted it.
  LeadEvent late = PersonEvent("e-1", "reject", "sales", At("23 11:00"));
  late.reason = "no_need";
  ASSERT_THAT(loop.Receive(
                  "L-1", [](Facts*) {}, late),
              IsOk());
  ASSERT_THAT(loop.Settle("L-1", At("23 13:00")), IsOk());
  EXPECT_EQ(loop.counts().rebuilt, 1);
  EXPECT_THAT(Column("SELECT state_name FROM lead_state"),
              ElementsAre("rejected"));
  EXPECT_THAT(Column(kWay), ElementsAre("rejected"));
}

// What an actor saw when an event was decided is no matter when it is told
// anew.
TEST_F(HostLoopTest, AnAdoptedLeadKeepsItsDecidedEvents) {
  HostLoop loop(store_.get(), &engines_);
  AdoptLead(&loop, "Working");
  LeadEvent nurture =
      PersonEvent("e-2", "nurture", "marketing", At("23 12:00"));
  nurture.if_revision = Number("SELECT revision FROM lead_state");
  Raise(&loop, "L-1", nurture);
  ASSERT_THAT(
      loop.Receive(
          "L-1", [](Facts*) {},
          PersonEvent("e-1", "offer_sample", "marketing", At("23 11:00"))),
      IsOk());
  ASSERT_THAT(loop.Settle("L-1", At("23 13:00")), IsOk());
  EXPECT_EQ(loop.counts().rebuilt, 1);
  EXPECT_THAT(Column("SELECT state_name FROM lead_state"),
              ElementsAre("nurturing"));
  EXPECT_THAT(Column(kTasks), ElementsAre("send_sample"));
}

TEST_F(HostLoopTest, WhatWasLearnedOfALeadIsRecordedOnIt) {
  HostLoop loop(store_.get(), &engines_);
  Capture(&loop, "L-1", At("23 09:00"));
  MakeHot(&loop, "L-1", At("23 10:00"));
  Raise(&loop, "L-1", PersonEvent("e-1", "accept", "sales", At("23 11:00")));
  Raise(&loop, "L-1", PersonEvent("e-2", "promote", "sales", At("23 12:00")));
  LeadEvent demote = PersonEvent("e-3", "demote", "sales", At("24 09:00"));
  demote.reason = "no_budget";
  Raise(&loop, "L-1", demote);
  ASSERT_OK_AND_ASSIGN(const Facts facts, store_->ReadFacts("L-1"));
  ASSERT_FALSE(facts.persons[0].activities.empty());
  EXPECT_EQ(facts.persons[0].activities.back().kind, "demoted");
}

}  // namespace
}  // namespace lotse::crm
