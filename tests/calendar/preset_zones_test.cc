// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/calendar/preset_zones.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "lotse/calendar/time_zone.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

// tests/import/tzif_reader_test.cc compares them with the zones of the machine.
TEST(PresetTimeZone, AllCompile) {
  for (absl::string_view name : PresetTimeZoneNames()) {
    const auto spec = PresetTimeZone(name);
    ASSERT_TRUE(spec.has_value()) << name;
    EXPECT_EQ(spec->name, name);
    EXPECT_THAT(CompileTimeZone(*spec), IsOk()) << name;
  }
}

TEST(PresetTimeZone, NamesAreSortedAndUnique) {
  const auto names = PresetTimeZoneNames();
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

TEST(PresetTimeZone, KnowsNothingElse) {
  for (const char* name : {"", "A", "Europe/berlin", "Europe/Berlin2", "zzz"}) {
    EXPECT_EQ(PresetTimeZone(name), std::nullopt) << name;
  }
}

}  // namespace
}  // namespace lotse
