// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/engine/b2b_preset.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
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
  EngineSpec spec = B2bPreset();
  spec.scores.push_back({"grades", {}, {}, B2bGradesPreset().scoring});
  const auto check = [](const LocalText& text, const FieldPath& path) {
    EXPECT_EQ(text.en.empty(), text.de.empty()) << path.ToString();
  };
  VisitAll<LocalText>(spec, FieldPath(), check);
}

// The grade and the category of a lead with these facts, who may have sent an
// order card.
std::string GradeOf(std::vector<Attribute> company,
                    std::vector<Attribute> person, bool order_card) {
  Facts facts;
  facts.company.emplace().attributes = std::move(company);
  facts.lead.person_id = "P";
  Person& who = facts.persons.emplace_back();
  who.id = "P";
  who.attributes = std::move(person);
  if (order_card) {
    Activity& activity = who.activities.emplace_back();
    activity.kind = "order_card";
    activity.occurred_at = kNow - Duration::Days(1);
  }
  const Engine engine = *CompileEngine(B2bGradesPreset());
  const ScoreReport report = *engine.Score(facts, kNow);
  return absl::StrCat(report.grid_row, report.grid_column, " ",
                      report.category);
}

Value Text(const char* text) { return Value{std::string(text)}; }

Value Number(int64_t number) { return Value{number}; }

TEST(B2bGradesPreset, BeginsWithDAndMovesByThirdsOfALetter) {
  EXPECT_EQ(GradeOf({}, {}, false), "D3 cold");
  EXPECT_EQ(GradeOf({}, {}, true), "D1 warm");
  EXPECT_EQ(GradeOf({{"employees", Number(120)}}, {}, false), "C-3 cold");
  EXPECT_EQ(GradeOf({{"employees", Number(20)}}, {}, false), "F3 cold");
  EXPECT_EQ(
      GradeOf({{"employees", Number(20)}, {"country", Text("DE")}}, {}, false),
      "D3 cold");
  EXPECT_EQ(
      GradeOf({{"employees", Number(120)},
               {"country", Text("AT")},
               {"industry", Text("software")}},
              {{"job_level", Text("head")}, {"department", Text("Einkauf")}},
              false),
      "A+3 warm");
  EXPECT_EQ(
      GradeOf({{"employees", Number(120)},
               {"country", Text("AT")},
               {"industry", Text("software")}},
              {{"job_level", Text("head")}, {"department", Text("Marketing")}},
              true),
      "B1 hot");
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
