// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Exports FoldCase and EqualsFolded.
//
// ASCII goes eight bytes at a time. Other code points are looked up in pages of
// 64; the few that fold to more than one code point are in a list of their own.

#include "lotse/base/case_fold.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "lotse/base/utf8.h"

namespace lotse {
namespace {

#include "case_fold_table.inc"

constexpr uint64_t kEachByte = 0x0101010101010101;
constexpr uint64_t kHighBits = 0x80 * kEachByte;

// No code point, so a byte that is not UTF-8 equals only itself.
constexpr char32_t kInvalidByte = 0x110000;

uint64_t Load(const char* bytes) {
  uint64_t word;
  std::memcpy(&word, bytes, sizeof(word));
  return word;
}

// Eight ASCII characters in lower case. A sum's high bit says for each byte
// whether it reaches a bound, and no sum carries into the next byte.
uint64_t LowerWord(uint64_t word) {
  const uint64_t from_a = word + (0x80 - 'A') * kEachByte;
  const uint64_t above_z = word + (0x7F - 'Z') * kEachByte;
  const uint64_t is_upper = (from_a ^ above_z) & kHighBits;
  return word | (is_upper >> 2);
}

// One ASCII character in lower case.
char32_t LowerAscii(char32_t character) {
  return character >= 'A' && character <= 'Z' ? (character | 0x20) : character;
}

// What the table has for a code point: 0, an expansion or a code point.
char16_t Lookup(char32_t code_point) {
  if (code_point > kLastPaged) return 0;
  constexpr char32_t kInPage = (char32_t{1} << kPageBits) - 1;
  return kPages[kPageOf[code_point >> kPageBits]][code_point & kInPage];
}

bool IsExpansion(char16_t found) { return (found & 0xF800) == kFirstExpansion; }

// The folded code points of a text, one after the other.
class FoldedReader {
 public:
  explicit FoldedReader(absl::string_view text) : text_(text) {}

  // Sets `*code_point` to the next one, or returns false at the end.
  bool Next(char32_t* code_point) {
    if (*pending_ != 0) {
      *code_point = *pending_++;
      return true;
    }
    if (position_ == text_.size()) return false;
    const auto byte = static_cast<unsigned char>(text_[position_]);
    if (byte < 0x80) {
      ++position_;
      *code_point = LowerAscii(byte);
      return true;
    }
    const Utf8Unit unit = DecodeUtf8(text_, position_);
    position_ += unit.size;
    if (!unit.valid) {
      *code_point = kInvalidByte + unit.code_point;
      return true;
    }
    const char16_t found = Lookup(unit.code_point);
    if (IsExpansion(found)) {
      pending_ = kExpansions[found - kFirstExpansion];
      *code_point = *pending_++;
    } else {
      *code_point = found == 0 ? unit.code_point : found;
    }
    return true;
  }

 private:
  static constexpr char16_t kNothing[1] = {0};

  absl::string_view text_;
  size_t position_ = 0;
  // What is left of an expansion, ended by 0.
  const char16_t* pending_ = kNothing;
};

}  // namespace

void FoldCase(absl::string_view utf8, std::string* out) {
  out->clear();
  // Collects the result in pieces, so that `*out` grows seldom. One turn of the
  // loop writes at most three code points of three bytes.
  constexpr size_t kMostPerTurn = 9;
  char piece[256];
  size_t used = 0;
  size_t position = 0;
  while (position < utf8.size()) {
    if (used + kMostPerTurn > sizeof(piece)) {
      out->append(piece, used);
      used = 0;
    }
    if (utf8.size() - position >= sizeof(uint64_t)) {
      const uint64_t word = Load(utf8.data() + position);
      if ((word & kHighBits) == 0) {
        const uint64_t lower = LowerWord(word);
        std::memcpy(piece + used, &lower, sizeof(lower));
        used += sizeof(lower);
        position += sizeof(lower);
        continue;
      }
    }
    const auto byte = static_cast<unsigned char>(utf8[position]);
    if (byte < 0x80) {
      piece[used++] = static_cast<char>(LowerAscii(byte));
      ++position;
      continue;
    }
    const Utf8Unit unit = DecodeUtf8(utf8, position);
    const char16_t found = unit.valid ? Lookup(unit.code_point) : 0;
    if (found == 0) {
      std::memcpy(piece + used, utf8.data() + position, unit.size);
      used += unit.size;
    } else if (IsExpansion(found)) {
      const char16_t* next = kExpansions[found - kFirstExpansion];
      for (; *next != 0; ++next) used += EncodeUtf8(*next, piece + used);
    } else {
      used += EncodeUtf8(found, piece + used);
    }
    position += unit.size;
  }
  out->append(piece, used);
}

bool EqualsFolded(absl::string_view a, absl::string_view b) {
  // While both are ASCII, one byte stands for one folded byte.
  while (a.size() >= sizeof(uint64_t) && b.size() >= sizeof(uint64_t)) {
    const uint64_t word_a = Load(a.data());
    const uint64_t word_b = Load(b.data());
    if (((word_a | word_b) & kHighBits) != 0) break;
    if (LowerWord(word_a) != LowerWord(word_b)) return false;
    a.remove_prefix(sizeof(uint64_t));
    b.remove_prefix(sizeof(uint64_t));
  }
  FoldedReader reader_a(a);
  FoldedReader reader_b(b);
  while (true) {
    char32_t next_a = 0;
    char32_t next_b = 0;
    const bool more_a = reader_a.Next(&next_a);
    const bool more_b = reader_b.Next(&next_b);
    if (more_a != more_b) return false;
    if (!more_a) return true;
    if (next_a != next_b) return false;
  }
}

}  // namespace lotse
