// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/channel/buyer_stage.h"
#include "tests/testing/all_types.h"
#include "tests/testing/count_allocations.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Points P(double points) { return Points::FromDouble(points); }

BuyerStageEvidence Evidence(const char* id, const char* stage, const char* when,
                            double weight) {
  return {id, stage, Condition::FromText(when), P(weight), {}};
}

// Three stages, of which a lead's texts say what speaks for them.
BuyerStageSpec Spec() {
  BuyerStageSpec spec;
  spec.stages = {{"early", {}, {}, LocalText{"", "a checklist", "", {}}},
                 {"mid", {}, P(3), LocalText{"", "a reference", "", {}}},
                 {"late", {}, P(3), LocalText{"", "an offer", "", {}}}};
  spec.evidence = {Evidence("e1", "early", "any(tags) contains \"e1\"", 1),
                   Evidence("m1", "mid", "any(tags) contains \"m1\"", 1),
                   Evidence("m2", "mid", "any(tags) contains \"m2\"", 2),
                   Evidence("m3", "mid", "any(tags) contains \"m3\"", 2),
                   Evidence("l1", "late", "any(tags) contains \"l1\"", 3)};
  spec.first_offer = LocalText{"", "a question", "", {}};
  return spec;
}

class FindBuyerStage : public testing::Test {
 protected:
  BuyerStageResult Find(const BuyerStageSpec& spec,
                        std::vector<absl::string_view> there,
                        const BuyerStageMemory& memory = {}) {
    there_ = std::move(there);
    const auto finder = CompileBuyerStage(spec, lead_.catalog());
    EXPECT_TRUE(finder.ok()) << finder.status();
    lead_.Set("tags", ValueView::List(there_));
    return finder->Find(lead_.View(), lead_.as_of, memory, &scratch_);
  }
  Instant DaysAgo(int64_t days) const {
    return lead_.as_of - Duration::Days(days);
  }

  AllTypesLead lead_;
  std::vector<absl::string_view> there_;
  BuyerStageScratch scratch_;
};

TEST_F(FindBuyerStage, WithoutEvidenceFindsNone) {
  const BuyerStageResult result = Find(Spec(), {});
  EXPECT_EQ(result.stage, -1);
  EXPECT_EQ(result.since, lead_.as_of);
  EXPECT_EQ(result.total, P(0));
  EXPECT_THAT(result.reasons, IsEmpty());
  EXPECT_EQ(result.next_stage, 0);
  EXPECT_THAT(result.missing, ElementsAre(0));
  // Early needs nothing but any evidence at all.
  EXPECT_EQ(result.missing_points, Points::FromNano(1));
}

TEST_F(FindBuyerStage, TakesTheHighestStageThatIsMet) {
  const struct {
    std::vector<absl::string_view> there;
    int32_t stage;
  } kCases[] = {{{"e1"}, 0},
                {{"e1", "m1"}, 0},
                {{"m1"}, -1},
                {{"m1", "m2"}, 1},
                {{"e1", "m2", "m3"}, 1},
                {{"l1"}, 2},
                {{"e1", "m1", "l1"}, 2}};
  for (const auto& c : kCases) {
    EXPECT_EQ(Find(Spec(), c.there).stage, c.stage);
  }
}

TEST_F(FindBuyerStage, NamesReasonsAndWhatIsMissingStrongestFirst) {
  const BuyerStageResult early = Find(Spec(), {"e1", "m1"});
  EXPECT_THAT(early.reasons, ElementsAre(0));
  EXPECT_EQ(early.next_stage, 1);
  EXPECT_THAT(early.missing, ElementsAre(2, 3));
  EXPECT_EQ(early.missing_points, P(2));
  EXPECT_EQ(early.total, P(2));

  const BuyerStageResult mid = Find(Spec(), {"m1", "m3", "m2"});
  EXPECT_THAT(mid.reasons, ElementsAre(2, 3, 1));
  EXPECT_EQ(mid.next_stage, 2);
  EXPECT_THAT(mid.missing, ElementsAre(4));

  const BuyerStageResult late = Find(Spec(), {"l1"});
  EXPECT_EQ(late.next_stage, -1);
  EXPECT_THAT(late.missing, IsEmpty());
  EXPECT_EQ(late.missing_points, P(0));
}

TEST_F(FindBuyerStage, WantsEnoughEvidenceInAll) {
  BuyerStageSpec spec = Spec();
  spec.min_evidence = P(5);
  const BuyerStageResult none = Find(spec, {"l1", "m1"});
  EXPECT_EQ(none.stage, -1);
  // Late would be met; it lacks nothing but evidence in all.
  EXPECT_EQ(none.next_stage, 2);
  EXPECT_EQ(none.missing_points, P(1));
  EXPECT_EQ(Find(spec, {"l1", "m1", "e1"}).stage, 2);
}

