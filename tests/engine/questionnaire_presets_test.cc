// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/engine/questionnaire_presets.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/visit_fields.h"
#include "lotse/engine/presets.h"
#include "lotse/score/questionnaire.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

const Instant kNow = *Instant::Parse("2026-11-23T10:00:00Z");

TEST(QuestionnairePresets, CompileAloneAndBesideTheScorecardPreset) {
  for (const std::string& name : QuestionnairePresetNames()) {
    SCOPED_TRACE(name);
    ASSERT_OK_AND_ASSIGN(const QuestionnaireSpec spec,
                         QuestionnairePreset(name));
    ASSERT_OK_AND_ASSIGN(const EngineSpec b2b, Preset("b2b"));
    for (Schema schema : {Schema(), b2b.schema}) {
      ASSERT_THAT(AddQuestionnairePreset(name, &schema), IsOk());
      const Schema once = schema;
      ASSERT_THAT(AddQuestionnairePreset(name, &schema), IsOk());
      EXPECT_EQ(schema, once);
      EXPECT_THAT(CompileQuestionnaire(spec, *CompileFactCatalog(schema)),
                  IsOk());
    }
  }
}

TEST(QuestionnairePresets, MayBeUsedTogether) {
  Schema schema;
  std::vector<QuestionnaireSpec> specs;
  for (const std::string& name : QuestionnairePresetNames()) {
    specs.push_back(*QuestionnairePreset(name));
    ASSERT_THAT(AddQuestionnairePreset(name, &schema), IsOk());
  }
  SpecIssues issues;
  ValidateQuestionnairesTogether(specs, "questionnaires", FieldPath(), &issues);
  EXPECT_TRUE(issues.empty()) << issues.ToStatus();
  for (const QuestionnaireSpec& spec : specs) {
    EXPECT_THAT(CompileQuestionnaire(spec, *CompileFactCatalog(schema)),
                IsOk());
  }
}

TEST(QuestionnairePresets, SayEverythingInEnglishAndGerman) {
  for (const std::string& name : QuestionnairePresetNames()) {
    const auto check = [&](const LocalText& text, const FieldPath& path) {
      EXPECT_EQ(text.en.empty(), text.de.empty())
          << name << " " << path.ToString();
    };
    QuestionnaireSpec spec = *QuestionnairePreset(name);
    VisitAll<LocalText>(spec, FieldPath(), check);
    for (const QuestionSpec& question : spec.questions) {
      EXPECT_FALSE(question.text.de.empty());
      EXPECT_FALSE(question.topic.empty());
    }
    ASSERT_OK_AND_ASSIGN(const std::vector<AttributeSpec> answers,
                         QuestionnairePresetAnswers(name));
    for (const AttributeSpec& answer : answers) {
      VisitAll<LocalText>(answer, FieldPath(), check);
      EXPECT_FALSE(answer.label.de.empty());
    }
  }
}

// One answer by hand: approved budget 12, 40,000 EUR 5, decides 12, recognised
// need 6, this year 3.
TEST(QuestionnairePresets, BantAddsUpToWhatItsAnswersGive) {
  Schema schema;
  ASSERT_THAT(AddQuestionnairePreset("bant", &schema), IsOk());
  ASSERT_OK_AND_ASSIGN(const Questionnaire bant,
                       CompileQuestionnaire(*QuestionnairePreset("bant"),
                                            *CompileFactCatalog(schema)));
  Facts facts;
  const auto answer = [&](const char* question, Value value) {
    Answer given;
    given.question = question;
    given.value = std::move(value);
    given.answered_at = *Instant::Parse("2026-11-20");
    facts.lead.answers.push_back(given);
  };
  answer("budget", Value{std::string("approved")});
  answer("budget_amount", Value{Money{40000000000, "EUR"}});
  answer("authority", Value{std::string("decides")});
  answer("need", Value{std::string("recognised")});
  answer("time_frame", Value{std::string("this_year")});
  ASSERT_OK_AND_ASSIGN(QuestionnaireResult result, bant.Report(facts, kNow));
  EXPECT_EQ(result.points, Points::FromDouble(38));
  EXPECT_EQ(result.completeness, 1);
  EXPECT_EQ(result.veto, "");
  // Whoever only uses it and leads nowhere is a veto, in words.
  answer("authority", Value{std::string("uses")});
  answer("access", Value{false});
  ASSERT_OK_AND_ASSIGN(result, bant.Report(facts, kNow));
  EXPECT_EQ(result.veto, "access");
  EXPECT_EQ(result.veto_reason.de,
            "Kann unser Kontakt uns mit den Entscheidern zusammenbringen?: "
            "nein");
  // The amount is written to the lead.
  ASSERT_OK_AND_ASSIGN(const std::vector<FactChange> changes,
                       bant.ChangesOf(facts, kNow));
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].attribute, "budget");
  EXPECT_EQ(changes[0].source, "questionnaire.bant.budget_amount");
}

TEST(QuestionnairePresets, UnknownNamesListTheOthers) {
  Schema schema;
  for (const absl::Status& status :
       {QuestionnairePreset("spin").status(),
        QuestionnairePresetAnswers("spin").status(),
        AddQuestionnairePreset("spin", &schema)}) {
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kNotFound,
                                 ::testing::HasSubstr("bant, champ, meddicc")));
  }
}

}  // namespace
}  // namespace lotse
