// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CrmFixture.
#include "examples/embedded_crm/crm_fixture.h"

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "examples/embedded_crm/demo_leads.h"
#include "tests/testing/status_matchers.h"

namespace lotse::crm {

void CrmFixture::SetUp() {
  folder_ = absl::StrCat(testing::TempDir(), "lotse_crm_XXXXXX");
  ASSERT_NE(mkdtemp(folder_.data()), nullptr);
  path_ = absl::StrCat(folder_, "/crm.db");
  store_ = OpenStore();
  ASSERT_THAT(Publish(DemoSpec(), At("20 09:00"), store_.get()), IsOk());
}

void CrmFixture::TearDown() {
  store_.reset();
  std::filesystem::remove_all(folder_);
}

std::unique_ptr<CrmStore> CrmFixture::OpenStore() {
  auto store = CrmStore::Open(path_, "a key");
  EXPECT_THAT(store, IsOk());
  return *std::move(store);
}

int64_t CrmFixture::Number(const std::string& sql) {
  int64_t number = -1;
  EXPECT_THAT(store_->db().Query(
                  sql, {}, [&](const Row& row) { number = row.Integer(0); }),
              IsOk());
  return number;
}

std::vector<std::string> CrmFixture::Column(const std::string& sql) {
  std::vector<std::string> column;
  EXPECT_THAT(
      store_->db().Query(
          sql, {}, [&](const Row& row) { column.push_back(row.Text(0)); }),
      IsOk());
  return column;
}

void CrmFixture::Capture(HostLoop* loop, const std::string& lead_id,
                         Instant at) {
  ASSERT_THAT(loop->Receive(
                  lead_id,
                  [&](Facts* facts) {
                    FillInCard(absl::StrCat(lead_id, "@example.com"), at,
                               facts);
                  },
                  MachineEvent("capture", "capture", at)),
              IsOk());
  ASSERT_THAT(loop->Settle(lead_id, at), IsOk());
}

void CrmFixture::MakeHot(HostLoop* loop, const std::string& lead_id,
                         Instant at) {
  ASSERT_THAT(loop->Receive(
                  lead_id, [&](Facts* facts) { QualifyByCall(at, facts); },
                  MachineEvent(absl::StrCat("call-", at.micros()),
                               kFactsChangedEvent, at)),
              IsOk());
  ASSERT_THAT(loop->Settle(lead_id, at), IsOk());
}

void CrmFixture::Raise(HostLoop* loop, const std::string& lead_id,
                       const LeadEvent& event) {
  ASSERT_THAT(loop->Receive(
                  lead_id, [](Facts*) {}, event),
              IsOk());
  ASSERT_THAT(loop->Settle(lead_id, event.occurred_at), IsOk());
}

}  // namespace lotse::crm
