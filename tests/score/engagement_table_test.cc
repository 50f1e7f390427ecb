// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// A table of states equals the states of single leads in bits, whatever the
// log, and tells what came late.
#include "lotse/score/engagement_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/testing/all_types.h"
#include "tests/testing/field_text.h"
#include "tests/testing/random_engagement.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

// A log whose payload is `minutes`.
struct TestLog {
  std::vector<uint32_t> rows;
  std::vector<uint32_t> kinds;
  std::vector<int64_t> times;
  std::vector<int64_t> minutes;
  std::vector<ColumnView> payload;

  ActivityLog View(const FactCatalog& catalog) {
    payload.assign(catalog.payload_size(), ColumnView());
    payload[*catalog.FindPayload("minutes")] = ColumnView::Fixed(
        ValueType::kInteger, ColumnLayout::kInt64, minutes.data());
    ActivityLog log;
    log.size = rows.size();
    log.rows = rows.data();
    log.kinds = kinds.data();
    log.occurred_at = times.data();
    log.payload = payload;
    return log;
  }
};

TEST(EngagementTable, HasTheBitsOfTheStates) {
  const FactCatalog catalog = AllTypesCatalog();
  const FactSlot slot = *catalog.FindPayload("minutes");
  for (uint64_t seed : RandomSeeds(150)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const EngagementSpec spec = RandomEngagementSpec(&random);
    ASSERT_OK_AND_ASSIGN(const Engagement engagement,
                         CompileEngagement(spec, catalog));
    const size_t leads = 1 + random.Below(8);
    EngagementTable table(engagement, leads,
                          random.Pick(AvailableInstructionSets()));
    std::vector<EngagementState> states(leads);
    std::vector<bool> replay(leads);
    EngagementScratch scratch;
    int64_t at = (EngagementNow() - Duration::Days(300)).micros();
    for (int part = 0; part < 3; ++part) {
      TestLog log;
      const size_t size = random.Below(random.Chance(10) ? 3000 : 60);
      size_t late = 0;
      for (size_t i = 0; i < size; ++i) {
        if (random.Chance(80)) {
          at += random.Pick<int64_t>({0, 1, 3600, 86400}) * 1000000;
        }
        // A row and a kind that do not exist, late ones and ones that are
        // before their time, now and then.
        log.rows.push_back(static_cast<uint32_t>(random.Below(leads + 1)));
        log.kinds.push_back(static_cast<uint32_t>(random.Below(4)));
        log.times.push_back(random.Chance(5)   ? at - 86400000000
                            : random.Chance(3) ? at + 10 * 86400000000
                                               : at);
        log.minutes.push_back(random.Between(0, 10));
        const size_t row = log.rows.back();
        if (row == leads) continue;
        std::vector<ValueView> payload(catalog.payload_size());
        payload[slot] = ValueView::Integer(log.minutes.back());
        ActivityView activity;
        activity.kind = log.kinds.back();
        activity.occurred_at = Instant::FromMicros(log.times.back());
        activity.payload = payload;
        if (engagement.Apply(activity, "", &states[row], &scratch) ==
            ApplyResult::kNeedsReplay) {
          replay[row] = true;
          ++late;
        }
      }
      ASSERT_EQ(table.Apply(log.View(catalog)), late);
      const Instant now = Instant::FromMicros(at) +
                          Duration::Seconds(random.Between(-86400, 9000000));
      EngagementPoints points;
      table.Read(now, 0, leads, &points);
      for (size_t row = 0; row < leads; ++row) {
        ASSERT_EQ(table.needs_replay(row), replay[row]);
        ASSERT_EQ(table.StoreState(row), states[row])
            << FieldText(table.StoreState(row)) << FieldText(states[row]);
        const EngagementScore score =
            engagement.Evaluate(states[row], now, &scratch);
        ASSERT_EQ(points.total_nano[row], score.points.nano())
            << FieldText(spec);
        for (size_t g = 0; g < score.groups.size(); ++g) {
          ASSERT_EQ(points.group_nano[g][row], score.groups[g].nano());
        }
        if (random.Chance(30)) {
          states[row].seen = {{1, states[row].watermark}};
          table.LoadState(row, states[row]);
          replay[row] = false;
          ASSERT_EQ(table.StoreState(row), states[row]);
        }
      }
    }
  }
}

