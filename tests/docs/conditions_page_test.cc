// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What docs/conditions.md says is so.
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "gtest/gtest.h"
#include "lotse/condition/condition_set.h"
#include "lotse/condition/condition_text.h"
#include "lotse/facts/fact_binder.h"
#include "lotse/proto/json.h"
#include "tests/docs/markdown_page.h"

namespace lotse {
namespace {

const ConditionReader kScoring = {SignalStep::kScore, /*for_scoring=*/true};

class ConditionsPage : public testing::Test {
 protected:
  void SetUp() override {
    const auto schema =
        proto::FromJson<Schema>(page_.Block("json schema.json"));
    ASSERT_TRUE(schema.ok()) << schema.status();
    auto catalog = CompileFactCatalog(*schema);
    ASSERT_TRUE(catalog.ok()) << catalog.status();
    catalog_.emplace(*catalog);
    const auto facts = proto::FromJson<Facts>(page_.Block("json lead.json"));
    ASSERT_TRUE(facts.ok()) << facts.status();
    facts_ = *facts;
  }

  absl::StatusOr<bool> Holds(const Condition& condition,
                             const LeadView& view) const {
    const auto set = CompileConditions({condition}, *catalog_, kScoring);
    if (!set.ok()) return set.status();
    ConditionScratch scratch;
    set->Evaluate(view, as_of_, &scratch);
    return set->Holds(scratch, 0);
  }

  // Expects that each line of the blocks compiles and gives `expected` for the
  // lead of the page, printed and parsed again, too.
  void ExpectAll(absl::string_view info, bool expected) const {
    BindBuffer buffer;
    const auto view = FactBinder(*catalog_).Bind(facts_, as_of_, &buffer);
    ASSERT_TRUE(view.ok()) << view.status();
    const std::vector<std::string> lines = page_.Lines(info);
    EXPECT_FALSE(lines.empty());
    for (const std::string& line : lines) {
      const auto holds = Holds(Condition::FromText(line), *view);
      ASSERT_TRUE(holds.ok()) << line << ": " << holds.status();
      EXPECT_EQ(*holds, expected) << line;
      const auto tree = ParseCondition(line);
      ASSERT_TRUE(tree.ok()) << line;
      const std::string printed = PrintCondition(*tree);
      const auto again = Holds(Condition::FromText(printed), *view);
      ASSERT_TRUE(again.ok()) << printed << ": " << again.status();
      EXPECT_EQ(*again, expected) << printed;
    }
  }

  const MarkdownPage page_{"conditions.md"};
  const Instant as_of_ = *Instant::Parse("2026-11-23T12:00:00Z");
  std::optional<FactCatalog> catalog_;
  Facts facts_;
};

TEST_F(ConditionsPage, ItsTrueConditionsHold) {
  ExpectAll("conditions true", true);
}

TEST_F(ConditionsPage, ItsFalseConditionsDoNotHold) {
  ExpectAll("conditions false", false);
}

TEST_F(ConditionsPage, ItsTableOfMissingValuesIsRight) {
  const auto rows = page_.Table("condition");
  ASSERT_GT(rows.size(), 5u);
  ASSERT_EQ(rows[0],
            (std::vector<std::string>{"condition", "employees = 120",
                                      "employees = 7", "employees missing"}));
  const ValueView columns[] = {ValueView::Integer(120), ValueView::Integer(7),
                               ValueView()};
  for (size_t r = 1; r < rows.size(); ++r) {
    ASSERT_EQ(rows[r].size(), 4u) << rows[r][0];
    for (size_t c = 0; c < 3; ++c) {
      std::vector<ValueView> values(catalog_->size());
      values[*catalog_->Find("employees")] = columns[c];
      LeadView view;
      view.values = values;
      const auto holds = Holds(Condition::FromText(rows[r][0]), view);
      ASSERT_TRUE(holds.ok()) << rows[r][0] << ": " << holds.status();
      EXPECT_EQ(*holds ? "true" : "false", rows[r][c + 1])
          << rows[r][0] << " with " << rows[0][c + 1];
    }
  }
}

TEST_F(ConditionsPage, ItsErrorsAreWhatIsReported) {
  const std::vector<std::string> lines = page_.Lines("conditions errors");
  ASSERT_FALSE(lines.empty());
  for (size_t i = 0; i + 1 < lines.size(); i += 2) {
    ConditionSetBuilder builder(*catalog_, kScoring);
    SpecIssues issues;
    builder.Add(Condition::FromText(lines[i]), FieldPath(), &issues);
    ASSERT_EQ(issues.count(), 1u) << lines[i];
    EXPECT_EQ("    " + issues.list()[0].message, lines[i + 1]) << lines[i];
  }
}

TEST_F(ConditionsPage, ItsTreeIsItsText) {
  const auto tree = proto::FromJson<Condition>(page_.Block("json tree.json"));
  ASSERT_TRUE(tree.ok()) << tree.status();
  const auto printed = ParseCondition(PrintCondition(*tree));
  const auto text = ParseCondition("employees >= 50 and not country = \"CH\"");
  ASSERT_TRUE(printed.ok() && text.ok()) << PrintCondition(*tree);
  EXPECT_EQ(PrintCondition(*printed), PrintCondition(*text));
}

}  // namespace
}  // namespace lotse
