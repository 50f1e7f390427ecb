// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What ValidateEngagement refuses, and the sources and signals of what it
// takes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "lotse/base/limits.h"
#include "lotse/score/engagement.h"
#include "tests/testing/all_types.h"
#include "tests/testing/spec_paths.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

EngagementSpec ValidSpec() {
  EngagementSpec spec;
  EngagementGroup& group = spec.groups.emplace_back();
  group.id = "web";
  EngagementRule& rule = group.rules.emplace_back();
  rule.id = "download";
  rule.kinds = {"download"};
  rule.points = Points::FromDouble(10);
  rule.decay.kind = DecayKind::kHalfLife;
  rule.decay.length = Duration::Days(14);
  rule.caps.push_back({1, 3, {}});
  spec.resets.push_back({{"call"}, {}, {"web"}});
  return spec;
}

std::vector<std::string> PathsOfSpec(const EngagementSpec& spec) {
  SpecIssues issues;
  ValidateEngagement(spec, AllTypesCatalog(), FieldPath("engagement"), &issues);
  return PathsOf(issues);
}

TEST(CompileEngagement, TakesTheValidSpec) {
  EXPECT_THAT(PathsOfSpec(ValidSpec()), IsEmpty());
  EXPECT_THAT(CompileEngagement(ValidSpec(), AllTypesCatalog()), IsOk());
}

TEST(CompileEngagement, NamesTheFieldThatIsWrong) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  struct Case {
    const char* path;
    std::function<void(EngagementSpec*, EngagementRule*)> spoil;
  };
  const auto steps = [](EngagementRule* r, double rate) {
    r->decay = {DecayKind::kStepFactor, {}, 1, rate};
  };
  const std::vector<Case> cases = {
      {"groups[0].id",
       [](auto* s, auto*) {
         s->groups[0].id = "No id";
         s->resets[0].groups.clear();
       }},
      {"groups[0].rules[0].id", [](auto*, auto* r) { r->id = "web"; }},
      {"groups[0].rules[0].kinds[0]", [](auto*, auto* r) { r->kinds = {"x"}; }},
      {"groups[0].rules[0].kinds[1]",
       [](auto*, auto* r) {
         r->kinds = {"call", "call"};
       }},
      {"groups[0].rules[0].where",
       [](auto*, auto* r) { r->where = Condition::FromText("nothing = 1"); }},
      {"groups[0].rules[0].where",
       [](auto*, auto* r) {
         r->where = Condition::FromText("due within last 3 days");
       }},
      {"groups[0].rules[0].points",
       [](auto*, auto* r) { r->points = Points::FromDouble(1000001); }},
      {"groups[0].rules[0].decay.kind",
       [](auto*, auto* r) { r->decay.kind = static_cast<DecayKind>(77); }},
      {"groups[0].rules[0].decay.length",
       [](auto*, auto* r) { r->decay.length = Duration(); }},
      {"groups[0].rules[0].decay.length",
       [](auto*, auto* r) { r->decay.length = Duration::Days(-1); }},
      {"groups[0].rules[0].decay.length",
       [](auto*, auto* r) { r->decay.kind = DecayKind::kNone; }},
      {"groups[0].rules[0].decay.months",
       [](auto*, auto* r) { r->decay.months = 1; }},
      {"groups[0].rules[0].decay.rate",
       [](auto*, auto* r) { r->decay.rate = 0.5; }},
      {"groups[0].rules[0].decay.rate", [&](auto*, auto* r) { steps(r, 0); }},
      {"groups[0].rules[0].decay.rate", [&](auto*, auto* r) { steps(r, 2); }},
      {"groups[0].rules[0].decay.rate", [&](auto*, auto* r) { steps(r, nan); }},
      {"groups[0].rules[0].decay.rate",
       [&](auto*, auto* r) { steps(r, 1e-9); }},
      {"groups[0].rules[0].decay.months",
       [&](auto*, auto* r) {
         steps(r, 0.5);
         r->decay.months = -1;
       }},
      {"groups[0].rules[0].caps[0]",
       [](auto*, auto* r) { r->caps[0].max_count = 0; }},
      {"groups[0].rules[0].caps[0].max_count",
       [](auto*, auto* r) {
         r->caps[0].max_count = -1;
         r->caps[0].max_points = Points::FromDouble(1);
       }},
      {"groups[0].rules[0].caps[0].max_points",
       [](auto*, auto* r) { r->caps[0].max_points = Points::FromDouble(-20); }},
      {"groups[0].rules[0].caps[0].days",
       [](auto*, auto* r) { r->caps[0].days = -1; }},
      {"groups[0].rules[0].caps[0].days",
       [](auto*, auto* r) { r->caps[0].days = 3661; }},
      {"groups[0].max",
       [](auto* s, auto*) {
         s->groups[0].min = Points::FromDouble(2);
         s->groups[0].max = Points::FromDouble(1);
       }},
      {"min", [](auto* s, auto*) { s->min = Points::FromDouble(-1e6 - 1); }},
      {"utc_offset", [](auto* s, auto*) { s->utc_offset = Duration::Days(1); }},
      {"lateness_horizon",
       [](auto* s, auto*) { s->lateness_horizon = Duration::Days(-1); }},
      {"resets[0].kinds", [](auto* s, auto*) { s->resets[0].kinds.clear(); }},
      {"resets[0].groups[0]",
       [](auto* s, auto*) { s->resets[0].groups = {"wep"}; }},
  };
  for (const Case& c : cases) {
    EngagementSpec spec = ValidSpec();
    c.spoil(&spec, &spec.groups[0].rules[0]);
    const std::string path = std::string("engagement.") + c.path;
    EXPECT_THAT(PathsOfSpec(spec), ElementsAre(path));
    const auto engagement = CompileEngagement(spec, AllTypesCatalog());
    ASSERT_FALSE(engagement.ok()) << path;
    EXPECT_THAT(std::string(engagement.status().message()),
                ::testing::StartsWith(path));
  }
}

