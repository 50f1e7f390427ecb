// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/import/infer_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lotse/import/csv_lead_reader.h"

namespace lotse {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// "key:type" of each attribute.
std::vector<std::string> Attributes(const CsvInference& inference) {
  std::vector<std::string> result;
  for (const AttributeSpec& attribute : inference.spec.schema.lead) {
    std::string& text = result.emplace_back(
        absl::StrCat(attribute.key, ":", NameOf(attribute.type)));
    for (const Option& option : attribute.options) {
      absl::StrAppend(&text, "/", option.key);
    }
  }
  return result;
}

CsvInference Infer(const std::string& text) {
  return InferCsv(TextByteSource(text)).value();
}

TEST(InferCsv, FindsTypesAndFormat) {
  const CsvInference found = Infer(
      "Lead ID;Umsatz (EUR);Größe;Kunde "
      "seit;Newsletter;Branche;PLZ;Converted\r\n"
      "1;1.200,5;12;01.02.2026;ja;IT;01067;1\r\n"
      "2;;9;28.02.2026;nein;IT;20095;0\r\n"
      "3;3,5;;unbekannt;ja;Handel;;0\r\n"
      "4;3,5;8;;ja;Handel;20097;0\r\n");
  EXPECT_THAT(
      Attributes(found),
      ElementsAre("umsatz_eur:number", "groesse:integer", "kunde_seit:date",
                  "newsletter:boolean", "branche:text/IT/Handel", "plz:text"));
  EXPECT_EQ(found.mapping.delimiter, ";");
  EXPECT_EQ(found.mapping.decimal_mark, DecimalMark::kComma);
  EXPECT_EQ(found.mapping.encoding, TextEncoding::kUtf8);
  EXPECT_EQ(found.rows, 4);
  EXPECT_EQ(found.bad_rows, 0);
  EXPECT_EQ(found.columns[0].fact, "lead.id");
  EXPECT_EQ(found.columns[7].fact, "lead.outcome");
  EXPECT_THAT(found.columns[3].hints, ElementsAre(HasSubstr("unbekannt")));
}

TEST(InferCsv, SpecIsValidAndReadsTheFile) {
  const std::string text =
      "Name,E-Mail,In,Campaign,Channel,campaign,,%,Name\n"
      "a,a@example.org,1,3,Web,x,1,1,b\n"
      "b,b@example.org,2,4,Web,y,1,2,c\n";
  const CsvInference found = Infer(text);
  SpecIssues issues;
  ValidateSchema(found.spec.schema, FieldPath("schema"), &issues);
  EXPECT_TRUE(issues.ToStatus().ok()) << issues.ToStatus();
  auto reader = CsvLeadReader::Create(TextByteSource(text), found.spec.schema,
                                      found.mapping);
  ASSERT_TRUE(reader.ok()) << reader.status();
  LeadRecord record;
  ASSERT_TRUE((*reader)->Next(&record));
  EXPECT_TRUE(record.status.ok()) << record.status;
  EXPECT_EQ(record.facts.lead.channel, "Web");
  EXPECT_THAT(found.hints, Contains(HasSubstr("no column looks like")));
}

TEST(InferCsv, NeverPutsPersonalDataIntoTheSpec) {
  const CsvInference found =
      Infer("id,Name,Phone\n1,Ada,555\n2,Ada,555\n3,Ada,555\n4,Ada,555\n");
  for (const AttributeSpec& attribute : found.spec.schema.lead) {
    EXPECT_TRUE(attribute.personal) << attribute.key;
    EXPECT_THAT(attribute.options, IsEmpty()) << attribute.key;
  }
}

TEST(InferCsv, KeepsProtectedTraitsFromScoring) {
  const CsvInference found = Infer("id,Age,Employees\n1,30,5\n2,40,6\n");
  EXPECT_TRUE(found.spec.schema.lead[0].not_for_scoring);
  EXPECT_FALSE(found.spec.schema.lead[1].not_for_scoring);
}

TEST(InferCsv, HintsAtDatesThatCannotBeTold) {
  const CsvInference found = Infer("id,day\n1,03/04/2026\n2,05/06/2026\n");
  EXPECT_EQ(found.columns[1].type, ValueType::kText);
  EXPECT_THAT(found.columns[1].hints, Contains(HasSubstr("day from month")));
  EXPECT_EQ(Infer("id,day\n1,03/04/2026\n2,05/16/2026\n").columns[1].type,
            ValueType::kDate);
}

TEST(InferCsv, RefusesEmptyFiles) {
  EXPECT_FALSE(InferCsv(TextByteSource("")).ok());
  EXPECT_FALSE(InferCsv(TextByteSource(",,\n")).ok());
}

TEST(InferCsv, ReadsPublicLeadFiles) {
  const char* data = std::getenv("LOTSE_DATA");
  if (data == nullptr) GTEST_SKIP() << "LOTSE_DATA is not set";
  struct Case {
    const char* file;
    int64_t rows;
    const char* attribute;
    const char* hint;
  };
  const Case cases[] = {
      {"bank_marketing/bank-additional-full.csv", 41188, "pdays:integer",
       "999 stands far"},
      {"bank_marketing/bank-full.csv", 45211, "housing:boolean",
       "-1 stands far"},
      {"x_education/Leads.csv", 9240, "totalvisits:integer",
       "\"not known\": Select"},
      {"crm_opportunities/sales_pipeline.csv", 8800, "engage_date:date", ""},
  };
  for (const Case& c : cases) {
    const std::string path = absl::StrCat(data, "/", c.file);
    absl::StatusOr<std::unique_ptr<ByteSource>> file = OpenByteSource(path);
    if (!file.ok()) GTEST_SKIP() << path << " is absent";
    const CsvInference found = InferCsv(*std::move(file)).value();
    EXPECT_EQ(found.rows, c.rows) << c.file;
    EXPECT_EQ(found.bad_rows, 0) << c.file;
    EXPECT_THAT(Attributes(found), Contains(c.attribute)) << c.file;
    std::string hints;
    for (const InferredColumn& column : found.columns) {
      absl::StrAppend(&hints, absl::StrJoin(column.hints, "\n"));
    }
    EXPECT_THAT(hints, HasSubstr(c.hint)) << c.file;
    // Its own mapping reads every row.
    auto reader = CsvLeadReader::Create(OpenByteSource(path).value(),
                                        found.spec.schema, found.mapping)
                      .value();
    LeadRecord record;
    int64_t rows = 0;
    while (reader->Next(&record)) {
      ASSERT_TRUE(record.status.ok()) << c.file << " " << record.status;
      ++rows;
    }
    EXPECT_EQ(rows, c.rows) << c.file;
  }
}

}  // namespace
}  // namespace lotse
