// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/lifecycle/conversion_preset.h"

#include <string>

#include "gtest/gtest.h"
#include "lotse/lifecycle/lifecycle_preset.h"

namespace lotse {
namespace {

TEST(ConversionPreset, BeginsTasksThatTheLifecycleHas) {
  const LifecycleSpec lifecycle = LifecyclePreset();
  for (const CareTask& care : ConversionPreset().hand_over.care_tasks) {
    bool found = false;
    for (const TaskSpec& task : lifecycle.tasks) {
      found = found || task.id == care.task;
    }
    EXPECT_TRUE(found) << care.task;
  }
}

TEST(AddConversionAttributes, AddsWhatIsMissingOnce) {
  Schema schema;
  AttributeSpec domain;
  domain.key = "domain";
  domain.type = ValueType::kList;
  schema.company = {domain};
  AddConversionAttributes(&schema);
  const Schema once = schema;
  AddConversionAttributes(&schema);
  EXPECT_TRUE(schema == once);
  EXPECT_EQ(schema.company.size(), 2u);
  EXPECT_TRUE(schema.company[0] == domain);
  for (const auto* record :
       {&schema.company, &schema.person, &schema.opportunity}) {
    for (const AttributeSpec& attribute : *record) {
      EXPECT_NE(attribute.label.en.empty(), attribute.key != "domain")
          << attribute.key;
    }
  }
}

}  // namespace
}  // namespace lotse