TEST(CompileEngagement, BoundsWhatRulesAndCapsTakeTogether) {
  EngagementSpec spec = ValidSpec();
  spec.groups[0].rules[0].caps.assign(kMaxRules, {1, 1, {}});
  EXPECT_THAT(PathsOfSpec(spec), ElementsAre("engagement"));
  spec.groups[0].rules[0].caps.assign(
      300, FrequencyCap{3660, 0, Points::FromDouble(1)});
  EXPECT_FALSE(PathsOfSpec(spec).empty());
}

TEST(CompileEngagement, TellsSourcesAndSignals) {
  const Engagement engagement =
      *CompileEngagement(ValidSpec(), AllTypesCatalog());
  ASSERT_EQ(engagement.sources_size(), 3u);
  EXPECT_EQ(engagement.source(0).path, "engagement.groups[0].rules[0]");
  EXPECT_EQ(engagement.IdOf(0), "download");
  EXPECT_EQ(engagement.IdOf(1), "web");
  EXPECT_EQ(engagement.IdOf(2), "");
  const std::vector<FactDefinition> signals = EngagementSignals(ValidSpec());
  ASSERT_EQ(signals.size(), 2u);
  EXPECT_EQ(signals[0].name, "engagement.points");
  EXPECT_EQ(signals[1].name, "engagement.web.points");
  EXPECT_GT(engagement.MemoryUsage(), 0u);
}

TEST(CompileEngagement, BoundsStatesByWhatCapsLetLive) {
  EngagementSpec spec = ValidSpec();
  EngagementRule& rule = spec.groups[0].rules[0];
  const size_t half_life =
      CompileEngagement(spec, AllTypesCatalog())->MaxStateBytes();
  rule.decay = {DecayKind::kWindow, Duration::Days(30), 0, 0};
  // Three on each of the 32 days that such a window can touch.
  EXPECT_EQ(CompileEngagement(spec, AllTypesCatalog())->MaxStateBytes(),
            half_life + 96 * sizeof(LiveActivity));
  rule.caps.clear();
  EXPECT_GT(CompileEngagement(spec, AllTypesCatalog())->MaxStateBytes(),
            kMaxActivities * sizeof(LiveActivity));
}

}  // namespace
}  // namespace lotse
