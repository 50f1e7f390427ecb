// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/import/csv_lead_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

AttributeSpec Attribute1(const char* key, ValueType type) {
  AttributeSpec spec;
  spec.key = key;
  spec.type = type;
  return spec;
}

Schema TestSchema() {
  Schema schema;
  schema.company = {Attribute1("employees", ValueType::kInteger),
                    Attribute1("industry", ValueType::kText)};
  schema.company[1].options.resize(2);
  schema.company[1].options[0].key = "software";
  schema.company[1].options[1].key = "trade";
  schema.company[1].options[1].label.de = "Handel";
  schema.lead = {Attribute1("score", ValueType::kNumber),
                 Attribute1("due", ValueType::kDate)};
  return schema;
}

struct Result {
  absl::Status created;
  std::vector<std::string> leads;  // "id employees industry score due", errors
};

std::string ValueText(const std::vector<Attribute>& attributes,
                      const char* key) {
  for (const Attribute& attribute : attributes) {
    if (attribute.key == key) return attribute.value.ToString();
  }
  return "absent";
}

Result Read(const std::string& text, const CsvMapping& mapping = {}) {
  Result result;
  auto reader =
      CsvLeadReader::Create(TextByteSource(text), TestSchema(), mapping);
  result.created = reader.status();
  if (!reader.ok()) return result;
  LeadRecord record;
  while ((*reader)->Next(&record)) {
    if (!record.status.ok()) {
      result.leads.emplace_back(record.status.message());
      continue;
    }
    std::string& lead = result.leads.emplace_back(record.facts.lead.id);
    if (record.facts.company.has_value()) {
      absl::StrAppend(
          &lead, " ", ValueText(record.facts.company->attributes, "employees"),
          " ", ValueText(record.facts.company->attributes, "industry"));
    }
    for (const Attribute& attribute : record.facts.lead.attributes) {
      absl::StrAppend(&lead, " ", attribute.value.ToString());
    }
  }
  EXPECT_TRUE((*reader)->status().ok());
  return result;
}

TEST(CsvLeadReader, ReadsAGermanExcelExport) {
  const Result result = Read(
      "Lead ID;Employees;Industry;Score;Due\r\n"
      "L-1;1.200;HANDEL;2,5;23.11.2026\r\n"
      "L-2;unbekannt;Software;;\r\n"
      "L-3;7;B\xE4"
      "cker;1,25;1.2.26\r\n");
  ASSERT_TRUE(result.created.ok()) << result.created;
  EXPECT_THAT(result.leads,
              ElementsAre("L-1 1200 \"trade\" 2.5 2026-11-23",
                          "L-2 missing \"software\" missing missing",
                          "L-3 7 \"Bäcker\" 1.25 2026-02-01"));
}

TEST(CsvLeadReader, ReportsBadRowsAndGoesOn) {
  const Result result = Read(
      "id,employees,industry\n"
      "a,1,software\n"
      "b,\"two\nlines\",trade\n"
      "c,3\n"
      "d,4,trade,5\n"
      "e,5,trade,\n"
      "f,6,tr\xFF\n",
      [] {
        CsvMapping mapping;
        mapping.encoding = TextEncoding::kUtf8;
        return mapping;
      }());
  EXPECT_THAT(
      result.leads,
      ElementsAre(
          "a 1 \"software\"",
          "line 3, column \"employees\": must be a whole number",
          "line 5: the row has 2 cells, but the header has 3",
          HasSubstr("line 6: the row has 4 cells, but the header has 3"),
          "e 5 \"trade\"", HasSubstr("line 8: the row holds bytes")));
}

TEST(CsvLeadReader, NamesLeadsWithoutIdByTheirLine) {
  EXPECT_THAT(Read("employees,id\n1,\n\n2,x\n3,unknown\n").leads,
              ElementsAre("line 2 1 absent", "x 2 absent", "line 5 3 absent"));
}

