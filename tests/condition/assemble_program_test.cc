// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lotse/condition/condition_set.h"
#include "tests/testing/all_types.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

// Conditions and class tables over one integer attribute, and what each must
// give for a value.
struct Sheet {
  AllTypesLead lead;
  ConditionSetBuilder builder{lead.catalog(), {}};
  SpecIssues issues;
  ConditionScratch scratch;

  void Add(const std::string& text) {
    builder.Add(Condition::FromText(text), FieldPath("c"), &issues);
  }
  ConditionSet Build() {
    EXPECT_TRUE(issues.empty()) << issues.ToStatus();
    return builder.Build();
  }
};

// Both ways to find a rank (16 thresholds and fewer, more) and both ways to
// find the bits (one word, several).
TEST(AssembleProgram, RanksAmongOneToFortyThresholds) {
  for (int64_t count = 1; count <= 40; ++count) {
    Sheet sheet;
    for (int64_t i = 0; i < count; ++i) {
      sheet.Add(absl::StrCat("integer < ", 10 * i));
      sheet.Add(absl::StrCat("integer = ", 10 * i));
      sheet.Add(absl::StrCat("number >= ", 10 * i, ".5"));
    }
    const ConditionSet set = sheet.Build();
    for (int64_t v = -5; v <= 10 * count + 5; ++v) {
      sheet.lead.Set("integer", ValueView::Integer(v));
      sheet.lead.Set("number", ValueView::Number(static_cast<double>(v) / 2));
      set.Evaluate(sheet.lead.View(), sheet.lead.as_of, &sheet.scratch);
      for (int64_t i = 0; i < count; ++i) {
        const size_t at = static_cast<size_t>(3 * i);
        ASSERT_EQ(set.Holds(sheet.scratch, at), v < 10 * i);
        ASSERT_EQ(set.Holds(sheet.scratch, at + 1), v == 10 * i);
        ASSERT_EQ(
            set.Holds(sheet.scratch, at + 2),
            static_cast<double>(v) / 2 >= static_cast<double>(10 * i) + 0.5);
      }
    }
  }
}

// So many predicates of one input that its table would be too large, and that
// the predicates before and after it do not share its words.
TEST(AssembleProgram, LooksUpRangesWhereATableWouldBeTooLarge) {
  constexpr int64_t kCount = 2000;
  Sheet sheet;
  sheet.Add("boolean");
  for (int64_t i = 0; i < kCount; ++i) {
    const char* kTexts[] = {"integer < ",
                            "integer = ", "integer != ", "integer >= "};
    sheet.Add(absl::StrCat(kTexts[i % 4], 2 * i));
  }
  sheet.Add("integer is missing");
  sheet.Add("integer not in (1, 4, 6)");
  sheet.Add("integer between 10 and 3000");
  sheet.Add("number > 1");
  const ConditionSet set = sheet.Build();
  sheet.lead.Set("boolean", ValueView::Boolean(true));
  sheet.lead.Set("number", ValueView::Number(2));
  for (int64_t v = -1; v <= 2 * kCount + 1; v += 7) {
    sheet.lead.Set("integer", ValueView::Integer(v));
    set.Evaluate(sheet.lead.View(), sheet.lead.as_of, &sheet.scratch);
    ASSERT_TRUE(set.Holds(sheet.scratch, 0));
    for (int64_t i = 0; i < kCount; ++i) {
      const bool kExpected[] = {v < 2 * i, v == 2 * i, v != 2 * i, v >= 2 * i};
      ASSERT_EQ(set.Holds(sheet.scratch, static_cast<size_t>(i + 1)),
                kExpected[i % 4])
          << v << " " << i;
    }
    ASSERT_FALSE(set.Holds(sheet.scratch, kCount + 1));
    ASSERT_EQ(set.Holds(sheet.scratch, kCount + 2), v != 1 && v != 4 && v != 6);
    ASSERT_EQ(set.Holds(sheet.scratch, kCount + 3), v >= 10 && v <= 3000);
    ASSERT_TRUE(set.Holds(sheet.scratch, kCount + 4));
  }
  sheet.lead.Set("integer", ValueView());
  set.Evaluate(sheet.lead.View(), sheet.lead.as_of, &sheet.scratch);
  for (size_t i = 1; i < set.size(); ++i) {
    ASSERT_EQ(set.Holds(sheet.scratch, i), i == kCount + 1 || i == kCount + 4)
        << i;
  }
}

