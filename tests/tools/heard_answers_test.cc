// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/heard_answers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "lotse/engine/presets.h"
#include "tools/touchpoints.h"

namespace lotse::tools {
namespace {

TEST(HeardAnswers, AreOptionsOfThePreset) {
  const Schema schema = Preset("b2b")->schema;
  for (Question question : kQuestions) {
    const auto spec = std::find_if(
        schema.answer.begin(), schema.answer.end(),
        [&](const AttributeSpec& a) { return a.key == KeyOf(question); });
    ASSERT_NE(spec, schema.answer.end()) << KeyOf(question);
    // The less was heard, the worse the option; each is given.
    ASSERT_EQ(spec->options.size(), 3u);
    size_t worst = 0;
    for (int64_t heard = 1000; heard >= 0; heard -= 10) {
      const Value answer = AnswerFor(question, heard);
      size_t option = 0;
      while (option < 3 && !(answer == TextValue(spec->options[option].key))) {
        ++option;
      }
      ASSERT_LT(option, 3u);
      EXPECT_GE(option, worst);
      worst = option;
    }
    EXPECT_EQ(worst, 2u);
  }
}

TEST(HeardAnswers, AreNearTheTraitMostly) {
  SeededRandom random(1, 1);
  int near = 0;
  for (int i = 0; i < 1000; ++i) {
    const int64_t heard = Heard(600, &random);
    EXPECT_GE(heard, 0);
    EXPECT_LE(heard, 1000);
    near += heard > 300 && heard < 900;
  }
  EXPECT_GT(near, 900);
}

}  // namespace
}  // namespace lotse::tools
