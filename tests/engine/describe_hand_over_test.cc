// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/describe_conversion.h"
#include "lotse/engine/presets.h"
#include "lotse/engine/questionnaire_presets.h"
#include "tests/testing/sample_conversion.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Engine TheEngine() {
  EngineSpec spec = *Preset("b2b_lifecycle");
  EXPECT_THAT(AddQuestionnairePreset("bant", &spec.schema), IsOk());
  spec.questionnaires = {*QuestionnairePreset("bant")};
  return *CompileEngine(spec);
}

HandOverRecord Sample(const Engine& engine, int64_t deals_before = 0) {
  return *engine.converter()->ProposeHandOver(SampleDeal(), SampleState(),
                                              SampleWin(), deals_before);
}

TEST(DescribeHandOver, IsAPage) {
  const Engine engine = TheEngine();
  EXPECT_EQ(DescribeHandOver(Sample(engine), engine, "en"),
            R"(# Hand-over: pumps

First deal: C-7 becomes a customer. Won on 2026-11-23; value: 48000 EUR; opportunity: O-9.

## By what it was decided

- need: urgent (u-7, call, 2026-11-20)

## What was promised

- promises: training on site, spare parts in 24 hours (proposal, 2026-11-21)

## Key people

- P-7 (contact): head of purchasing
- P-8: decides

## Competitors

- Pumpen & Co

## Next for the customer

- 2027-02-22: review with the customer (account manager, u-4)
- 2027-03-23: ask for a reference (account manager, u-4)
- 2027-05-24: ask about further needs (account manager, u-4)

## To be asked

- Not known: criteria of the decision. Who can tell?
- Is there a budget for this?
- When is it to be decided?
- Not known: agreed delivery. Who can tell?
)");
}

TEST(DescribeHandOver, SpeaksGerman) {
  const Engine engine = TheEngine();
  EXPECT_EQ(DescribeHandOver(Sample(engine, 1), engine, "de"),
            R"(# Übergabe: pumps

Weiterer Auftrag des Kunden C-7. Gewonnen am 23.11.2026; Wert: 48000 EUR; Opportunity: O-9.

## Was entschieden hat

- Bedarf: dringend (u-7, call, 20.11.2026)

## Was zugesagt ist

- Zusagen: training on site, spare parts in 24 hours (proposal, 21.11.2026)

## Wichtige Personen

- P-7 (Ansprechpartner): head of purchasing
- P-8: entscheidet

## Wettbewerber

- Pumpen & Co

## Nächste Schritte für den Kunden

- 22.02.2027: Rückblick mit dem Kunden (Kundenbetreuung, u-4)
- 24.05.2027: nach weiterem Bedarf fragen (Kundenbetreuung, u-4)

## Noch zu klären

- Nicht bekannt: Entscheidungskriterien. Wer weiß es?
- Gibt es dafür ein Budget?
- Wann soll entschieden werden?
- Nicht bekannt: vereinbarte Lieferung. Wer weiß es?
)");
}

TEST(DescribeHandOver, LeavesOutWhatTheAudienceMustNotSee) {
  const Engine engine = TheEngine();
  const std::string page =
      DescribeHandOver(Sample(engine), engine, "en", Audience::kNoValues);
  EXPECT_THAT(page, HasSubstr("- need (not shown) (u-7, call, 2026-11-20)\n"));
  EXPECT_THAT(page, HasSubstr("- P-8: part in the decision (not shown)\n"));
  EXPECT_THAT(page, Not(HasSubstr("48000")));
  EXPECT_THAT(page, Not(HasSubstr("urgent")));
}

TEST(DescribeHandOver, TellsWhatIsWithheldAndWhatHasNoDate) {
  const Engine engine = TheEngine();
  HandOverRecord record;
  record.lead_id = "L-1";
  record.at = kSampleNow;
  TaskRequest task;
  task.task = "welcome";
  task.withheld = true;
  record.care_tasks = {task};
  record.people = {{"", Value(), "", true}};
  record.missing = {{"person.buying_role", "P-2"}};
  EXPECT_EQ(DescribeHandOver(record, engine, "en"),
            R"(# Hand-over: L-1

A further deal of the customer L-1. Won on 2026-11-23.

## Key people

- contact: part unknown

## Next for the customer

- no date: welcome the customer; withheld: the consent that it needs is not there

## To be asked

- Not known of P-2: part in the decision. Who can tell?
)");
}

TEST(DescribeHandOver, TakesNoMarkupFromFacts) {
  const Engine engine = TheEngine();
  HandOverRecord record;
  record.offer = "# *pumps*\n<b>";
  record.competitors = {"[x](y)\n- z"};
  const std::string page = DescribeHandOver(record, engine, "en");
  EXPECT_THAT(page, HasSubstr("# Hand-over: \\# \\*pumps\\* \\<b\\>\n"));
  EXPECT_THAT(page, HasSubstr("- \\[x\\](y) - z\n"));
}

}  // namespace
}  // namespace lotse
