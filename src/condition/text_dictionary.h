// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// TextDictionary: the texts an operand is compared with, numbered. Internal to
// condition.
//
//   TextDictionary dictionary;
//   dictionary.Build({"AT", "CH", "DE"});
//   dictionary.Find("CH");                      // 1
//   dictionary.Find("FR");                      // -1
//
// Which text a lead has is what a processor predicts worst. Texts of up to 16
// bytes are therefore packed into two words, which are hashed and compared
// without a branch on what the text says; and Build looks for a hash that gives
// each of its texts a slot of its own, so that a look-up sees one slot.
//
// Immutable after Build; look-ups are thread-safe and allocate nothing.
#ifndef LOTSE_SRC_CONDITION_TEXT_DICTIONARY_H_
#define LOTSE_SRC_CONDITION_TEXT_DICTIONARY_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/hash/hash.h"
#include "absl/strings/string_view.h"

namespace lotse {

class TextDictionary {
 public:
  // Numbers `texts` (distinct) from 0.
  void Build(const std::vector<std::string>& texts);

  // The number of `text`, or -1.
  ABSL_ATTRIBUTE_ALWAYS_INLINE int32_t Find(absl::string_view text) const {
    if (!one_probe_ || text.size() > kPackedBytes) return Search(text);
    const Packed packed = Pack(text.data(), text.size());
    const Slot& slot = slots_[SlotOf(packed)];
    return (slot.number + 1) * (slot.packed == packed ? 1 : 0) - 1;
  }

  size_t MemoryUsage() const {
    return slots_.capacity() * sizeof(Slot) + arena_.capacity();
  }

 private:
  static constexpr size_t kPackedBytes = 16;

  // A text's size and bytes; of longer texts the first 8 bytes and a hash.
  struct Packed {
    uint64_t low = 0;
    uint64_t high = 0;
    uint64_t size = 0;

    friend bool operator==(const Packed& a, const Packed& b) {
      return ((a.low ^ b.low) | (a.high ^ b.high) | (a.size ^ b.size)) == 0;
    }
  };

  // An empty slot is that of the empty text with the number -1.
  struct Slot {
    Packed packed;
    // Of texts longer than kPackedBytes: where they stand in arena_.
    uint32_t begin = 0;
    int32_t number = -1;
  };

  template <typename Word>
  static uint64_t Load(const char* data) {
    Word word;
    std::memcpy(&word, data, sizeof(word));
    return word;
  }

  // Find, for any text.
  int32_t Search(absl::string_view text) const;

  // One way for sizes 4 to 16, overlapping as the size needs it.
  static Packed Pack(const char* data, size_t size) {
    Packed packed;
    packed.size = size;
    if (size < 4) {
      if (size > 0) {
        packed.low = Load<uint8_t>(data) | Load<uint8_t>(data + size / 2) << 8 |
                     Load<uint8_t>(data + size - 1) << 16;
      }
    } else if (size <= kPackedBytes) {
      const size_t last = size - 4;
      packed.low = Load<uint32_t>(data) |
                   Load<uint32_t>(data + std::min<size_t>(4, last)) << 32;
      packed.high = Load<uint32_t>(data + std::min<size_t>(8, last)) |
                    Load<uint32_t>(data + last) << 32;
    } else {
      packed.low = Load<uint64_t>(data);
      packed.high = absl::HashOf(absl::string_view(data, size));
    }
    return packed;
  }

  size_t SlotOf(const Packed& packed) const {
    const uint64_t mixed = (packed.low + packed.size) * 0x9e3779b97f4a7c15;
    return ((mixed ^ mixed >> 32 ^ packed.high) * multiplier_) >> shift_;
  }

  absl::string_view LongText(const Slot& slot) const {
    return absl::string_view(arena_).substr(slot.begin, slot.packed.size);
  }

  // A power of two of them, at least half of them empty.
  std::vector<Slot> slots_ = std::vector<Slot>(1);
  std::string arena_;
  uint64_t multiplier_ = 0;
  uint32_t shift_ = 63;
  // Whether each text stands in the slot that its hash says.
  bool one_probe_ = true;
};

}  // namespace lotse

#endif  // LOTSE_SRC_CONDITION_TEXT_DICTIONARY_H_
