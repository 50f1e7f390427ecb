// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The column scorer equals the row scorer, which equals the reference.
#include "lotse/score/column_scorer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/facts/fact_binder.h"
#include "lotse/facts/fact_catalog.h"
#include "tests/testing/columns_of_rows.h"
#include "tests/testing/field_text.h"
#include "tests/testing/random_facts.h"
#include "tests/testing/random_source.h"
#include "tests/testing/random_spec.h"
#include "tests/testing/random_tenant.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;

std::string Line(const Score& score, bool with_since) {
  std::string line = absl::StrCat(
      score.points.nano(), " category ", score.category, " veto ", score.veto,
      " grid ", score.grid_row, " ", score.grid_column, " probability ",
      score.probability.has_value() ? PrintNumber(*score.probability) : "none");
  if (with_since && score.category >= 0) {
    absl::StrAppend(&line, " since ", score.category_since.micros());
  }
  for (const Contribution& part : score.contributions) {
    absl::StrAppend(&line, " ", part.source, ":", part.points.nano());
  }
  return line;
}

// Row `i` of the columns as a Score.
Score ScoreAt(const ScoreColumns& columns, size_t i) {
  const auto at = [i](const std::vector<int32_t>& column) {
    return column.empty() ? -1 : column[i];
  };
  Score score;
  score.points = Points::FromNano(columns.points_nano[i]);
  score.category = at(columns.category);
  if (!columns.category_since.empty()) {
    score.category_since = Instant::FromMicros(columns.category_since[i]);
  }
  score.veto = at(columns.veto);
  score.grid_row = at(columns.grid_row);
  score.grid_column = at(columns.grid_column);
  if (!columns.probability.empty()) score.probability = columns.probability[i];
  if (!columns.contribution_begin.empty()) {
    const size_t begin = static_cast<size_t>(columns.contribution_begin[i]);
    const size_t end = static_cast<size_t>(columns.contribution_begin[i + 1]);
    score.contributions =
        absl::MakeConstSpan(columns.contributions).subspan(begin, end - begin);
  }
  return score;
}

// Random leads in random columns, by all instruction sets and in random ranges.
void RunTrial(uint64_t seed) {
  RandomSource random(seed);
  const RandomTenant tenant = MakeRandomTenant(&random);
  const RandomSpec spec = MakeRandomSpec(tenant, &random);
  const absl::StatusOr<FactCatalog> catalog = CompileFactCatalog(tenant.schema);
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  const absl::StatusOr<Scorer> scorer = CompileScorer(spec.scoring, *catalog);
  ASSERT_TRUE(scorer.ok()) << scorer.status();
  const Instant as_of = RandomInstant(tenant.as_of, &random);
  const FactBinder binder(*catalog, tenant.rates);
  std::deque<Facts> facts;
  std::deque<BindBuffer> buffers;
  std::vector<LeadView> distinct;
  for (int i = 0; i < 12; ++i) {
    facts.push_back(MakeRandomFacts(
        tenant, random.Chance(40) ? FactsMode::kRich : FactsMode::kPlain,
        &random));
    const absl::StatusOr<LeadView> view =
        binder.Bind(facts.back(), as_of, &buffers.emplace_back());
    ASSERT_TRUE(view.ok()) << view.status();
    distinct.push_back(*view);
  }
  const size_t rows =
      random.Chance(10) ? random.Below(2500) : 1 + random.Below(150);
  std::vector<LeadView> leads;
  for (size_t i = 0; i < rows; ++i) leads.push_back(random.Pick(distinct));
  const ColumnsOfRows columns(*catalog, leads, &random);

  ColumnScoreOptions options;
  options.contributions = random.Chance(40);
  std::vector<int32_t> previous;
  std::vector<int64_t> since;
  const bool has_memory = random.Chance(50);
  for (size_t i = 0; i < rows; ++i) {
    previous.push_back(static_cast<int32_t>(random.Between(
        -1, static_cast<int64_t>(spec.scoring.categories.size()) - 1)));
    since.push_back(RandomInstant(as_of, &random).micros());
  }
  if (has_memory) {
    options.previous_category = previous.data();
    options.previous_category_since = since.data();
  }
  std::vector<std::string> expected;
  ScoreScratch scratch;
  for (size_t i = 0; i < rows; ++i) {
    EvaluateOptions one;
    one.contributions = options.contributions;
    if (has_memory) {
      one.memory.category = previous[i];
      one.memory.since = Instant::FromMicros(since[i]);
    }
    expected.push_back(
        Line(scorer->Evaluate(leads[i], as_of, one, &scratch), has_memory));
  }
  for (InstructionSet set : AvailableInstructionSets()) {
    options.instructions = set;
    ColumnScorer column_scorer(*scorer, columns.leads(), as_of, options);
    ScoreColumns scores;
    for (size_t begin = 0; begin < rows;) {
      const size_t end = std::min(
          rows, begin + 1 + random.Below(random.Chance(50) ? 70 : 3000));
      column_scorer.Score(begin, end, &scores);
      for (size_t i = begin; i < end; ++i) {
        ASSERT_EQ(Line(ScoreAt(scores, i - begin), has_memory), expected[i])
            << NameOf(set) << ", row " << i << " of " << rows
            << "\nspec: " << FieldText(spec.scoring)
            << "\nschema: " << FieldText(tenant.schema);
      }
      begin = end;
    }
  }
}

