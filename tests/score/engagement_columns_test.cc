// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The engagement of columns, however they lie and are cut, is that of the rows.
#include "lotse/score/engagement_columns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/testing/all_types.h"
#include "tests/testing/columns_of_rows.h"
#include "tests/testing/field_text.h"
#include "tests/testing/random_engagement.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

TEST(EngagementColumns, HaveTheBitsOfTheRows) {
  const FactCatalog catalog = AllTypesCatalog();
  for (uint64_t seed : RandomSeeds(200)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const EngagementSpec spec = RandomEngagementSpec(&random);
    ASSERT_OK_AND_ASSIGN(const Engagement engagement,
                         CompileEngagement(spec, catalog));
    std::vector<RandomActivities> leads;
    std::vector<LeadView> rows;
    const size_t count = random.Below(12) + (random.Chance(3) ? 300 : 0);
    for (size_t i = 0; i < count; ++i) {
      leads.emplace_back(catalog, &random, random.Chance(20) ? 0 : 60);
      if (random.Chance(50)) leads.back().Shuffle(&random);
      if (random.Chance(50)) leads.back().SortByTime();
    }
    for (const RandomActivities& lead : leads) rows.push_back(lead.view());
    const ColumnsOfRows columns(catalog, rows, &random);
    const Instant now = EngagementNow() + Duration::Seconds(random.Between(
                                              -420 * 86400, 60 * 86400));
    EngagementScratch scratch;
    for (const InstructionSet set : AvailableInstructionSets()) {
      EngagementColumns engagement_columns(engagement, columns.leads(), now,
                                           set);
      EngagementPoints points;
      for (size_t begin = 0; begin < count;) {
        const size_t end = begin + 1 + random.Below(count - begin);
        engagement_columns.Compute(begin, end, &points);
        ASSERT_EQ(points.total_nano.size(), end - begin);
        for (size_t i = begin; i < end; ++i) {
          const EngagementScore score =
              engagement.Evaluate(rows[i], now, &scratch);
          ASSERT_EQ(points.total_nano[i - begin], score.points.nano())
              << NameOf(set) << " row " << i << FieldText(spec);
          for (size_t g = 0; g < score.groups.size(); ++g) {
            ASSERT_EQ(points.group_nano[g][i - begin], score.groups[g].nano());
          }
        }
        begin = end;
      }
    }
  }
}

// Activities in order, at and beyond the ends of the calendar, before and after
// the instant that is asked for.
TEST(EngagementColumns, TakeTimesBeyondTheCalendar) {
  RandomSource random(5);
  const FactCatalog catalog = AllTypesCatalog();
  const int64_t least = Instant::Min().micros();
  const int64_t most = Instant::Max().micros();
  const std::vector<int64_t> times = {
      INT64_MIN, least - 1, least,    least + 1,     0,
      most - 1,  most,      most + 1, INT64_MAX - 1, INT64_MAX};
  const std::vector<uint32_t> kinds(times.size(), 0);
  const std::vector<int64_t> begin = {0, static_cast<int64_t>(times.size())};
  std::vector<ActivityView> activities(times.size());
  for (size_t i = 0; i < times.size(); ++i) {
    activities[i].kind = 0;
    activities[i].occurred_at = Instant::FromMicros(times[i]);
  }
  LeadView lead;
  lead.activities = activities;
  LeadColumns leads;
  leads.rows = 1;
  leads.activities.begin = begin.data();
  leads.activities.kinds = kinds.data();
  leads.activities.occurred_at = times.data();
  for (int i = 0; i < 20; ++i) {
    ASSERT_OK_AND_ASSIGN(
        const Engagement engagement,
        CompileEngagement(RandomSimpleEngagementSpec(&random), catalog));
    EngagementScratch scratch;
    for (const int64_t now : times) {
      for (const InstructionSet set : AvailableInstructionSets()) {
        EngagementPoints points;
        EngagementColumns(engagement, leads, Instant::FromMicros(now), set)
            .Compute(0, 1, &points);
        EXPECT_EQ(points.total_nano[0],
                  engagement.Evaluate(lead, Instant::FromMicros(now), &scratch)
                      .points.nano());
      }
    }
  }
}

TEST(EngagementColumns, NumbersAreThoseOfPoints) {
  std::vector<double> numbers = {1, 2, 3};
  EngagementPoints::ToNumbers({1500000000, -1}, &numbers);
  EXPECT_EQ(numbers, (std::vector<double>{1.5, -1e-9}));
}

}  // namespace
}  // namespace lotse
