// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/field_diff.h"

#include "gtest/gtest.h"
#include "lotse/engine/engine_spec.h"
#include "lotse/engine/presets.h"

namespace lotse {
namespace {

using Kind = FieldDifference::Kind;

EngineSpec B2b() { return *Preset("b2b"); }

TEST(DiffFields, IsEmptyForEqualStructs) {
  EXPECT_TRUE(DiffFields(B2b(), B2b()).empty());
}

TEST(DiffFields, NamesAChangedLeaf) {
  EngineSpec after = B2b();
  after.scoring.groups[1].rules[2].points += Points::FromNano(1);
  EXPECT_EQ(DiffFields(B2b(), after),
            (std::vector<FieldDifference>{
                {Kind::kChanged, "scoring.groups[1].rules[2].points"}}));
}

TEST(DiffFields, MatchesElementsById) {
  const EngineSpec before = B2b();
  EngineSpec after = before;
  auto& rules = after.scoring.groups[1].rules;
  rules.insert(rules.begin(), Rule{"fresh"});
  rules.erase(rules.begin() + 3);  // The third of before.
  EXPECT_EQ(DiffFields(before, after),
            (std::vector<FieldDifference>{
                {Kind::kAdded, "scoring.groups[1].rules[0]"},
                {Kind::kRemoved, "scoring.groups[1].rules[2]"}}));
}

TEST(DiffFields, NamesMovedElements) {
  const EngineSpec before = B2b();
  EngineSpec after = before;
  std::swap(after.scoring.groups[0], after.scoring.groups[1]);
  EXPECT_EQ(
      DiffFields(before, after),
      (std::vector<FieldDifference>{{Kind::kMoved, "scoring.groups[1]"}}));
}

TEST(DiffFields, TellsOptionalAndOneOfApart) {
  const EngineSpec before = B2b();
  EngineSpec after = before;
  after.scoring.max.reset();
  after.scoring.groups[1].rules[0].when.kind = AllOf();
  EXPECT_EQ(DiffFields(before, after),
            (std::vector<FieldDifference>{
                {Kind::kRemoved, "scoring.groups[1].rules[0].when.text"},
                {Kind::kAdded, "scoring.groups[1].rules[0].when.all_of"},
                {Kind::kRemoved, "scoring.max"}}));
}

}  // namespace
}  // namespace lotse
