// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Random scorecards on random leads: the row executor equals the reference in
// every part of the score.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lotse/condition/condition_text.h"
#include "lotse/facts/fact_binder.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/score/scorer.h"
#include "tests/testing/field_text.h"
#include "tests/testing/random_facts.h"
#include "tests/testing/random_source.h"
#include "tests/testing/random_spec.h"
#include "tests/testing/random_tenant.h"
#include "tests/testing/reference_score.h"

namespace lotse {
namespace {

// All parts of a score as lines, in which a difference is easy to find.
std::string Lines(const Scorer& scorer, const Score& score) {
  std::string text = absl::StrCat(
      "points ", score.points.ToString(), "\ncategory ", score.category,
      " since ", score.category < 0 ? "never" : score.category_since.ToString(),
      "\nveto ", score.veto, "\ngrid ", score.grid_row, " ", score.grid_column,
      "\nprobability ",
      score.probability.has_value() ? PrintNumber(*score.probability) : "none",
      "\n");
  for (const Contribution& part : score.contributions) {
    absl::StrAppend(&text, scorer.source(part.source).path, " ",
                    part.points.ToString(), "\n");
  }
  return text;
}

std::string Lines(const ReferenceResult& result) {
  std::string text = absl::StrCat(
      "points ", result.points.ToString(), "\ncategory ", result.category,
      " since ",
      result.category < 0 ? "never" : result.category_since.ToString(),
      "\nveto ", result.veto, "\ngrid ", result.grid_row, " ",
      result.grid_column, "\nprobability ",
      result.probability.has_value() ? PrintNumber(*result.probability)
                                     : "none",
      "\n");
  for (const ReferenceContribution& part : result.contributions) {
    absl::StrAppend(&text, part.path, " ", part.points.ToString(), "\n");
  }
  return text;
}

// The same scorecard with each tree as text.
ScoringSpec WithTexts(ScoringSpec spec) {
  const auto as_text = [](Condition* condition) {
    if (!condition->empty()) {
      *condition = Condition::FromText(PrintCondition(*condition));
    }
  };
  for (Group& group : spec.groups) {
    as_text(&group.when);
    for (Rule& rule : group.rules) as_text(&rule.when);
  }
  for (Veto& veto : spec.vetoes) as_text(&veto.when);
  return spec;
}

ReferenceMemory RandomMemory(const ScoringSpec& spec, Instant as_of,
                             RandomSource* random) {
  ReferenceMemory memory;
  if (spec.categories.empty() || random->Chance(20)) return memory;
  const Category& category = random->Chance(50) ? spec.categories.back()
                                                : random->Pick(spec.categories);
  memory.category = random->Chance(5) ? "unknown" : category.id;
  memory.since =
      as_of - category.dwell + Duration::Micros(random->Between(-1, 1));
  if (random->Chance(20)) memory.since = RandomInstant(as_of, random);
  return memory;
}

// One scorecard against the reference on some leads; the points that they get
// are where its categories are put next.
class Trial {
 public:
  explicit Trial(uint64_t seed)
      : random_(seed),
        tenant_(MakeRandomTenant(&random_)),
        spec_(MakeRandomSpec(tenant_, &random_)) {}

  void Run() {
    const absl::StatusOr<FactCatalog> catalog =
        CompileFactCatalog(tenant_.schema);
    ASSERT_TRUE(catalog.ok()) << catalog.status();
    const FactBinder binder(*catalog, tenant_.rates);
    MoveCategoriesToPoints();
    const absl::StatusOr<Scorer> scorer = CompileScorer(
        random_.Chance(80) ? spec_.scoring : WithTexts(spec_.scoring),
        *catalog);
    ASSERT_TRUE(scorer.ok()) << scorer.status();
    BindBuffer buffer;
    ScoreScratch scratch;
    for (int lead = 0; lead < 6; ++lead) {
      const Facts facts = RandomLead();
      const ReferenceInput input = InputFor(facts);
      const ReferenceMemory memory =
          RandomMemory(spec_.scoring, input.as_of, &random_);
      const absl::StatusOr<LeadView> view =
          binder.Bind(facts, input.as_of, &buffer);
      ASSERT_TRUE(view.ok()) << view.status();
      EvaluateOptions options;
      options.memory.category = scorer->FindCategory(memory.category);
      options.memory.since = memory.since;
      const ReferenceResult expected =
          ReferenceScore(spec_.scoring, spec_.operands, input, memory);
      const Score score =
          scorer->Evaluate(*view, input.as_of, options, &scratch);
      ASSERT_EQ(Lines(*scorer, score), Lines(expected))
          << Description(facts, input, memory);
      Points sum;
      for (const Contribution& part : score.contributions) sum += part.points;
      ASSERT_EQ(sum, score.points);

      options.contributions = false;
      ReferenceResult bare = expected;
      bare.contributions.clear();
      const Score bare_score =
          scorer->Evaluate(*view, input.as_of, options, &scratch);
      ASSERT_EQ(Lines(*scorer, bare_score), Lines(bare))
          << Description(facts, input, memory);
    }
  }

 private:
  Facts RandomLead() {
    return MakeRandomFacts(
        tenant_, random_.Chance(40) ? FactsMode::kRich : FactsMode::kPlain,
        &random_);
  }

  ReferenceInput InputFor(const Facts& facts) {
    ReferenceInput input;
    input.schema = &tenant_.schema;
    input.facts = &facts;
    input.rates = tenant_.rates.rates;
    input.as_of = RandomInstant(tenant_.as_of, &random_);
    return input;
  }

  // Puts the categories where leads are, or a nano-point beside, so that their
  // edges are met.
  void MoveCategoriesToPoints() {
    std::vector<int64_t> nanos;
    for (size_t i = 1; i < spec_.scoring.categories.size(); ++i) {
      const Facts facts = RandomLead();
      nanos.push_back(ReferenceScore(spec_.scoring, spec_.operands,
                                     InputFor(facts), ReferenceMemory{})
                          .points.nano() +
                      random_.Between(-1, 1));
    }
    std::sort(nanos.begin(), nanos.end());
    for (size_t i = 0; i < nanos.size(); ++i) {
      std::optional<Points>& from = spec_.scoring.categories[i + 1].from;
      if (i > 0) nanos[i] = std::max(nanos[i], nanos[i - 1] + 1);
      if (from.has_value()) from = Points::FromNano(nanos[i]);
    }
  }

  std::string Description(const Facts& facts, const ReferenceInput& input,
                          const ReferenceMemory& memory) const {
    return absl::StrCat(
        "as_of: ", input.as_of.ToString(), "\nmemory: ", memory.category,
        " since ", memory.since.ToString(),
        "\nspec: ", FieldText(WithTexts(spec_.scoring)),
        "\nfacts: ", FieldText(facts), "\nschema: ", FieldText(tenant_.schema));
  }

  RandomSource random_;
  RandomTenant tenant_;
  RandomSpec spec_;
};

TEST(ScorerProperty, EqualsTheReference) {
  for (uint64_t seed : RandomSeeds(1500)) {
    SCOPED_TRACE(SeedNote(seed));
    Trial(seed).Run();
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace lotse
