// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/condition/condition_set.h"
#include "tests/testing/all_types.h"
#include "tests/testing/spec_paths.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

Value I(int64_t v) { return Value{v}; }

std::vector<std::string> IssuesOfBands(const char* of,
                                       const std::vector<Interval>& bands) {
  ConditionSetBuilder builder(AllTypesCatalog(), {SignalStep::kScore, true});
  SpecIssues issues;
  builder.AddIntervals(of, bands, "bands", FieldPath("table"), &issues);
  return IssuesOf(issues);
}

std::vector<std::string> IssuesOfOptions(
    const char* of, const std::vector<absl::string_view>& options) {
  ConditionSetBuilder builder(AllTypesCatalog(), {SignalStep::kScore, true});
  SpecIssues issues;
  builder.AddOptions(of, options, "options", FieldPath("table"), &issues);
  return IssuesOf(issues);
}

TEST(AddIntervals, TakesAscendingBandsOfEachOrderedType) {
  const Value kDate{*Date::Parse("2026-11-23")};
  const Value kLater{*Date::Parse("2026-11-24")};
  const struct {
    const char* of;
    Value from;
    Value below;
  } kCases[] = {
      {"integer", I(1), I(2)},
      {"number", I(1), Value{2.5}},
      {"time", kDate, kLater},
      {"date", kDate, kLater},
      {"money", Value{Money{1, "EUR"}}, Value{Money{2, "EUR"}}},
      {"count(*)", I(1), I(2)},
      {"sum(amount of *)", I(1), Value{2.5}},
      {"last(* within 30 days)", kDate, kLater},
  };
  for (const auto& c : kCases) {
    for (const auto& bands : std::vector<std::vector<Interval>>{
             {{c.from, c.below}},
             {{Value{}, c.below}},
             {{c.from, Value{}}},
             {{Value{}, Value{}}},
             {{Value{}, c.from}, {c.from, c.below}, {c.below, Value{}}}}) {
      EXPECT_THAT(IssuesOfBands(c.of, bands), IsEmpty()) << c.of;
    }
  }
}

TEST(AddIntervals, NamesTheBandThatIsWrong) {
  const char* kInteger =
      "company.integer is an integer: compare it with a whole number";
  const struct {
    const char* of;
    std::vector<Interval> bands;
    std::vector<std::string> expected;
  } kCases[] = {
      {"integer", {}, {"table.bands: has no band"}},
      {"integer",
       {{I(1), I(1)}},
       {"table.bands[0]: is empty: `from` must be less than `below`"}},
      {"integer",
       {{I(2), I(1)}},
       {"table.bands[0]: is empty: `from` must be less than `below`"}},
      {"number",
       {{Value{0.5}, Value{0.25}}},
       {"table.bands[0]: is empty: `from` must be less than `below`"}},
      {"number",
       {{Value{0.0}, Value{-0.0}}},
       {"table.bands[0]: is empty: `from` must be less than `below`"}},
      {"integer",
       {{I(0), I(5)}, {I(6), I(9)}},
       {"table.bands[1].from: leaves a hole after the band before"}},
      {"number",
       {{I(0), I(5)}, {Value{5.5}, I(9)}},
       {"table.bands[1].from: leaves a hole after the band before"}},
      {"integer",
       {{I(0), I(5)}, {I(4), I(9)}},
       {"table.bands[1].from: overlaps the band before"}},
      {"integer",
       {{Value{}, I(5)}, {Value{}, I(9)}},
       {"table.bands[1].from: is missing: only the first band is open below"}},
      {"integer",
       {{I(0), Value{}}, {I(5), I(9)}},
       {"table.bands[0].below: is missing: only the last band is open above"}},
      {"integer",
       {{Value{1.5}, I(5)}},
       {std::string("table.bands[0].from: ") + kInteger}},
      // One broken band says nothing about the next.
      {"integer",
       {{I(0), I(5)}, {I(5), Value{true}}, {I(9), I(10)}},
       {std::string("table.bands[1].below: ") + kInteger}},
      {"integer",
       {{I(0), I(5)}, {I(5), I(5)}, {I(5), I(10)}},
       {"table.bands[1]: is empty: `from` must be less than `below`"}},
      {"boolean",
       {{I(0), I(5)}},
       {"table.of: is a boolean; bands need an integer, number, time, date or "
        "money"}},
      {"company.text",
       {{I(0), I(5)}},
       {"table.of: is a text; bands need an integer, number, time, date or "
        "money"}},
      {"list",
       {{I(0), I(5)}},
       {"table.of: is a list; bands need an integer, number, time, date or "
        "money"}},
      {"any(list)",
       {{I(0), I(5)}},
       {"table.of: is a list: a table needs one value"}},
      {"consent('a', 'b')",
       {{I(0), I(5)}},
       {"table.of: is a text; bands need an integer, number, time, date or "
        "money"}},
      {"zzz", {{I(0), I(5)}}, {"table.of: unknown attribute \"zzz\""}},
      {"",
       {{I(0), I(5)}},
       {"table.of: column 1: expected the name of an attribute"}},
      {"integer = 5",
       {{I(0), I(5)}},
       {"table.of: column 9: expected \"and\", \"or\" or the end after "
        "integer"}},
      {"money",
       {{Value{Money{1, "USD"}}, Value{}}},
       {"table.bands[0].from: company.money is money in EUR: compare it with "
        "an amount such as 50000 EUR"}},
      {"sum(secret of *)",
       {{I(0), I(5)}},
       {"table.of: secret must not be used for scoring (the schema says "
        "not_for_scoring)"}},
  };
  for (const auto& c : kCases) {
    EXPECT_THAT(IssuesOfBands(c.of, c.bands), ElementsAreArray(c.expected))
        << c.of;
  }
}

TEST(AddOptions, NamesTheOptionThatIsWrong) {
  const struct {
    const char* of;
    std::vector<absl::string_view> options;
    std::vector<std::string> expected;
  } kCases[] = {
      {"industry", {"it", "trade", "mining"}, {}},
      {"company.text", {"", "anything"}, {}},
      {"consent('a', 'b')", {"given", "none"}, {}},
      {"industry", {}, {"table.options: has no option"}},
      {"industry", {"it", "it"}, {"table.options[1].option: stands twice"}},
      {"industry",
       {"it", "trad"},
       {"table.options[1].option: \"trad\" is no option of company.industry; "
        "did you mean \"trade\"?"}},
      {"company.text",
       {"\xff"},
       {"table.options[0].option: is no valid UTF-8"}},
      {"integer", {"1"}, {"table.of: is an integer; options need a text"}},
      {"boolean", {"1"}, {"table.of: is a boolean; options need a text"}},
      {"list", {"1"}, {"table.of: is a list; options need a text"}},
      {"all(list)", {"1"}, {"table.of: is a list: a table needs one value"}},
      {"gender",
       {"f"},
       {"table.of: company.gender must not be used for scoring (the schema "
        "says not_for_scoring)"}},
  };
  for (const auto& c : kCases) {
    EXPECT_THAT(IssuesOfOptions(c.of, c.options), ElementsAreArray(c.expected))
        << c.of;
  }
}

}  // namespace
}  // namespace lotse
