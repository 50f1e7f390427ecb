// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Strict UTF-8: is this text valid, where is its first error, which code
// points does it hold.
//
// Use it where bytes from outside become text. "Strict" is the Unicode
// Standard's own definition: no overlong forms, no surrogates, nothing above
// U+10FFFF. An embedded NUL and unassigned code points are valid.
//
//   if (auto at = lotse::FindInvalidUtf8(text); at.has_value()) {
//     // Byte *at starts the first sequence that is not UTF-8.
//   }
//   for (size_t i = 0; i < text.size();) {
//     const lotse::Utf8Unit unit = lotse::DecodeUtf8(text, i);
//     i += unit.size;
//   }
//
// Pure functions, safe from any thread; nothing allocates but AppendUtf8.

#ifndef LOTSE_BASE_UTF8_H_
#define LOTSE_BASE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace lotse {

// What stands at one position of a text.
struct Utf8Unit {
  // The code point, or the byte's own value (0x80 to 0xFF) if not valid.
  char32_t code_point = 0;
  // Bytes taken: 1 to 4 if valid, 1 if not.
  uint32_t size = 0;
  // Whether a well-formed sequence starts here.
  bool valid = false;
};

// The index of the byte at which the first ill-formed sequence starts (also
// one cut short by the end of the text), or nullopt if `text` is valid.
std::optional<size_t> FindInvalidUtf8(absl::string_view text);

// Whether all of `text`, which has at most 16 bytes, is ASCII.
inline bool IsShortAscii(absl::string_view text) {
  // The first and the last word, which may overlap.
  const auto high_bits = [&text](auto word) {
    std::memcpy(&word, text.data(), sizeof(word));
    uint64_t bits = word;
    std::memcpy(&word, text.data() + text.size() - sizeof(word), sizeof(word));
    return (bits | word) & 0x8080808080808080;
  };
  if (text.size() >= 8) return high_bits(uint64_t{0}) == 0;
  if (text.size() >= 4) return high_bits(uint32_t{0}) == 0;
  unsigned bits = 0;
  for (char c : text) bits |= static_cast<unsigned char>(c);
  return bits < 0x80;
}

// Whether all of `text` is valid UTF-8. Empty text is.
inline bool IsValidUtf8(absl::string_view text) {
  return (text.size() <= 16 && IsShortAscii(text)) ||
         !FindInvalidUtf8(text).has_value();
}

// The number of leading bytes of `text`, from `position` on, that are ASCII.
// `position` must not be above text.size().
size_t AsciiRun(absl::string_view text, size_t position);

// Decodes the unit that starts at byte `position`, which must be below
// text.size(). Bytes that are not UTF-8 come one at a time.
Utf8Unit DecodeUtf8(absl::string_view text, size_t position);

// Writes the UTF-8 form of `code_point`, which must be a Unicode scalar value
// (at most U+10FFFF and no surrogate), to `bytes`, which must have room for it:
// 4 bytes are always enough. Returns the number of bytes written.
size_t EncodeUtf8(char32_t code_point, char* bytes);

// The same, appended to `*out`.
void AppendUtf8(char32_t code_point, std::string* out);

}  // namespace lotse

#endif  // LOTSE_BASE_UTF8_H_
