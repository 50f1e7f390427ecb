// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/engine/b2b_preset.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/visit_fields.h"
#include "lotse/engine/engine.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

const Instant kNow = *Instant::Parse("2026-11-23T10:00:00Z");

TEST(B2bPreset, ScoresALeadOfWhichNothingIsKnown) {
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(B2bPreset()));
  ASSERT_OK_AND_ASSIGN(const ScoreReport report, engine.Score(Facts(), kNow));
  EXPECT_EQ(report.category, "cold");
  EXPECT_TRUE(report.probability_assumed);
}

// Whoever adds such an attribute must keep it out of rules.
TEST(B2bPreset, NeverScoresWhatIsProtected) {
  const EngineSpec spec = B2bPreset();
  bool any = false;
  for (const AttributeSpec& attribute : spec.schema.person) {
    for (const char* word :
         {"birth", "gender", "sex", "nationality", "religion", "marital"}) {
      if (attribute.key.find(word) == std::string::npos) continue;
      any = true;
      EXPECT_TRUE(attribute.not_for_scoring) << attribute.key;
    }
  }
  EXPECT_TRUE(any);
}

TEST(B2bPreset, SaysEverythingInEnglishAndGerman) {
  const EngineSpec spec = B2bPreset();
  const auto check = [](const LocalText& text, const FieldPath& path) {
    EXPECT_EQ(text.en.empty(), text.de.empty()) << path.ToString();
  };
  VisitAll<LocalText>(spec, FieldPath(), check);
}

TEST(B2bPreset, NeverReadsAProtectedAttributeWhateverTheSpec) {
  EngineSpec spec = B2bPreset();
  spec.scoring.groups[0].rules.push_back(
      Rule{"young",
           Condition::FromText("birth_date > 1990-01-01"),
           Points::FromDouble(1),
           {}});
  EXPECT_THAT(CompileEngine(spec),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       ::testing::HasSubstr("must not be used for scoring")));
}

}  // namespace
}  // namespace lotse
