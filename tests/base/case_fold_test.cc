// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0

#include "lotse/base/case_fold.h"

#include <cstddef>
#include <cstdint>
#include <ios>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "lotse/base/utf8.h"

namespace lotse {
namespace {

std::string Fold(absl::string_view text) {
  std::string folded;
  FoldCase(text, &folded);
  return folded;
}

std::string Utf8(char32_t code_point) {
  std::string text;
  AppendUtf8(code_point, &text);
  return text;
}

// Every code point that UTF-8 can hold.
std::vector<char32_t> AllCodePoints() {
  std::vector<char32_t> all;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c < 0xD800 || c > 0xDFFF) all.push_back(c);
  }
  return all;
}

TEST(CaseFold, FoldsTheLettersOfEurope) {
  const struct {
    const char* text;
    const char* folded;
  } kCases[] = {
      {"", ""},
      {"Vertrieb", "vertrieb"},
      {"GESCHÄFTSFÜHRER", "geschäftsführer"},
      {"STRASSE", "strasse"},
      {"Straße", "strasse"},
      {"STRAẞE", "strasse"},
      {"ÖL, ÄPFEL & ÜBUNG", "öl, äpfel & übung"},
      {"ÉCOLE", "école"},
      {"ŒUVRE ÇA", "œuvre ça"},
      {"SMØRREBRØD Å", "smørrebrød å"},
      {"ÞÓRÐUR", "þórður"},
      {"ŁÓDŹ", "łódź"},
      {"ČESKÁ ŘEPUBLIKA", "česká řepublika"},
      {"ŞIȘȚ", "şișț"},
      {"ĲSSEL", "ĳssel"},
      {"ĦAL GĦARGĦUR", "ħal għargħur"},
      {"VIỆT NAM", "việt nam"},
      {"ΟΔΥΣΣΕΎΣ", "οδυσσεύσ"},
      {"οδυσσεύς", "οδυσσεύσ"},
      {"КИЇВ ЁЖ", "київ ёж"},
      // Turkish letters fold as in every other language.
      {"İSTANBUL", "i\xCC\x87stanbul"},
      {"ISPARTA", "isparta"},
      {"ışık", "ışık"},
      // Digraphs in upper, title and lower case.
      {"Ǆ ǅ ǆ Ǉ ǈ ǉ Ǌ ǋ ǌ Ǳ ǲ ǳ", "ǆ ǆ ǆ ǉ ǉ ǉ ǌ ǌ ǌ ǳ ǳ ǳ"},
      // One letter that becomes more.
      {"ŉ ǰ ẖ ẗ ẘ ẙ ẚ",
       "ʼn j\xCC\x8C h\xCC\xB1 t\xCC\x88 w\xCC\x8A y\xCC\x8A aʾ"},
      {"oﬃce Aﬄux ﬁx ﬆ", "office afflux fix st"},
      // Letters that look like others.
      {"ſ µ ẛ", "s μ ṡ"},
      {"\xE2\x84\xAA \xE2\x84\xAB \xE2\x84\xA6", "k å ω"},
      {"ＡＺ", "ａｚ"},
      // Neither letters nor folded.
      {"5 € @[`{ ×÷", "5 € @[`{ ×÷"},
      {"日本 🙂", "日本 🙂"},
  };
  for (const auto& a_case : kCases) {
    EXPECT_EQ(Fold(a_case.text), a_case.folded);
    EXPECT_TRUE(EqualsFolded(a_case.text, a_case.folded)) << a_case.text;
    EXPECT_TRUE(EqualsFolded(a_case.folded, a_case.text)) << a_case.text;
  }
}

TEST(CaseFold, FoldsAsciiAtEveryOffsetAndLength) {
  for (size_t size = 0; size < 40; ++size) {
    for (int first = 0; first < 128; ++first) {
      std::string text;
      for (size_t i = 0; i < size; ++i) {
        text.push_back(static_cast<char>((first + static_cast<int>(i)) % 128));
      }
      const std::string lower = absl::AsciiStrToLower(text);
      ASSERT_EQ(Fold(text), lower);
      ASSERT_TRUE(EqualsFolded(text, lower));
    }
  }
}

TEST(CaseFold, IsIdempotentForEveryCodePoint) {
  for (const char32_t c : AllCodePoints()) {
    const std::string once = Fold(Utf8(c));
    ASSERT_EQ(Fold(once), once) << "U+" << std::hex << uint32_t{c};
  }
}

TEST(CaseFold, KeepsTextValidAndWithinThreeTimesItsSize) {
  for (const char32_t c : AllCodePoints()) {
    const std::string text = Utf8(c);
    const std::string folded = Fold(text);
    ASSERT_TRUE(IsValidUtf8(folded)) << "U+" << std::hex << uint32_t{c};
    ASSERT_LE(folded.size(), 3 * text.size());
    ASSERT_FALSE(folded.empty());
  }
}

