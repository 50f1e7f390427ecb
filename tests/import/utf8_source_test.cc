// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/import/utf8_source.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace lotse {
namespace {

// Gives at most `step` bytes at a time.
class SlowSource : public ByteSource {
 public:
  SlowSource(std::string text, size_t step)
      : text_(std::move(text)), step_(step) {}
  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
    const size_t count = std::min({size, step_, text_.size() - position_});
    std::memcpy(buffer, text_.data() + position_, count);
    position_ += count;
    return count;
  }

 private:
  std::string text_;
  size_t step_;
  size_t position_ = 0;
};

struct Case {
  const char* name;
  std::string bytes;
  TextEncoding given;
  std::string text;
  TextEncoding found;
};

std::string Utf16Le(absl::string_view ascii) {
  std::string out;
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

TEST(Utf8Source, DecodesWhateverTheStepsAre) {
  const TextEncoding detect = TextEncoding::kUnspecified;
  const Case cases[] = {
      {"empty", "", detect, "", TextEncoding::kUtf8},
      {"ASCII", "abc", detect, "abc", TextEncoding::kUtf8},
      {"short", "a", detect, "a", TextEncoding::kUtf8},
      {"UTF-8", "Größe €", detect, "Größe €", TextEncoding::kUtf8},
      {"UTF-8 with mark", "\xEF\xBB\xBFGr", detect, "Gr", TextEncoding::kUtf8},
      {"Windows-1252",
       "Gr\xF6\xDF"
       "e \x80",
       detect, "Größe €", TextEncoding::kWindows1252},
      {"Windows-1252 at the end", "abc\xFC", detect, "abcü",
       TextEncoding::kWindows1252},
      {"a byte Windows-1252 lacks", "\xFC\x81.", detect, "ü\uFFFD.",
       TextEncoding::kWindows1252},
      {"damaged UTF-8 is passed on", "ü\xFC", detect, "ü\xFC",
       TextEncoding::kUtf8},
      {"given Windows-1252", "ü", TextEncoding::kWindows1252, "Ã¼",
       TextEncoding::kWindows1252},
      {"UTF-16LE", "\xFF\xFE" + Utf16Le("ab") + "\xFC" + std::string(1, '\0'),
       detect, "abü", TextEncoding::kUtf16},
      {"UTF-16BE", std::string("\xFE\xFF\0a\0\xFC", 6), detect, "aü",
       TextEncoding::kUtf16},
      {"UTF-16 without mark", Utf16Le("ab"), TextEncoding::kUtf16, "ab",
       TextEncoding::kUtf16},
      {"half a UTF-16 unit", "\xFF\xFE" + Utf16Le("a") + "b", detect, "a\uFFFD",
       TextEncoding::kUtf16},
      {"lone surrogate",
       std::string("\xFF\xFE\x00\xD8"
                   "b\0",
                   6),
       detect,
       "\uFFFD"
       "b",
       TextEncoding::kUtf16},
  };
  for (const Case& c : cases) {
    for (const size_t step : {1u, 2u, 3u, 7u, 1000u}) {
      Utf8Source source(std::make_unique<SlowSource>(c.bytes, step), c.given);
      EXPECT_EQ(ReadUpTo(&source, 1000).value(), c.text) << c.name << step;
      EXPECT_EQ(source.encoding(), c.found) << c.name << step;
    }
  }
}

TEST(Utf8Source, DecodesTextsLongerThanItsBuffers) {
  std::string latin, utf8;
  for (int i = 0; i < 200000; ++i) {
    latin += "x\xE4";
    utf8 += "xä";
  }
  Utf8Source source(TextByteSource(latin), TextEncoding::kUnspecified);
  EXPECT_EQ(ReadUpTo(&source, 10000000).value(), utf8);
}

}  // namespace
}  // namespace lotse
