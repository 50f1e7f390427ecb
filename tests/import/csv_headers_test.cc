// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/import/csv_headers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "lotse/facts/schema.h"

namespace lotse {
namespace {

TEST(KeyFromHeader, MakesKeys) {
  struct Case {
    const char* header;
    const char* key;
  };
  const Case cases[] = {
      {"Annual Revenue (EUR)", "annual_revenue_eur"},
      {"Umsatz in €", "umsatz_in_eur"},
      {"Größe", "groesse"},
      {"ÄÖÜ", "aeoeue"},
      {"Société", "societe"},
      {"emp.var.rate", "emp_var_rate"},
      {"2nd visit", "n2nd_visit"},
      {"  --x--  ", "x"},
      {"%", ""},
      {"日本", ""},
      {"company.employees", "company_employees"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(KeyFromHeader(c.header), c.key) << c.header;
    EXPECT_TRUE(*c.key == '\0' || IsKey(KeyFromHeader(c.header))) << c.header;
  }
  EXPECT_TRUE(IsKey(KeyFromHeader(std::string(10000, 'x'))));
}

TEST(CsvHeaders, KnowUsualNames) {
  EXPECT_TRUE(LooksLikeLeadId("Prospect ID"));
  EXPECT_TRUE(LooksLikeLeadId("Kunden-Nr."));
  EXPECT_FALSE(LooksLikeLeadId("Width"));
  EXPECT_TRUE(LooksLikeOutcome("Converted"));
  EXPECT_FALSE(LooksLikeOutcome("Status"));
}

TEST(CsvHeaders, WonAndLostHaveNoWordInCommon) {
  for (const std::string& won : DefaultWonWords()) {
    for (const std::string& lost : DefaultLostWords()) EXPECT_NE(won, lost);
  }
}

}  // namespace
}  // namespace lotse