TEST(AssembleProgram, LooksUpTextsInRangesToo) {
  constexpr size_t kCount = 2000;
  Sheet sheet;
  for (size_t i = 0; i < kCount; ++i) {
    sheet.Add(
        absl::StrCat("company.text ", i % 2 == 0 ? "=" : "!=", " 't", i, "'"));
  }
  sheet.Add("company.text starts with 't1'");
  sheet.Add("any(list) = 't5'");
  const ConditionSet set = sheet.Build();
  const std::vector<absl::string_view> list = {"t4", "t5"};
  sheet.lead.Set("list", ValueView::List(list));
  for (const char* text : {"t0", "t1", "t1999", "other", ""}) {
    sheet.lead.Set("company.text", ValueView::Text(text));
    set.Evaluate(sheet.lead.View(), sheet.lead.as_of, &sheet.scratch);
    for (size_t i = 0; i < kCount; ++i) {
      const bool equal = text == absl::StrCat("t", i);
      ASSERT_EQ(set.Holds(sheet.scratch, i), equal == (i % 2 == 0)) << text;
    }
    EXPECT_EQ(set.Holds(sheet.scratch, kCount),
              absl::string_view(text).substr(0, 2) == "t1");
    EXPECT_TRUE(set.Holds(sheet.scratch, kCount + 1));
  }
}

// Many tables over one attribute that many conditions read as well; sharing
// the codes of all of them would take codes times tables.
TEST(AssembleProgram, ManyTablesOfOneInputStaySmall) {
  Sheet sheet;
  constexpr int64_t kTables = 2000;
  for (int64_t t = 0; t < kTables; ++t) {
    sheet.builder.AddIntervals("integer", {{Value{2 * t}, Value{2 * t + 5}}},
                               "bands", FieldPath("t"), &sheet.issues);
    sheet.Add(absl::StrCat("integer = ", 3 * t));
  }
  const ConditionSet set = sheet.Build();
  EXPECT_LT(set.MemoryUsage(), size_t{16} << 20);
  for (int64_t v : {int64_t{-1}, int64_t{0}, int64_t{4}, int64_t{5},
                    int64_t{1000}, int64_t{4003}, int64_t{4004}}) {
    sheet.lead.Set("integer", ValueView::Integer(v));
    set.Evaluate(sheet.lead.View(), sheet.lead.as_of, &sheet.scratch);
    for (int64_t t = 0; t < kTables; ++t) {
      const size_t at = static_cast<size_t>(t);
      ASSERT_EQ(set.ClassOf(sheet.scratch, at),
                v >= 2 * t && v < 2 * t + 5 ? 0 : ConditionSet::kNoClass);
      ASSERT_EQ(set.Holds(sheet.scratch, at), v == 3 * t);
    }
  }
  sheet.lead.Set("integer", ValueView());
  set.Evaluate(sheet.lead.View(), sheet.lead.as_of, &sheet.scratch);
  EXPECT_EQ(set.ClassOf(sheet.scratch, 7), ConditionSet::kMissingClass);
  EXPECT_EQ(set.ReadingsOfClasses(7, sheet.lead.View(), sheet.lead.as_of,
                                  sheet.scratch)
                .front()
                .operand,
            "company.integer");
}

TEST(AssembleProgram, SharesEqualPredicatesAndConditions) {
  Sheet one;
  one.Add("integer = 1 and number > 2");
  Sheet many;
  for (int i = 0; i < 100; ++i) {
    many.Add(i % 2 == 0 ? "integer = 1 and number > 2"
                        : "number > 2.0 and integer = 1");
  }
  EXPECT_LT(many.Build().MemoryUsage(), one.Build().MemoryUsage() + 100 * 64);
}

// A node may have a predicate and its negation, and more bits than a word.
TEST(AssembleProgram, JoinsContradictionsAndManyBits) {
  AllTypesLead lead;
  lead.Set("boolean", ValueView::Boolean(true));
  EXPECT_FALSE(lead.Holds("boolean and not boolean"));
  EXPECT_TRUE(lead.Holds("boolean or not boolean"));
  std::string all = "boolean";
  std::string any = "not boolean";
  for (int i = 0; i < 300; ++i) {
    absl::StrAppend(&all, " and integer != ", i);
    absl::StrAppend(&any, " or integer = ", i);
  }
  lead.Set("integer", ValueView::Integer(300));
  EXPECT_TRUE(lead.Holds(all));
  EXPECT_FALSE(lead.Holds(any));
  lead.Set("integer", ValueView::Integer(299));
  EXPECT_FALSE(lead.Holds(all));
  EXPECT_TRUE(lead.Holds(any));
  lead.Set("integer", ValueView());
  EXPECT_FALSE(lead.Holds(all));
  EXPECT_FALSE(lead.Holds(any));
}

}  // namespace
}  // namespace lotse
