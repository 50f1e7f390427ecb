// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/rate_table.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;

Date Day(const char* text) { return *Date::Parse(text); }

std::optional<int64_t> ConvertOnce(int64_t micros, int64_t rate_nano) {
  RateTable table;
  table.rates.push_back({"USD", "EUR", Day("2026-01-01"), rate_nano});
  return table.Convert(micros, "USD", "EUR", Day("2026-01-01"));
}

TEST(RateTable, RoundsTiesToEven) {
  const struct {
    int64_t micros;
    int64_t rate_nano;
    std::optional<int64_t> expected;
  } kCases[] = {
      {10000000, 920000000, 9200000},
      {1, 500000000, 0},
      {3, 500000000, 2},
      {5, 500000000, 2},
      {7, 500000000, 4},
      {-1, 500000000, 0},
      {-3, 500000000, -2},
      {-5, 500000000, -2},
      {1, 500000001, 1},
      {1, 499999999, 0},
      {-1, 500000001, -1},
      {0, 920000000, 0},
      {std::numeric_limits<int64_t>::max(), 1000000000,
       std::numeric_limits<int64_t>::max()},
      {std::numeric_limits<int64_t>::min(), 1000000000,
       std::numeric_limits<int64_t>::min()},
      {std::numeric_limits<int64_t>::max(), 1000000001, std::nullopt},
      {std::numeric_limits<int64_t>::min(), 1000000001, std::nullopt},
      {std::numeric_limits<int64_t>::max(), std::numeric_limits<int64_t>::max(),
       std::nullopt},
      {std::numeric_limits<int64_t>::max(), 1, 9223372037},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(ConvertOnce(c.micros, c.rate_nano), c.expected)
        << c.micros << " * " << c.rate_nano;
  }
}

TEST(RateTable, TakesTheLatestRateThatIsNotAfterTheDay) {
  RateTable table;
  table.rates = {{"USD", "EUR", Day("2026-03-01"), 3000000000},
                 {"USD", "EUR", Day("2026-01-01"), 1000000000},
                 {"USD", "EUR", Day("2026-02-01"), 2000000000},
                 {"USD", "EUR", Day("2026-02-01"), 2500000000},
                 {"USD", "CHF", Day("2026-02-15"), 9000000000},
                 {"GBP", "EUR", Day("2026-02-15"), 8000000000}};
  const struct {
    const char* day;
    std::optional<int64_t> expected;
  } kCases[] = {{"2025-12-31", std::nullopt},
                {"2026-01-01", 10},
                {"2026-01-31", 10},
                {"2026-02-01", 25},
                {"2026-02-28", 25},
                {"2026-03-01", 30},
                {"9999-12-31", 30}};
  for (const auto& c : kCases) {
    EXPECT_EQ(table.Convert(10, "USD", "EUR", Day(c.day)), c.expected) << c.day;
  }
}

TEST(RateTable, NeverInvertsARate) {
  RateTable table;
  table.rates = {{"USD", "EUR", Day("2026-01-01"), 500000000}};
  EXPECT_EQ(table.Convert(10, "EUR", "USD", Day("2026-01-01")), std::nullopt);
  EXPECT_EQ(table.Convert(10, "EUR", "EUR", Day("1970-01-01")), 10);
}

TEST(ValidateRateTable, NamesEachBadField) {
  RateTable table;
  table.rates = {{"USD", "EUR", Day("2026-01-01"), 1},
                 {"usd", "", Day("2026-01-01"), 0},
                 {"USD", "EUR", Day("2026-01-01"), -1}};
  SpecIssues issues;
  ValidateRateTable(table, FieldPath("resources"), &issues);
  std::vector<std::string> paths;
  for (const SpecIssue& issue : issues.list()) paths.push_back(issue.path);
  EXPECT_THAT(paths,
              ElementsAre("resources.rates[1].from", "resources.rates[1].to",
                          "resources.rates[1].rate_nano",
                          "resources.rates[2].rate_nano"));
}

}  // namespace
}  // namespace lotse
