// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/condition/text_dictionary.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace lotse {
namespace {

TEST(TextDictionary, FindsNothingBeforeItIsBuilt) {
  TextDictionary dictionary;
  EXPECT_EQ(dictionary.Find(""), -1);
  EXPECT_EQ(dictionary.Find("x"), -1);
  dictionary.Build({});
  EXPECT_EQ(dictionary.Find(absl::string_view()), -1);
}

TEST(TextDictionary, NumbersTheEmptyText) {
  TextDictionary dictionary;
  dictionary.Build({"x", ""});
  EXPECT_EQ(dictionary.Find(""), 1);
  EXPECT_EQ(dictionary.Find(absl::string_view()), 1);
  EXPECT_EQ(dictionary.Find("x"), 0);
  EXPECT_EQ(dictionary.Find(absl::string_view("\0", 1)), -1);
  dictionary.Build({"x"});
  EXPECT_EQ(dictionary.Find(""), -1);
}

// Texts of each length that differ in one byte only, each byte in turn; the
// hash of short texts reads few of them.
TEST(TextDictionary, TellsTextsApartByEachByte) {
  for (size_t size = 1; size <= 40; ++size) {
    std::vector<std::string> texts = {std::string(size, 'a')};
    for (size_t i = 0; i < size; ++i) {
      for (char c : {'b', 'c', '\0', '\xff'}) {
        texts.push_back(std::string(size, 'a'));
        texts.back()[i] = c;
      }
    }
    TextDictionary dictionary;
    dictionary.Build(texts);
    for (size_t i = 0; i < texts.size(); ++i) {
      ASSERT_EQ(dictionary.Find(texts[i]), static_cast<int32_t>(i));
      std::string other = texts[i];
      other.back() = 'z';
      ASSERT_EQ(dictionary.Find(other), -1);
      ASSERT_EQ(dictionary.Find(texts[i] + "a"), -1);
    }
  }
}

TEST(TextDictionary, HoldsManyAndLongTexts) {
  std::vector<std::string> texts;
  for (int i = 0; i < 20000; ++i) texts.push_back(absl::StrCat("text ", i));
  texts.push_back(std::string(1 << 20, 'x'));
  texts.push_back(std::string(1 << 20, 'x') + "y");
  TextDictionary dictionary;
  dictionary.Build(texts);
  for (size_t i = 0; i < texts.size(); ++i) {
    ASSERT_EQ(dictionary.Find(texts[i]), static_cast<int32_t>(i));
  }
  EXPECT_EQ(dictionary.Find("text 20000"), -1);
  EXPECT_GE(dictionary.MemoryUsage(), size_t{2} << 20);
}

}  // namespace
}  // namespace lotse
