// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/engine/presets.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/engine.h"
#include "tests/testing/spec_paths.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Preset, IsRightForEachName) {
  EXPECT_THAT(PresetNames(), Contains("b2b"));
  for (const std::string& name : PresetNames()) {
    ASSERT_OK_AND_ASSIGN(const EngineSpec spec, Preset(name));
    SpecIssues issues;
    ValidateEngineSpec(spec, &issues);
    EXPECT_THAT(IssuesOf(issues), IsEmpty());
    EXPECT_THAT(CompileEngine(spec), IsOk());
  }
}

TEST(Preset, OfAnotherNameListsTheNames) {
  EXPECT_THAT(Preset("b2c"),
              StatusIs(absl::StatusCode::kNotFound,
                       HasSubstr("there is no preset \"b2c\"; there are: ")));
}

}  // namespace
}  // namespace lotse
