// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The stages and sentences of docs/buyer_stage.md are what the engine finds.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "lotse/channel/buyer_stage.h"
#include "lotse/engine/describe_buyer_stage.h"
#include "lotse/facts/fact_binder.h"
#include "lotse/proto/json.h"
#include "tests/docs/markdown_page.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using Row = std::vector<std::string>;

std::string Ids(const std::vector<ReportedEvidence>& evidence) {
  return absl::StrJoin(evidence, ", ",
                       [](std::string* out, const ReportedEvidence& e) {
                         absl::StrAppend(out, e.id);
                       });
}

TEST(BuyerStagePage, ItsLeadMovesAsShown) {
  const MarkdownPage page("buyer_stage.md");
  ASSERT_OK_AND_ASSIGN(const Schema schema,
                       proto::FromJson<Schema>(page.Block("json schema.json")));
  ASSERT_OK_AND_ASSIGN(
      const BuyerStageSpec spec,
      proto::FromJson<BuyerStageSpec>(page.Block("json stage.json")));
  ASSERT_OK_AND_ASSIGN(const Facts facts,
                       proto::FromJson<Facts>(page.Block("json lead.json")));
  ASSERT_OK_AND_ASSIGN(const FactCatalog catalog,
                       CompileFactCatalog(schema, BuyerStageSignals(spec)));
  ASSERT_OK_AND_ASSIGN(const BuyerStageFinder finder,
                       CompileBuyerStage(spec, catalog));
  const FactBinder binder(catalog);
  BindBuffer buffer;
  BuyerStageScratch scratch;
  BuyerStageMemory memory;
  std::string sentence;
  const std::vector<Row> rows = page.Table("day");
  ASSERT_GT(rows.size(), 6u);
  for (size_t r = 1; r < rows.size(); ++r) {
    SCOPED_TRACE(rows[r][0]);
    const Instant as_of = *Instant::Parse(rows[r][0]);
    ASSERT_OK_AND_ASSIGN(const LeadView view,
                         binder.Bind(facts, as_of, &buffer));
    const BuyerStageResult result = finder.Find(view, as_of, memory, &scratch);
    memory = {result.stage, result.since};
    const BuyerStageReport report =
        ReportBuyerStage(finder, catalog, result, view, as_of, scratch, "en");
    const Row found = {rows[r][0], report.stage.empty() ? "none" : report.stage,
                       Ids(report.reasons), Ids(report.missing), report.offer};
    EXPECT_EQ(found, rows[r]);
    if (rows[r][0] == "2026-03-25") sentence = report.text;
  }
  EXPECT_EQ(page.Lines("text sentence"), Row{sentence});
}

TEST(BuyerStagePage, NamesTheAttributesThatThePresetNeeds) {
  Schema schema;
  AddBuyerStageAttributes(&schema);
  std::vector<std::string> added;
  for (const AttributeSpec& a : schema.activity) added.push_back(a.key);
  for (const AttributeSpec& a : schema.answer) added.push_back(a.key);
  std::vector<std::string> named;
  const std::vector<Row> rows =
      MarkdownPage("buyer_stage.md").Table("attribute");
  for (size_t r = 1; r < rows.size(); ++r) named.push_back(rows[r][0]);
  EXPECT_EQ(named, added);
}

}  // namespace
}  // namespace lotse