TEST(CaseFold, ChangesTheNumberOfCodePointsUnicodeNamesInItsBlocks) {
  // By block: how many code points CaseFolding.txt (C and F) has there.
  const struct {
    char32_t first;
    char32_t last;
    int folded;
  } kBlocks[] = {
      {0x0000, 0x007F, 26},  {0x0080, 0x00FF, 32}, {0x0100, 0x024F, 173},
      {0x0250, 0x036F, 1},   {0x0370, 0x03FF, 67}, {0x0400, 0x052F, 148},
      {0x1E00, 0x1EFF, 130}, {0x2126, 0x212B, 3},  {0x2C60, 0x2C7F, 15},
      {0xFB00, 0xFB06, 7},   {0xFF21, 0xFF3A, 26},
  };
  int in_blocks = 0;
  for (const auto& block : kBlocks) {
    int folded = 0;
    for (char32_t c = block.first; c <= block.last; ++c) {
      if (Fold(Utf8(c)) != Utf8(c)) ++folded;
    }
    EXPECT_EQ(folded, block.folded) << std::hex << uint32_t{block.first};
    in_blocks += folded;
  }
  int everywhere = 0;
  for (const char32_t c : AllCodePoints()) {
    if (Fold(Utf8(c)) != Utf8(c)) ++everywhere;
  }
  EXPECT_EQ(everywhere, in_blocks);
}

TEST(CaseFold, LeavesInvalidBytesAlone) {
  const struct {
    const char* text;
    const char* folded;
  } kCases[] = {
      {"M\xDCLLER", "m\xDCller"}, {"A\xC3", "a\xC3"},
      {"\xC3Ä", "\xC3ä"},         {"\xED\xA0\x80X", "\xED\xA0\x80x"},
      {"\xC1\x81", "\xC1\x81"},   {"\xFF\xFE", "\xFF\xFE"},
  };
  for (const auto& a_case : kCases) {
    EXPECT_EQ(Fold(a_case.text), a_case.folded)
        << absl::CHexEscape(a_case.text);
    EXPECT_TRUE(EqualsFolded(a_case.text, a_case.folded));
  }
  // The byte is no letter: not the code point of the same number.
  EXPECT_FALSE(EqualsFolded("\xFC", "ü"));
  EXPECT_FALSE(EqualsFolded("\xDC", "\xFC"));
}

TEST(CaseFold, ReplacesTheOutputAndKeepsItsCapacity) {
  std::string out;
  out.reserve(100);
  const char* data = out.data();
  FoldCase("DIE ERSTE FIRMA IN EINEM LANGEN NAMEN", &out);
  FoldCase("ZWEITE GmbH & Co. KG", &out);
  EXPECT_EQ(out, "zweite gmbh & co. kg");
  EXPECT_EQ(out.data(), data);
  FoldCase("", &out);
  EXPECT_EQ(out, "");
}

TEST(CaseFold, FoldsLongTextAsItFoldsItsParts) {
  const struct {
    const char* text;
    const char* folded;
  } kParts[] = {{"ÜB", "üb"},
                {"ẞ", "ss"},
                {"ΐ", "ι\xCC\x88\xCC\x81"},
                {"ABCDEFGH", "abcdefgh"},
                {"\xFF", "\xFF"},
                {"🙂", "🙂"}};
  for (const auto& part : kParts) {
    std::string text;
    std::string folded;
    for (int i = 0; i < 600; ++i) {
      ASSERT_EQ(Fold(text), folded) << i;
      ASSERT_EQ(Fold("x" + text), "x" + folded) << i;
      text += part.text;
      folded += part.folded;
    }
  }
}

TEST(CaseFold, KeepsEmbeddedNuls) {
  const std::string text("A\0B", 3);
  EXPECT_EQ(Fold(text), std::string("a\0b", 3));
  EXPECT_FALSE(EqualsFolded(text, "A"));
}

TEST(CaseFold, TellsDifferentTextsApart) {
  const struct {
    const char* a;
    const char* b;
  } kCases[] = {
      {"", "a"},
      {"Muller", "Müller"},
      {"Mueller", "Müller"},
      {"Strase", "Straße"},
      {"Straßes", "STRASSE"},
      {"12345678", "12345679"},
      {"12345678", "1234567"},
      {"abcdefgh", "abcdefghi"},
      {"@", "`"},
      {"[", "{"},
      // Composed and combining forms: not normalized.
      {"é", "e\xCC\x81"},
  };
  for (const auto& a_case : kCases) {
    EXPECT_FALSE(EqualsFolded(a_case.a, a_case.b)) << a_case.a;
    EXPECT_FALSE(EqualsFolded(a_case.b, a_case.a)) << a_case.a;
  }
}

TEST(CaseFold, ComparesAsTheFoldedTextsDo) {
  const std::vector<std::string> kPieces = {
      "s",    "S", "ß", "ẞ", "ss", "ſ",        "f",       "ﬁ",
      "i",    "I", "İ", "ı", "ﬃ",  "\xC3",     "\x9F",    "\xE2",
      "\xCC", "ΐ", "Ü", "ü", "x",  "abcdefgh", "ABCDEFGH"};
  std::mt19937 random(1);
  int equal = 0;
  for (int i = 0; i < 300000; ++i) {
    std::string a;
    std::string b;
    for (size_t n = random() % 4; n > 0; --n) {
      a += kPieces[random() % kPieces.size()];
    }
    for (size_t n = random() % 4; n > 0; --n) {
      b += kPieces[random() % kPieces.size()];
    }
    const bool expected = Fold(a) == Fold(b);
    equal += expected ? 1 : 0;
    ASSERT_EQ(EqualsFolded(a, b), expected)
        << absl::CHexEscape(a) << " " << absl::CHexEscape(b);
  }
  EXPECT_GT(equal, 10000);
}

}  // namespace
}  // namespace lotse
