// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/condition/condition_literal.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ResolvedOperand OperandOf(ValueType type, const FactDefinition* fact = nullptr,
                          bool nano = false) {
  ResolvedOperand operand;
  operand.type = type;
  operand.fact = fact;
  operand.nano = nano;
  operand.text = "x";
  return operand;
}

TEST(NumberLiteral, TakesFiniteNumbersWithoutMinusZero) {
  EXPECT_EQ(NumberLiteral(Value{int64_t{3}}), 3.0);
  EXPECT_EQ(NumberLiteral(Value{2.5}), 2.5);
  EXPECT_FALSE(std::signbit(*NumberLiteral(Value{-0.0})));
  EXPECT_EQ(NumberLiteral(Value{std::nan("")}), std::nullopt);
  EXPECT_EQ(NumberLiteral(Value{std::numeric_limits<double>::infinity()}),
            std::nullopt);
  EXPECT_EQ(NumberLiteral(Value{true}), std::nullopt);
  EXPECT_EQ(NumberLiteral(Value{}), std::nullopt);
}

TEST(IntegerLiteral, TakesWhatFitsTheType) {
  FactDefinition euro;
  euro.currency = "EUR";
  const struct {
    ResolvedOperand operand;
    Value value;
    std::optional<int64_t> expected;
  } kCases[] = {
      {OperandOf(ValueType::kBoolean), Value{true}, 1},
      {OperandOf(ValueType::kBoolean), Value{false}, 0},
      {OperandOf(ValueType::kBoolean), Value{int64_t{1}}, std::nullopt},
      {OperandOf(ValueType::kInteger), Value{INT64_MIN}, INT64_MIN},
      {OperandOf(ValueType::kInteger), Value{2.0}, std::nullopt},
      {OperandOf(ValueType::kTime), Value{Instant::FromMicros(5)}, 5},
      {OperandOf(ValueType::kTime), Value{Date::FromDays(1)}, 86400000000},
      {OperandOf(ValueType::kTime), Value{Date::FromDays(INT32_MAX)},
       INT64_MAX},
      {OperandOf(ValueType::kTime), Value{std::string("2026-11-23")},
       std::nullopt},
      {OperandOf(ValueType::kDate), Value{Date::FromDays(-1)}, -1},
      {OperandOf(ValueType::kDate), Value{Instant()}, std::nullopt},
      {OperandOf(ValueType::kMoney, &euro), Value{Money{5, "EUR"}}, 5},
      {OperandOf(ValueType::kMoney, &euro), Value{Money{5, "USD"}},
       std::nullopt},
      {OperandOf(ValueType::kMoney), Value{Money{5, "EUR"}}, std::nullopt},
      {OperandOf(ValueType::kNumber, nullptr, true), Value{int64_t{3}},
       3000000000},
      {OperandOf(ValueType::kNumber, nullptr, true), Value{0.1}, 100000000},
      {OperandOf(ValueType::kNumber, nullptr, true), Value{int64_t{9199999999}},
       9199999999000000000},
      {OperandOf(ValueType::kNumber, nullptr, true), Value{int64_t{9200000000}},
       std::nullopt},
      {OperandOf(ValueType::kNumber, nullptr, true),
       Value{int64_t{-9200000000}}, std::nullopt},
      {OperandOf(ValueType::kNumber, nullptr, true), Value{INT64_MIN},
       std::nullopt},
      {OperandOf(ValueType::kNumber, nullptr, true), Value{9.3e9},
       std::nullopt},
      {OperandOf(ValueType::kNumber, nullptr, true), Value{std::nan("")},
       std::nullopt},
      {OperandOf(ValueType::kText), Value{std::string("x")}, std::nullopt},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(IntegerLiteral(c.operand, c.value), c.expected)
        << NameOf(c.operand.type) << " " << c.value.ToString();
  }
}

TEST(LiteralError, SaysWhatWouldFit) {
  FactDefinition euro;
  euro.currency = "EUR";
  EXPECT_EQ(LiteralError(OperandOf(ValueType::kNumber, nullptr, true)),
            "x is a number: compare it with a finite number between "
            "-9200000000 and 9200000000");
  EXPECT_EQ(LiteralError(OperandOf(ValueType::kMoney, &euro)),
            "x is money in EUR: compare it with an amount such as 50000 EUR");
  EXPECT_EQ(LiteralError(OperandOf(ValueType::kDate)),
            "x is a date: compare it with a date such as 2026-11-23");
}

TEST(CodingOf, IsByTypeAndSource) {
  EXPECT_EQ(CodingOf(OperandOf(ValueType::kText)), InputCoding::kTexts);
  EXPECT_EQ(CodingOf(OperandOf(ValueType::kNumber)), InputCoding::kNumbers);
  EXPECT_EQ(CodingOf(OperandOf(ValueType::kNumber, nullptr, true)),
            InputCoding::kIntegers);
  EXPECT_EQ(CodingOf(OperandOf(ValueType::kMoney)), InputCoding::kIntegers);
  ResolvedOperand list = OperandOf(ValueType::kList);
  list.source = InputSource::kPresence;
  EXPECT_EQ(CodingOf(list), InputCoding::kIntegers);
}

TEST(OptionsOf, AreThoseOfTheFactOrTheStatesOfAConsent) {
  FactDefinition fact;
  fact.options = {Option{"a", {}, false}, Option{"b", {}, true}};
  EXPECT_THAT(OptionsOf(OperandOf(ValueType::kText, &fact)),
              ElementsAre("a", "b"));
  EXPECT_THAT(OptionsOf(OperandOf(ValueType::kText)), IsEmpty());
  ResolvedOperand consent = OperandOf(ValueType::kText);
  consent.source = InputSource::kConsent;
  EXPECT_THAT(OptionsOf(consent), ElementsAre("none", "given", "confirmed",
                                              "withdrawn", "expired"));
}

TEST(WithArticle, IsEnglish) {
  EXPECT_EQ(WithArticle(ValueType::kInteger), "an integer");
  EXPECT_EQ(WithArticle(ValueType::kDate), "a date");
}

}  // namespace
}  // namespace lotse