TEST(ColumnScorer, EqualsTheRowScorer) {
  for (uint64_t seed : RandomSeeds(700)) {
    SCOPED_TRACE(SeedNote(seed));
    RunTrial(seed);
    if (HasFatalFailure()) return;
  }
}

ScoringSpec TwoRules(const char* large, const char* home) {
  ScoringSpec spec;
  Group& group = spec.groups.emplace_back();
  group.id = "fit";
  group.rules.resize(2);
  group.rules[0].id = "large";
  group.rules[0].when = Condition::FromText("employees >= 10");
  group.rules[0].points = *Points::Parse(large);
  group.rules[1].id = "home";
  group.rules[1].when = Condition::FromText("country = \"DE\"");
  group.rules[1].points = *Points::Parse(home);
  return spec;
}

Schema TwoFacts() {
  Schema schema;
  schema.company.resize(2);
  schema.company[0].key = "employees";
  schema.company[0].type = ValueType::kInteger;
  schema.company[1].key = "country";
  schema.company[1].type = ValueType::kText;
  return schema;
}

// The sums of these take 16, 32 and 64 bits.
TEST(ColumnScorer, AddsPointsOfAnySize) {
  const FactCatalog catalog = *CompileFactCatalog(TwoFacts());
  const int32_t employees[] = {9, 10, 11};
  const int32_t offsets[] = {0, 2, 4, 6};
  const std::string countries = "DEATDE";
  std::vector<ColumnView> columns(catalog.size());
  columns[*catalog.Find("employees")] =
      ColumnView::Fixed(ValueType::kInteger, ColumnLayout::kInt32, employees);
  ColumnView& country = columns[*catalog.Find("country")];
  country.type = ValueType::kText;
  country.layout = ColumnLayout::kText32;
  country.offsets = offsets;
  country.bytes = countries.data();
  LeadColumns leads;
  leads.rows = 3;
  leads.values = columns;
  const struct {
    const char* large;
    const char* home;
  } kCases[] = {{"2.5", "1"},
                {"-7", "0.000001"},
                {"-16383", "-16384"},
                {"32766", "1"},
                {"40000", "1"},
                {"900000", "0.01"},
                {"100000.000000001", "0.000000002"}};
  for (const auto& c : kCases) {
    const Scorer scorer = *CompileScorer(TwoRules(c.large, c.home), catalog);
    const int64_t large = Points::Parse(c.large)->nano();
    const int64_t home = Points::Parse(c.home)->nano();
    for (InstructionSet set : AvailableInstructionSets()) {
      ColumnScoreOptions options;
      options.instructions = set;
      ColumnScorer column_scorer(scorer, leads, Instant(), options);
      ScoreColumns scores;
      column_scorer.Score(0, 3, &scores);
      EXPECT_THAT(scores.points_nano, ElementsAre(home, large, large + home));
      EXPECT_TRUE(scores.category.empty());
      column_scorer.Score(1, 1, &scores);
      EXPECT_TRUE(scores.points_nano.empty());
    }
  }
}

TEST(ColumnScorer, ReadsColumnsOfAnotherTypeAsMissing) {
  const FactCatalog catalog = *CompileFactCatalog(TwoFacts());
  const double employees[] = {20, 20};
  std::vector<ColumnView> columns(catalog.size());
  columns[*catalog.Find("employees")] =
      ColumnView::Fixed(ValueType::kInteger, ColumnLayout::kDouble, employees);
  LeadColumns leads;
  leads.rows = 2;
  leads.values = columns;
  ColumnScorer scorer(*CompileScorer(TwoRules("1", "1"), catalog), leads,
                      Instant(), {});
  ScoreColumns scores;
  scorer.Score(0, 2, &scores);
  EXPECT_THAT(scores.points_nano, ElementsAre(0, 0));
}

}  // namespace
}  // namespace lotse
