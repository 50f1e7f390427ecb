// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// TextDictionary: the texts an operand is compared with, numbered. Internal to
// condition.
//
// Immutable after Build; look-ups are thread-safe and allocate nothing.
#ifndef LOTSE_SRC_CONDITION_TEXT_DICTIONARY_H_
#define LOTSE_SRC_CONDITION_TEXT_DICTIONARY_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "absl/hash/hash.h"
#include "absl/strings/string_view.h"

namespace lotse {

class TextDictionary {
 public:
  // Numbers `texts` (distinct) from 0.
  void Build(const std::vector<std::string>& texts);

  // The number of `text`, or -1.
  int32_t Find(absl::string_view text) const {
    if (slots_.empty()) return -1;
    for (size_t i = Hash(text) & mask_;; i = (i + 1) & mask_) {
      const Slot& slot = slots_[i];
      if (slot.number < 0) return -1;
      if (slot.size == text.size() &&
          (text.empty() || std::memcmp(arena_.data() + slot.begin, text.data(),
                                       text.size()) == 0)) {
        return slot.number;
      }
    }
  }

  size_t MemoryUsage() const {
    return slots_.capacity() * sizeof(Slot) + arena_.capacity();
  }

 private:
  struct Slot {
    uint32_t begin = 0;
    uint32_t size = 0;
    int32_t number = -1;
  };

  // Covers every byte of texts up to 16 bytes with two loads.
  static uint64_t Hash(absl::string_view text) {
    const size_t size = text.size();
    uint64_t low = 0;
    uint64_t high = 0;
    if (size > 16) return absl::HashOf(text);
    if (size >= 8) {
      std::memcpy(&low, text.data(), 8);
      std::memcpy(&high, text.data() + size - 8, 8);
    } else if (size >= 4) {
      uint32_t a;
      uint32_t b;
      std::memcpy(&a, text.data(), 4);
      std::memcpy(&b, text.data() + size - 4, 4);
      low = a;
      high = b;
    } else if (size > 0) {
      low = static_cast<unsigned char>(text[0]);
      high = static_cast<uint64_t>(static_cast<unsigned char>(text[size / 2]))
                 << 8 |
             static_cast<unsigned char>(text[size - 1]);
    }
    uint64_t hash = (low + size) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 32;
    hash = (hash ^ high) * 0xd6e8feb86659fd93;
    return hash ^ hash >> 32;
  }

  std::vector<Slot> slots_;
  std::string arena_;
  size_t mask_ = 0;
};

}  // namespace lotse

#endif  // LOTSE_SRC_CONDITION_TEXT_DICTIONARY_H_
