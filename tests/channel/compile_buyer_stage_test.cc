// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "lotse/channel/buyer_stage.h"
#include "tests/testing/all_types.h"
#include "tests/testing/spec_paths.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Points P(double points) { return Points::FromDouble(points); }

BuyerStageSpec GoodSpec() {
  BuyerStageSpec spec;
  spec.stages = {{"early", {}, P(1), {}}, {"late", {}, P(3), {}}};
  spec.evidence = {
      {"read",
       "early",
       Condition::FromText("count(download within last 90 days) >= 1"),
       P(1),
       {}},
      {"met", "late", Condition::FromText("count(call) >= 1"), P(2), {}},
      {"good", "late", Condition::FromText("quality.grade = \"A\""), P(1), {}}};
  spec.min_evidence = P(1);
  spec.hold = Duration::Days(7);
  return spec;
}

std::vector<std::string> IssuesOfSpec(const BuyerStageSpec& spec) {
  SpecIssues issues;
  ValidateBuyerStage(spec, AllTypesCatalog(), FieldPath("buyer_stage"),
                     &issues);
  return IssuesOf(issues);
}

TEST(ValidateBuyerStage, AcceptsWhatIsRight) {
  EXPECT_THAT(IssuesOfSpec(BuyerStageSpec()), IsEmpty());
  EXPECT_THAT(IssuesOfSpec(GoodSpec()), IsEmpty());
}

constexpr char kId[] =
    "is no id: use lower case letters, digits and _, first a letter";

TEST(ValidateBuyerStage, NamesWhatIsWrongByItsPath) {
  const struct {
    std::function<void(BuyerStageSpec*)> change;
    std::vector<std::string> expected;
  } kCases[] = {
      {[](BuyerStageSpec* s) { s->stages[0].id = "Early"; },
       {std::string("buyer_stage.stages[0].id: ") + kId,
        "buyer_stage.evidence[0].stage: is none of the stages; did you mean "
        "\"Early\"?",
        "buyer_stage.stages[0]: no evidence speaks for it"}},
      {[](BuyerStageSpec* s) { s->stages.push_back(s->stages[0]); },
       {"buyer_stage.stages[2].id: stands twice",
        "buyer_stage.stages[2]: no evidence speaks for it"}},
      {[](BuyerStageSpec* s) { s->stages.clear(); },
       {"buyer_stage.stages: is empty, but there is evidence",
        "buyer_stage.evidence[0].stage: is none of the stages",
        "buyer_stage.evidence[1].stage: is none of the stages",
        "buyer_stage.evidence[2].stage: is none of the stages",
        "buyer_stage.min_evidence: is more than all evidence together"}},
      {[](BuyerStageSpec* s) { s->stages[0].label.en = "\xFF"; },
       {"buyer_stage.stages[0].label.en: is no valid UTF-8"}},
      {[](BuyerStageSpec* s) { s->stages[1].offer.de = "\xFF"; },
       {"buyer_stage.stages[1].offer.de: is no valid UTF-8"}},
      {[](BuyerStageSpec* s) { s->first_offer.en = "\xFF"; },
       {"buyer_stage.first_offer.en: is no valid UTF-8"}},
      {[](BuyerStageSpec* s) { s->stages[0].needs = P(-1); },
       {"buyer_stage.stages[0].needs: must not be negative"}},
      {[](BuyerStageSpec* s) { s->stages[1].needs = P(3.5); },
       {"buyer_stage.stages[1].needs: is more than all its evidence "
        "together"}},
      {[](BuyerStageSpec* s) { s->evidence[0].id = ""; },
       {std::string("buyer_stage.evidence[0].id: ") + kId}},
      {[](BuyerStageSpec* s) { s->evidence[1].id = "read"; },
       {"buyer_stage.evidence[1].id: stands twice"}},
      {[](BuyerStageSpec* s) { s->evidence[1].stage = "lete"; },
       {"buyer_stage.evidence[1].stage: is none of the stages; did you mean "
        "\"late\"?",
        "buyer_stage.stages[1].needs: is more than all its evidence "
        "together"}},
      {[](BuyerStageSpec* s) { s->evidence[0].when = Condition(); },
       {"buyer_stage.evidence[0].when: is missing"}},
      {[](BuyerStageSpec* s) {
         s->evidence[0].when = Condition::FromText("score.points > 3");
       },
       {"buyer_stage.evidence[0].when: score.points is not known here: it is "
        "computed in a later step"}},
      {[](BuyerStageSpec* s) {
         s->evidence[0].when = Condition::FromText("gender = \"f\"");
       },
       {"buyer_stage.evidence[0].when: company.gender must not be used for "
        "scoring (the schema says not_for_scoring)"}},
      {[](BuyerStageSpec* s) { s->evidence[0].weight = P(0); },
       {"buyer_stage.evidence[0].weight: must be above 0",
        "buyer_stage.stages[0]: no evidence speaks for it"}},
      {[](BuyerStageSpec* s) { s->evidence[2].weight = P(-1); },
       {"buyer_stage.evidence[2].weight: must be above 0",
        "buyer_stage.stages[1].needs: is more than all its evidence "
        "together"}},
      {[](BuyerStageSpec* s) { s->evidence[0].weight = P(1000001); },
       {"buyer_stage.evidence[0].weight: is beyond 1000000 points"}},
      {[](BuyerStageSpec* s) {
         for (int i = 0; i < 5; ++i) {
           s->evidence.push_back(s->evidence[0]);
           s->evidence.back().id += static_cast<char>('a' + i);
           s->evidence.back().weight = P(900000);
         }
       },
       {"buyer_stage: can add up to more than 4000000 points"}},
      {[](BuyerStageSpec* s) { s->min_evidence = P(-1); },
       {"buyer_stage.min_evidence: must not be negative"}},
      {[](BuyerStageSpec* s) { s->min_evidence = P(4.5); },
       {"buyer_stage.min_evidence: is more than all evidence together"}},
      {[](BuyerStageSpec* s) { s->hold = Duration::Micros(-1); },
       {"buyer_stage.hold: must be from 0 to 3652500 days"}},
      {[](BuyerStageSpec* s) {
         s->hold = Duration::Days(kMaxDurationDays + 1);
       },
       {"buyer_stage.hold: must be from 0 to 3652500 days"}},
      {[](BuyerStageSpec* s) { s->evidence.resize(kMaxRules - 1); },
       {"buyer_stage: has more than 10000 stages and pieces of evidence"}},
  };
  for (const auto& c : kCases) {
    BuyerStageSpec spec = GoodSpec();
    c.change(&spec);
    EXPECT_THAT(IssuesOfSpec(spec), ElementsAreArray(c.expected));
  }
}

