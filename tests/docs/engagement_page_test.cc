// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The example of docs/engagement.md compiles and gives what its table says.
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lotse/facts/fact_binder.h"
#include "lotse/proto/json.h"
#include "lotse/score/engagement.h"
#include "tests/docs/markdown_page.h"

namespace lotse {
namespace {

FactCatalog PageCatalog() {
  Schema schema;
  schema.activity = {{"minutes", ValueType::kInteger}};
  for (const char* kind : {"download", "visit", "call", "recycled"}) {
    schema.activity_kinds.push_back(Option{kind, {}, false});
  }
  return *CompileFactCatalog(schema);
}

TEST(EngagementPage, GivesThePointsOfItsTable) {
  const MarkdownPage page("engagement.md");
  const FactCatalog catalog = PageCatalog();
  const auto spec =
      proto::FromJson<EngagementSpec>(page.Block("json engagement.json"));
  ASSERT_TRUE(spec.ok()) << spec.status();
  const auto engagement = CompileEngagement(*spec, catalog);
  ASSERT_TRUE(engagement.ok()) << engagement.status();
  const auto facts = proto::FromJson<Facts>(page.Block("json lead.json"));
  ASSERT_TRUE(facts.ok()) << facts.status();
  std::vector<std::vector<std::string>> rows = page.Table("at");
  ASSERT_EQ(rows.size(), 5u);
  rows.erase(rows.begin());
  EngagementScratch scratch;
  for (const std::vector<std::string>& row : rows) {
    const Instant now = *Instant::Parse(row[0]);
    BindBuffer buffer;
    const auto view = FactBinder(catalog).Bind(*facts, now, &buffer);
    ASSERT_TRUE(view.ok()) << view.status();
    const EngagementScore score = engagement->Evaluate(*view, now, &scratch);
    EXPECT_EQ(row, (std::vector<std::string>{row[0], score.points.ToString(),
                                             score.groups[0].ToString(),
                                             score.groups[1].ToString()}));
  }
}

TEST(EngagementPage, ItsCodeIsThatOfItsFirstRule) {
  const MarkdownPage page("engagement.md");
  EngagementSpec spec;
  EngagementRule& rule = spec.groups.emplace_back().rules.emplace_back();
  spec.groups[0].id = "web";
  rule.id = "download";
  rule.kinds = {"download"};
  rule.points = Points::FromDouble(10);
  rule.decay = {DecayKind::kHalfLife, Duration::Days(14), 0, 0};
  rule.caps = {{1, 3, {}}};
  EXPECT_TRUE(CompileEngagement(spec, PageCatalog()).ok());
  const auto of_page =
      proto::FromJson<EngagementSpec>(page.Block("json engagement.json"));
  ASSERT_TRUE(of_page.ok());
  EXPECT_EQ(of_page->groups[0].rules[0], rule);
}

}  // namespace
}  // namespace lotse
