// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Workers on connections of their own race on the same leads, and on the same
// events, which each sender sends to both.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "examples/embedded_crm/crm_fixture.h"
#include "examples/embedded_crm/demo_leads.h"
#include "examples/embedded_crm/host_loop.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace lotse::crm {
namespace {

class TwoWorkersTest : public CrmFixture {
 protected:
  // First steps: each is a task, once.
  static LeadEvent Step(int i) {
    static constexpr const char* kSteps[] = {"offer_sample", "invite",
                                             "offer_meeting"};
    return PersonEvent(absl::StrCat("step-", i), kSteps[i % 3], "marketing",
                       At("23 10:00") + Duration::Minutes(i));
  }

  static constexpr int kEvents = 30;

  // Delivers all events and settles the lead after each.
  void Work(int worker, std::atomic<int64_t>* stored,
            std::atomic<int>* errors) {
    const auto store = OpenStore();
    HostLoop loop(store.get(), &engines_);
    for (int i = 0; i < kEvents; ++i) {
      // One from the front and one from the back, so that some come late.
      const int event = worker == 0 ? i : kEvents - 1 - i;
      const absl::Status received = loop.Receive(
          "L-1", [](Facts*) {}, Step(event));
      const absl::Status settled = loop.Settle("L-1", At("23 12:00"));
      if (!received.ok() || !settled.ok()) ++*errors;
    }
    *stored += loop.counts().stored;
  }
};

TEST_F(TwoWorkersTest, EachEventCountsOnceWhoeverDecidesIt) {
  HostLoop loop(store_.get(), &engines_);
  Capture(&loop, "L-1", At("23 09:00"));
  std::atomic<int64_t> stored{0};
  std::atomic<int> errors{0};
  std::vector<std::thread> workers;
  for (int w = 0; w < 2; ++w) {
    workers.emplace_back([&, w] { Work(w, &stored, &errors); });
  }
  for (std::thread& worker : workers) worker.join();
  EXPECT_EQ(errors, 0);

  // Every event was decided, each by one worker.
  EXPECT_EQ(Number("SELECT count(*) FROM events"), kEvents + 1);
  EXPECT_EQ(Number("SELECT count(*) FROM events WHERE outcome NOT IN "
                   "('applied', 'replayed')"),
            0);
  EXPECT_EQ(stored, kEvents);
  // The history that counts has each once, and so have the tasks.
  EXPECT_EQ(Number("SELECT count(*) FROM history WHERE replaced_by IS NULL AND "
                   "event_id LIKE 'step-%'"),
            kEvents);
  EXPECT_EQ(Number("SELECT count(DISTINCT event_id) FROM history WHERE "
                   "replaced_by IS NULL AND event_id LIKE 'step-%'"),
            kEvents);
  EXPECT_EQ(Number("SELECT count(*) FROM tasks WHERE status != 'dropped'"),
            kEvents + 1);
  EXPECT_EQ(Number("SELECT count(*) FROM (SELECT DISTINCT task, made_at FROM "
                   "tasks WHERE status != 'dropped')"),
            kEvents + 1);
  // One revision for each decision and one for the capture. A replay counts
  // anew and may go up by more, never by less.
  EXPECT_GE(Number("SELECT revision FROM lead_state"), kEvents + 1);

  // The state is what one worker would have come to with all events in order.
  const auto alone = OpenStore();
  ASSERT_OK_AND_ASSIGN(const LeadRow lead, alone->ReadLead("L-1"));
  ASSERT_OK_AND_ASSIGN(const std::vector<LeadEvent> events,
                       alone->EventsOf("L-1", ""));
  ASSERT_OK_AND_ASSIGN(const Engine engine, engines_.Latest(alone.get()));
  ASSERT_OK_AND_ASSIGN(const Decision told,
                       engine.Replay(lead.facts, events, At("23 12:00")));
  EXPECT_EQ(lead.state.state, told.state.state);
  EXPECT_EQ(lead.state.clocks, told.state.clocks);
  EXPECT_EQ(lead.state.events, told.state.events);
}

}  // namespace
}  // namespace lotse::crm
