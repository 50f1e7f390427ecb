// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The SQL and C++ of docs/embedding.md are those of the example, and what it
// maps other systems onto is in the preset.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gtest/gtest.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "lotse/lifecycle/lifecycle_preset.h"
#include "lotse/proto/json.h"
#include "tests/docs/markdown_page.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using Row = std::vector<std::string>;

std::string TextOf(const std::string& path) {
  std::ifstream file(absl::StrCat(LOTSE_SOURCE_DIR, "/", path));
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// The text with its string literals joined and one blank where there are more.
std::string OneLine(std::string text) {
  absl::RemoveExtraAsciiWhitespace(&text);
  return absl::StrReplaceAll(text, {{" \" \"", " "}, {"\" \"", ""}});
}

TEST(EmbeddingPage, ItsStatementsAreThoseOfTheExample) {
  const std::string source =
      OneLine(TextOf("examples/embedded_crm/crm_store.cc"));
  const std::vector<std::string> statements =
      MarkdownPage("embedding.md").Lines("sql");
  ASSERT_GE(statements.size(), 4u);
  for (const std::string& statement : statements) {
    EXPECT_TRUE(absl::StrContains(source, statement)) << statement;
  }
}

TEST(EmbeddingPage, ItsCodeIsThatOfTheExample) {
  const std::string block = MarkdownPage("embedding.md").Block("cpp");
  ASSERT_FALSE(block.empty());
  EXPECT_TRUE(
      absl::StrContains(TextOf("examples/embedded_crm/host_loop.cc"), block));
}

TEST(EmbeddingPage, ItsTablesAreThoseOfTheSchema) {
  const std::string schema = TextOf("examples/embedded_crm/schema.sql");
  const std::vector<Row> rows = MarkdownPage("embedding.md").Table("table");
  ASSERT_GE(rows.size(), 9u);
  for (size_t r = 1; r < rows.size(); ++r) {
    const std::string name =
        rows[r][0].substr(0, rows[r][0].find_first_of(", "));
    EXPECT_TRUE(absl::StrContains(
        schema, absl::StrCat("CREATE TABLE IF NOT EXISTS ", name, " (")))
        << name;
  }
}

TEST(EmbeddingPage, SaysWhatToDoOnEveryOutcome) {
  const std::vector<Row> rows = MarkdownPage("embedding.md").Table("outcome");
  size_t r = 1;
  for (const auto& entry : EnumNames<DecisionOutcome>::kNames) {
    ASSERT_LT(r, rows.size());
    EXPECT_EQ(rows[r++][0], entry.name);
  }
  EXPECT_EQ(r, rows.size());
}

TEST(EmbeddingPage, HooksRaiseEventsOfThePreset) {
  std::vector<std::string> known = {kAssignedEvent, kFactsChangedEvent};
  for (const EventSpec& event : LifecyclePreset().events) {
    known.push_back(event.id);
  }
  for (const char* heading : {"Odoo hook", "Salesforce hook"}) {
    const std::vector<Row> rows = MarkdownPage("embedding.md").Table(heading);
    ASSERT_GT(rows.size(), 12u) << heading;
    for (size_t r = 1; r < rows.size(); ++r) {
      EXPECT_EQ(std::count(known.begin(), known.end(), rows[r][1]), 1)
          << rows[r][1];
    }
  }
}

TEST(EmbeddingPage, StagesOfOtherSystemsAreAdopted) {
  for (const char* name : {"json odoo.json", "json salesforce.json"}) {
    ASSERT_OK_AND_ASSIGN(const LifecycleSpec part,
                         proto::FromJson<LifecycleSpec>(
                             MarkdownPage("embedding.md").Block(name)));
    ASSERT_GT(part.adopted.size(), 5u);
    EngineSpec spec = *Preset("b2b_lifecycle");
    spec.lifecycles[0].adopted = part.adopted;
    ASSERT_OK_AND_ASSIGN(const Engine engine, CompileEngine(spec));
    const Instant now = *Instant::Parse("2026-11-23");
    for (const AdoptedStatus& status : part.adopted) {
      ASSERT_OK_AND_ASSIGN(const LeadState state,
                           engine.Adopt(Facts(), status.host_status, now, now));
      EXPECT_EQ(state.state, status.state);
    }
  }
}

TEST(EmbeddingPage, ShowsWhatTheExamplePrints) {
  const std::string printed = TextOf("examples/output/embedded_crm.txt");
  const std::vector<std::string> lines =
      MarkdownPage("embedding.md").Lines("text");
  ASSERT_GE(lines.size(), 3u);
  for (const std::string& line : lines) {
    EXPECT_TRUE(absl::StrContains(printed, line)) << line;
  }
}

TEST(EmbeddingPage, NamesFunctionsOfTheCInterface) {
  const std::string header = TextOf("capi/include/lotse/c/lotse.h");
  const std::vector<Row> rows = MarkdownPage("embedding.md").Table("C++");
  ASSERT_EQ(rows.size(), 9u);
  for (size_t r = 1; r < rows.size(); ++r) {
    EXPECT_TRUE(absl::StrContains(header, absl::StrCat(rows[r][1], "(")))
        << rows[r][1];
  }
}

}  // namespace
}  // namespace lotse
