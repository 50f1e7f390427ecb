// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The signals of an engine as columns: those that it publishes for each lead,
// bit for bit.
#include "lotse/arrow/score_signals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/arrow/score_array.h"
#include "lotse/arrow/score_exporter.h"
#include "tests/testing/columns_of_rows.h"
#include "tests/testing/random_condition.h"
#include "tests/testing/random_facts.h"
#include "tests/testing/random_questionnaire.h"
#include "tests/testing/random_source.h"
#include "tests/testing/random_spec.h"
#include "tests/testing/random_tenant.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Points P(double points) { return Points::FromDouble(points); }

// A spec with every part that publishes signals.
EngineSpec RandomEngine(const RandomTenant& tenant, RandomSource* random) {
  EngineSpec spec;
  spec.schema = tenant.schema;
  spec.scoring = MakeRandomSpec(tenant, random).scoring;
  for (const char* name : {"fit", "deal"}) {
    NamedScore& score = spec.scores.emplace_back();
    score.name = name;
    score.scoring = MakeRandomSpec(tenant, random).scoring;
    if (random->Chance(70)) score.when = RandomCondition(tenant, 1, random);
  }
  QuestionnaireSpec asked = MakeRandomQuestionnaire(tenant, random);
  if (!asked.questions.empty()) spec.questionnaires = {std::move(asked)};
  if (random->Chance(70)) {
    spec.buyer_stage.stages = {{"early"}, {"late"}};
    for (const char* stage : {"early", "late"}) {
      BuyerStageEvidence& evidence = spec.buyer_stage.evidence.emplace_back();
      evidence.id = evidence.stage = stage;
      evidence.when = RandomCondition(tenant, 1, random);
      evidence.weight = P(1);
    }
  }
  if (random->Chance(70)) {
    EngagementGroup& group = spec.engagement.groups.emplace_back();
    group.id = "all";
    EngagementRule& rule = group.rules.emplace_back();
    rule.id = "any";
    rule.points = P(7.25);
    rule.decay = {DecayKind::kHalfLife, Duration::Days(30)};
  }
  return spec;
}

bool IsThere(const ArrowArray& column, size_t row) {
  const auto* const validity = static_cast<const uint8_t*>(column.buffers[0]);
  return validity == nullptr || (validity[row / 8] >> row % 8 & 1) != 0;
}

// A value of a column, every bit of it; "null" if it is missing.
std::string TextOf(const ArrowArray& column, size_t row) {
  if (!IsThere(column, row)) return "null";
  if (column.dictionary == nullptr) {
    return absl::StrCat(LoadAt<uint64_t>(column.buffers[1], row));
  }
  const ArrowArray& texts = *column.dictionary;
  const auto index =
      static_cast<size_t>(LoadAt<int32_t>(column.buffers[1], row));
  const auto begin = LoadAt<int32_t>(texts.buffers[1], index);
  const auto end = LoadAt<int32_t>(texts.buffers[1], index + 1);
  return std::string(static_cast<const char*>(texts.buffers[2]) + begin,
                     static_cast<size_t>(end - begin));
}

std::string TextOf(const ValueView& value) {
  if (value.missing()) return "null";
  if (value.type() == ValueType::kText) return std::string(value.text());
  const double number = value.number();
  uint64_t bits;
  std::memcpy(&bits, &number, sizeof(bits));
  return absl::StrCat(bits);
}

// The rows as `engine` evaluates them one by one, again and again.
struct ManyRows {
  std::vector<Facts> facts;
  std::vector<EngineScratch> scratches;
  std::vector<LeadView> bound;
  // With the signals.
  std::vector<LeadView> evaluated;
};

