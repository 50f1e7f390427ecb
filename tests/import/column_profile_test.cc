// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/import/column_profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ColumnProfile Profile(std::initializer_list<const char*> cells) {
  ColumnProfile profile;
  for (const char* cell : cells) profile.Add(cell);
  return profile;
}

TEST(ColumnProfile, FindsTheTypeOfAllCells) {
  struct Case {
    std::initializer_list<const char*> cells;
    DecimalMark mark;
    DateOrder order;
    ValueType type;
  };
  const DecimalMark point = DecimalMark::kPoint;
  const DateOrder none = DateOrder::kUnspecified;
  const Case cases[] = {
      {{}, point, none, ValueType::kText},
      {{"yes", "no"}, point, none, ValueType::kBoolean},
      {{"ja", "Nein"}, point, none, ValueType::kBoolean},
      {{"0", "1"}, point, none, ValueType::kInteger},
      {{"12", "-3"}, point, none, ValueType::kInteger},
      {{"12", "1.5"}, point, none, ValueType::kNumber},
      {{"12", "1,5"}, DecimalMark::kComma, none, ValueType::kNumber},
      {{"01067", "20095"}, point, none, ValueType::kText},
      {{"+4940", "+4930"}, point, none, ValueType::kText},
      {{"23.11.2026", "2026-01-02"}, point, none, ValueType::kDate},
      {{"23.11.2026 10:00"}, point, none, ValueType::kTime},
      {{"03/04/2026"}, point, none, ValueType::kText},
      {{"03/04/2026"}, point, DateOrder::kMonthFirst, ValueType::kDate},
      {{"5 €", "7,50 EUR"}, DecimalMark::kComma, none, ValueType::kMoney},
      {{"5 €", "7 USD"}, point, none, ValueType::kText},
      {{"1", "one"}, point, none, ValueType::kText},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(NameOf(Profile(c.cells).Type(c.mark, c.order)), NameOf(c.type))
        << (c.cells.size() > 0 ? *c.cells.begin() : "");
  }
}

TEST(ColumnProfile, OptionsAreFewAndRepeated) {
  EXPECT_THAT(Profile({"b", "a", "a", "b", "a"}).Options(),
              ElementsAre("a", "b"));
  EXPECT_THAT(Profile({"a", "b", "c"}).Options(), IsEmpty());
  ColumnProfile many;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 60; ++i) many.Add(absl::StrCat("v", i));
  }
  EXPECT_THAT(many.Options(), IsEmpty());
}

TEST(ColumnProfile, FindsCodesForNotKnown) {
  ColumnProfile days;
  for (int i = 0; i < 10; ++i) days.Add("999");
  for (int i = 0; i < 20; ++i) days.Add(absl::StrCat(i));
  EXPECT_EQ(days.Sentinel(DecimalMark::kPoint), "999");
  ColumnProfile negative;
  for (int i = 0; i < 10; ++i) negative.Add("-1");
  for (int i = 0; i < 20; ++i) negative.Add(absl::StrCat(i));
  EXPECT_EQ(negative.Sentinel(DecimalMark::kPoint), "-1");
  ColumnProfile plain;
  for (int i = 0; i < 1000; ++i) plain.Add(absl::StrCat(i));
  EXPECT_EQ(plain.Sentinel(DecimalMark::kPoint), "");
  EXPECT_EQ(Profile({"999", "999"}).Sentinel(DecimalMark::kPoint), "");
}

TEST(ColumnProfile, KnowsPercentAndUniqueness) {
  EXPECT_TRUE(Profile({"1 %", "2%"}).percent());
  EXPECT_FALSE(Profile({"1 %", "2"}).percent());
  EXPECT_TRUE(Profile({"a", "b"}).unique());
  EXPECT_FALSE(Profile({"a", "b", "a"}).unique());
}

}  // namespace
}  // namespace lotse
