// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/condition/condition_lexer.h"

#include <cstdint>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::Eq;
using Kind = ConditionToken::Kind;

absl::StatusOr<std::vector<ConditionToken>> Lex(absl::string_view text) {
  ConditionLexer lexer(text);
  std::vector<ConditionToken> tokens;
  while (true) {
    ConditionToken token;
    if (absl::Status status = lexer.Next(&token); !status.ok()) return status;
    if (token.kind == Kind::kEnd) return tokens;
    tokens.push_back(token);
  }
}

TEST(ConditionLexer, SplitsNamesAndSymbols) {
  ASSERT_OK_AND_ASSIGN(const std::vector<ConditionToken> tokens,
                       Lex(" a.b_c\t>=\n(x,*)<>!=<=<>=\r\n"));
  const char* kExpected[] = {"a.b_c", ">=", "(",  "x",  ",",  "*",
                             ")",     "<>", "!=", "<=", "<>", "="};
  ASSERT_EQ(tokens.size(), std::size(kExpected));
  for (size_t i = 0; i < tokens.size(); ++i) {
    EXPECT_EQ(tokens[i].text, kExpected[i]);
  }
}

TEST(ConditionLexer, ReadsLiterals) {
  const struct {
    const char* text;
    Value expected;
  } kCases[] = {
      {"120", Value{int64_t{120}}},
      {"+120", Value{int64_t{120}}},
      {"-120", Value{int64_t{-120}}},
      {"-0", Value{int64_t{0}}},
      {"9223372036854775807", Value{INT64_MAX}},
      {"-9223372036854775808", Value{INT64_MIN}},
      {"2.5", Value{2.5}},
      {"1e3", Value{1000.0}},
      {"-1.5E-3", Value{-0.0015}},
      {"1e-999", Value{0.0}},
      {"'it''s'", Value{}},
      {"\"x\"", Value{std::string("x")}},
      {"'x\"y'", Value{std::string("x\"y")}},
      {"\"\"", Value{std::string()}},
      {"\"a\\\"\\'\\\\\\n\\t\\u001f\"", Value{std::string("a\"'\\\n\t\x1f")}},
      {"\"Größe\"", Value{std::string("Größe")}},
      {"2026-11-23", Value{*Date::Parse("2026-11-23")}},
      {"2026-11-23T10:00:00Z", Value{*Instant::Parse("2026-11-23T10:00:00Z")}},
      {"2026-11-23T10:00:00.25+01:00",
       Value{*Instant::Parse("2026-11-23T09:00:00.25Z")}},
      {"50000 EUR", Value{Money{50000000000, "EUR"}}},
      {"-0.5 CHF", Value{Money{-500000, "CHF"}}},
  };
  for (const auto& c : kCases) {
    ASSERT_OK_AND_ASSIGN(const std::vector<ConditionToken> tokens, Lex(c.text));
    if (c.expected.missing()) {
      EXPECT_EQ(tokens.size(), 2u) << c.text;
      continue;
    }
    ASSERT_EQ(tokens.size(), 1u) << c.text;
    EXPECT_EQ(tokens[0].kind, Kind::kValue);
    EXPECT_TRUE(tokens[0].value == c.expected)
        << c.text << " gives " << tokens[0].value.ToString();
    EXPECT_EQ(tokens[0].text, c.text);
  }
}

TEST(ConditionLexer, TakesTheWordAfterANumberForACurrencyOnlyIfItIsOne) {
  const struct {
    const char* text;
    size_t tokens;
  } kCases[] = {{"5 EUR", 1},  {"5 AND", 2}, {"5 and", 2},  {"5 EURO", 2},
                {"5 EUR_", 2}, {"5 EU", 2},  {"5  EUR", 2}, {"1e3 EUR", 2},
                {"5 EUR1", 2}, {"5 eur", 2}, {"5 EUR)", 2}, {"5 OR", 2}};
  for (const auto& c : kCases) {
    ASSERT_OK_AND_ASSIGN(const std::vector<ConditionToken> tokens, Lex(c.text));
    EXPECT_EQ(tokens.size(), c.tokens) << c.text;
  }
}

