// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Stages by columns equal those by rows, which equal the reference.
#include "lotse/channel/buyer_stage_columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lotse/condition/condition_columns.h"
#include "lotse/facts/fact_binder.h"
#include "tests/testing/columns_of_rows.h"
#include "tests/testing/field_text.h"
#include "tests/testing/random_condition.h"
#include "tests/testing/random_facts.h"
#include "tests/testing/random_source.h"
#include "tests/testing/random_tenant.h"
#include "tests/testing/reference_buyer_stage.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

BuyerStageSpec RandomStages(const RandomTenant& tenant, RandomSource* random) {
  BuyerStageSpec spec;
  const int64_t stages = random->Between(1, 4);
  for (int64_t s = 0; s < stages; ++s) {
    BuyerStageDefinition stage;
    stage.id = absl::StrCat("s", s);
    Points sum;
    const int64_t count = random->Between(1, 4);
    for (int64_t e = 0; e < count; ++e) {
      BuyerStageEvidence evidence;
      evidence.id = absl::StrCat("e", s, "_", e);
      evidence.stage = stage.id;
      evidence.when = RandomCondition(tenant, 2, random);
      evidence.weight = Points::FromNano(random->Between(1, 4));
      sum += evidence.weight;
      spec.evidence.insert(
          spec.evidence.begin() + static_cast<std::ptrdiff_t>(
                                      random->Below(spec.evidence.size() + 1)),
          evidence);
    }
    if (random->Chance(80)) {
      stage.needs = Points::FromNano(random->Between(1, sum.nano()));
    }
    spec.stages.push_back(stage);
  }
  if (random->Chance(40))
    spec.min_evidence = Points::FromNano(random->Between(0, 4));
  int64_t total = 0;
  for (const BuyerStageEvidence& e : spec.evidence) total += e.weight.nano();
  spec.min_evidence = std::min(spec.min_evidence, Points::FromNano(total));
  if (random->Chance(50)) spec.hold = RandomDuration(random);
  return spec;
}

std::string Ids(const BuyerStageSpec& spec, absl::Span<const uint32_t> list) {
  return absl::StrJoin(list, ",", [&](std::string* out, uint32_t e) {
    absl::StrAppend(out, spec.evidence[e].id);
  });
}

std::string IdOf(const BuyerStageSpec& spec, int32_t stage) {
  return stage < 0 ? "" : spec.stages[static_cast<size_t>(stage)].id;
}

std::string Line(const BuyerStageSpec& spec, const BuyerStageResult& result) {
  return absl::StrCat(
      IdOf(spec, result.stage), " since ", result.since.ToString(),
      result.held ? " held " : " ", result.total.ToString(), " because ",
      Ids(spec, result.reasons), " next ", IdOf(spec, result.next_stage), " ",
      result.missing_points.ToString(), " by ", Ids(spec, result.missing));
}

std::string Line(const ReferenceStage& result) {
  return absl::StrCat(result.stage, " since ", result.since.ToString(),
                      result.held ? " held " : " ", result.total.ToString(),
                      " because ", absl::StrJoin(result.reasons, ","), " next ",
                      result.next_stage, " ", result.missing_points.ToString(),
                      " by ", absl::StrJoin(result.missing, ","));
}

void RunTrial(uint64_t seed) {
  RandomSource random(seed);
  const RandomTenant tenant = MakeRandomTenant(&random);
  const BuyerStageSpec spec = RandomStages(tenant, &random);
  ASSERT_OK_AND_ASSIGN(
      const FactCatalog catalog,
      CompileFactCatalog(tenant.schema, BuyerStageSignals(spec)));
  ASSERT_OK_AND_ASSIGN(const BuyerStageFinder finder,
                       CompileBuyerStage(spec, catalog));
  const Instant as_of = RandomInstant(tenant.as_of, &random);
  const FactBinder binder(catalog, tenant.rates);
  std::deque<Facts> facts;
  std::deque<BindBuffer> buffers;
  std::vector<LeadView> distinct;
  for (int i = 0; i < 8; ++i) {
    facts.push_back(MakeRandomFacts(
        tenant, random.Chance(40) ? FactsMode::kRich : FactsMode::kPlain,
        &random));
    ASSERT_OK_AND_ASSIGN(
        const LeadView view,
        binder.Bind(facts.back(), as_of, &buffers.emplace_back()));
    distinct.push_back(view);
  }
  const size_t rows =
      random.Chance(10) ? random.Below(2500) : 1 + random.Below(150);
  std::vector<size_t> lead_of;
  std::vector<LeadView> leads;
  std::vector<int32_t> previous;
  std::vector<int64_t> since;
  for (size_t i = 0; i < rows; ++i) {
    lead_of.push_back(random.Below(distinct.size()));
    leads.push_back(distinct[lead_of[i]]);
    previous.push_back(static_cast<int32_t>(
        random.Between(-1, static_cast<int64_t>(spec.stages.size()) - 1)));
    since.push_back(
        (random.Chance(50)
             ? as_of - spec.hold + Duration::Micros(random.Between(-1, 1))
             : RandomInstant(as_of, &random))
            .micros());
  }
  const bool has_memory = random.Chance(50);

  std::vector<BuyerStageResult> expected;
  BuyerStageScratch scratch;
  for (size_t i = 0; i < rows; ++i) {
    BuyerStageMemory memory;
    ReferenceStageMemory reference_memory;
    if (has_memory) {
      memory = {previous[i], Instant::FromMicros(since[i])};
      reference_memory = {IdOf(spec, previous[i]), memory.since};
    }
    expected.push_back(finder.Find(leads[i], as_of, memory, &scratch));
    if (i >= 40) continue;
    ReferenceInput input;
    input.schema = &tenant.schema;
    input.facts = &facts[lead_of[i]];
    input.rates = tenant.rates.rates;
    input.as_of = as_of;
    ASSERT_EQ(Line(spec, expected.back()),
              Line(ReferenceBuyerStage(spec, input, reference_memory)))
        << "spec: " << FieldText(spec) << "\nfacts: " << FieldText(*input.facts)
        << "\nas_of: " << as_of.ToString();
  }

  const ColumnsOfRows columns(catalog, leads, &random);
  BuyerStageColumnOptions options;
  if (has_memory) {
    options.previous_stage = previous.data();
    options.previous_since = since.data();
  }
  for (InstructionSet set : AvailableInstructionSets()) {
    options.instructions = set;
    BuyerStageColumns by_column(finder, columns.leads(), as_of, options);
    BuyerStageColumn found;
    for (size_t begin = 0; begin < rows;) {
      const size_t end = std::min(
          rows, begin + 1 + random.Below(random.Chance(50) ? 70 : 3000));
      by_column.Find(begin, end, &found);
      const ColumnView signal = SignalColumn(finder, found);
      for (size_t i = begin; i < end; ++i) {
        SCOPED_TRACE(absl::StrCat(NameOf(set), ", row ", i, " of ", rows));
        ASSERT_EQ(found.stage[i - begin], expected[i].stage);
        if (has_memory) {
          ASSERT_EQ(found.since[i - begin], expected[i].since.micros());
        }
        ASSERT_EQ(signal.valid(i - begin), expected[i].stage >= 0);
      }
      begin = end;
    }
  }
}

