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

TEST(EngagementColumns, NumbersAreThoseOfPoints) {
  std::vector<double> numbers = {1, 2, 3};
  EngagementPoints::ToNumbers({1500000000, -1}, &numbers);
  EXPECT_EQ(numbers, (std::vector<double>{1.5, -1e-9}));
}

}  // namespace
}  // namespace lotse
