// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/arrow/score_exporter.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "hand_made_array.h"
#include "import_hand_made.h"
#include "lotse/arrow/lead_importer.h"
#include "lotse/condition/condition_text.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

Scorer TestScorer() {
  ScoringSpec spec;
  spec.groups.push_back({"fit"});
  Rule rule;
  rule.id = "large";
  rule.when = *ParseCondition("company.employees >= 50");
  rule.points = Points::FromDouble(20.5);
  spec.groups[0].rules.push_back(std::move(rule));
  Veto veto;
  veto.id = "tiny";
  veto.reason.en = "too small";
  veto.reason.de = "zu klein";
  veto.when = *ParseCondition("company.employees < 2");
  spec.vetoes.push_back(std::move(veto));
  spec.categories = {{"cold"}, {"hot"}};
  spec.categories[1].from = Points::FromDouble(10);
  return *CompileScorer(spec, ArrowTestCatalog());
}

std::string TextOf(const ArrowArray& column, size_t row) {
  const auto* const validity = static_cast<const uint8_t*>(column.buffers[0]);
  if (validity != nullptr && (validity[row / 8] >> row % 8 & 1) == 0) {
    return "null";
  }
  const auto begin = LoadAt<int32_t>(column.buffers[1], row);
  const auto end = LoadAt<int32_t>(column.buffers[1], row + 1);
  return std::string(static_cast<const char*>(column.buffers[2]) + begin,
                     static_cast<size_t>(end - begin));
}

bool IsNull(const ArrowArray& column, size_t row) {
  const auto* const validity = static_cast<const uint8_t*>(column.buffers[0]);
  return validity != nullptr && (validity[row / 8] >> row % 8 & 1) == 0;
}

class ScoreExporterTest : public ::testing::Test {
 protected:
  // Leads of which the second has an error.
  ImportedLeads Import(HandMadeArray ids) {
    OwnedArrowSchema schema;
    OwnedArrowArray array;
    ExportHandMade(
        StructOf("", 4,
                 {std::move(ids),
                  FixedOf<double>("employees", "g", {80, 0.5, 1, 10}),
                  TextsOf("previous_category", {"hot", "hot", "gone", "cold"}),
                  FixedOf<int64_t>("previous_category_since",
                                   "tss:", {1, 2, 3, 4})}),
        schema.Receive(), array.Receive(), nullptr);
    return *LeadImporter::Make(ArrowTestCatalog(), *schema)
                ->Import(array.get());
  }

  // Scores rows [first, 4).
  OwnedArrowArray Export(const ImportedLeads& leads, size_t first) {
    const PreviousCategories previous = ReadPreviousCategories(leads, scorer_);
    ColumnScoreOptions options;
    options.contributions = true;
    options.previous_category = previous.category.data();
    options.previous_category_since = previous.since.data();
    ColumnScorer columns(scorer_, leads.columns(), Instant::FromMicros(9000000),
                         options);
    ScoreColumns scores;
    columns.Score(first, 4, &scores);
    const ScoreExporter exporter(scorer_, leads.id_format(), true);
    exporter.ExportSchema(schema_.Receive());
    ScoredRows rows;
    rows.first = first;
    rows.count = 4 - first;
    rows.ids = &*leads.ids();
    rows.errors = leads.errors();
    OwnedArrowArray array;
    EXPECT_EQ(exporter.Export(scores, rows, array.Receive()), absl::OkStatus());
    return array;
  }

  const ArrowArray& Column(const OwnedArrowArray& array,
                           const std::string& name) {
    for (int64_t i = 0; i < schema_->n_children; ++i) {
      if (schema_->children[i]->name == name) return *array->children[i];
    }
    ADD_FAILURE() << "no column " << name;
    return *array->children[0];
  }

  Scorer scorer_ = TestScorer();
  OwnedArrowSchema schema_;
};

