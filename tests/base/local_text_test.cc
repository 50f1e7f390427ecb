// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/local_text.h"

#include "gtest/gtest.h"

namespace lotse {
namespace {

TEST(LocalText, FallsBackToEnglishThenGermanThenAnything) {
  const LocalText all{"", "size", "Größe", {{"fr", "taille"}, {"pt", ""}}};
  const LocalText german{"", "", "Größe", {}};
  const LocalText french{"", "", "", {{"fr", "taille"}, {"it", "misura"}}};
  const struct {
    const LocalText& text;
    const char* language;
    const char* expected;
  } kCases[] = {
      {all, "en", "size"},      {all, "de", "Größe"},
      {all, "fr", "taille"},    {all, "it", "size"},
      {all, "", "size"},        {all, "de-AT", "size"},
      {all, "pt", ""},          {german, "en", "Größe"},
      {german, "fr", "Größe"},  {french, "en", "taille"},
      {french, "de", "taille"}, {french, "it", "misura"},
      {LocalText(), "en", ""},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(c.text.In(c.language), c.expected) << c.language;
  }
}

TEST(LocalText, IsEmptyIfNoTextStandsInIt) {
  EXPECT_TRUE(LocalText().empty());
  EXPECT_TRUE((LocalText{"id", "", "", {}}).empty());
  EXPECT_FALSE((LocalText{"", "x", "", {}}).empty());
  EXPECT_FALSE((LocalText{"", "", "", {{"fr", "x"}}}).empty());
}

}  // namespace
}  // namespace lotse
