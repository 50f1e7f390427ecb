// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0

#include "lotse/base/utf8.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace lotse {
namespace {

struct InvalidCase {
  const char* name;
  std::string text;
  size_t position;
};

TEST(Utf8, FindsTheFirstByteOfEachKindOfError) {
  const InvalidCase kCases[] = {
      {"lone continuation", "\x80", 0},
      {"lone continuation after text", "ab\xBF", 2},
      {"overlong slash", "\xC0\xAF", 0},
      {"overlong two bytes", "x\xC1\xBF", 1},
      {"overlong three bytes", "\xE0\x9F\xBF", 0},
      {"overlong four bytes", "\xF0\x8F\xBF\xBF", 0},
      {"first surrogate", "\xED\xA0\x80", 0},
      {"last surrogate", "\xED\xBF\xBF", 0},
      {"above the last code point", "\xF4\x90\x80\x80", 0},
      {"lead of five bytes", "\xF8\x88\x80\x80\x80", 0},
      {"FE", "\xFE", 0},
      {"FF", "\xFF", 0},
      {"cut after one of two", "ü\xC3", 2},
      {"cut after one of three", "\xE2", 0},
      {"cut after two of three", "\xE2\x82", 0},
      {"cut after three of four", "12345678\xF0\x9F\x98", 8},
      {"two bytes, then a letter", "\xC3z", 0},
      {"three bytes, then a letter", "€\xE2\x82z", 3},
      {"four bytes, then a letter", "\xF0\x9F\x98z", 0},
      {"Latin-1", "M\xFCller", 1},
      {"error in the second word", "abcdefghijk\xFFmnop", 11},
      {"NUL before the error", std::string("a\0\xC3", 3), 2},
  };
  for (const InvalidCase& a_case : kCases) {
    EXPECT_EQ(FindInvalidUtf8(a_case.text), a_case.position) << a_case.name;
    EXPECT_FALSE(IsValidUtf8(a_case.text)) << a_case.name;
  }
}

TEST(Utf8, AcceptsTheFirstAndLastOfEachLength) {
  const std::vector<std::string> kValid = {
      "",
      std::string(1, '\0'),
      "\x7F",
      "\xC2\x80",
      "\xDF\xBF",
      "\xE0\xA0\x80",
      "\xED\x9F\xBF",
      "\xEE\x80\x80",
      "\xEF\xBF\xBF",
      "\xF0\x90\x80\x80",
      "\xF4\x8F\xBF\xBF",
      "Geschäftsführer, 5 €, 🙂, Ελλάδα, Київ",
  };
  for (const std::string& text : kValid) {
    EXPECT_TRUE(IsValidUtf8(text)) << absl::CHexEscape(text);
    EXPECT_EQ(FindInvalidUtf8(text), std::nullopt);
  }
}

TEST(Utf8, FindsAnErrorAtEveryOffset) {
  for (size_t size = 1; size < 40; ++size) {
    for (size_t at = 0; at < size; ++at) {
      std::string text(size, 'a');
      EXPECT_TRUE(IsValidUtf8(text));
      text[at] = '\xA0';
      EXPECT_EQ(FindInvalidUtf8(text), at) << size;
      // The run before it ends there, wherever it starts.
      for (size_t from = 0; from <= at; ++from) {
        EXPECT_EQ(AsciiRun(text, from), at - from);
      }
      EXPECT_EQ(AsciiRun(text, size), 0u);
    }
  }
}

TEST(Utf8, DecodesWhatItAppendsForEveryCodePoint) {
  std::string text;
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    if (code_point == 0xD800) code_point = 0xE000;
    text.clear();
    AppendUtf8(code_point, &text);
    const Utf8Unit unit = DecodeUtf8(text, 0);
    ASSERT_TRUE(unit.valid) << code_point;
    ASSERT_EQ(unit.code_point, code_point);
    ASSERT_EQ(unit.size, text.size());
    ASSERT_TRUE(IsValidUtf8(text)) << code_point;
  }
}

// Every three bytes, and what the definition in the standard says of them:
// valid exactly if decoding by shifts alone and encoding again gives them back.
TEST(Utf8, AcceptsExactlyTheShortestFormsOfThreeBytes) {
  std::string text(3, '\0');
  std::string again;
  for (unsigned lead = 0xE0; lead < 0xF0; ++lead) {
    for (unsigned second = 0; second < 0x100; ++second) {
      for (unsigned third = 0; third < 0x100; ++third) {
        text[0] = static_cast<char>(lead);
        text[1] = static_cast<char>(second);
        text[2] = static_cast<char>(third);
        const char32_t code_point =
            ((lead & 0xF) << 12) | ((second & 0x3F) << 6) | (third & 0x3F);
        bool expected = false;
        if (code_point < 0xD800 || code_point > 0xDFFF) {
          again.clear();
          AppendUtf8(code_point, &again);
          expected = again == text;
        }
        ASSERT_EQ(IsValidUtf8(text), expected) << absl::CHexEscape(text);
      }
    }
  }
}

TEST(Utf8, DecodesUnitsInTurnAndPassesErrorsByteByByte) {
  const std::string text = "aß€🙂\xE2\x82z";
  std::string seen;
  for (size_t i = 0; i < text.size();) {
    const Utf8Unit unit = DecodeUtf8(text, i);
    absl::StrAppend(&seen, unit.valid ? "U+" : "?",
                    absl::Hex(static_cast<uint32_t>(unit.code_point)), " ");
    i += unit.size;
  }
  EXPECT_EQ(seen, "U+61 U+df U+20ac U+1f642 ?e2 ?82 U+7a ");
}

TEST(Utf8, WritesNoMoreThanTheEncodedBytes) {
  char bytes[] = "....";
  EXPECT_EQ(EncodeUtf8(U'z', bytes), 1u);
  EXPECT_EQ(absl::string_view(bytes), "z...");
  EXPECT_EQ(EncodeUtf8(U'ß', bytes), 2u);
  EXPECT_EQ(absl::string_view(bytes), "ß..");
  EXPECT_EQ(EncodeUtf8(U'€', bytes), 3u);
  EXPECT_EQ(absl::string_view(bytes), "€.");
  EXPECT_EQ(EncodeUtf8(U'🙂', bytes), 4u);
  EXPECT_EQ(absl::string_view(bytes), "🙂");
}

TEST(Utf8, AppendsBehindWhatIsThere) {
  std::string text = "x";
  AppendUtf8(0xDF, &text);
  EXPECT_EQ(text, "xß");
}

TEST(IsShortAscii, LooksAtEachByte) {
  for (size_t size = 0; size <= 16; ++size) {
    const std::string ascii(size, '\x7f');
    EXPECT_TRUE(IsShortAscii(ascii));
    for (size_t i = 0; i < size; ++i) {
      std::string other = ascii;
      other[i] = '\x80';
      EXPECT_FALSE(IsShortAscii(other)) << size << " " << i;
    }
  }
}

}  // namespace
}  // namespace lotse
