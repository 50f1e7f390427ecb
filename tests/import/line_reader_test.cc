// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/import/line_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Lines(const std::string& text, size_t limit = 1000) {
  std::vector<std::string> lines;
  LineReader reader(TextByteSource(text), limit);
  Line line;
  while (reader.Next(&line)) {
    lines.push_back(
        absl::StrCat(line.number, ":", line.too_long ? "!" : line.text));
  }
  EXPECT_TRUE(reader.status().ok());
  return lines;
}

TEST(LineReader, NumbersLines) {
  EXPECT_THAT(Lines(""), ElementsAre());
  EXPECT_THAT(Lines("a"), ElementsAre("1:a"));
  EXPECT_THAT(Lines("a\n"), ElementsAre("1:a"));
  EXPECT_THAT(Lines("a\r\n\nb"), ElementsAre("1:a", "2:", "3:b"));
  EXPECT_THAT(Lines("\xEF\xBB\xBF"
                    "a\n"),
              ElementsAre("1:a"));
}

TEST(LineReader, SkipsLinesAboveTheLimit) {
  EXPECT_THAT(Lines("abc\nabcd\nabc\r\nx", 3),
              ElementsAre("1:abc", "2:!", "3:abc", "4:x"));
  const std::string giant(5000000, 'x');
  EXPECT_THAT(Lines(absl::StrCat("a\n", giant, "\nb\n", giant)),
              ElementsAre("1:a", "2:!", "3:b", "4:!"));
}

TEST(LineReader, LinesAcrossBuffersStayWhole) {
  std::string text;
  for (int i = 0; i < 300; ++i) {
    absl::StrAppend(&text, std::string(static_cast<size_t>(i) * 37, 'x'), "\n");
  }
  const std::vector<std::string> lines = Lines(text, 100000);
  ASSERT_EQ(lines.size(), 300u);
  for (size_t i = 0; i < 300; ++i) {
    EXPECT_EQ(lines[i], absl::StrCat(i + 1, ":", std::string(i * 37, 'x')));
  }
}

}  // namespace
}  // namespace lotse
