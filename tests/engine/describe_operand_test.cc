// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/engine/describe_operand.h"

#include <cstdint>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

TEST(DescribeReading, SaysWhatWasReadInBothLanguages) {
  Schema schema;
  schema.company = {{"employees", ValueType::kInteger},
                    {"plain", ValueType::kText}};
  schema.company[0].label = LocalText{"", "employees", "Mitarbeitende", {}};
  schema.activity = {{"minutes", ValueType::kInteger}};
  schema.activity[0].label = LocalText{"", "minutes", "Minuten", {}};
  schema.activity_kinds = {
      Option{"visit", LocalText{"", "visit", "Besuch", {}}, false},
      Option{"call", {}, false}};
  ASSERT_OK_AND_ASSIGN(const FactCatalog catalog, CompileFactCatalog(schema));
  const struct {
    const char* fact;
    const char* operand;
    Value value;
    const char* en;
    const char* de;
  } kCases[] = {
      {"employees", "company.employees", Value{int64_t{120}}, "employees: 120",
       "Mitarbeitende: 120"},
      {"plain", "company.plain", Value{}, "company.plain: unknown",
       "company.plain: unbekannt"},
      {nullptr, "count(visit within last 30 days)", Value{int64_t{2}},
       "visit in the last 30 days: 2 times",
       "Besuch in den letzten 30 Tagen: 2-mal"},
      {nullptr, "count(visit, call within last 1 day)", Value{int64_t{1}},
       "visit or call in the last 24 hours: once",
       "Besuch oder call in den letzten 24 Stunden: 1-mal"},
      {nullptr, "count(*)", Value{int64_t{0}}, "any activity: 0 times",
       "beliebiger Kontakt: 0-mal"},
      {nullptr, "sum(minutes of visit)", Value{2.5}, "minutes (visit): 2.5",
       "Minuten (Besuch): 2,5"},
      {nullptr, "last(call within last 90 minutes)", Value{},
       "last call in the last 90 minutes: unknown",
       "zuletzt call in den letzten 90 Minuten: unbekannt"},
      {nullptr, "consent(\"news\", \"email\")", Value{std::string("withdrawn")},
       "consent news by email: withdrawn",
       "Einwilligung news per email: widerrufen"},
      {nullptr, "consent(\"news\", \"email\")", Value{std::string("none")},
       "consent news by email: none", "Einwilligung news per email: keine"},
  };
  for (const auto& c : kCases) {
    ConditionSet::Reading reading;
    if (c.fact != nullptr) reading.slot = *catalog.Find(c.fact);
    reading.operand = c.operand;
    reading.value = c.value;
    EXPECT_EQ(DescribeReading(reading, catalog, "en"), c.en);
    EXPECT_EQ(DescribeReading(reading, catalog, "de"), c.de);
  }
}

}  // namespace
}  // namespace lotse
