// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/engine/conversion_names.h"

#include <string>

#include "gtest/gtest.h"
#include "lotse/engine/presets.h"
#include "lotse/engine/questionnaire_presets.h"

namespace lotse {
namespace {

class ConversionNamesTest : public testing::Test {
 protected:
  static EngineSpec Spec() {
    EngineSpec spec = *Preset("b2b_lifecycle");
    spec.questionnaires = {*QuestionnairePreset("bant")};
    EXPECT_TRUE(AddQuestionnairePreset("bant", &spec.schema).ok());
    return spec;
  }
  ConversionNames In(const char* language,
                     Audience audience = Audience::kUnspecified) const {
    return ConversionNames(engine_, language, audience);
  }

  const Engine engine_ = *CompileEngine(Spec());
};

TEST_F(ConversionNamesTest, CallsFactsByTheirLabels) {
  EXPECT_EQ(In("de").Fact("company.employees"), "Mitarbeitende");
  EXPECT_EQ(In("de").FactOfRecord("answer.need"), "Bedarf (Antwort)");
  EXPECT_EQ(In("en").FactOfRecord("lead.offer"), "offer (lead)");
  EXPECT_EQ(In("en").Fact("company.gone"), "gone");
  EXPECT_EQ(In("de").Record(FactRecord::kCompany), "Firma");
}

TEST_F(ConversionNamesTest, CallsRolesAndTasksByTheirLabels) {
  EXPECT_EQ(In("en").Role("account_manager"), "account manager");
  EXPECT_EQ(In("de").Role("sales"), "Vertrieb");
  EXPECT_EQ(In("de").Role("partner"), "partner");
  EXPECT_EQ(In("de").Task("welcome"), "Kunden begrüßen");
  EXPECT_EQ(In("de").Task("gone"), "gone");
}

TEST_F(ConversionNamesTest, HidesByAudience) {
  EXPECT_FALSE(In("en").Hides("person.email"));
  EXPECT_TRUE(In("en", Audience::kNoPersonalValues).Hides("person.email"));
  EXPECT_FALSE(In("en", Audience::kNoPersonalValues).Hides("company.name"));
  EXPECT_TRUE(In("en", Audience::kNoValues).Hides("company.name"));
}

TEST_F(ConversionNamesTest, ShowsValuesAsPeopleReadThem) {
  EXPECT_EQ(In("de").Value("answer.need", Value{std::string("urgent")}),
            "dringend");
  EXPECT_EQ(In("de").Value("company.gone", Value{2.5}), "2,5");
}

TEST_F(ConversionNamesTest, KnowsTheQuestionsOfQuestionnaires) {
  EXPECT_EQ(In("de").Question("answer.budget"), "Gibt es dafür ein Budget?");
  EXPECT_EQ(In("de").Question("answer.gone"), "");
  EXPECT_EQ(In("de").Question("company.name"), "");
}

}  // namespace
}  // namespace lotse
