// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/arrow/lead_importer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "import_hand_made.h"
#include "lead_text.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

HandMadeArray Employees(std::vector<int32_t> values) {
  return FixedOf<int32_t>("employees", "i", values);
}

FactCatalog RefusingCatalog() {
  Schema schema = ArrowTestSchema();
  schema.unknown_attributes = UnknownAttributes::kRefuse;
  return *CompileFactCatalog(schema);
}

TEST(LeadImporter, ReadsFactsByNameOrBareKey) {
  EXPECT_EQ(TextOrError(ImportColumns(
                {Employees({5, 6}), TextsOf("person.email", {"a", "b"}),
                 FixedOf<uint64_t>("id", "L", {7, 8}),
                 TextsOf("previous_category", {"hot", "cold"}),
                 FixedOf<int64_t>("previous_category_since", "tss:", {1, 2})})),
            "id=7 person.email=a company.employees=5 previous=hot "
            "since=1970-01-01T00:00:01Z\n"
            "id=8 person.email=b company.employees=6 previous=cold "
            "since=1970-01-01T00:00:02Z\n");
}

TEST(LeadImporter, PointsToTheBuffersThatAreGiven) {
  OwnedArrowSchema schema;
  OwnedArrowArray array;
  ExportHandMade(StructOf("", 3, {Employees({1, 2, 3}).Shifted(1)}),
                 schema.Receive(), array.Receive(), nullptr);
  const void* const values = array->children[0]->buffers[1];
  const FactCatalog catalog = ArrowTestCatalog();
  ASSERT_OK_AND_ASSIGN(const LeadImporter importer,
                       LeadImporter::Make(catalog, *schema));
  ASSERT_OK_AND_ASSIGN(const ImportedLeads leads, importer.Import(array.get()));
  const ColumnView& column = leads.columns().values[*catalog.Find("employees")];
  EXPECT_EQ(column.values, values);
  EXPECT_EQ(column.first, 1u);
  EXPECT_EQ(column.validity, nullptr);
}

TEST(LeadImporter, MakesErrorsOfRowsOnly) {
  HandMadeArray leads =
      StructOf("", 3,
               {FixedOf<double>("employees", "g", {0.5, 2, 3}),
                TextsOf("name", {"\xFF", "b", "c"})});
  leads.WithValidity({true, true, false});
  EXPECT_EQ(TextOrError(ImportLeadsText(leads, ArrowTestCatalog())),
            "error: company.employees: must be an integer\n"
            "company.employees=2 company.name=b\n"
            "error: lead: is missing\n");
}

TEST(LeadImporter, ReadsSlicesOfStructs) {
  HandMadeArray leads = StructOf("", 2, {Employees({1, 2, 3, 4})});
  leads.offset = 1;
  EXPECT_EQ(TextOrError(ImportLeadsText(leads, ArrowTestCatalog())),
            "company.employees=2\ncompany.employees=3\n");
  leads.length = 4;
  EXPECT_EQ(TextOrError(ImportLeadsText(leads, ArrowTestCatalog())),
            "!employees: has 4 values where 5 are needed");
}

TEST(LeadImporter, RefusesColumnsThatCannotFit) {
  const struct {
    HandMadeArray column;
    const char* error;
  } cases[] = {
      {TextsOf("employees", {"x"}),
       "company.employees: must be an integer; "
       "the column's Arrow format is \"u\""},
      {FixedOf<int64_t>("founded", "tsu:", {1}),
       "company.founded: must be a date, such as 2026-11-23; the column's "
       "Arrow format is \"tsu:\""},
      {TextsOf("name", {"x"}, "u"), nullptr},
      {FixedOf<int32_t>("name", "z", {0, 0}),
       "company.name: must be a text; the column's Arrow format is \"z\""},
      {DictionaryOf(FixedOf<int8_t>("name", "c", {0}),
                    FixedOf<int32_t>("", "i", {0})),
       "company.name: must be a text; the column's Arrow format is a "
       "dictionary of \"i\""},
      {FixedOf<double>("id", "g", {0}),
       "id: must be a text or an integer; the column's Arrow format is \"g\""},
      {FixedOf<int32_t>("activities", "i", {0}),
       "activities: must be a list of structs"},
      {FixedOf<int32_t>("channel", "i", {0}),
       "lead.channel: must be a text; the column's Arrow format is \"i\""},
  };
  for (const auto& test : cases) {
    const std::string text = TextOrError(ImportColumns({test.column}));
    EXPECT_EQ(text, test.error == nullptr ? "company.name=x\n"
                                          : "!" + std::string(test.error));
  }
}

TEST(LeadImporter, RefusesColumnsTwice) {
  HandMadeArray again = Employees({1});
  again.name = "company.employees";
  EXPECT_EQ(TextOrError(ImportColumns({Employees({1}), again})),
            "!company.employees: stands twice");
  EXPECT_EQ(
      TextOrError(ImportColumns({TextsOf("id", {"a"}), TextsOf("id", {"a"})})),
      "!id: stands twice");
}

