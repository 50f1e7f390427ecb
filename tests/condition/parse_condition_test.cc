// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "lotse/condition/condition_text.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::Eq;
using ::testing::HasSubstr;

// What a text means, as the printer says it.
TEST(ParseCondition, ReadsEachConstruct) {
  const struct {
    const char* text;
    const char* printed;
  } kCases[] = {
      {"x = 1", "x = 1"},
      {"x != 1", "x != 1"},
      {"x <> 1", "x != 1"},
      {"x < 1", "x < 1"},
      {"x <= 1", "x <= 1"},
      {"x>1", "x > 1"},
      {"x>=1", "x >= 1"},
      {"x between 1 and 5", "x between 1 and 5"},
      {"x BETWEEN 1 AND 5 AND y = 2", "x between 1 and 5 and y = 2"},
      {"x >= 50 AND y = 1", "x >= 50 and y = 1"},
      {"x in ('a')", "x in (\"a\")"},
      {"x In (1,2 , 3)", "x in (1, 2, 3)"},
      {"x not in (1)", "x not in (1)"},
      {"x starts with 'a'", "x starts with \"a\""},
      {"x ends with 'a' ignoring case", "x ends with \"a\" ignoring case"},
      {"x contains 'a' IGNORING CASE", "x contains \"a\" ignoring case"},
      {"x = 'a' ignoring case", "x = \"a\" ignoring case"},
      {"x not in ('a') ignoring case", "x not in (\"a\") ignoring case"},
      {"x is missing", "x is missing"},
      {"x IS NOT MISSING", "x is not missing"},
      {"is_missing(x)", "x is missing"},
      {"not is_missing ( x )", "not (x is missing)"},
      {"x within last 30 days", "x within last 30 days"},
      {"x within the last 1 day", "x within last 1 day"},
      {"x within 2 weeks", "x within last 14 days"},
      {"x within 36 hours", "x within last 36 hours"},
      {"x within 90 minutes", "x within last 90 minutes"},
      {"x within 1 second", "x within last 1 second"},
      {"x within 5 microseconds", "x within last 5 microseconds"},
      {"x within 3652500 days", "x within last 3652500 days"},
      {"x", "x = true"},
      {"not x", "not (x = true)"},
      {"x and not y", "x = true and not (y = true)"},
      {"true", "true"},
      {"FALSE", "false"},
      {"not true", "not (true)"},
      {"not false", "not (false)"},
      {"x = true", "x = true"},
      {"x = False", "x = false"},
      {"a or b and c", "a = true or b = true and c = true"},
      {"(a or b) and c", "(a = true or b = true) and c = true"},
      {"((a))", "a = true"},
      {"a and (b and c)", "a = true and (b = true and c = true)"},
      {"a or (b or c)", "a = true or (b = true or c = true)"},
      {"not (a or b)", "not (a = true or b = true)"},
      {"not (a and b)", "not (a = true and b = true)"},
      {"not a or b", "not (a = true) or b = true"},
      {"not not a", "not (not (a = true))"},
      {"a.b.c = 1", "a.b.c = 1"},
      {"any(list) = 'x'", "any(list) = \"x\""},
      {"ALL ( company.list ) in ('x')", "all(company.list) in (\"x\")"},
      {"count(*) = 0", "count(*) = 0"},
      {"count(k) > 1", "count(k) > 1"},
      {"count(k, l within 30 days) > 1", "count(k, l within last 30 days) > 1"},
      {"count(k where a = 1 and b = 2 within last 30 days) > 1",
       "count(k where a = 1 and b = 2 within last 30 days) > 1"},
      {"count(* where a = 1 or b = 2) > 1",
       "count(* where a = 1 or b = 2) > 1"},
      {"sum(m of k where true) >= 1.5", "sum(m of k where true) >= 1.5"},
      {"sum(m of * within 7 days) >= 1", "sum(m of * within last 7 days) >= 1"},
      {"last(k) within last 30 days", "last(k) within last 30 days"},
      {"not (last(*) within last 90 days)",
       "not (last(*) within last 90 days)"},
      {"consent('news', \"email\") = 'given'",
       "consent(\"news\", \"email\") = \"given\""},
      {"x = 2026-11-23", "x = 2026-11-23"},
      {"x >= 2026-11-23T10:00:00+01:00", "x >= 2026-11-23T09:00:00Z"},
      {"x > 50000 EUR and y", "x > 50000 EUR and y = true"},
      {"x between 1 EUR and 2 EUR", "x between 1 EUR and 2 EUR"},
      {"x between 1 EUR AND 2 EUR", "x between 1 EUR and 2 EUR"},
      {"x = 1e3", "x = 1000.0"},
      {"x = 'a\\n\\\"'", "x = \"a\\n\\\"\""},
  };
  for (const auto& c : kCases) {
    ASSERT_OK_AND_ASSIGN(const Condition condition, ParseCondition(c.text));
    EXPECT_EQ(PrintCondition(condition), c.printed) << c.text;
    ASSERT_OK_AND_ASSIGN(const Condition again, ParseCondition(c.printed));
    EXPECT_EQ(PrintCondition(again), c.printed) << c.text;
  }
}

