// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/channel/csv_mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace lotse {
namespace {

using ::testing::HasSubstr;

std::string FirstIssue(const CsvMapping& mapping) {
  SpecIssues issues;
  ValidateCsvMapping(mapping, FieldPath("mapping"), &issues);
  return issues.empty() ? "" : issues.list()[0].ToString();
}

TEST(CsvMapping, EmptyOneIsValid) { EXPECT_EQ(FirstIssue({}), ""); }

TEST(CsvMapping, RefusesDelimitersThatCannotPartCells) {
  for (const char* bad : {"ab", "a", "7", "\"", "\n", "\r", "\xC3"}) {
    CsvMapping mapping;
    mapping.delimiter = bad;
    EXPECT_THAT(FirstIssue(mapping), HasSubstr("mapping.delimiter: ")) << bad;
  }
  for (const char* good : {";", ",", "\t", "|", " ", "^"}) {
    CsvMapping mapping;
    mapping.delimiter = good;
    EXPECT_EQ(FirstIssue(mapping), "") << good;
  }
}

TEST(CsvMapping, RefusesColumnsWithoutNameOrFact) {
  CsvMapping mapping;
  mapping.columns.resize(1);
  SpecIssues issues;
  ValidateCsvMapping(mapping, FieldPath("mapping"), &issues);
  ASSERT_EQ(issues.count(), 2u);
  EXPECT_EQ(issues.list()[0].path, "mapping.columns[0].column");
  EXPECT_EQ(issues.list()[1].path, "mapping.columns[0].fact");
}

TEST(CsvMapping, RefusesTwoColumnsForOneFact) {
  CsvMapping mapping;
  mapping.columns.resize(2);
  mapping.columns[0].column = "a";
  mapping.columns[1].column = "b";
  mapping.columns[0].fact = mapping.columns[1].fact = "lead.id";
  EXPECT_THAT(FirstIssue(mapping), HasSubstr("mapping.columns[1].fact: "));
}

TEST(CsvMapping, RefusesOneValueTranslatedTwice) {
  CsvMapping mapping;
  mapping.columns.resize(1);
  mapping.columns[0].column = "a";
  mapping.columns[0].fact = "lead.a";
  mapping.columns[0].values.resize(2);
  mapping.columns[0].values[0].from = "GROSS";
  mapping.columns[0].values[1].from = "groß";
  EXPECT_THAT(FirstIssue(mapping),
              HasSubstr("mapping.columns[0].values[1].from: "));
}

TEST(CsvMapping, RefusesTextThatIsNotUtf8) {
  CsvMapping mapping;
  mapping.missing = {"ok", "\xFF"};
  EXPECT_EQ(FirstIssue(mapping), "mapping.missing[1]: is not UTF-8");
}

}  // namespace
}  // namespace lotse
