// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Eight writers assign leads with one state in a store that compares and swaps,
// as hosts do it: capacity holds, nothing is lost, and what comes out is what
// the same calls give one after the other.
#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/routing/routing_desk.h"
#include "tests/testing/random_source.h"

namespace lotse {
namespace {

// One call that was stored.
struct Step {
  std::vector<ResolvedRequest> requests;
  std::vector<RoutingRelease> releases;
};

class Store {
 public:
  RoutingState Read() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return state_;
  }
  // False: somebody was faster.
  bool Replace(int64_t read, const RoutingState& next, Step step) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (state_.revision != read) return false;
    state_ = next;
    steps_.push_back(std::move(step));
    return true;
  }
  const std::vector<Step>& steps() const { return steps_; }

 private:
  mutable std::mutex mutex_;
  RoutingState state_;
  std::vector<Step> steps_;
};

TEST(ConcurrentWriters, NeverExceedACapacityAndLoseNothing) {
  constexpr int kWriters = 8;
  constexpr int kCalls = 40;
  RoutingRule rule = PoolRule("inside", "inside");
  rule.method = RoutingMethod::kWeighted;
  rule.sticky = RoutingStickiness::kLead;
  RoutingDesk desk({rule});
  for (int i = 0; i < 5; ++i) {
    StaffMember member = Member(absl::StrCat("p", i).c_str());
    member.max_open = 7;
    member.max_per_day = 60;
    member.weight = i + 1;
    desk.staff.people.push_back(member);
  }
  const Router& router = desk.router();
  Store store;
  std::atomic<int> refused{0};
  std::atomic<int> failures{0};
  const auto write = [&](int writer) {
    RandomSource random(static_cast<uint64_t>(writer) + 1);
    ConditionScratch scratch;
    for (int call = 0; call < kCalls; ++call) {
      Step step;
      if (random.Chance(70)) {
        AssignmentRequest request;
        request.lead_id = absl::StrCat("L", writer, "-", call);
        request.role = "sales";
        request.requested_at = desk.now + Duration::Seconds(call);
        step.requests = {router.Resolve(request, {}, desk.now, &scratch)};
      } else {
        step.releases = {
            {absl::StrCat("L", writer, "-", random.Below(40)), "", false}};
      }
      while (true) {
        const RoutingState state = store.Read();
        RoutingState next;
        if (step.releases.empty()) {
          auto result =
              router.Assign(step.requests, desk.staff, state, desk.now);
          if (!result.ok()) ++failures;
          if (!result.ok()) break;
          next = std::move(result->state);
        } else {
          auto result = router.Release(step.releases, state);
          if (!result.ok()) ++failures;
          if (!result.ok() || !result->changed) break;
          next = std::move(result->state);
        }
        std::map<std::string, int> open;
        for (const OpenAssignment& a : next.assignments) {
          if (++open[a.person_id] > 7) ++failures;
        }
        // Whoever is faster goes first.
        std::this_thread::yield();
        if (store.Replace(state.revision, next, step)) break;
        ++refused;
      }
    }
  };
  std::vector<std::thread> writers;
  for (int i = 0; i < kWriters; ++i) writers.emplace_back(write, i);
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(failures, 0);

  // One after the other gives the same state.
  RoutingState state;
  std::map<std::string, int> seen;
  for (const Step& step : store.steps()) {
    if (step.releases.empty()) {
      const auto result =
          router.Assign(step.requests, desk.staff, state, desk.now);
      ASSERT_THAT(result, IsOk());
      state = result->state;
      seen[step.requests[0].request.lead_id] = 1;
    } else {
      const auto result = router.Release(step.releases, state);
      ASSERT_THAT(result, IsOk());
      for (const RoutingRelease& release : step.releases) {
        seen.erase(release.lead_id);
      }
      state = result->state;
    }
  }
  EXPECT_EQ(state, store.Read());
  // Each lead that was not released is with somebody or waits.
  std::map<std::string, int> kept;
  for (const OpenAssignment& a : state.assignments) ++kept[a.lead_id];
  for (const WaitingRequest& w : state.waiting) {
    ++kept[w.resolved.request.lead_id];
  }
  EXPECT_EQ(kept, seen);
  EXPECT_GT(state.waiting.size(), 0u);
  EXPECT_EQ(state.assignments.size(), 35u);
  RecordProperty("refused", refused);
}

TEST(ConcurrentWriters, WhoComesSecondIsRefused) {
  RoutingDesk desk({PoolRule("inside", "inside")});
  StaffMember anna = Member("anna");
  anna.max_open = 1;
  desk.staff.people = {anna};
  Store store;
  const RoutingState read = store.Read();
  const auto one = desk.router().Assign({desk.Resolve(desk.Request("a"))},
                                        desk.staff, read, desk.now);
  const auto other = desk.router().Assign({desk.Resolve(desk.Request("b"))},
                                          desk.staff, read, desk.now);
  ASSERT_THAT(one, IsOk());
  ASSERT_THAT(other, IsOk());
  EXPECT_TRUE(store.Replace(read.revision, one->state, {}));
  EXPECT_FALSE(store.Replace(read.revision, other->state, {}));
}

}  // namespace
}  // namespace lotse
