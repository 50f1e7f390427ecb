// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/facts/value.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace lotse {
namespace {

TEST(Value, TypesAreTheIndicesOfTheVariant) {
  EXPECT_TRUE(Value{}.missing());
  EXPECT_EQ(Value{}.type(), ValueType::kUnspecified);
  EXPECT_EQ(Value{true}.type(), ValueType::kBoolean);
  EXPECT_EQ(Value{int64_t{1}}.type(), ValueType::kInteger);
  EXPECT_EQ(Value{1.5}.type(), ValueType::kNumber);
  EXPECT_EQ(Value{std::string("x")}.type(), ValueType::kText);
  EXPECT_EQ(Value{Instant()}.type(), ValueType::kTime);
  EXPECT_EQ(Value{Date()}.type(), ValueType::kDate);
  EXPECT_EQ(Value{TextList{}}.type(), ValueType::kList);
  EXPECT_EQ(Value{Money{}}.type(), ValueType::kMoney);
}

TEST(Value, PrintsAsInACondition) {
  const struct {
    Value value;
    const char* expected;
  } kCases[] = {
      {Value{}, "missing"},
      {Value{false}, "false"},
      {Value{int64_t{-120}}, "-120"},
      {Value{2.0}, "2.0"},
      {Value{std::string("a\"b")}, "\"a\\\"b\""},
      {Value{*Instant::Parse("2026-11-23T10:00:00.5Z")},
       "2026-11-23T10:00:00.5Z"},
      {Value{*Date::Parse("2026-11-23")}, "2026-11-23"},
      {Value{TextList{{"a", "b"}}}, "(\"a\", \"b\")"},
      {Value{TextList{}}, "()"},
      {Value{Money{50000000000, "EUR"}}, "50000 EUR"},
  };
  for (const auto& c : kCases) EXPECT_EQ(c.value.ToString(), c.expected);
}

TEST(ValueView, HoldsEachTypeInSixteenBytes) {
  EXPECT_EQ(sizeof(ValueView), 16u);
  EXPECT_TRUE(ValueView().missing());
  EXPECT_TRUE(ValueView::Boolean(true).boolean());
  EXPECT_FALSE(ValueView::Boolean(false).boolean());
  EXPECT_EQ(ValueView::Integer(-5).integer(), -5);
  EXPECT_EQ(ValueView::Number(-2.5).number(), -2.5);
  EXPECT_EQ(ValueView::Text("abc").text(), "abc");
  EXPECT_EQ(ValueView::Text(absl::string_view()).text(), "");
  EXPECT_EQ(ValueView::Text(absl::string_view()).type(), ValueType::kText);
  EXPECT_EQ(ValueView::Time(Instant::FromMicros(7)).integer(), 7);
  EXPECT_EQ(ValueView::OfDate(Date::FromDays(-7)).integer(), -7);
  const std::vector<absl::string_view> list = {"a", "b"};
  EXPECT_EQ(ValueView::List(list).list().size(), 2u);
  EXPECT_EQ(ValueView::List({}).type(), ValueType::kList);
  EXPECT_TRUE(ValueView::List({}).list().empty());
  EXPECT_EQ(ValueView::OfMoney(7, "EUR").integer(), 7);
  EXPECT_EQ(ValueView::OfMoney(7, "EUR").currency(), PackCurrency("EUR"));
}

TEST(ValueView, NumbersThatAreNoneAndMoneyWithoutCurrencyAreMissing) {
  EXPECT_TRUE(ValueView::Number(std::nan("")).missing());
  EXPECT_TRUE(
      ValueView::Number(std::numeric_limits<double>::infinity()).missing());
  EXPECT_TRUE(ValueView::OfMoney(7, "").missing());
  EXPECT_TRUE(ValueView::OfMoney(7, "eur").missing());
}

TEST(PackCurrency, IsOneToOne) {
  EXPECT_EQ(UnpackCurrency(PackCurrency("EUR")), "EUR");
  EXPECT_NE(PackCurrency("EUR"), PackCurrency("RUE"));
  for (const char* bad : {"", "EU", "eur", "EURO"}) {
    EXPECT_EQ(PackCurrency(bad), 0u);
  }
}

}  // namespace
}  // namespace lotse