TEST(LeadImporter, DoesWithUnknownColumnsAsTheSchemaSays) {
  HandMadeArray other = Employees({1});
  other.name = "employes";
  other.format = "+m of any kind";
  EXPECT_EQ(TextOrError(ImportColumns({Employees({1}), other})),
            "company.employees=1\n");
  EXPECT_EQ(
      TextOrError(ImportLeadsText(StructOf("", 1, {other}), RefusingCatalog())),
      "!columns: unknown attribute \"employes\"; did you mean "
      "\"employees\"?");
}

TEST(LeadImporter, RefusesWhatIsNoStruct) {
  EXPECT_THAT(TextOrError(ImportLeadsText(Employees({1}), ArrowTestCatalog())),
              HasSubstr("the schema must be a struct"));
}

TEST(LeadImporter, RefusesReleasedArraysAndSchemas) {
  OwnedArrowSchema schema;
  ExportHandMade(StructOf("", 1, {Employees({1})}), schema.Receive(), nullptr,
                 nullptr);
  const FactCatalog catalog = ArrowTestCatalog();
  ASSERT_OK_AND_ASSIGN(const LeadImporter importer,
                       LeadImporter::Make(catalog, *schema));
  ArrowArray array = {};
  EXPECT_THAT(importer.Import(&array),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "leads: the array was released"));
  EXPECT_THAT(importer.Import(nullptr),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(LeadImporter::Make(catalog, ArrowSchema()),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "columns: a schema that was released"));
}

// Leads 1, 2, 3 and a table of activities of the leads `of`.
std::string Attach(const std::vector<HandMadeArray>& ids,
                   const HandMadeArray& of, int times = 1) {
  ReleaseCount count;
  std::string text = [&] {
    const FactCatalog catalog = ArrowTestCatalog();
    OwnedArrowSchema schema, table_schema;
    OwnedArrowArray array;
    ExportHandMade(StructOf("", 3, ids), schema.Receive(), array.Receive(),
                   &count);
    auto importer = *LeadImporter::Make(catalog, *schema);
    auto leads = *importer.Import(array.get());
    const auto length = static_cast<size_t>(of.length);
    const HandMadeArray table = StructOf(
        "", of.length,
        {of, TextsOf("kind", std::vector<std::string>(length, "visit")),
         FixedOf<int64_t>("occurred_at",
                          "tss:", std::vector<int64_t>(length, 1))});
    for (int i = 0; i < times; ++i) {
      OwnedArrowArray activities;
      ExportHandMade(table, table_schema.Receive(), activities.Receive(),
                     &count);
      const absl::Status status =
          importer.AttachActivities(*table_schema, activities.get(), &leads);
      EXPECT_TRUE(activities.released());
      if (!status.ok()) return "!" + std::string(status.message());
    }
    return LeadsText(leads, catalog);
  }();
  EXPECT_EQ(count.given, count.released);
  return text;
}

TEST(LeadImporter, AttachesATableInTheOrderOfTheLeads) {
  const std::string expected =
      "id=1 | visit 1970-01-01T00:00:01Z\n"
      "id=2\n"
      "id=3 | visit 1970-01-01T00:00:01Z | visit 1970-01-01T00:00:01Z\n";
  EXPECT_EQ(Attach({FixedOf<int64_t>("id", "l", {1, 2, 3})},
                   FixedOf<uint8_t>("lead", "C", {1, 3, 3})),
            expected);
  EXPECT_EQ(Attach({TextsOf("id", {"1", "2", "3"}, "vu")},
                   DictionaryOf(FixedOf<int8_t>("lead", "c", {1, 0, 0}),
                                TextsOf("", {"3", "1"}))),
            expected);
}

TEST(LeadImporter, RefusesATableThatDoesNotFollowTheLeads) {
  const HandMadeArray ids = FixedOf<int64_t>("id", "l", {1, 2, 3});
  const std::string error =
      "].lead: is none of the leads, or stands before one that comes first "
      "among them: sort both by the lead";
  EXPECT_EQ(Attach({ids}, FixedOf<int8_t>("lead", "c", {1, 3, 2})),
            "!activities[2" + error);
  EXPECT_EQ(Attach({ids}, FixedOf<int8_t>("lead", "c", {1, 4})),
            "!activities[1" + error);
  EXPECT_EQ(Attach({ids}, TextsOf("lead", {"1"})),
            "!activities.lead: must be integers, as the ids of the leads are");
  EXPECT_EQ(Attach({Employees({1, 2, 3})}, FixedOf<int8_t>("lead", "c", {1})),
            "!activities: the leads have no column id to join by");
  EXPECT_EQ(Attach({ids}, FixedOf<int8_t>("laed", "c", {1})),
            "!activities: must be a struct with a column \"lead\"");
  EXPECT_EQ(Attach({ids}, FixedOf<int8_t>("lead", "c", {1}), 2),
            "!activities: the leads have activities already");
}

}  // namespace
}  // namespace lotse