TEST(CompileBuyerStage, ReportsTheFirstIssue) {
  BuyerStageSpec spec = GoodSpec();
  spec.evidence[1].when = Condition::FromText("count(cal) >= 1");
  EXPECT_THAT(CompileBuyerStage(spec, AllTypesCatalog()),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("buyer_stage.evidence[1].when")));
}

TEST(CompileBuyerStage, KeepsItsSpecAndKnowsItsSize) {
  ASSERT_OK_AND_ASSIGN(const BuyerStageFinder finder,
                       CompileBuyerStage(GoodSpec(), AllTypesCatalog()));
  EXPECT_EQ(finder.spec(), GoodSpec());
  EXPECT_GT(finder.MemoryUsage(), 100u);
  EXPECT_EQ(finder.FindStage("late"), 1);
  EXPECT_EQ(finder.FindStage("later"), -1);
}

TEST(BuyerStageSignals, AreOneTextWithTheStagesAsOptions) {
  EXPECT_THAT(BuyerStageSignals(BuyerStageSpec()), IsEmpty());
  const std::vector<FactDefinition> signals = BuyerStageSignals(GoodSpec());
  ASSERT_EQ(signals.size(), 1u);
  EXPECT_EQ(signals[0].name, "buyer.stage");
  EXPECT_EQ(signals[0].type, ValueType::kText);
  EXPECT_EQ(signals[0].step, SignalStep::kBuyerStage);
  ASSERT_EQ(signals[0].options.size(), 2u);
  EXPECT_EQ(signals[0].options[1].key, "late");
}

}  // namespace
}  // namespace lotse
