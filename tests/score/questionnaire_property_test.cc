// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Random questionnaires on random answers: rows equal the reference in
// everything a questionnaire says, and columns equal rows.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/condition/condition_text.h"
#include "lotse/facts/fact_binder.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/same_value.h"
#include "lotse/score/questionnaire.h"
#include "lotse/score/questionnaire_columns.h"
#include "tests/testing/columns_of_rows.h"
#include "tests/testing/field_text.h"
#include "tests/testing/random_facts.h"
#include "tests/testing/random_questionnaire.h"
#include "tests/testing/random_source.h"
#include "tests/testing/random_tenant.h"
#include "tests/testing/reference_questionnaire.h"

namespace lotse {
namespace {

class Trial {
 public:
  explicit Trial(uint64_t seed)
      : random_(seed),
        tenant_(MakeRandomTenant(&random_)),
        spec_(MakeRandomQuestionnaire(tenant_, &random_)) {}

  void Run() {
    if (spec_.questions.empty()) return;
    const auto catalog =
        CompileFactCatalog(tenant_.schema, QuestionnaireSignals(spec_));
    ASSERT_TRUE(catalog.ok()) << catalog.status();
    const auto questionnaire =
        CompileQuestionnaire(spec_, *catalog, tenant_.rates);
    ASSERT_TRUE(questionnaire.ok()) << questionnaire.status() << "\n"
                                    << FieldText(spec_);
    const Instant as_of = RandomInstant(tenant_.as_of, &random_);
    for (int lead = 0; lead < 6; ++lead) {
      AddLead(*questionnaire, as_of);
      if (testing::Test::HasFatalFailure()) return;
    }
    CheckColumns(*questionnaire, as_of);
  }

 private:
  void AddLead(const Questionnaire& questionnaire, Instant as_of) {
    Facts& facts = facts_.emplace_back(MakeRandomFacts(
        tenant_, random_.Chance(30) ? FactsMode::kRich : FactsMode::kPlain,
        &random_));
    if (random_.Chance(60)) facts.lead.answers.clear();
    AddRandomAnswers(tenant_, spec_, &random_, &facts);
    BindBuffer& buffer = buffers_.emplace_back();
    const FactBinder binder(questionnaire.catalog(), tenant_.rates);
    const auto view = binder.Bind(facts, as_of, &buffer);
    ASSERT_TRUE(view.ok()) << view.status();
    const std::vector<ValueView> bound = buffer.values;
    AnswerReading& reading = readings_.emplace_back();
    const absl::Status read = questionnaire.Read(
        facts.lead.answers, as_of, absl::MakeSpan(buffer.values), &reading);
    ASSERT_TRUE(read.ok()) << read;
    for (const QuestionSpec& question : spec_.questions) {
      const bool as_bound = question.valid_for == Duration() &&
                            question.preferred_sources.empty();
      const FactSlot slot =
          *questionnaire.catalog().Find("answer." + question.key);
      if (as_bound) {
        ASSERT_TRUE(SameValue(buffer.values[slot], bound[slot]))
            << question.key << "\n"
            << FieldText(facts);
      }
    }
    QuestionnaireScratch scratch;
    QuestionnaireResult result = questionnaire.Report(
        reading, facts.lead.answers, *view, as_of, &scratch);
    result.veto_reason = LocalText();
    ReferenceInput input;
    input.schema = &tenant_.schema;
    input.facts = &facts;
    input.rates = tenant_.rates.rates;
    input.as_of = as_of;
    const QuestionnaireResult expected = ReferenceQuestionnaire(spec_, input);
    ASSERT_EQ(FieldText(result), FieldText(expected))
        << "as_of: " << as_of.ToString() << "\nspec: " << FieldText(spec_)
        << "\nanswers: " << FieldText(facts.lead)
        << "\nschema: " << FieldText(tenant_.schema);
    const QuestionnaireFigures figures =
        questionnaire.Evaluate(*view, as_of, &scratch);
    ASSERT_EQ(figures.points, expected.points);
    ASSERT_EQ(figures.completeness, expected.completeness);
    rows_.push_back(*view);
  }

  void CheckColumns(const Questionnaire& questionnaire, Instant as_of) {
    const size_t rows =
        random_.Chance(10) ? random_.Below(2500) : 1 + random_.Below(150);
    std::vector<LeadView> leads;
    for (size_t i = 0; i < rows; ++i) leads.push_back(random_.Pick(rows_));
    const ColumnsOfRows columns(questionnaire.catalog(), leads, &random_);
    QuestionnaireScratch scratch;
    for (InstructionSet set : AvailableInstructionSets()) {
      QuestionnaireColumns executor(questionnaire, columns.leads(), as_of, set);
      QuestionnaireFigureColumns figures;
      for (size_t begin = 0; begin < rows;) {
        const size_t end = std::min(rows, begin + 1 + random_.Below(1500));
        executor.Evaluate(begin, end, &figures);
        std::vector<ColumnView> signals(questionnaire.catalog().size());
        figures.Publish(questionnaire, absl::MakeSpan(signals));
        for (size_t i = begin; i < end; ++i) {
          std::vector<ValueView> row(questionnaire.catalog().size());
          const QuestionnaireFigures one =
              questionnaire.Evaluate(leads[i], as_of, &scratch);
          questionnaire.Publish(one, absl::MakeSpan(row));
          CheckSignals(questionnaire, row, signals, i - begin);
          if (testing::Test::HasFatalFailure()) return;
        }
        begin = end;
      }
    }
  }

  void CheckSignals(const Questionnaire& questionnaire,
                    const std::vector<ValueView>& row,
                    const std::vector<ColumnView>& signals, size_t i) {
    const FactCatalog& catalog = questionnaire.catalog();
    for (const char* name : {"points", "completeness"}) {
      const FactSlot slot =
          *catalog.Find(absl::StrCat("questionnaire.random.", name));
      ASSERT_EQ(LoadAt<double>(signals[slot].values, i), row[slot].number());
    }
    const FactSlot slot = *catalog.Find("questionnaire.random.veto");
    ASSERT_EQ(signals[slot].valid(i), !row[slot].missing());
    if (row[slot].missing()) return;
    const int64_t key = IntegerAt(signals[slot], i);
    ASSERT_EQ(TextAt(*signals[slot].dictionary, static_cast<size_t>(key)),
              row[slot].text());
  }

  RandomSource random_;
  RandomTenant tenant_;
  QuestionnaireSpec spec_;
  std::deque<Facts> facts_;
  std::deque<BindBuffer> buffers_;
  std::deque<AnswerReading> readings_;
  std::vector<LeadView> rows_;
};

TEST(QuestionnaireProperty, EqualsTheReferenceInRowsAndColumns) {
  for (uint64_t seed : RandomSeeds(600)) {
    SCOPED_TRACE(SeedNote(seed));
    Trial(seed).Run();
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace lotse
