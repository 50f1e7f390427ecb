// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WireCursor: protobuf wire format read forwards through a span of bytes.
//
// Two pointers, all inline: CodedInputStream, which serves streams as well,
// takes an out-of-line call for each tag, limit and text, and those were most
// of the time of reading a lead. Every function that reads returns false at the
// end of the bytes or on bytes that are no protobuf, and must not be called
// again then.
#ifndef LOTSE_SRC_PROTO_WIRE_CURSOR_H_
#define LOTSE_SRC_PROTO_WIRE_CURSOR_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace lotse::proto {

class WireCursor {
 public:
  // `bytes` must stay alive.
  explicit WireCursor(absl::string_view bytes)
      : next_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  bool AtEnd() const { return next_ == end_; }

  bool ReadVarint(uint64_t* out) {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (next_ == end_) return false;
      const uint8_t byte = static_cast<uint8_t>(*next_++);
      value |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) {
        *out = value;
        return true;
      }
    }
    return false;
  }

  // A field's number and wire type; the number is not 0.
  bool ReadTag(uint32_t* tag) {
    uint64_t value;
    if (!ReadVarint(&value) || value > 0xffffffff || value < 8) return false;
    *tag = static_cast<uint32_t>(value);
    return true;
  }

  bool ReadFixed64(uint64_t* out) {
    if (end_ - next_ < 8) return false;
    *out = 0;
    for (int i = 0; i < 8; ++i) {  // One load where bytes lie so.
      *out |= static_cast<uint64_t>(static_cast<uint8_t>(next_[i])) << (8 * i);
    }
    next_ += 8;
    return true;
  }

  // The bytes of a text or message, with their length before them.
  bool ReadBytes(absl::string_view* out) {
    uint64_t size;
    if (!ReadVarint(&size) || size > static_cast<uint64_t>(end_ - next_)) {
      return false;
    }
    *out = absl::string_view(next_, static_cast<size_t>(size));
    next_ += size;
    return true;
  }

  // Skips the value of a field that was announced by `tag`. Groups, which
  // proto3 does not have, are skipped too, at most `depth` deep.
  bool Skip(uint32_t tag, size_t depth) {
    uint64_t ignored;
    absl::string_view bytes;
    switch (tag & 7) {
      case 0:
        return ReadVarint(&ignored);
      case 1:
        return ReadFixed64(&ignored);
      case 2:
        return ReadBytes(&bytes);
      case 3:
        return depth > 0 && SkipGroup(tag, depth - 1);
      case 5:
        if (end_ - next_ < 4) return false;
        next_ += 4;
        return true;
      default:
        return false;
    }
  }

  // How many fields with the tag `tag`, all length-delimited, follow the one
  // whose value stands here, without another between them. Reads nothing.
  size_t CountRun(uint32_t tag) const {
    WireCursor ahead = *this;
    size_t count = 0;
    uint32_t next;
    absl::string_view bytes;
    if (!ahead.ReadBytes(&bytes)) return 0;
    while (!ahead.AtEnd() && ahead.ReadTag(&next) && next == tag &&
           ahead.ReadBytes(&bytes)) {
      ++count;
    }
    return count;
  }

 private:
  bool SkipGroup(uint32_t start, size_t depth) {
    uint32_t tag;
    while (ReadTag(&tag)) {
      if ((tag & 7) == 4) return tag >> 3 == start >> 3;
      if (!Skip(tag, depth)) return false;
    }
    return false;
  }

  const char* next_;
  const char* end_;
};

}  // namespace lotse::proto

#endif  // LOTSE_SRC_PROTO_WIRE_CURSOR_H_
