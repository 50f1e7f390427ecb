// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CrmFixture: a database in a folder of its own, for one test.
#ifndef LOTSE_EMBEDDED_CRM_CRM_FIXTURE_H_
#define LOTSE_EMBEDDED_CRM_CRM_FIXTURE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "examples/embedded_crm/crm_store.h"
#include "examples/embedded_crm/engine_cache.h"
#include "examples/embedded_crm/host_loop.h"
#include "gtest/gtest.h"

namespace lotse::crm {

class CrmFixture : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  // A further connection.
  std::unique_ptr<CrmStore> OpenStore();
  const std::string& path() const { return path_; }

  // The first column of the first row; of all rows.
  int64_t Number(const std::string& sql);
  std::vector<std::string> Column(const std::string& sql);

  // A card comes in for the lead, with the event "capture", and is settled.
  void Capture(HostLoop* loop, const std::string& lead_id, Instant at);
  // A call makes the lead hot.
  void MakeHot(HostLoop* loop, const std::string& lead_id, Instant at);
  void Raise(HostLoop* loop, const std::string& lead_id,
             const LeadEvent& event);

  std::unique_ptr<CrmStore> store_;
  EngineCache engines_;

 private:
  std::string folder_;
  std::string path_;
};

}  // namespace lotse::crm

#endif  // LOTSE_EMBEDDED_CRM_CRM_FIXTURE_H_
