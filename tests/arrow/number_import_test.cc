// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "import_hand_made.h"

namespace lotse {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Case {
  HandMadeArray column;
  // The values, without the name of the fact, or messages.
  std::vector<std::string> values;
};

// Each column as it is, behind other values, at an odd bit, and with the first
// value missing.
void ExpectRead(const Case& test) {
  SCOPED_TRACE(test.column.name + " " + test.column.format);
  const auto expect = [&](const HandMadeArray& column, bool first_missing) {
    std::string expected;
    for (size_t row = 0; row < test.values.size(); ++row) {
      const std::string& value = test.values[row];
      const bool missing = value.empty() || (row == 0 && first_missing);
      if (!missing && value[0] == '!') {
        expected += "error: " + column.name + ": " + value.substr(1);
      } else if (!missing) {
        expected += column.name + "=" + value;
      }
      expected += "\n";
    }
    EXPECT_EQ(TextOrError(ImportColumns({column})), expected);
  };
  expect(test.column, false);
  for (const size_t shift : {1u, 7u, 8u, 13u}) {
    SCOPED_TRACE(shift);
    HandMadeArray shifted = test.column.Shifted(shift);
    expect(shifted, false);
    std::vector<bool> valid(test.values.size(), true);
    valid[0] = false;
    expect(shifted.WithValidity(valid), true);
  }
}

template <typename T>
HandMadeArray Column(const char* name, const char* format,
                     std::vector<T> values) {
  return FixedOf<T>(name, format, values);
}

// A decimal of `words` 64-bit words from a small number.
HandMadeArray Decimals(const char* name, const char* format, int words,
                       const std::vector<int64_t>& values) {
  std::vector<int64_t> all;
  for (const int64_t value : values) {
    all.push_back(value);
    for (int i = 1; i < words; ++i) all.push_back(value < 0 ? -1 : 0);
  }
  HandMadeArray array = FixedOf<int64_t>(name, format, all);
  array.length = static_cast<int64_t>(values.size());
  return array;
}

TEST(NumberImport, ReadsEveryIntegerAsIntegerAndNumber) {
  for (const char* name : {"company.employees", "company.revenue"}) {
    ExpectRead(
        {Column<int8_t>(name, "c", {-128, 5, 127}), {"-128", "5", "127"}});
    ExpectRead({Column<uint8_t>(name, "C", {0, 255}), {"0", "255"}});
    ExpectRead({Column<int16_t>(name, "s", {-32768, 7}), {"-32768", "7"}});
    ExpectRead({Column<uint16_t>(name, "S", {65535, 7}), {"65535", "7"}});
    ExpectRead(
        {Column<int32_t>(name, "i", {-2147483647, 7}), {"-2147483647", "7"}});
    ExpectRead(
        {Column<uint32_t>(name, "I", {4294967295u, 7}), {"4294967295", "7"}});
    ExpectRead({Column<int64_t>(name, "l", {-12, 7}), {"-12", "7"}});
    ExpectRead({Column<uint64_t>(name, "L", {12, 7}), {"12", "7"}});
  }
}

TEST(NumberImport, RefusesUnsignedIntegersThatDoNotFit) {
  ExpectRead(
      {Column<uint64_t>("company.employees", "L", {uint64_t{1} << 63, 7}),
       {"!must be an integer", "7"}});
}

TEST(NumberImport, ReadsFloatsAsNumber) {
  // 1, -2.5, the smallest half there is, and infinity.
  ExpectRead({Column<uint16_t>("company.revenue", "e",
                               {0x3C00, 0xC100, 0x0001, 0x7C00, 0x7E00}),
              {"1", "-2.5", "5.960464477539063e-08", "!must be a finite number",
               "!must be a finite number"}});
  ExpectRead({Column<float>("company.revenue", "f",
                            {0.5f, static_cast<float>(kInfinity)}),
              {"0.5", "!must be a finite number"}});
  ExpectRead({Column<double>("company.revenue", "g", {0.1, -kInfinity}),
              {"0.1", "!must be a finite number"}});
}

TEST(NumberImport, ReadsWholeFloatsAsInteger) {
  ExpectRead(
      {Column<double>("company.employees", "g", {12, 0.5, kInfinity, 1e300}),
       {"12", "!must be an integer", "!must be a finite number",
        "!must be an integer"}});
  ExpectRead({Column<float>("company.employees", "f", {12, 0.5}),
              {"12", "!must be an integer"}});
  ExpectRead({Column<uint16_t>("company.employees", "e", {0x3C00, 0xC100}),
              {"1", "!must be an integer"}});
}

TEST(NumberImport, ReadsDecimals) {
  for (const char* name : {"company.employees", "company.revenue"}) {
    ExpectRead({Decimals(name, "d:19,2", 2, {1200, -300}), {"12", "-3"}});
    ExpectRead({Decimals(name, "d:40,2,256", 4, {1200, -300}), {"12", "-3"}});
    ExpectRead({Column<int64_t>(name, "d:18,1,64", {120, -30}), {"12", "-3"}});
    ExpectRead(
        {Column<int32_t>(name, "d:9,-2,32", {12, -3}), {"1200", "-300"}});
  }
  ExpectRead(
      {Decimals("company.revenue", "d:19,3", 2, {1250, 1}), {"1.25", "0.001"}});
  ExpectRead({Decimals("company.employees", "d:19,3", 2, {1250, 1000}),
              {"!must be an integer", "1"}});
}

TEST(NumberImport, ReadsMoneyInTheCurrencyOfTheFact) {
  ExpectRead(
      {Column<int32_t>("company.budget", "i", {50, -1}), {"50 EUR", "-1 EUR"}});
  ExpectRead({Column<double>("company.budget", "g", {12.5, kInfinity, 1e300}),
              {"12.5 EUR", "!must be a finite number",
               "!must be an amount of money, such as 50000 EUR"}});
  ExpectRead({Column<int64_t>("company.budget", "l",
                              {std::numeric_limits<int64_t>::max(), 3}),
              {"!must be an amount of money, such as 50000 EUR", "3 EUR"}});
  ExpectRead({Decimals("company.budget", "d:19,8", 2, {1250000000, 1}),
              {"12.5 EUR", "!must be an amount of money, such as 50000 EUR"}});
}

TEST(NumberImport, ReadsBooleans) {
  ExpectRead(
      {BooleansOf("company.active", {true, false, true, true, false, false,
                                     true, false, true, true, true}),
       {"true", "false", "true", "true", "false", "false", "true", "false",
        "true", "true", "true"}});
}

TEST(NumberImport, ReadsDates) {
  ExpectRead(
      {Column<int32_t>("company.founded", "tdD", {0, -1, 20780, 2932897}),
       {"1970-01-01", "1969-12-31", "2026-11-23",
        "!must be a date, such as 2026-11-23"}});
  ExpectRead(
      {Column<int64_t>("company.founded", "tdm", {0, -86400000, 86400001}),
       {"1970-01-01", "1969-12-31", "!must be a date, such as 2026-11-23"}});
}

TEST(NumberImport, ReadsTimesInEveryUnitRoundedDown) {
  const std::string refused =
      "!must be a time, such as 2026-11-23T09:00:00Z, or a date";
  for (const char* zone : {"", "UTC", "Europe/Berlin", "+02:00"}) {
    ExpectRead(
        {Column<int64_t>("company.seen", ("tss:" + std::string(zone)).c_str(),
                         {1795424400, -1, 1LL << 60}),
         {"2026-11-23T09:00:00Z", "1969-12-31T23:59:59Z", refused}});
  }
  ExpectRead({Column<int64_t>("company.seen", "tsm:", {1500, -1}),
              {"1970-01-01T00:00:01.5Z", "1969-12-31T23:59:59.999Z"}});
  ExpectRead({Column<int64_t>("company.seen", "tsu:", {1, -1, 1LL << 62}),
              {"1970-01-01T00:00:00.000001Z", "1969-12-31T23:59:59.999999Z",
               refused}});
  ExpectRead({Column<int64_t>("company.seen", "tsn:", {1999, -1}),
              {"1970-01-01T00:00:00.000001Z", "1969-12-31T23:59:59.999999Z"}});
  ExpectRead({Column<int32_t>("company.seen", "tdD", {20780, 2932897}),
              {"2026-11-23T00:00:00Z", refused}});
  ExpectRead({Column<int64_t>("company.seen", "tdm", {1500}),
              {"1970-01-01T00:00:01.5Z"}});
}

TEST(NumberImport, TakesTheInstantZeroOfBuiltInFactsAsMissing) {
  ExpectRead({Column<int64_t>("lead.created_at", "tsu:", {1000000, 0}),
              {"1970-01-01T00:00:01Z", ""}});
  ExpectRead({Column<int64_t>("lead.created_at", "tss:", {1, 0}),
              {"1970-01-01T00:00:01Z", ""}});
  ExpectRead({Column<int64_t>("company.seen", "tss:", {0, 1}),
              {"1970-01-01T00:00:00Z", "1970-01-01T00:00:01Z"}});
}

TEST(NumberImport, ReadsANullColumnAsMissing) {
  HandMadeArray column;
  column.name = "company.employees";
  column.format = "n";
  column.length = 2;
  column.null_count = 2;
  EXPECT_EQ(TextOrError(ImportColumns({column})), "\n\n");
}

}  // namespace
}  // namespace lotse
