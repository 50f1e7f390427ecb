// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Random engagement on random activities: the fold equals the textbook formula,
// states equal the fold in bits, and no order makes a difference.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/score/engagement.h"
#include "tests/testing/all_types.h"
#include "tests/testing/field_text.h"
#include "tests/testing/random_engagement.h"
#include "tests/testing/random_source.h"
#include "tests/testing/reference_engagement.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

std::string Lines(const EngagementScore& score) {
  std::string text = score.points.ToString();
  for (const Points points : score.groups) {
    absl::StrAppend(&text, " ", points.ToString());
  }
  for (const EngagementContribution& part : score.contributions) {
    absl::StrAppend(&text, "\n", part.source, " ", part.points.ToString());
  }
  return text;
}

class EngagementProperty : public ::testing::Test {
 protected:
  const FactCatalog catalog_ = AllTypesCatalog();
  EngagementScratch scratch_;
  EngagementScratch other_scratch_;

  Engagement Compile(const EngagementSpec& spec) {
    absl::StatusOr<Engagement> engagement = CompileEngagement(spec, catalog_);
    EXPECT_THAT(engagement, IsOk());
    return engagement.ok() ? *engagement : Engagement();
  }
  static Instant RandomNow(RandomSource* random) {
    return EngagementNow() +
           Duration::Seconds(random->Between(-420 * 86400, 60 * 86400));
  }
};

TEST_F(EngagementProperty, EqualsTheTextbookFormula) {
  for (uint64_t seed : RandomSeeds(400)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const EngagementSpec spec = RandomEngagementSpec(&random);
    const Engagement engagement = Compile(spec);
    const RandomActivities lead(catalog_, &random);
    for (int i = 0; i < 5; ++i) {
      const Instant now = RandomNow(&random);
      const ReferenceEngagementResult expected =
          ReferenceEngagement(spec, lead.activities(), now, MinutesHold);
      const EngagementScore score =
          engagement.Evaluate(lead.view(), now, &scratch_);
      const double tolerance =
          1e-9 * (expected.magnitude + expected.counted + 1);
      ASSERT_NEAR(score.points.ToDouble(), expected.points, tolerance)
          << FieldText(spec) << now.ToString();
      Points sum;
      for (const EngagementContribution& part : score.contributions) {
        EXPECT_NE(part.points, Points());
        sum += part.points;
      }
      EXPECT_EQ(sum, score.points);
      ASSERT_EQ(score.groups.size(), spec.groups.size());
      for (size_t g = 0; g < spec.groups.size(); ++g) {
        EXPECT_NEAR(score.groups[g].ToDouble(), expected.groups[g], tolerance);
      }
    }
  }
}

TEST_F(EngagementProperty, NoOrderMakesADifference) {
  for (uint64_t seed : RandomSeeds(200)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const Engagement engagement = Compile(RandomEngagementSpec(&random));
    RandomActivities lead(catalog_, &random);
    const Instant now = RandomNow(&random);
    const std::string first =
        Lines(engagement.Evaluate(lead.view(), now, &scratch_));
    const EngagementState state =
        engagement.Replay(lead.view(), lead.ids(), now, &scratch_);
    for (int i = 0; i < 5; ++i) {
      lead.Shuffle(&random);
      ASSERT_EQ(Lines(engagement.Evaluate(lead.view(), now, &scratch_)), first);
      ASSERT_EQ(engagement.Replay(lead.view(), lead.ids(), now, &scratch_),
                state);
    }
  }
}