TEST(BuyerStageColumns, EqualTheRowsAndTheReference) {
  for (uint64_t seed : RandomSeeds(300)) {
    SCOPED_TRACE(SeedNote(seed));
    RunTrial(seed);
    if (HasFatalFailure()) return;
  }
}

// A condition of a later step reads the stages as a column.
TEST(SignalColumn, IsReadByLaterConditions) {
  Schema schema;
  schema.company = {{"size", ValueType::kInteger}};
  BuyerStageSpec spec;
  spec.stages = {{"early", {}, {}, {}}, {"late", {}, {}, {}}};
  spec.evidence = {{"one",
                    "early",
                    Condition::FromText("size >= 1"),
                    Points::FromNano(1),
                    {}},
                   {"ten",
                    "late",
                    Condition::FromText("size >= 10"),
                    Points::FromNano(1),
                    {}}};
  ASSERT_OK_AND_ASSIGN(const FactCatalog catalog,
                       CompileFactCatalog(schema, BuyerStageSignals(spec)));
  ASSERT_OK_AND_ASSIGN(const BuyerStageFinder finder,
                       CompileBuyerStage(spec, catalog));
  const int32_t sizes[] = {0, 1, 10, 11, 0, 5, 5, 5, 5, 20};
  std::vector<ColumnView> values(catalog.size());
  values[*catalog.Find("size")] =
      ColumnView::Fixed(ValueType::kInteger, ColumnLayout::kInt32, sizes);
  LeadColumns leads;
  leads.rows = std::size(sizes);
  leads.values = values;
  BuyerStageColumns by_column(finder, leads, Instant(), {});
  BuyerStageColumn found;
  by_column.Find(0, leads.rows, &found);
  EXPECT_THAT(found.stage, ElementsAre(-1, 0, 1, 1, -1, 0, 0, 0, 0, 1));
  EXPECT_THAT(found.since, IsEmpty());
  EXPECT_THAT(found.validity, ElementsAre(0xEE, 0x03));

  ASSERT_OK_AND_ASSIGN(
      const ConditionSet later,
      CompileConditions({Condition::FromText("buyer.stage = \"late\""),
                         Condition::FromText("buyer.stage is missing")},
                        catalog, {SignalStep::kScore, true}));
  values[*catalog.Find("buyer.stage")] = SignalColumn(finder, found);
  leads.values = values;
  ConditionColumns conditions(later, leads, Instant(), BestInstructionSet());
  const uint64_t* const late = conditions.Require(0);
  const uint64_t* const missing = conditions.Require(1);
  conditions.Evaluate(0, leads.rows);
  EXPECT_EQ(late[0] & 0x3FF, 0x20Cu);
  EXPECT_EQ(missing[0] & 0x3FF, 0x011u);
}

TEST(BuyerStageColumns, WithoutStagesFindNone) {
  const FactCatalog catalog = *CompileFactCatalog(Schema());
  const BuyerStageFinder finder = *CompileBuyerStage(BuyerStageSpec(), catalog);
  LeadColumns leads;
  leads.rows = 3;
  BuyerStageColumns by_column(finder, leads, Instant(), {});
  BuyerStageColumn found;
  by_column.Find(1, 3, &found);
  EXPECT_THAT(found.stage, ElementsAre(-1, -1));
}

}  // namespace
}  // namespace lotse
