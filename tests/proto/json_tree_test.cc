// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/proto/json_tree.h"

#include <clocale>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"

namespace lotse::proto {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr size_t kLimit = 1000000;

// The tree in a line, so that a test shows all of it.
std::string Print(const JsonTree& tree, size_t node = 0) {
  static constexpr const char* kNames[] = {
      "null", "false", "true", "number:", "text:", "array", "object"};
  std::string out =
      absl::StrCat(kNames[static_cast<int>(tree.kind(node))], tree.text(node));
  if (tree.End(node) == node + 1) return out;
  out += "(";
  for (size_t i = tree.FirstChild(node); i != tree.End(node); i = tree.End(i)) {
    absl::StrAppend(&out, i == node + 1 ? "" : " ", tree.key(i),
                    tree.key(i).empty() ? "" : "=", Print(tree, i));
  }
  return out + ")";
}

std::string ErrorOf(const std::string& json) {
  const absl::StatusOr<JsonTree> tree = JsonTree::Parse(json, kLimit);
  EXPECT_EQ(tree.status().code(), absl::StatusCode::kInvalidArgument) << json;
  return std::string(tree.status().message());
}

TEST(JsonTree, KeepsTheDocument) {
  EXPECT_EQ(Print(*JsonTree::Parse(
                R"({"a": [1, "x\n\u00fc", [], {}], "b": {"c": null}, "d": true,
                    "": false})",
                kLimit)),
            "object(a=array(number:1 text:x\nü array object) b=object(c=null) "
            "d=true false)");
  EXPECT_EQ(Print(*JsonTree::Parse(" null ", kLimit)), "null");
  EXPECT_EQ(Print(*JsonTree::Parse("\xEF\xBB\xBF[]", kLimit)), "array");
}

TEST(JsonTree, KeepsTheDigitsOfNumbers) {
  EXPECT_EQ(
      Print(*JsonTree::Parse(
          "[0, -0, 12.50, 1E5, 1e-7, 123456789012345678901234567890]", kLimit)),
      "array(number:0 number:0 number:12.50 number:1E5 number:1e-7 "
      "number:123456789012345678901234567890)");
}

TEST(JsonTree, DoesNotFollowTheLocale) {
  const std::string before = std::setlocale(LC_NUMERIC, nullptr);
  const char* found = nullptr;
  for (const char* locale : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8"}) {
    if (found == nullptr) found = std::setlocale(LC_NUMERIC, locale);
  }
  const absl::StatusOr<JsonTree> tree = JsonTree::Parse("[12.5]", kLimit);
  std::setlocale(LC_NUMERIC, before.c_str());
  ASSERT_TRUE(tree.ok());
  EXPECT_EQ(Print(*tree), "array(number:12.5)");
  if (found == nullptr) GTEST_SKIP() << "no locale with a decimal comma here";
}

TEST(JsonTree, NamesThePlaceOfAnError) {
  const char* kInvalid =
      "this is not valid JSON here; look for a missing comma, quote or bracket";
  EXPECT_EQ(ErrorOf("{\n  \"a\": 1\n  \"b\": 2\n}"),
            absl::StrCat("line 3, column 5: ", kInvalid));
  EXPECT_EQ(ErrorOf("x"), absl::StrCat("line 1, column 1: ", kInvalid));
  EXPECT_EQ(ErrorOf("[\"üü\" x]"),
            absl::StrCat("line 1, column 7: ", kInvalid));
  EXPECT_EQ(
      ErrorOf("[\"ok\",\n\"M\xFCller\"]"),
      "line 2, column 3: this is not valid UTF-8; save the text as UTF-8");
  EXPECT_EQ(ErrorOf("[1"), "line 1, column 2: the text ends too early");
  EXPECT_EQ(ErrorOf(""), "line 1, column 1: the text ends too early");
  EXPECT_EQ(ErrorOf("[1e999]"), "line 1, column 6: this number is too large");
}

TEST(JsonTree, RefusesWhatIsNoJson) {
  for (const char* json :
       {"{'a': 1}", "{a: 1}",   "[1,]",        "{\"a\": 1,}", "[01]",
        "[+1]",     "[.5]",     "[1.]",        "[NaN]",       "// x\n1",
        "1 2",      "\"\xFF\"", "\"\\ud800\"", "\"\\x\"",     "\"a\nb\"",
        "{1: 2}",   "tru",      "]",           "{\"a\"}",     "\xFF"}) {
    EXPECT_THAT(ErrorOf(json), HasSubstr("line ")) << json;
  }
}

TEST(JsonTree, NeverQuotesTheDocument) {
  EXPECT_THAT(ErrorOf("{\"a\": secret}"), Not(HasSubstr("secret")));
  EXPECT_THAT(ErrorOf("{\"a\": \"secret\" \"secret\"}"),
              Not(HasSubstr("secret")));
}

TEST(JsonTree, RefusesDeepNesting) {
  for (const char* bracket : {"[", "{\"a\":"}) {
    std::string json;
    for (int i = 0; i < 50000; ++i) json += bracket;
    EXPECT_EQ(ErrorOf(json), "is nested deeper than 64 levels");
  }
}

TEST(JsonTree, RefusesMoreThanTheLimits) {
  EXPECT_EQ(JsonTree::Parse("[1, 2, 3]", 8).status().message(),
            "has more than 8 bytes: split the input");
  EXPECT_EQ(JsonTree::Parse("[1,1,1,1,1]", 16).status().message(),
            "has too many values: split the input");
}

}  // namespace
}  // namespace lotse::proto
