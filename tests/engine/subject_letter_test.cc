// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/subject_explanation.h"
#include "tests/engine/explained_lead.h"

namespace lotse {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string Letter(const Facts& facts, const char* language) {
  SubjectOptions options;
  options.language = language;
  return ToMarkdown(*ExplainToSubject(*CompileEngine(ExplainedSpec()), facts,
                                      At("2026-11-16"), options),
                    language);
}

TEST(SubjectLetter, HasAllParts) {
  EXPECT_THAT(
      Letter(ExplainedFacts(), "en"),
      AllOf(HasSubstr("# How your interest was rated\n"),
            HasSubstr("Your interest has 58 points. The category is Hot.\n"),
            HasSubstr("| your company | Employees | 120 | 2026-11-05 | call |"),
            HasSubstr("- At least 50 employees (employees: 120): +20 points\n"),
            HasSubstr("- Engagement: 16: +16 points; adds up from:\n"
                      "  - Download"),
            HasSubstr("- Together: +58 points\n"),
            HasSubstr("- Hot: from 30 points\n- Cold: below that\n"),
            HasSubstr("## Probability"), HasSubstr("## What was not used"),
            HasSubstr("No rule may read: Person.age."),
            HasSubstr("## Your rights")));
}

TEST(SubjectLetter, SpeaksGerman) {
  EXPECT_THAT(Letter(ExplainedFacts(), "de"),
              AllOf(HasSubstr("# Wie Ihr Interesse bewertet wurde\n"),
                    HasSubstr("Ihr Interesse hat 58 Punkte. Die Kategorie ist "
                              "Heiß.\n"),
                    HasSubstr("| Ihre Firma | Mitarbeitende | 120 | 05.11.2026 "
                              "| call |"),
                    HasSubstr("- Zusammen: +58 Punkte\n"),
                    HasSubstr("eine Annahme, keine Messung")));
}

TEST(SubjectLetter, FactsAreNoMarkup) {
  Facts facts = ExplainedFacts();
  facts.lead.id = "L|<b>1\n# x";
  facts.persons[0].attributes[0].value = Value{std::string("a | *b*")};
  EXPECT_THAT(Letter(facts, "en"), AllOf(HasSubstr("L\\|\\<b\\>1 \\# x"),
                                         HasSubstr("| a \\| \\*b\\* |")));
}

TEST(SubjectLetter, SaysWhatRulesALeadOut) {
  Facts facts = ExplainedFacts();
  facts.persons[0].attributes[0].value = Value{std::string("rival")};
  EXPECT_THAT(Letter(facts, "en"),
              HasSubstr("it is in the lowest category: Is a rival."));
}

}  // namespace
}  // namespace lotse
