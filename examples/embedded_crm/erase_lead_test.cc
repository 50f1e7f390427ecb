// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// After an erasure no file has anything of the person.
#include "examples/embedded_crm/erase_lead.h"

#include <fstream>
#include <iterator>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "examples/embedded_crm/crm_fixture.h"
#include "examples/embedded_crm/demo_leads.h"
#include "examples/embedded_crm/host_loop.h"
#include "examples/embedded_crm/owner_desk.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace lotse::crm {
namespace {

class EraseLeadTest : public CrmFixture {
 protected:
  // The bytes of the database and of its log.
  std::string Bytes() {
    std::string bytes;
    for (const char* suffix : {"", "-wal"}) {
      std::ifstream file(absl::StrCat(path(), suffix), std::ios::binary);
      bytes.append(std::istreambuf_iterator<char>(file), {});
    }
    return bytes;
  }
};

TEST_F(EraseLeadTest, NoByteOfThePersonIsLeft) {
  HostLoop loop(store_.get(), &engines_);
  Capture(&loop, "L-1", At("23 09:00"));
  Capture(&loop, "L-2", At("23 09:00"));
  MakeHot(&loop, "L-1", At("23 10:00"));
  LeadEvent note = PersonEvent("e-1", "reject", "sales", At("23 11:00"));
  note.reason = "no_need";
  note.actor.id = "somebody-known";
  Raise(&loop, "L-1", note);
  ASSERT_TRUE(absl::StrContains(Bytes(), "L-1@example.com"));
  ASSERT_TRUE(absl::StrContains(Bytes(), "somebody-known"));

  ASSERT_THAT(loop.Receive(
                  "L-1", [](Facts*) {},
                  PersonEvent("e-2", "erase", "marketing", At("24 09:00"))),
              IsOk());
  ASSERT_THAT(loop.RunDue(At("24 09:00")), IsOk());
  EXPECT_FALSE(absl::StrContains(Bytes(), "L-1@example.com"));
  EXPECT_FALSE(absl::StrContains(Bytes(), "P-L-1"));
  EXPECT_FALSE(absl::StrContains(Bytes(), "C-L-1"));
  EXPECT_FALSE(absl::StrContains(Bytes(), "somebody-known"));
  for (const char* table :
       {"events", "history", "tasks", "notices", "lead_state"}) {
    EXPECT_EQ(Number(absl::StrCat("SELECT count(*) FROM ", table,
                                  " WHERE lead_id = 'L-1'")),
              0)
        << table;
  }
  // The other lead has everything still.
  EXPECT_TRUE(absl::StrContains(Bytes(), "L-2@example.com"));
  EXPECT_EQ(Number("SELECT count(*) FROM tasks WHERE lead_id = 'L-2'"), 1);
}

TEST_F(EraseLeadTest, TheAddressStaysSuppressedAndTheIdRefused) {
  HostLoop loop(store_.get(), &engines_);
  Capture(&loop, "L-1", At("23 09:00"));
  EXPECT_THAT(IsSuppressed("L-1@example.com", store_.get()),
              IsOkAndHolds(false));
  Raise(&loop, "L-1", PersonEvent("e-2", "erase", "marketing", At("24 09:00")));
  EXPECT_THAT(IsSuppressed("l-1@Example.com ", store_.get()),
              IsOkAndHolds(true));
  EXPECT_THAT(IsSuppressed("L-2@example.com", store_.get()),
              IsOkAndHolds(false));
  EXPECT_THAT(loop.Receive(
                  "L-1", [](Facts*) {},
                  MachineEvent("e-3", kFactsChangedEvent, At("24 10:00"))),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       testing::HasSubstr("erased")));
  EXPECT_THAT(loop.RunDue(At("25 09:00")), IsOk());
}

TEST_F(EraseLeadTest, AnotherKeyGivesAnotherHash) {
  HostLoop loop(store_.get(), &engines_);
  Capture(&loop, "L-1", At("23 09:00"));
  Raise(&loop, "L-1", PersonEvent("e-2", "erase", "marketing", At("24 09:00")));
  auto other = CrmStore::Open(path(), "another key");
  ASSERT_THAT(other, IsOk());
  EXPECT_THAT(IsSuppressed("L-1@example.com", other->get()),
              IsOkAndHolds(false));
}

TEST_F(EraseLeadTest, RetentionErasesInTime) {
  HostLoop loop(store_.get(), &engines_);
  Capture(&loop, "L-1", At("23 09:00"));
  Raise(&loop, "L-1", MachineEvent("e-1", "object", At("24 09:00")));
  ASSERT_THAT(loop.RunDue(At("24 09:00") + Duration::Days(29)), IsOk());
  EXPECT_EQ(Number("SELECT count(*) FROM lead_state"), 1);
  ASSERT_THAT(loop.RunDue(At("24 09:00") + Duration::Days(30)), IsOk());
  EXPECT_EQ(Number("SELECT count(*) FROM lead_state"), 0);
  EXPECT_FALSE(absl::StrContains(Bytes(), "L-1@example.com"));
}

TEST_F(EraseLeadTest, TheRouterForgetsWhoHadTheLead) {
  ASSERT_THAT(store_->db().Execute("INSERT INTO staff(person_id, pool) VALUES "
                                   "('mia', 'marketing')"),
              IsOk());
  HostLoop loop(store_.get(), &engines_);
  OwnerDesk desk(store_.get(), &engines_, RoutingPreset());
  Capture(&loop, "L-1", At("23 09:00"));
  ASSERT_THAT(desk.Run(At("23 09:05")), IsOk());
  ASSERT_THAT(loop.RunDue(At("23 09:05")), IsOk());
  ASSERT_EQ(Number("SELECT count(*) FROM routing_assignments"), 1);
  Raise(&loop, "L-1", PersonEvent("e-2", "erase", "marketing", At("24 09:00")));
  ASSERT_THAT(desk.Run(At("24 09:05")), IsOk());
  EXPECT_EQ(Number("SELECT count(*) FROM routing_assignments"), 0);
  EXPECT_EQ(Number("SELECT count(*) FROM routing_leads"), 0);
}

}  // namespace
}  // namespace lotse::crm
