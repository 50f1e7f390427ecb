// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/arrow/column_import.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "import_hand_made.h"
#include "lead_text.h"

namespace lotse {
namespace {

TEST(ColumnImport, ReadsTextsWhereOtherTypesAreDeclared) {
  const auto column = [](const char* name, const char* text) {
    return TextOrError(ImportColumns({TextsOf(name, {text})}));
  };
  EXPECT_EQ(column("founded", "2026-11-23"), "company.founded=2026-11-23\n");
  EXPECT_EQ(column("founded", "23.11.2026"),
            "error: company.founded: must be a date, such as 2026-11-23\n");
  EXPECT_EQ(column("seen", "2026-11-23T10:00:00+01:00"),
            "company.seen=2026-11-23T09:00:00Z\n");
  EXPECT_EQ(column("seen", "2026-11-23"),
            "company.seen=2026-11-23T00:00:00Z\n");
  EXPECT_EQ(column("seen", "\xFF"), "error: company.seen: is no valid UTF-8\n");
  EXPECT_EQ(column("budget", "12.5 EUR"), "company.budget=12.5 EUR\n");
  EXPECT_EQ(column("budget", "12.5"),
            "error: company.budget: must be an amount of money, such as 50000 "
            "EUR\n");
  EXPECT_EQ(column("lead.created_at", "1970-01-01"), "\n");
}

TEST(ColumnImport, ReadsDictionariesOfSuchTexts) {
  EXPECT_EQ(TextOrError(ImportColumns(
                {DictionaryOf(FixedOf<int8_t>("founded", "c", {1, 0, 1}),
                              TextsOf("", {"never", "2026-11-23"}))})),
            "company.founded=2026-11-23\n"
            "error: company.founded: must be a date, such as 2026-11-23\n"
            "company.founded=2026-11-23\n");
}

TEST(ColumnImport, ConvertsMoneyByTheRatesOfTheDay) {
  ImportOptions options;
  options.rates.rates.push_back(
      {"USD", "EUR", *Date::Parse("2026-11-20"), 500000000});
  const HandMadeArray leads =
      StructOf("", 3, {TextsOf("budget", {"10 USD", "10 CHF", "10 EUR"})});
  options.as_of = *Instant::Parse("2026-11-23");
  EXPECT_EQ(TextOrError(ImportLeadsText(leads, ArrowTestCatalog(), options)),
            "company.budget=5 EUR\n\ncompany.budget=10 EUR\n");
  options.as_of = *Instant::Parse("2026-11-19");
  EXPECT_EQ(TextOrError(ImportLeadsText(leads, ArrowTestCatalog(), options)),
            "\n\ncompany.budget=10 EUR\n");
}

TEST(ColumnImport, KnowsWhichFactsAreMissingWhenEmpty) {
  const FactCatalog catalog = ArrowTestCatalog();
  const auto empty_is_missing = [&](const char* name) {
    return TargetOf(catalog.fact(*catalog.Find(name))).empty_is_missing;
  };
  EXPECT_TRUE(empty_is_missing("lead.offer"));
  EXPECT_TRUE(empty_is_missing("opportunity.opened_at"));
  EXPECT_FALSE(empty_is_missing("opportunity.expected_close"));
  EXPECT_FALSE(empty_is_missing("company.name"));
}

}  // namespace
}  // namespace lotse
