// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/engine/describe_engagement.h"

#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

const Instant kNow = *Instant::Parse("2026-11-23T10:00:00Z");

struct Case {
  const char* language;
  const char* sentence;
};

TEST(DescribeEngagement, CountsActivitiesAndNamesTheLastDay) {
  Schema schema;
  schema.activity_kinds = {{"call"}, {"visit"}};
  const FactCatalog catalog = *CompileFactCatalog(schema);
  EngagementSpec spec;
  spec.groups.emplace_back().id = "talks";
  EngagementRule& rule = spec.groups[0].rules.emplace_back();
  rule.id = "talk";
  rule.kinds = {"call", "visit"};
  rule.points = Points::FromDouble(3);
  rule.decay = {DecayKind::kLinear, Duration::Days(30)};
  const absl::StatusOr<Engagement> engagement =
      CompileEngagement(spec, catalog);
  ASSERT_TRUE((engagement.status()).ok());
  const ActivityView activities[] = {{0, kNow - Duration::Days(20), {}},
                                     {1, kNow - Duration::Days(10), {}},
                                     {1, kNow - Duration::Days(90), {}}};
  LeadView view;
  view.activities = activities;
  EngagementScratch scratch;
  const EngagementScore score = engagement->Evaluate(view, kNow, &scratch);
  ASSERT_EQ(score.contributions.size(), 1u);
  const EngagementContribution contribution = score.contributions[0];
  EXPECT_EQ(contribution.points, Points::FromDouble(3));
  for (const Case& c :
       {Case{"en",
             "Call or visit: 2 times, last on 2026-11-13, 6 before "
             "fading: +3 points"},
        Case{"de",
             "Call oder visit: 2-mal, zuletzt am 13.11.2026, vor dem "
             "Verblassen 6: +3 Punkte"}}) {
    EXPECT_EQ(DescribeEngagement(*engagement, catalog, contribution, view, kNow,
                                 c.language, &scratch),
              c.sentence);
  }
}

}  // namespace
}  // namespace lotse
