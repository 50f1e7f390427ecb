// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Exports FindInvalidUtf8, AsciiRun, DecodeUtf8, EncodeUtf8
// and AppendUtf8.
//
// DecodeUtf8 is the one place that knows what is well-formed; ASCII is skipped
// eight bytes at a time, in any byte order.

#include "lotse/base/utf8.h"

#include <cassert>
#include <cstdint>
#include <cstring>

namespace lotse {
namespace {

uint8_t ByteAt(absl::string_view text, size_t position) {
  return static_cast<uint8_t>(text[position]);
}

bool IsContinuation(uint8_t byte) { return (byte & 0xC0) == 0x80; }

}  // namespace

std::optional<size_t> FindInvalidUtf8(absl::string_view text) {
  size_t position = 0;
  while (true) {
    position += AsciiRun(text, position);
    if (position == text.size()) return std::nullopt;
    // Other scripts come in runs too: look for ASCII only when it is back.
    do {
      const Utf8Unit unit = DecodeUtf8(text, position);
      if (!unit.valid) return position;
      position += unit.size;
    } while (position < text.size() && ByteAt(text, position) >= 0x80);
  }
}

size_t AsciiRun(absl::string_view text, size_t position) {
  assert(position <= text.size());
  constexpr uint64_t kHighBits = 0x8080808080808080;
  size_t end = position;
  const auto is_ascii = [&text](size_t at) {
    uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof(word));
    return (word & kHighBits) == 0;
  };
  while (text.size() - end >= sizeof(uint64_t)) {
    if (!is_ascii(end)) break;
    end += sizeof(uint64_t);
  }
  // The last bytes once more with those before them, all in one word.
  if (text.size() - end < sizeof(uint64_t) &&
      text.size() - position >= sizeof(uint64_t) &&
      is_ascii(text.size() - sizeof(uint64_t))) {
    return text.size() - position;
  }
  while (end < text.size() && ByteAt(text, end) < 0x80) ++end;
  return end - position;
}

Utf8Unit DecodeUtf8(absl::string_view text, size_t position) {
  assert(position < text.size());
  const uint8_t lead = ByteAt(text, position);
  if (lead < 0x80) return {lead, 1, true};

  // The second byte's range excludes overlong forms (after E0 and F0),
  // surrogates (after ED) and what is above U+10FFFF (after F4).
  const Utf8Unit invalid = {lead, 1, false};
  uint32_t size;
  uint8_t second_min = 0x80;
  uint8_t second_max = 0xBF;
  char32_t code_point;
  if (lead < 0xC2) {
    return invalid;
  } else if (lead < 0xE0) {
    size = 2;
    code_point = lead & 0x1F;
  } else if (lead < 0xF0) {
    size = 3;
    code_point = lead & 0x0F;
    if (lead == 0xE0) second_min = 0xA0;
    if (lead == 0xED) second_max = 0x9F;
  } else if (lead < 0xF5) {
    size = 4;
    code_point = lead & 0x07;
    if (lead == 0xF0) second_min = 0x90;
    if (lead == 0xF4) second_max = 0x8F;
  } else {
    return invalid;
  }
  if (text.size() - position < size) return invalid;
  const uint8_t second = ByteAt(text, position + 1);
  if (second < second_min || second > second_max) return invalid;
  code_point = (code_point << 6) | (second & 0x3F);
  for (size_t i = 2; i < size; ++i) {
    const uint8_t next = ByteAt(text, position + i);
    if (!IsContinuation(next)) return invalid;
    code_point = (code_point << 6) | (next & 0x3F);
  }
  return {code_point, size, true};
}

size_t EncodeUtf8(char32_t code_point, char* bytes) {
  assert(code_point <= 0x10FFFF);
  assert(code_point < 0xD800 || code_point > 0xDFFF);
  const auto tail = [code_point](int shift) {
    return static_cast<char>(0x80 | ((code_point >> shift) & 0x3F));
  };
  if (code_point < 0x80) {
    bytes[0] = static_cast<char>(code_point);
    return 1;
  }
  if (code_point < 0x800) {
    bytes[0] = static_cast<char>(0xC0 | (code_point >> 6));
    bytes[1] = tail(0);
    return 2;
  }
  if (code_point < 0x10000) {
    bytes[0] = static_cast<char>(0xE0 | (code_point >> 12));
    bytes[1] = tail(6);
    bytes[2] = tail(0);
    return 3;
  }
  bytes[0] = static_cast<char>(0xF0 | (code_point >> 18));
  bytes[1] = tail(12);
  bytes[2] = tail(6);
  bytes[3] = tail(0);
  return 4;
}

void AppendUtf8(char32_t code_point, std::string* out) {
  char bytes[4];
  out->append(bytes, EncodeUtf8(code_point, bytes));
}

}  // namespace lotse