TEST(ScoreSignals, AreThoseOfTheRowExecutorForRandomTenants) {
  size_t there = 0, missing = 0, texts = 0;
  for (uint64_t seed : RandomSeeds(60)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const RandomTenant tenant = MakeRandomTenant(&random);
    const EngineSpec spec = RandomEngine(tenant, &random);
    const auto engine = CompileEngine(spec, {tenant.rates});
    ASSERT_TRUE(engine.ok()) << engine.status();
    const Instant as_of = RandomInstant(tenant.as_of, &random);
    ManyRows rows;
    rows.facts.resize(40);
    rows.scratches.resize(rows.facts.size());
    for (size_t i = 0; i < rows.facts.size(); ++i) {
      Facts& facts = rows.facts[i];
      facts = MakeRandomFacts(tenant, FactsMode::kPlain, &random);
      if (!spec.questionnaires.empty()) {
        AddRandomAnswers(tenant, spec.questionnaires[0], &random, &facts);
      }
      const auto view = engine->Bind(facts, as_of, &rows.scratches[i]);
      ASSERT_TRUE(view.ok()) << view.status();
      rows.bound.push_back(*view);
    }
    // Several pieces, of which the last is short.
    const size_t count = seed % 10 == 0 ? 16500 : 1 + random.Below(300);
    std::vector<LeadView> views;
    for (size_t i = 0; i < count; ++i) {
      views.push_back(rows.bound[i % rows.bound.size()]);
    }
    const ColumnsOfRows columns(engine->catalog(), views, &random);
    for (size_t i = 0; i < rows.bound.size(); ++i) {
      rows.evaluated.push_back(
          engine->Evaluate(rows.bound[i], as_of, {}, false, &rows.scratches[i])
              .view);
    }

    const std::vector<ScoreSignal> signals = ScoreSignalsOf(*engine);
    const ScoreExporter exporter(engine->scorer(), "", false, signals);
    OwnedArrowSchema schema;
    exporter.ExportSchema(schema.Receive());
    const std::vector<RowError> errors = {{count / 2, "bad"}};
    ScoredRows scored;
    scored.count = count;
    scored.errors = errors;
    ScoreArray array(exporter, scored);
    BatchScorer scorer(*engine, columns.leads(), as_of, {});
    ScoreColumns scores;
    // Backwards, to be nobody's accident.
    for (size_t piece = array.pieces(); piece-- > 0;) {
      scorer.Score(array.begin(piece), array.end(piece), &scores);
      array.Put(piece, scores, 0, SignalViewsOf(scorer));
    }
    OwnedArrowArray out;
    ASSERT_EQ(std::move(array).Finish(out.Receive()), absl::OkStatus());

    // Before the last column, which is the error.
    const auto first =
        static_cast<size_t>(out->n_children) - 1 - signals.size();
    ASSERT_EQ(out->n_children, schema->n_children);
    for (size_t s = 0; s < signals.size(); ++s) {
      const ScoreSignal& signal = signals[s];
      const ArrowSchema& type = *schema->children[first + s];
      const ArrowArray& column = *out->children[first + s];
      ASSERT_EQ(signal.name, type.name);
      EXPECT_STREQ(type.format, signal.is_text ? "i" : "g");
      EXPECT_EQ(type.dictionary != nullptr, signal.is_text);
      const FactSlot slot = *engine->catalog().Find(signal.name);
      int64_t nulls = 0;
      for (size_t row = 0; row < count; ++row) {
        const ValueView value =
            rows.evaluated[row % rows.bound.size()].values[slot];
        const std::string expected = row == count / 2 ? "null" : TextOf(value);
        ASSERT_EQ(TextOf(column, row), expected) << signal.name << " " << row;
        nulls += expected == "null" ? 1 : 0;
      }
      EXPECT_EQ(column.null_count, nulls) << signal.name;
      (nulls < static_cast<int64_t>(count) ? there : missing) += 1;
      texts += signal.is_text ? 1 : 0;
    }
  }
  EXPECT_GT(there, 100u);
  EXPECT_GT(missing, 10u);
  EXPECT_GT(texts, 100u);
}

EngineSpec SmallSpec() {
  EngineSpec spec;
  spec.schema.activity_kinds = {{"visit"}};
  spec.buyer_stage.stages = {{"early"}, {"late"}};
  for (const char* stage : {"early", "late"}) {
    BuyerStageEvidence& evidence = spec.buyer_stage.evidence.emplace_back();
    evidence.id = evidence.stage = stage;
    evidence.when = Condition::FromText("count(visit) >= 1");
    evidence.weight = P(1);
  }
  EngagementGroup& web = spec.engagement.groups.emplace_back();
  web.id = "web";
  NamedScore& deal = spec.scores.emplace_back();
  deal.name = "deal";
  deal.scoring.categories = {{"weak"}, {"strong"}};
  deal.scoring.categories[1].from = P(10);
  return spec;
}

TEST(ScoreSignals, AreNamedAsConditionsNameThem) {
  std::vector<std::string> names;
  for (const ScoreSignal& signal :
       ScoreSignalsOf(*CompileEngine(SmallSpec()))) {
    names.push_back(signal.name);
    if (signal.name == "score.deal.category") {
      EXPECT_THAT(signal.texts, ElementsAre("weak", "strong"));
    }
    EXPECT_EQ(signal.is_text, signal.name == "buyer.stage" ||
                                  signal.name == "score.deal.category" ||
                                  signal.name == "score.deal.veto")
        << signal.name;
  }
  EXPECT_THAT(names, ElementsAre("buyer.stage", "engagement.points",
                                 "engagement.web.points", "score.deal.points",
                                 "score.deal.probability",
                                 "score.deal.category", "score.deal.veto"));
  EXPECT_THAT(ScoreSignalsOf(*CompileEngine(EngineSpec())), IsEmpty());
}

TEST(ScoreSignals, AreMissingWhereNoneAreGiven) {
  const Engine engine = *CompileEngine(SmallSpec());
  const ScoreExporter exporter(engine.scorer(), "", false,
                               ScoreSignalsOf(engine));
  ScoreColumns scores;
  scores.points_nano = {1, 2, 3};
  ScoredRows rows;
  rows.count = 3;
  OwnedArrowArray array;
  ASSERT_EQ(exporter.Export(scores, rows, array.Receive()), absl::OkStatus());
  // points, probability, category, since, veto, grid_row, grid_column come
  // before.
  ASSERT_EQ(array->n_children, 7 + 7 + 1);
  for (int64_t c = 7; c < 14; ++c) {
    EXPECT_EQ(array->children[c]->null_count, 3) << c;
  }
}

TEST(ScoreSignals, OfNoRowsAreEmptyColumns) {
  const Engine engine = *CompileEngine(SmallSpec());
  const ScoreExporter exporter(engine.scorer(), "", false,
                               ScoreSignalsOf(engine));
  OwnedArrowArray array;
  ASSERT_EQ(exporter.Export({}, {}, array.Receive()), absl::OkStatus());
  EXPECT_EQ(array->n_children, 15);
  EXPECT_EQ(array->length, 0);
}

}  // namespace
}  // namespace lotse
