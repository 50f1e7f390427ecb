// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/lead_generator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "lotse/proto/json.h"
#include "tests/testing/status_matchers.h"

namespace lotse::tools {
namespace {

using ::testing::StartsWith;

const Instant kUntil = *Instant::Parse("2026-11-01");

LeadGenerator Make(uint64_t seed, bool outcomes = true) {
  LeadGeneratorOptions options;
  options.seed = seed;
  options.until = kUntil;
  options.outcomes = outcomes;
  return LeadGenerator(options);
}

std::string Text(const LeadGenerator& generator, int64_t leads) {
  std::string text;
  for (int64_t i = 0; i < leads; ++i) {
    absl::StrAppend(&text, proto::ToJson(generator.Lead(i)), "\n");
  }
  return text;
}

// FNV-1a.
uint64_t Hash(const std::string& text) {
  uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  }
  return hash;
}

TEST(LeadGenerator, GivesTheSameBytesEverywhere) {
  EXPECT_EQ(Hash(Text(Make(1), 200)), uint64_t{0x4D205AEE0433DACD});
}

TEST(LeadGenerator, DependsOnTheSeed) {
  EXPECT_NE(Text(Make(1), 3), Text(Make(2), 3));
}

TEST(LeadGenerator, FitsThePresetWithNothingUnknown) {
  EngineSpec spec = *Preset("b2b");
  spec.schema.unknown_attributes = UnknownAttributes::kRefuse;
  ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(spec));
  const LeadGenerator generator = Make(3);
  std::set<std::string> categories;
  for (int64_t i = 0; i < 2000; ++i) {
    ASSERT_OK_AND_ASSIGN(const ScoreReport report,
                         engine.Score(generator.Lead(i), kUntil));
    categories.insert(report.category);
  }
  EXPECT_EQ(categories, (std::set<std::string>{"cold", "hot", "warm"}));
}

TEST(LeadGenerator, SaysThatItIsSynthetic) {
  const LeadGenerator generator = Make(4);
  std::set<std::string> ids;
  for (int64_t i = 0; i < 300; ++i) {
    const Facts facts = generator.Lead(i);
    EXPECT_EQ(facts.lead.campaign, "synthetic");
    EXPECT_THAT(facts.lead.id, StartsWith("SYN-"));
    ids.insert(facts.lead.id);
  }
  EXPECT_EQ(ids.size(), 300u);
}

TEST(LeadGenerator, KnowsNothingOfLater) {
  const LeadGenerator generator = Make(5);
  for (int64_t i = 0; i < 500; ++i) {
    const Facts facts = generator.Lead(i);
    EXPECT_LT(facts.lead.created_at, kUntil);
    for (const Answer& answer : facts.lead.answers) {
      EXPECT_LE(answer.answered_at, kUntil);
    }
    for (const Assessment& assessment : facts.lead.assessments) {
      EXPECT_LE(assessment.at, kUntil);
    }
    for (const Person& person : facts.persons) {
      for (const Activity& activity : person.activities) {
        EXPECT_LE(activity.occurred_at, kUntil);
      }
    }
    ASSERT_TRUE(facts.lead.outcome.has_value());
    EXPECT_GT(facts.lead.outcome->at, kUntil);
  }
}

TEST(LeadGenerator, ChangesNothingElseWithoutOutcomes) {
  const LeadGenerator with = Make(6);
  const LeadGenerator without = Make(6, /*outcomes=*/false);
  for (int64_t i = 0; i < 300; ++i) {
    Facts facts = with.Lead(i);
    ASSERT_TRUE(facts.lead.outcome.has_value());
    facts.lead.outcome.reset();
    EXPECT_EQ(proto::ToJson(facts), proto::ToJson(without.Lead(i)));
  }
}

TEST(LeadGenerator, HasGapsAndSharedCompanies) {
  const LeadGenerator generator = Make(7);
  int without_company = 0, without_answers = 0;
  std::set<std::string> companies;
  int with_company = 0;
  for (int64_t i = 0; i < 1000; ++i) {
    const Facts facts = generator.Lead(i);
    without_answers += facts.lead.answers.empty();
    if (!facts.company.has_value()) {
      ++without_company;
      continue;
    }
    ++with_company;
    companies.insert(facts.company->id);
  }
  EXPECT_GT(without_company, 10);
  EXPECT_GT(without_answers, 200);
  EXPECT_LT(without_answers, 900);
  EXPECT_LT(static_cast<int>(companies.size()), with_company);
}

}  // namespace
}  // namespace lotse::tools