TEST(ConditionLexer, NamesTheColumnOfWhatItCannotRead) {
  const struct {
    const char* text;
    const char* expected;
  } kCases[] = {
      {"a & b", "column 3: write \"and\" instead of &&"},
      {"a || b", "column 3: write \"or\" instead of ||"},
      {"!a", "column 1: write \"not\" instead of !"},
      {"a == 1", "column 3: write \"=\" instead of =="},
      {"ä", "column 1: unexpected character"},
      {"'ä' ; 1", "column 5: unexpected character"},
      {"a = \"x", "column 5: the text has no closing quote"},
      {"a = \"x\\",
       "column 7: unknown escape: use \\\", \\', \\\\, "
       "\\n, \\t or \\u"},
      {"'\\x'",
       "column 2: unknown escape: use \\\", \\', \\\\, "
       "\\n, \\t or \\u"},
      {"'\\u00e4'", "column 2: \\u takes four hexadecimal digits up to 007f"},
      {"'\\u00'", "column 2: \\u takes four hexadecimal digits up to 007f"},
      {"'\\u", "column 2: \\u takes four hexadecimal digits up to 007f"},
      {"'\\u0x1f'", "column 2: \\u takes four hexadecimal digits up to 007f"},
      {"'\\u+01f'", "column 2: \\u takes four hexadecimal digits up to 007f"},
      {"2026-02-30",
       "column 1: there is no such day: write year-month-day, such as "
       "2026-11-23"},
      {"x = 2026-11-23T10:00:00",
       "column 5: not a time: write RFC 3339 with an offset, such as "
       "2026-11-23T10:00:00+01:00 or 2026-11-23T09:00:00Z"},
      {"9223372036854775808", "column 1: the number is too large"},
      {"1e999", "column 1: the number is too large"},
      {"0.0000001 EUR",
       "column 1: not an amount of money: write a number and "
       "an ISO 4217 code, such as 50000 EUR"},
      {".5", "column 1: unexpected character"},
      {"5.", "column 2: unexpected character"},
      {"a.", "column 2: unexpected character"},
      {"a-b", "column 2: unexpected character"},
      {"\xff", "is no valid UTF-8"},
  };
  for (const auto& c : kCases) {
    EXPECT_THAT(Lex(c.text),
                StatusIs(absl::StatusCode::kInvalidArgument, Eq(c.expected)))
        << c.text;
  }
}

TEST(ConditionLexer, SurvivesZeroBytes) {
  EXPECT_THAT(Lex(absl::string_view("a\0b", 3)),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       Eq("column 2: unexpected character")));
  ASSERT_OK_AND_ASSIGN(const std::vector<ConditionToken> tokens,
                       Lex(absl::string_view("'a\0b'", 5)));
  EXPECT_EQ(std::get<std::string>(tokens[0].value.kind).size(), 3u);
}

TEST(ConditionLexer, ReadsOneMebibyteAndNoMore) {
  std::string text(kMaxTextBytes, ' ');
  EXPECT_THAT(Lex(text), IsOk());
  text += ' ';
  EXPECT_THAT(Lex(text), StatusIs(absl::StatusCode::kInvalidArgument,
                                  Eq("has more than 1048576 bytes")));
}

// Each prefix of a long text is lexed without reading beyond its end.
TEST(ConditionLexer, ReadsNoByteBeyondTheEnd) {
  const std::string text =
      "a.b >= 50000 EUR and c in ('x\\u0001', 2026-11-23T10:00:00.5+01:00, "
      "-1.5e-3) or not d <> 2026-11-23";
  for (size_t size = 0; size <= text.size(); ++size) {
    const std::vector<char> copy(text.begin(),
                                 text.begin() + static_cast<ptrdiff_t>(size));
    (void)Lex(absl::string_view(copy.data(), copy.size()));
  }
}

}  // namespace
}  // namespace lotse