// Activities arrive in the order of their times, now and then late or twice; a
// late one leads to a replay of those that are known.
TEST_F(EngagementProperty, StatesEqualTheFoldInBits) {
  for (uint64_t seed : RandomSeeds(300)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const Engagement engagement = Compile(RandomEngagementSpec(&random));
    const RandomActivities lead(catalog_, &random);
    const LeadView view = lead.view();
    const std::vector<absl::string_view> ids = lead.ids();
    std::vector<size_t> order(ids.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return view.activities[a].occurred_at < view.activities[b].occurred_at;
    });
    for (size_t i = 1; i < order.size(); ++i) {
      if (random.Chance(15)) std::swap(order[i - 1], order[i]);
    }
    EngagementState state;
    std::vector<ActivityView> known;
    std::vector<absl::string_view> known_ids;
    for (size_t i : order) {
      known.push_back(view.activities[i]);
      known_ids.push_back(ids[i]);
      LeadView sofar;
      sofar.activities = known;
      const EngagementState before = state;
      const ApplyResult result =
          engagement.Apply(view.activities[i], ids[i], &state, &scratch_);
      if (result == ApplyResult::kNeedsReplay) {
        ASSERT_EQ(state, before);
        ASSERT_LE(view.activities[i].occurred_at, state.watermark);
        state = engagement.Replay(sofar, known_ids, Instant::Max(), &scratch_);
      } else {
        ASSERT_EQ(result, ApplyResult::kApplied);
      }
      ASSERT_EQ(state, engagement.Replay(sofar, known_ids, Instant::Max(),
                                         &other_scratch_));
      const Instant now =
          state.watermark + Duration::Seconds(random.Between(0, 90 * 86400));
      ASSERT_EQ(Lines(engagement.Evaluate(state, now, &scratch_)),
                Lines(engagement.Evaluate(sofar, now, &other_scratch_)));
      if (random.Chance(20)) {
        EngagementState same = state;
        const size_t k = random.Below(known.size());
        const bool remembered =
            known[k].occurred_at > state.watermark - Duration::Days(30);
        ASSERT_EQ(
            engagement.Apply(known[k], known_ids[k], &same, &scratch_),
            remembered ? ApplyResult::kDuplicate : ApplyResult::kNeedsReplay);
        ASSERT_EQ(same, state);
      }
    }
  }
}

TEST_F(EngagementProperty, ActivitiesThatNoRuleCountsCanBeDeleted) {
  for (uint64_t seed : RandomSeeds(100)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const Engagement engagement = Compile(RandomEngagementSpec(&random));
    const RandomActivities lead(catalog_, &random);
    const Instant now = RandomNow(&random);
    std::vector<ActivityView> counted;
    for (const ActivityView& activity : lead.view().activities) {
      if (engagement.CountsActivity(activity, &scratch_)) {
        counted.push_back(activity);
      }
    }
    LeadView fewer;
    fewer.activities = counted;
    EXPECT_EQ(Lines(engagement.Evaluate(lead.view(), now, &scratch_)),
              Lines(engagement.Evaluate(fewer, now, &other_scratch_)));
  }
}

TEST_F(EngagementProperty, BetweenHoldsAtEachInstant) {
  for (uint64_t seed : RandomSeeds(100)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const Engagement engagement = Compile(RandomEngagementSpec(&random));
    const RandomActivities lead(catalog_, &random);
    const Instant from = EngagementNow() + Duration::Days(3);
    const Instant to = from + Duration::Seconds(random.Between(0, 200 * 86400));
    const absl::Span<const PointsRange> in_scratch =
        engagement.Between(lead.view(), from, to, &scratch_);
    const std::vector<PointsRange> ranges(in_scratch.begin(), in_scratch.end());
    for (int i = 0; i < 50; ++i) {
      const Instant now =
          Instant::FromMicros(random.Between(from.micros(), to.micros()));
      const EngagementScore score =
          engagement.Evaluate(lead.view(), now, &other_scratch_);
      ASSERT_LE(ranges[0].lowest, score.points);
      ASSERT_GE(ranges[0].highest, score.points);
      for (size_t g = 0; g < score.groups.size(); ++g) {
        ASSERT_LE(ranges[1 + g].lowest, score.groups[g]);
        ASSERT_GE(ranges[1 + g].highest, score.groups[g]);
      }
    }
  }
}

TEST_F(EngagementProperty, StatesStayBelowTheirBound) {
  for (uint64_t seed : RandomSeeds(50)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const Engagement engagement = Compile(RandomEngagementSpec(&random));
    const RandomActivities lead(catalog_, &random, 300);
    const EngagementState state =
        engagement.Replay(lead.view(), lead.ids(), Instant::Max(), &scratch_);
    size_t bytes = sizeof(state) + state.seen.size() * sizeof(SeenActivity);
    for (const EngagementTally& tally : state.tallies) {
      bytes += sizeof(tally) + tally.rule.size() +
               tally.live.size() * sizeof(LiveActivity) +
               tally.days.size() * sizeof(CappedDay);
    }
    EXPECT_LE(bytes, engagement.MaxStateBytes());
  }
}

}  // namespace
}  // namespace lotse