TEST_F(ScoreExporterTest, GivesScoresAndErrorsByRow) {
  const ImportedLeads leads = Import(TextsOf("id", {"a", "b", "c", "d"}));
  const OwnedArrowArray array = Export(leads, 0);
  ASSERT_EQ(array->length, 4);
  EXPECT_EQ(TextOf(Column(array, "id"), 3), "d");
  const ArrowArray& points = Column(array, "points");
  EXPECT_EQ(LoadAt<double>(points.buffers[1], 0), 20.5);
  EXPECT_TRUE(IsNull(points, 1));
  EXPECT_EQ(TextOf(Column(array, "error"), 0), "null");
  EXPECT_EQ(TextOf(Column(array, "error"), 1),
            "company.employees: must be an integer");
  EXPECT_EQ(TextOf(Column(array, "veto"), 2), "tiny");
  EXPECT_EQ(TextOf(Column(array, "veto"), 3), "null");
  EXPECT_EQ(TextOf(Column(array, "grid_row"), 3), "null");
  EXPECT_EQ(Column(array, "probability").null_count, 4);
  const ArrowArray& category = Column(array, "category");
  EXPECT_EQ(LoadAt<int8_t>(category.buffers[1], 0), 1);
  EXPECT_TRUE(IsNull(category, 1));
  EXPECT_EQ(TextOf(*category.dictionary, 1), "hot");
  // The lead was hot before, and still is.
  EXPECT_EQ(LoadAt<int64_t>(Column(array, "category_since").buffers[1], 0),
            1000000);
  const ArrowArray& lists = Column(array, "contributions");
  EXPECT_TRUE(IsNull(lists, 1));
  const ArrowArray& contributions = *lists.children[0];
  ASSERT_GE(contributions.length, 1);
  EXPECT_EQ(TextOf(*contributions.children[0], 0), "large");
  EXPECT_EQ(TextOf(*contributions.children[1], 0),
            "scoring.groups[0].rules[0]");
  EXPECT_EQ(LoadAt<double>(contributions.children[2]->buffers[1], 0), 20.5);
}

TEST_F(ScoreExporterTest, GivesRangesOfRows) {
  const ImportedLeads leads =
      Import(FixedOf<uint16_t>("id", "S", {1, 2, 3, 9}));
  const OwnedArrowArray array = Export(leads, 1);
  ASSERT_EQ(array->length, 3);
  EXPECT_EQ(LoadAt<uint16_t>(Column(array, "id").buffers[1], 2), 9);
  EXPECT_EQ(TextOf(Column(array, "error"), 0),
            "company.employees: must be an integer");
  EXPECT_EQ(TextOf(Column(array, "error"), 1), "null");
  EXPECT_EQ(TextOf(Column(array, "veto"), 1), "tiny");
}

TEST_F(ScoreExporterTest, GivesIdsAsTheyCame) {
  const auto id_format = [&](const HandMadeArray& ids) {
    const ImportedLeads leads = Import(ids);
    const OwnedArrowArray array = Export(leads, 0);
    return std::string(schema_->children[0]->format);
  };
  EXPECT_EQ(id_format(FixedOf<int8_t>("id", "c", {1, 2, 3, 4})), "c");
  EXPECT_EQ(id_format(FixedOf<int32_t>("id", "i", {1, 2, 3, 4})), "i");
  EXPECT_EQ(id_format(FixedOf<uint64_t>("id", "L", {1, 2, 3, 4})), "L");
  EXPECT_EQ(id_format(TextsOf("id", {"a", "b", "c", "d"}, "U")), "U");
  EXPECT_EQ(id_format(TextsOf("id", {"a", "b", "c", "d"}, "vu")), "u");
}

TEST_F(ScoreExporterTest, ReadsPreviousCategories) {
  const ImportedLeads leads = Import(TextsOf("id", {"a", "b", "c", "d"}));
  const PreviousCategories previous = ReadPreviousCategories(leads, scorer_);
  EXPECT_EQ(previous.category, (std::vector<int32_t>{1, 1, -1, 0}));
  EXPECT_EQ(previous.since,
            (std::vector<int64_t>{1000000, 2000000, 3000000, 4000000}));
}

}  // namespace
}  // namespace lotse
