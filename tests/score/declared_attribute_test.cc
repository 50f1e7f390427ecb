// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/score/declared_attribute.h"

#include "gtest/gtest.h"
#include "tests/score/questionnaire_fixture.h"

namespace lotse {
namespace {

TEST(DeclaredAttribute, IsTheRecordAndItsKey) {
  const FactCatalog catalog = CatalogOf(SpecOf({BudgetQuestion()}));
  const auto find = [&](const char* name) {
    return DeclaredAttribute(catalog, *catalog.Find(name));
  };
  ASSERT_TRUE(find("company.budget").has_value());
  EXPECT_EQ(find("company.budget")->record, FactRecord::kCompany);
  EXPECT_EQ(find("company.budget")->key, "budget");
  EXPECT_EQ(find("lead.start")->record, FactRecord::kLead);
  EXPECT_EQ(find("person.age")->record, FactRecord::kPerson);
  EXPECT_FALSE(find("answer.budget").has_value());
  EXPECT_FALSE(find("lead.offer").has_value());
  EXPECT_FALSE(find("questionnaire.test.points").has_value());
}

}  // namespace
}  // namespace lotse
