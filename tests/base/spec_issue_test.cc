// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/spec_issue.h"

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::Eq;

TEST(SpecIssues, BecomeAStatusThatCountsThem) {
  SpecIssues issues;
  EXPECT_THAT(issues.ToStatus(), IsOk());
  issues.Add(FieldPath("scoring").Child("base"), "is beyond 1 points");
  EXPECT_THAT(issues.ToStatus(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       Eq("scoring.base: is beyond 1 points")));
  issues.Add(FieldPath(), "is wrong as a whole");
  EXPECT_THAT(issues.ToStatus(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       Eq("scoring.base: is beyond 1 points (and 1 more)")));
  EXPECT_EQ(issues.list()[1].ToString(), "is wrong as a whole");
}

TEST(SpecIssues, CountsWhatItDoesNotKeep) {
  SpecIssues issues;
  for (size_t i = 0; i < SpecIssues::kMaxKept + 5; ++i) {
    issues.Add(FieldPath().Child("x", i), "is wrong");
  }
  EXPECT_EQ(issues.count(), SpecIssues::kMaxKept + 5);
  EXPECT_EQ(issues.list().size(), SpecIssues::kMaxKept);
  EXPECT_EQ(issues.list().back().path, "x[999]");
}

TEST(NearestName, DiffersInAThirdOfTheLettersAtMost) {
  const std::vector<absl::string_view> names = {"employees", "employers",
                                                "country", "city", "a"};
  const struct {
    const char* misspelt;
    const char* nearest;
  } kCases[] = {
      {"employees", "employees"},
      {"employes", "employees"},
      {"emploees", "employees"},
      {"emplxyers", "employers"},
      {"cuntry", "country"},
      {"contry", "country"},
      {"citty", "city"},
      {"ctiy", ""},
      {"kity", "city"},
      {"zzzz", ""},
      {"", ""},
      {"b", ""},
      {"a", "a"},
      {"ab", ""},
      {"abc", ""},
      {"revenue", ""},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(NearestName(c.misspelt, names), c.nearest) << c.misspelt;
  }
}

TEST(NearestName, TakesTheFirstOfEquallyNearOnes) {
  EXPECT_EQ(NearestName("abcdex", {"abcdey", "abcdez"}), "abcdey");
  EXPECT_EQ(NearestName("abcdex", {"abcdzz", "abcdez"}), "abcdez");
  EXPECT_EQ(NearestName("abcdef", {}), "");
}

TEST(NearestName, LeavesVeryLongNamesAlone) {
  const std::string name(64, 'x');
  EXPECT_EQ(NearestName(name, {name}), name);
  const std::string longer(65, 'x');
  EXPECT_EQ(NearestName(longer, {longer}), "");
  EXPECT_EQ(NearestName(name, {longer}), "");
}

TEST(DidYouMean, IsAHalfSentenceOrNothing) {
  EXPECT_EQ(DidYouMean("contry", {"country"}), "; did you mean \"country\"?");
  EXPECT_EQ(DidYouMean("revenue", {"country"}), "");
}

TEST(SpecIssues, StopsLookingForNamesOnceThatCostsTooMuch) {
  std::vector<std::string> texts;
  for (int i = 0; i < 10000; ++i) texts.push_back(absl::StrCat("name_", i));
  const std::vector<absl::string_view> names(texts.begin(), texts.end());
  SpecIssues issues;
  EXPECT_EQ(issues.DidYouMean("name_1x", names), "; did you mean \"name_1\"?");
  size_t hints = 0;
  for (int i = 0; i < 10000; ++i) {
    if (!issues.DidYouMean("name_1x", names).empty()) ++hints;
  }
  EXPECT_GE(hints, 10u);
  EXPECT_LE(hints, 100u);
}

}  // namespace
}  // namespace lotse
