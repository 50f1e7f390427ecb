// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Random conditions on random leads: the row executor equals the reference, and
// the text form of a tree means what the tree means.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lotse/condition/condition_set.h"
#include "lotse/condition/condition_text.h"
#include "lotse/facts/fact_binder.h"
#include "lotse/facts/fact_catalog.h"
#include "tests/testing/field_text.h"
#include "tests/testing/random_condition.h"
#include "tests/testing/random_facts.h"
#include "tests/testing/random_source.h"
#include "tests/testing/random_tenant.h"
#include "tests/testing/reference_condition.h"

namespace lotse {
namespace {

// One lead at one instant, as both sides read it.
struct Sample {
  Facts facts;
  ReferenceInput input;
};

Sample MakeSample(const RandomTenant& tenant, RandomSource* random) {
  Sample sample;
  sample.facts = MakeRandomFacts(
      tenant, random->Chance(40) ? FactsMode::kRich : FactsMode::kPlain,
      random);
  sample.input.schema = &tenant.schema;
  sample.input.rates = tenant.rates.rates;
  sample.input.as_of = RandomInstant(tenant.as_of, random);
  return sample;
}

std::vector<Condition> RandomConditions(const RandomTenant& tenant,
                                        size_t count, RandomSource* random) {
  std::vector<Condition> conditions;
  for (; count > 0; --count) {
    conditions.push_back(RandomCondition(tenant, random->Below(6), random));
  }
  return conditions;
}

std::string RatesText(const RateTable& rates) {
  std::string text;
  for (const ExchangeRate& rate : rates.rates) text += FieldText(rate);
  return text;
}

// Compiles `compiled` and compares them with the reference on some leads.
void ExpectAsReference(const RandomTenant& tenant,
                       const std::vector<Condition>& trees,
                       const std::vector<Condition>& compiled, int leads,
                       RandomSource* random) {
  const absl::StatusOr<FactCatalog> catalog = CompileFactCatalog(tenant.schema);
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  const FactBinder binder(*catalog, tenant.rates);
  ConditionReader reader;
  reader.for_scoring = true;
  const absl::StatusOr<ConditionSet> set =
      CompileConditions(compiled, *catalog, reader);
  ASSERT_TRUE(set.ok()) << set.status();
  BindBuffer buffer;
  ConditionScratch scratch;
  for (; leads > 0; --leads) {
    Sample sample = MakeSample(tenant, random);
    sample.input.facts = &sample.facts;
    const absl::StatusOr<LeadView> view =
        binder.Bind(sample.facts, sample.input.as_of, &buffer);
    ASSERT_TRUE(view.ok()) << view.status();
    set->Evaluate(*view, sample.input.as_of, &scratch);
    for (size_t i = 0; i < trees.size(); ++i) {
      ASSERT_EQ(set->Holds(scratch, i), ReferenceHolds(sample.input, trees[i]))
          << "condition: " << PrintCondition(trees[i])
          << "\nas_of: " << sample.input.as_of.ToString()
          << "\nfacts: " << FieldText(sample.facts)
          << "\nschema: " << FieldText(tenant.schema)
          << "\nrates: " << RatesText(tenant.rates);
    }
  }
}

TEST(ConditionSetProperty, EqualsTheReference) {
  for (uint64_t seed : RandomSeeds(1000)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const RandomTenant tenant = MakeRandomTenant(&random);
    const std::vector<Condition> conditions =
        RandomConditions(tenant, 1 + random.Below(30), &random);
    ExpectAsReference(tenant, conditions, conditions, 4, &random);
    if (HasFatalFailure()) return;
  }
}

TEST(ConditionSetProperty, TextFormEqualsTheReference) {
  for (uint64_t seed : RandomSeeds(500)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const RandomTenant tenant = MakeRandomTenant(&random);
    const std::vector<Condition> trees = RandomConditions(tenant, 10, &random);
    std::vector<Condition> texts;
    for (const Condition& tree : trees) {
      texts.push_back(Condition::FromText(PrintCondition(tree)));
    }
    ExpectAsReference(tenant, trees, texts, 3, &random);
    if (HasFatalFailure()) return;
  }
}

TEST(ConditionTextProperty, PrintsTheSameAfterParsing) {
  for (uint64_t seed : RandomSeeds(2000)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const RandomTenant tenant = MakeRandomTenant(&random);
    const Condition tree = RandomCondition(tenant, 5, &random);
    const std::string text = PrintCondition(tree);
    const absl::StatusOr<Condition> parsed = ParseCondition(text);
    ASSERT_TRUE(parsed.ok()) << parsed.status() << "\n" << text;
    ASSERT_EQ(PrintCondition(*parsed), text);
    Sample sample = MakeSample(tenant, &random);
    sample.input.facts = &sample.facts;
    ASSERT_EQ(ReferenceHolds(sample.input, *parsed),
              ReferenceHolds(sample.input, tree))
        << text;
  }
}

// So many distinct tests of one fact that no table holds all of them.
TEST(ConditionSetProperty, EqualsTheReferenceWithManyTestsOfOneFact) {
  for (uint64_t seed : RandomSeeds(2)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    RandomTenant tenant;
    tenant.as_of = Instant::FromMicros(1795428000000000);
    const std::vector<ValueType> types = {ValueType::kInteger,
                                          ValueType::kNumber, ValueType::kText,
                                          ValueType::kList};
    for (ValueType type : types) {
      RandomFact fact;
      fact.entity = "lead";
      fact.key = NameOf(type);
      fact.name = "lead." + fact.key;
      fact.type = type;
      AttributeSpec spec;
      spec.key = fact.key;
      spec.type = type;
      tenant.schema.lead.push_back(spec);
      for (int64_t i = 0; i < 3000; ++i) {
        const std::string text = "text " + std::to_string(i);
        if (type == ValueType::kInteger) {
          fact.anchors.push_back(Value{i});
        } else if (type == ValueType::kNumber) {
          fact.anchors.push_back(Value{static_cast<double>(i) / 8});
        } else if (type == ValueType::kText) {
          fact.options.push_back(text);
          fact.anchors.push_back(Value{text});
        } else {
          fact.options.push_back(text);
          fact.anchors.push_back(Value{TextList{{text}}});
        }
      }
      tenant.facts.push_back(fact);
    }
    tenant.schema.activity_kinds = {{"visit", {}, false}};
    for (const char* key : {"asset", "amount", "shared", "minutes"}) {
      RandomFact fact;
      fact.entity = "activity";
      fact.key = fact.name = key;
      fact.type = ValueType::kNumber;
      fact.anchors = {Value{3.0}};
      if (fact.key == "amount") {
        fact.type = ValueType::kInteger;
        fact.anchors = {Value{int64_t{3}}};
      }
      AttributeSpec spec;
      spec.key = key;
      spec.type = fact.type;
      tenant.schema.activity.push_back(spec);
      tenant.payload.push_back(fact);
    }
    std::vector<Condition> conditions;
    for (int i = 0; i < 12000; ++i) {
      conditions.push_back(RandomCondition(tenant, 0, &random));
    }
    ExpectAsReference(tenant, conditions, conditions, 6, &random);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace lotse
