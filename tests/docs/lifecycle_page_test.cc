// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The tables, the diagram and the stories of docs/lifecycle.md are those of the
// preset.
#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gtest/gtest.h"
#include "lotse/engine/describe_conversion.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/history_report.h"
#include "lotse/engine/presets.h"
#include "lotse/lifecycle/conversion_preset.h"
#include "lotse/lifecycle/lifecycle_preset.h"
#include "lotse/lifecycle/standard_way.h"
#include "lotse/proto/json.h"
#include "lotse/report/lifecycle_diagram.h"
#include "tests/docs/markdown_page.h"
#include "tests/testing/sample_conversion.h"

namespace lotse {
namespace {

using Row = std::vector<std::string>;

std::string TextOf(const std::string& path) {
  std::ifstream file(absl::StrCat(LOTSE_SOURCE_DIR, "/", path));
  return std::string(std::istreambuf_iterator<char>(file), {});
}

TEST(LifecyclePage, DrawsThePreset) {
  EXPECT_EQ(MarkdownPage("lifecycle.md").Block("mermaid"),
            LifecycleMermaid(LifecyclePreset(), "en"));
}

TEST(LifecyclePage, ListsTheStatesOfThePreset) {
  std::vector<Row> expected = {{"state", "phase", "owner"}};
  for (const StateSpec& state : LifecyclePreset().states) {
    Row owners;
    for (const StateOwner& owner : state.owners) owners.push_back(owner.role);
    expected.push_back(
        {state.id, NameOf(state.phase), absl::StrJoin(owners, " or ")});
  }
  EXPECT_EQ(MarkdownPage("lifecycle.md").Table("state"), expected);
}

// The names in backticks in the first column of a table.
std::vector<std::string> NamesIn(const std::string& first_title) {
  std::vector<std::string> names;
  const std::vector<Row> table =
      MarkdownPage("lifecycle.md").Table(first_title);
  for (size_t i = 1; i < table.size(); ++i) {
    for (absl::string_view name : absl::StrSplit(table[i][0], ", ")) {
      absl::ConsumePrefix(&name, "`");
      absl::ConsumeSuffix(&name, "`");
      names.emplace_back(name);
    }
  }
  return names;
}

TEST(LifecyclePage, ListsTheSignalsThatGuardsRead) {
  std::vector<std::string> expected;
  for (const FactDefinition& signal : LifecycleSignals({LifecyclePreset()})) {
    if (!absl::StartsWith(signal.name, "clock.")) {
      expected.push_back(signal.name);
    }
  }
  expected.push_back("clock.<id>");
  EXPECT_EQ(NamesIn("signal"), expected);
}

TEST(LifecyclePage, NamesThePartsOfWhatHistoriesTell) {
  std::vector<std::string> fields;
  const auto add = [&](const auto& field) { fields.push_back(field.name); };
  ForEachField<LifecycleMetrics>(add);
  ForEachField<HistoryReport>(add);
  for (const std::string& name : NamesIn("part")) {
    EXPECT_NE(std::find(fields.begin(), fields.end(), name), fields.end())
        << name;
  }
  std::vector<std::string> way;
  for (const WayStep& step : StandardWay(LifecyclePreset())) {
    way.push_back(step.id);
  }
  EXPECT_TRUE(absl::StrContains(
      TextOf("docs/lifecycle.md"),
      absl::StrCat("Of the preset: ", absl::StrJoin(way, ", "), ".")));
}

TEST(LifecyclePage, ListsTheClocksOfThePreset) {
  std::vector<Row> expected = {{"clock", "target", "started by", "met by"}};
  for (const ClockSpec& clock : LifecyclePreset().clocks) {
    Row met = clock.met_states;
    met.insert(met.end(), clock.response.kinds.begin(),
               clock.response.kinds.end());
    expected.push_back({clock.id, clock.target.ToString(),
                        absl::StrJoin(clock.start_states, ", "),
                        absl::StrJoin(met, ", ")});
  }
  EXPECT_EQ(MarkdownPage("lifecycle.md").Table("clock"), expected);
}

TEST(LifecyclePage, ShowsTheConversionOfThePreset) {
  const auto spec = proto::FromJson<ConversionSpec>(
      MarkdownPage("lifecycle.md").Block("json conversion"));
  ASSERT_TRUE(spec.ok()) << spec.status();
  EXPECT_TRUE(*spec == ConversionPreset())
      << proto::ToJson(ConversionPreset(), proto::JsonStyle::kReadable);
}

TEST(LifecyclePage, SaysWhatIsProposed) {
  const MarkdownPage page("lifecycle.md");
  const Engine engine = *CompileEngine(*Preset("b2b_lifecycle"));
  const Converter& converter = *engine.converter();
  const auto text = [](const std::vector<std::string>& sentences) {
    return absl::StrCat(absl::StrJoin(sentences, "\n"), "\n");
  };
  EXPECT_EQ(
      page.Block("text promotion"),
      text(DescribePromotion(*converter.ProposePromotion(
                                 SampleLead(), SampleCandidates(), kSampleNow),
                             engine, "en")));
  EXPECT_EQ(
      page.Block("text demotion"),
      text(DescribeDemotion(*converter.ProposeDemotion(
                                SampleDeal(), SampleState(), SampleDemotion()),
                            engine, "en")));
  EXPECT_EQ(page.Block("text hand-over"),
            DescribeHandOver(*converter.ProposeHandOver(
                                 SampleDeal(), SampleState(), SampleWin(), 0),
                             engine, "en"));
}

// "AFirstStep" as "A first step", which the page has with hyphens perhaps.
TEST(LifecyclePage, TellsEveryStory) {
  const std::string page =
      absl::StrReplaceAll(TextOf("docs/lifecycle.md"), {{"-", " "}});
  int stories = 0;
  for (absl::string_view line :
       absl::StrSplit(TextOf("tests/engine/lifecycle_stories_test.cc"), '\n')) {
    if (!absl::ConsumePrefix(&line, "TEST(Stories, ")) continue;
    std::string sentence;
    for (char c : line.substr(0, line.find(')'))) {
      if (std::isupper(static_cast<unsigned char>(c)) && !sentence.empty()) {
        sentence += ' ';
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      }
      sentence += c;
    }
    EXPECT_TRUE(absl::StrContains(page, absl::StrCat(sentence, ".")))
        << sentence;
    ++stories;
  }
  EXPECT_GE(stories, 20);
}

}  // namespace
}  // namespace lotse