TEST_F(FindBuyerStage, HoldsAStageForItsTime) {
  BuyerStageSpec spec = Spec();
  spec.hold = Duration::Days(10);
  const struct {
    BuyerStageMemory memory;
    int32_t stage;
    Instant since;
    bool held;
  } kCases[] = {
      {{2, DaysAgo(10) + Duration::Micros(1)},
       2,
       DaysAgo(10) + Duration::Micros(1),
       true},
      {{2, DaysAgo(10)}, 0, lead_.as_of, false},
      {{2, lead_.as_of}, 2, lead_.as_of, true},
      // A memory of the future, or of a stage that is gone, is ignored.
      {{2, DaysAgo(-1)}, 0, lead_.as_of, false},
      {{3, DaysAgo(1)}, 0, lead_.as_of, false},
      {{2, Instant()}, 0, lead_.as_of, false},
      {{0, Instant()}, 0, lead_.as_of, false},
      // Nothing to hold: it is where it was.
      {{0, DaysAgo(30)}, 0, DaysAgo(30), false},
      {{-1, DaysAgo(30)}, 0, lead_.as_of, false},
  };
  for (const auto& c : kCases) {
    const BuyerStageResult result = Find(spec, {"e1"}, c.memory);
    EXPECT_EQ(result.stage, c.stage);
    EXPECT_EQ(result.since, c.since);
    EXPECT_EQ(result.held, c.held);
  }
  // Without any evidence, too; it rises at once.
  EXPECT_EQ(Find(spec, {}, {1, DaysAgo(1)}).stage, 1);
  EXPECT_THAT(Find(spec, {}, {1, DaysAgo(1)}).reasons, IsEmpty());
  EXPECT_EQ(Find(spec, {"l1"}, {1, DaysAgo(1)}).stage, 2);
  // Having none is remembered with its instant.
  EXPECT_EQ(Find(spec, {}, {-1, DaysAgo(3)}).since, DaysAgo(3));
}

TEST_F(FindBuyerStage, PublishesTheStageAsASignal) {
  const BuyerStageSpec spec = Spec();
  ASSERT_OK_AND_ASSIGN(
      const FactCatalog catalog,
      CompileFactCatalog(AllTypesSchema(), BuyerStageSignals(spec)));
  ASSERT_OK_AND_ASSIGN(const BuyerStageFinder finder,
                       CompileBuyerStage(spec, catalog));
  std::vector<ValueView> row(catalog.size());
  const FactSlot slot = *catalog.Find("buyer.stage");
  BuyerStageResult result;
  result.stage = 2;
  finder.Publish(result, absl::MakeSpan(row));
  EXPECT_EQ(row[slot].text(), "late");
  result.stage = -1;
  finder.Publish(result, absl::MakeSpan(row));
  EXPECT_TRUE(row[slot].missing());
  // Too short a row, and a catalog without the signal, are left alone.
  finder.Publish(result, {});
  ASSERT_OK_AND_ASSIGN(const BuyerStageFinder silent,
                       CompileBuyerStage(spec, lead_.catalog()));
  silent.Publish(result, absl::MakeSpan(row));
}

TEST_F(FindBuyerStage, KnowsWhatToOffer) {
  ASSERT_OK_AND_ASSIGN(const BuyerStageFinder finder,
                       CompileBuyerStage(Spec(), lead_.catalog()));
  EXPECT_EQ(finder.OfferOf(-1).en, "a question");
  EXPECT_EQ(finder.OfferOf(1).en, "a reference");
}

TEST_F(FindBuyerStage, AllocatesNothingOnceTheScratchHasGrown) {
  ASSERT_OK_AND_ASSIGN(const BuyerStageFinder finder,
                       CompileBuyerStage(Spec(), lead_.catalog()));
  const std::vector<absl::string_view> tags = {"e1", "m1", "m2"};
  lead_.Set("tags", ValueView::List(tags));
  const LeadView view = lead_.View();
  finder.Find(view, lead_.as_of, {}, &scratch_);
  lead_.Set("tags", ValueView());
  finder.Find(view, lead_.as_of, {}, &scratch_);
  const size_t before = Allocations();
  finder.Find(view, lead_.as_of, {}, &scratch_);
  EXPECT_EQ(Allocations(), before);
}

}  // namespace
}  // namespace lotse