TEST(CsvLeadReader, FollowsTheMapping) {
  CsvMapping mapping;
  mapping.delimiter = ",";
  mapping.columns.resize(3);
  mapping.columns[0].column = "MA";
  mapping.columns[0].fact = "company.employees";
  mapping.columns[0].missing = {"999"};
  mapping.columns[1].column = "Branche";
  mapping.columns[1].fact = "industry";
  mapping.columns[1].values.resize(2);
  mapping.columns[1].values[0].from = "IT";
  mapping.columns[1].values[0].to = "software";
  mapping.columns[1].values[1].from = "Sonstige";
  mapping.columns[2].column = "Nr";
  mapping.columns[2].fact = "lead.id";
  const std::string text =
      "MA,Branche,Nr,Score\n5,it,L1,1\n999,Sonstige,L2,2\n6,Handel,L3,3\n";
  EXPECT_THAT(
      Read(text, mapping).leads,
      ElementsAre("L1 5 \"software\"", "L2 missing missing", "L3 6 \"trade\""));
  mapping.match_headers = true;
  EXPECT_THAT(Read(text, mapping).leads,
              ElementsAre("L1 5 \"software\" 1.0", "L2 missing missing 2.0",
                          "L3 6 \"trade\" 3.0"));
}

TEST(CsvLeadReader, ReadsOutcomes) {
  auto reader =
      CsvLeadReader::Create(
          TextByteSource("id,outcome,lead.outcome_at\na,won,1.2.2026\n"
                         "b,lost,\nc,,1.2.2026\nd,open,\n"),
          TestSchema(), {})
          .value();
  std::vector<std::string> outcomes;
  LeadRecord record;
  while (reader->Next(&record)) {
    const std::optional<Outcome>& outcome = record.facts.lead.outcome;
    outcomes.push_back(
        outcome.has_value()
            ? absl::StrCat(NameOf(outcome->kind), " ", outcome->at.ToString())
            : "open");
  }
  EXPECT_THAT(outcomes,
              ElementsAre("won 2026-02-01T00:00:00Z",
                          "lost 1970-01-01T00:00:00Z", "open", "open"));
}

TEST(CsvLeadReader, NamesWhatIsWrongWithTheMapping) {
  CsvMapping mapping;
  mapping.columns.resize(1);
  mapping.columns[0].column = "Employee";
  mapping.columns[0].fact = "company.employees";
  const std::string text = "Employees,Twice,Twice\n1,2,3\n";
  EXPECT_EQ(
      Read(text, mapping).created.message(),
      "mapping.columns[0].column: the file has no column \"Employee\"; did "
      "you mean \"Employees\"?");
  mapping.columns[0].column = "Twice";
  EXPECT_THAT(std::string(Read(text, mapping).created.message()),
              HasSubstr("several columns \"Twice\""));
  mapping.columns[0].column = "Employees";
  mapping.columns[0].fact = "company.size";
  EXPECT_THAT(std::string(Read(text, mapping).created.message()),
              HasSubstr("mapping.columns[0].fact: there is no fact"));
}

TEST(CsvLeadReader, RefusesFilesWithoutKnownColumns) {
  EXPECT_THAT(std::string(Read("").created.message()), HasSubstr("is empty"));
  EXPECT_THAT(std::string(Read(",,\n1,2,3\n").created.message()),
              HasSubstr("must hold the headers"));
  EXPECT_THAT(std::string(Read("p,q\n1,2\n").created.message()),
              HasSubstr("none of the 2 columns"));
}

TEST(CsvLeadReader, TellsColumnsAndFormat) {
  auto reader =
      CsvLeadReader::Create(TextByteSource("id;employees;other\n1;2;1,5\n"),
                            TestSchema(), {})
          .value();
  ASSERT_EQ(reader->columns().size(), 3u);
  EXPECT_EQ(reader->columns()[0].fact, "lead.id");
  EXPECT_EQ(reader->columns()[1].fact, "company.employees");
  EXPECT_EQ(reader->columns()[2].fact, "");
  EXPECT_EQ(reader->format().delimiter, ';');
  EXPECT_EQ(reader->format().decimal_mark, DecimalMark::kComma);
}

TEST(CsvLeadReader, RowsBeyondTheFirstThousandAreReadAlike) {
  std::string text = "id,employees\n";
  for (int i = 0; i < 5000; ++i) absl::StrAppend(&text, "L", i, ",", i, "\n");
  const Result result = Read(text);
  ASSERT_EQ(result.leads.size(), 5000u);
  for (int i = 0; i < 5000; ++i) {
    EXPECT_EQ(result.leads[static_cast<size_t>(i)],
              absl::StrCat("L", i, " ", i, " absent"));
  }
}

}  // namespace
}  // namespace lotse