TEST(ParseCondition, NamesTheColumnAndWhatItExpected) {
  const char* kComparison =
      "a comparison such as =, >=, between, in, starts with, contains, is "
      "missing or within last 30 days";
  const struct {
    const char* text;
    std::string expected;
  } kCases[] = {
      {"", "column 1: expected the name of an attribute"},
      {"  ", "column 3: expected the name of an attribute"},
      {"x =", "column 4: expected a value after ="},
      {"x >= y", "column 6: expected a value (put texts in quotes) after >="},
      {"größe = 1", "column 3: unexpected character"},
      {"x = 'ä' y", "column 9: expected \"and\", \"or\" or the end after 'ä'"},
      {"x = 1 y = 2", "column 7: expected \"and\", \"or\" or the end after 1"},
      {"x = 1 and", "column 10: expected the name of an attribute after and"},
      {"(x = 1", "column 7: expected \")\" after 1"},
      {"x = 1)", "column 6: expected \"and\", \"or\" or the end after 1"},
      {"x 1", absl::StrCat("column 3: expected ", kComparison, " after x")},
      {"x ( 1 )",
       "column 5: unknown function \"x\": there are any, all, "
       "count, sum, last, consent and is_missing"},
      {"x between 1", "column 12: expected \"and\" after 1"},
      {"x between 1 or 2", "column 13: expected \"and\" after 1"},
      {"x in 1", "column 6: expected \"(\" after in"},
      {"x in ()", "column 7: expected a value after ("},
      {"x in (1", "column 8: expected \")\" after 1"},
      {"x in (1,)", "column 9: expected a value after ,"},
      {"x not 1", "column 7: expected \"in\" after not"},
      {"x starts 'a'", "column 10: expected \"with\" after starts"},
      {"x ends 'a'", "column 8: expected \"with\" after ends"},
      {"x contains", "column 11: expected a value after contains"},
      {"x is 1", "column 6: expected \"missing\" after is"},
      {"x is not 1", "column 10: expected \"missing\" after not"},
      {"is_missing x", "column 12: expected \"(\" after is_missing"},
      {"x = 'a' ignoring", "column 17: expected \"case\" after ignoring"},
      {"x within days",
       "column 10: expected a whole number of days after "
       "within"},
      {"x within 1.5 days",
       "column 10: expected a whole number of days after "
       "within"},
      {"x within last 30",
       "column 17: expected weeks, days, hours, minutes "
       "or seconds after 30"},
      {"x within last 30 months",
       "column 18: expected weeks, days, hours, "
       "minutes or seconds after 30"},
      {"x within 0 days", "column 12: a duration is from 1 to 3652500 days"},
      {"x within -1 days", "column 13: a duration is from 1 to 3652500 days"},
      {"x within 3652501 days",
       "column 18: a duration is from 1 to 3652500 days"},
      {"x within 9223372036854775807 weeks",
       "column 30: a duration is from 1 to 521785 weeks"},
      {"x within the 5 days", "column 14: expected \"last\" after the"},
      {"any(1)", "column 5: expected the name of a list after ("},
      {"any(x", "column 6: expected \")\" after x"},
      {"any(x)", absl::StrCat("column 7: expected ", kComparison, " after )")},
      {"count()", "column 7: expected a kind of activity, or *, after ("},
      {"count(k,)", "column 9: expected a kind of activity, or *, after ,"},
      {"count(k 1)", "column 9: expected \")\" after k"},
      {"count(k where)",
       "column 14: expected the name of an attribute after "
       "where"},
      {"sum(k)", "column 6: expected \"of\" after k"},
      {"sum(*)", "column 5: expected an attribute of the activities after ("},
      {"consent('a')", "column 12: expected \",\" after 'a'"},
      {"consent(a, b)", "column 9: expected a text in quotes after ("},
      {"1 = x", "column 1: expected the name of an attribute"},
      {"not", "column 4: expected the name of an attribute after not"},
  };
  for (const auto& c : kCases) {
    EXPECT_THAT(ParseCondition(c.text),
                StatusIs(absl::StatusCode::kInvalidArgument, Eq(c.expected)))
        << c.text;
  }
}

std::string Repeat(absl::string_view text, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) absl::StrAppend(&out, text);
  return out;
}

TEST(ParseCondition, NestsSixtyFourDeepAndNoDeeper) {
  const auto parentheses = [](size_t depth) {
    return Repeat("(", depth - 1) + "x" + Repeat(")", depth - 1);
  };
  EXPECT_THAT(ParseCondition(parentheses(kMaxDepth)), IsOk());
  EXPECT_THAT(ParseCondition(parentheses(kMaxDepth + 1)),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       Eq("column 65: is nested more than 64 deep")));
  EXPECT_THAT(ParseCondition(Repeat("not ", kMaxDepth - 1) + "x"), IsOk());
  EXPECT_THAT(ParseCondition(Repeat("not ", kMaxDepth) + "x"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("is nested more than 64 deep")));
  for (const char* open : {"(", "not ", "not (", "count(k where "}) {
    EXPECT_THAT(ParseCondition(Repeat(open, 20000)),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("is nested more than 64 deep")));
  }
}

TEST(ParseCondition, ReadsOneMebibyteAndNoMore) {
  std::string text = "x in (1";
  while (text.size() + 3 <= kMaxTextBytes) text += ",1";
  text += ')';
  text.resize(kMaxTextBytes, ' ');
  EXPECT_THAT(ParseCondition(text), IsOk());
  EXPECT_THAT(ParseCondition(text + " "),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       Eq("has more than 1048576 bytes")));
}

TEST(ParseOperand, ReadsAnOperandAlone) {
  for (const char* text :
       {"company.employees", "count(k within last 30 days)", "last(*)",
        "sum(m of k where a = 1)", "consent(\"a\", \"b\")", "any(l)"}) {
    ASSERT_OK_AND_ASSIGN(const Operand operand, ParseOperand(text));
    EXPECT_EQ(PrintOperand(operand), text);
  }
  EXPECT_THAT(ParseOperand("x = 1"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("column 3: expected ")));
  EXPECT_THAT(ParseOperand(""),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       Eq("column 1: expected the name of an attribute")));
}

}  // namespace
}  // namespace lotse
