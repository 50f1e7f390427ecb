// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What the preset is made of; buyer_stage_scenarios_test.cc says what it finds.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/visit_fields.h"
#include "lotse/channel/buyer_stage.h"
#include "lotse/engine/presets.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;

Schema B2bWithStages() {
  Schema schema = Preset("b2b")->schema;
  AddBuyerStageAttributes(&schema);
  return schema;
}

TEST(BuyerStagePreset, FitsThePresetB2b) {
  const BuyerStageSpec spec = BuyerStagePreset();
  ASSERT_OK_AND_ASSIGN(
      const FactCatalog catalog,
      CompileFactCatalog(B2bWithStages(), BuyerStageSignals(spec)));
  EXPECT_THAT(CompileBuyerStage(spec, catalog), IsOk());
}

TEST(BuyerStagePreset, HasThreeStages) {
  std::vector<std::string> ids;
  for (const BuyerStageDefinition& stage : BuyerStagePreset().stages) {
    ids.push_back(stage.id);
  }
  EXPECT_THAT(ids, ElementsAre("early", "mid", "late"));
}

TEST(BuyerStagePreset, SpeaksEnglishAndGerman) {
  const BuyerStageSpec spec = BuyerStagePreset();
  int texts = 0;
  VisitAll<LocalText>(spec, FieldPath(),
                      [&](const LocalText& text, const FieldPath& path) {
                        ++texts;
                        EXPECT_FALSE(text.en.empty()) << path.ToString();
                        EXPECT_FALSE(text.de.empty()) << path.ToString();
                      });
  EXPECT_EQ(texts, 2 * 3 + 12 + 1);
}

TEST(AddBuyerStageAttributes, AddsWhatIsMissingAndChangesNothingElse) {
  Schema schema;
  schema.activity = {{"asset_kind", ValueType::kText}};
  AddBuyerStageAttributes(&schema);
  ASSERT_EQ(schema.activity.size(), 2u);
  EXPECT_TRUE(schema.activity[0].options.empty());
  EXPECT_EQ(schema.activity[1].key, "asset_stage");
  const Schema once = schema;
  AddBuyerStageAttributes(&schema);
  EXPECT_EQ(schema, once);
}

}  // namespace
}  // namespace lotse
