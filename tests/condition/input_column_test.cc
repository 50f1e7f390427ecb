// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Each way in which an input's column is read, against the row executor.
#include "src/condition/input_column.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/base/spec_issue.h"
#include "lotse/condition/condition_columns.h"
#include "lotse/facts/fact_catalog.h"
#include "tests/testing/columns_of_rows.h"
#include "tests/testing/random_source.h"

namespace lotse {
namespace {

constexpr size_t kRows = 700;

FactCatalog MakeCatalog() {
  Schema schema;
  const ValueType types[] = {ValueType::kInteger, ValueType::kNumber,
                             ValueType::kText, ValueType::kList};
  for (ValueType type : types) {
    AttributeSpec& attribute = schema.lead.emplace_back();
    attribute.key = absl::StrCat("a_", NameOf(type));
    attribute.type = type;
  }
  return *CompileFactCatalog(schema);
}

// Evaluates `conditions` for random rows by row and by column, in several
// layouts of the columns.
void Compare(const std::vector<std::string>& conditions) {
  const FactCatalog catalog = MakeCatalog();
  ConditionSetBuilder builder(catalog, {});
  SpecIssues issues;
  for (const std::string& condition : conditions) {
    builder.Add(Condition::FromText(condition), FieldPath("when"), &issues);
  }
  ASSERT_TRUE(issues.empty());
  const ConditionSet set = builder.Build();
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    RandomSource random(seed);
    std::vector<std::string> texts;
    for (int i = 0; i < 400; ++i) texts.push_back(absl::StrCat("Text ", i));
    const std::vector<absl::string_view> list = {texts[3], texts[30]};
    std::vector<std::vector<ValueView>> values(kRows);
    std::vector<LeadView> rows(kRows);
    for (size_t i = 0; i < kRows; ++i) {
      values[i].resize(catalog.size());
      const auto put = [&](const char* name, ValueView value) {
        if (random.Chance(90)) values[i][*catalog.Find(name)] = value;
      };
      put("a_integer", ValueView::Integer(random.Between(-5, 420)));
      put("a_number",
          ValueView::Number(static_cast<double>(random.Between(-10, 900)) / 2));
      put("a_text", ValueView::Text(random.Pick(texts)));
      put("a_list", ValueView::List(list));
      rows[i].values = values[i];
    }
    const ColumnsOfRows columns(catalog, rows, &random);
    ConditionScratch scratch;
    for (InstructionSet instructions : AvailableInstructionSets()) {
      ConditionColumns evaluator(set, columns.leads(), Instant(), instructions);
      std::vector<const uint64_t*> slices;
      for (size_t c = 0; c < set.size(); ++c) {
        slices.push_back(evaluator.Require(c));
      }
      evaluator.Evaluate(0, kRows);
      for (size_t i = 0; i < kRows; ++i) {
        set.Evaluate(rows[i], Instant(), &scratch);
        for (size_t c = 0; c < set.size(); ++c) {
          ASSERT_EQ((slices[c][i / 64] >> i % 64 & 1) != 0,
                    set.Holds(scratch, c))
              << conditions[c] << " of row " << i;
        }
      }
    }
  }
}

std::vector<std::string> Thresholds(const char* name, int count) {
  std::vector<std::string> conditions;
  for (int i = 0; i < count; ++i) {
    conditions.push_back(absl::StrCat(name, " >= ", i));
    if (i % 3 == 0) conditions.push_back(absl::StrCat(name, " = ", i));
  }
  conditions.push_back(absl::StrCat(name, " is missing"));
  conditions.push_back(absl::StrCat("not (", name, " between 3 and 5)"));
  return conditions;
}

TEST(InputColumn, CutsByFewThresholds) {
  Compare(Thresholds("a_integer", 6));
  Compare(Thresholds("a_number", 6));
}

TEST(InputColumn, SearchesManyThresholds) {
  Compare(Thresholds("a_integer", 60));
  Compare(Thresholds("a_number", 60));
}

// More codes than a byte has.
TEST(InputColumn, SearchesVeryManyThresholds) {
  Compare(Thresholds("a_integer", 400));
  Compare(Thresholds("a_number", 400));
}

TEST(InputColumn, FindsTextsAmongFewAndMany) {
  for (int count : {3, 20, 100, 350}) {
    std::vector<std::string> conditions;
    for (int i = 0; i < count; ++i) {
      conditions.push_back(absl::StrCat("a_text = \"Text ", i, "\""));
    }
    conditions.push_back("a_text != \"Text 2\"");
    conditions.push_back("a_text is missing");
    Compare(conditions);
  }
}

TEST(InputColumn, MatchesPatternsAndFoldedTexts) {
  Compare({"a_text contains \"3\"", "a_text starts with \"Text 1\"",
           "a_text ends with \"7\"", "a_text = \"Text 33\""});
  Compare({"a_text = \"TEXT 33\" ignoring case",
           "a_text contains \"EXT 3\" ignoring case"});
}

TEST(InputColumn, ReadsListsByQuantifier) {
  Compare({"any(a_list) = \"Text 30\"", "all(a_list) = \"Text 30\"",
           "all(a_list) starts with \"Text 3\"", "any(a_list) contains \"x\"",
           "a_list is missing"});
}

}  // namespace
}  // namespace lotse