// Half-lives of a second over months: sums move with the base.
TEST(EngagementTable, MovesSumsWithTheBase) {
  EngagementSpec spec;
  EngagementGroup& group = spec.groups.emplace_back();
  group.id = "web";
  EngagementRule& rule = group.rules.emplace_back();
  rule.id = "visit";
  rule.points = Points::FromDouble(10);
  rule.decay.kind = DecayKind::kHalfLife;
  rule.decay.length = Duration::Seconds(1);
  const FactCatalog catalog = AllTypesCatalog();
  ASSERT_OK_AND_ASSIGN(const Engagement engagement,
                       CompileEngagement(spec, catalog));
  EngagementTable table(engagement, 2);
  EngagementState state;
  EngagementScratch scratch;
  int64_t at = EngagementNow().micros();
  for (const int64_t seconds : {0, 1, 300, 399, 402, 5, 100000, 2}) {
    at += seconds * 1000000 + 123456;
    TestLog log;
    log.rows = {1};
    log.kinds = {0};
    log.times = {at};
    log.minutes = {0};
    EXPECT_EQ(table.Apply(log.View(catalog)), 0u);
    ActivityView activity;
    activity.occurred_at = Instant::FromMicros(at);
    engagement.Apply(activity, "", &state, &scratch);
    EXPECT_EQ(table.StoreState(1), state);
    EXPECT_EQ(table.StoreState(0), EngagementState());
    EngagementPoints points;
    const Instant now = Instant::FromMicros(at + 2345678);
    table.Read(now, 1, 2, &points);
    EXPECT_EQ(points.total_nano[0],
              engagement.Evaluate(state, now, &scratch).points.nano());
  }
  EXPECT_GT(table.MemoryUsage(), 2 * sizeof(double));
  EXPECT_EQ(table.leads(), 2u);
}

// What a table keeps of a lead lies in one cache line or in more.
TEST(EngagementTable, TakesAnyNumberOfRules) {
  const FactCatalog catalog = AllTypesCatalog();
  RandomSource random(3);
  EngagementScratch scratch;
  for (const int rules : {0, 1, 2, 13, 14, 15, 40}) {
    EngagementSpec spec;
    EngagementGroup& group = spec.groups.emplace_back();
    group.id = "all";
    for (int r = 0; r < rules; ++r) {
      EngagementRule& rule = group.rules.emplace_back();
      rule.id = absl::StrCat("rule", r);
      // The last one is that of a simple kind.
      rule.kinds = {r + 1 < rules ? "call" : "visit"};
      rule.points = Points::FromDouble(r + 1);
      rule.decay.kind = DecayKind::kHalfLife;
      rule.decay.length = Duration::Days(7 + r % 5);
      rule.caps.emplace_back().max_count = 1 + r % 3;
    }
    ASSERT_OK_AND_ASSIGN(const Engagement engagement,
                         CompileEngagement(spec, catalog));
    constexpr size_t kLeads = 7;
    EngagementTable table(engagement, kLeads);
    std::vector<EngagementState> states(kLeads);
    TestLog log;
    int64_t at = EngagementNow().micros();
    for (int i = 0; i < 700; ++i) {
      at += random.Between(0, 10) * 3600000000;
      ActivityView activity;
      activity.kind = static_cast<uint32_t>(random.Below(3));
      activity.occurred_at = Instant::FromMicros(at);
      const size_t row = random.Below(kLeads);
      engagement.Apply(activity, "", &states[row], &scratch);
      log.rows.push_back(static_cast<uint32_t>(row));
      log.kinds.push_back(activity.kind);
      log.times.push_back(at);
      log.minutes.push_back(0);
    }
    ASSERT_EQ(table.Apply(log.View(catalog)), 0u);
    EngagementPoints points;
    table.Read(Instant::FromMicros(at), 0, kLeads, &points);
    for (size_t row = 0; row < kLeads; ++row) {
      ASSERT_EQ(table.StoreState(row), states[row]) << rules << " rules";
      ASSERT_EQ(
          points.total_nano[row],
          engagement.Evaluate(states[row], Instant::FromMicros(at), &scratch)
              .points.nano());
    }
  }
}

// What was counted in another time zone, or under other caps and half-lives.
TEST(EngagementTable, TakesStatesOfOtherSpecs) {
  const FactCatalog catalog = AllTypesCatalog();
  RandomSource random(9);
  EngagementScratch scratch;
  for (int i = 0; i < 300; ++i) {
    const auto compile = [&] {
      return *CompileEngagement(RandomSimpleEngagementSpec(&random), catalog);
    };
    const Engagement before = compile();
    const Engagement engagement = compile();
    EngagementTable table(engagement, 1);
    EngagementState state;
    int64_t at = EngagementNow().micros();
    const auto next = [&] {
      at += random.Between(0, 5) * 3600000000;
      ActivityView activity;
      activity.kind = static_cast<uint32_t>(random.Below(3));
      activity.occurred_at = Instant::FromMicros(at);
      return activity;
    };
    for (int k = 0; k < 20; ++k) before.Apply(next(), "", &state, &scratch);
    table.LoadState(0, state);
    for (int k = 0; k < 20; ++k) {
      const ActivityView activity = next();
      TestLog log;
      log.rows = {0};
      log.kinds = {activity.kind};
      log.times = {at};
      log.minutes = {0};
      const ApplyResult result =
          engagement.Apply(activity, "", &state, &scratch);
      const bool applied = result == ApplyResult::kApplied;
      ASSERT_EQ(table.Apply(log.View(catalog)), applied ? 0u : 1u);
      EngagementPoints points;
      table.Read(activity.occurred_at, 0, 1, &points);
      ASSERT_EQ(points.total_nano[0],
                engagement.Evaluate(state, activity.occurred_at, &scratch)
                    .points.nano());
      // Until one is applied, the state is as the other spec left it.
      if (!applied) continue;
      ASSERT_EQ(table.StoreState(0), state)
          << FieldText(table.StoreState(0)) << FieldText(state);
    }
  }
}

}  // namespace
}  // namespace lotse
