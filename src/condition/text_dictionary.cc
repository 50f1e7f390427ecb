// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// TextDictionary: open addressing, with a hash without collisions where it is
// short.
#include "src/condition/text_dictionary.h"

namespace lotse {
namespace {

// Up to this many texts a hash without collisions is looked for, in tables of
// about 4, 8 and 16 slots a text, so many times in each.
constexpr size_t kMaxOneProbe = 64;
constexpr int kAttempts = 16;

// SplitMix64: odd multipliers that have nothing to do with the texts.
uint64_t NextMultiplier(uint64_t* state) {
  uint64_t z = *state += 0x9e3779b97f4a7c15;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
  z = (z ^ z >> 27) * 0x94d049bb133111eb;
  return (z ^ z >> 31) | 1;
}

}  // namespace

void TextDictionary::Build(const std::vector<std::string>& texts) {
  arena_.clear();
  uint64_t state = 0;
  // Fills a table of 1 << bits slots; returns whether all stand where their
  // hashes say.
  const auto fill = [&](uint32_t bits) {
    slots_.assign(size_t{1} << bits, Slot());
    shift_ = 64 - bits;
    multiplier_ = NextMultiplier(&state);
    bool alone = true;
    for (size_t n = 0; n < texts.size(); ++n) {
      const Packed packed = Pack(texts[n].data(), texts[n].size());
      size_t i = SlotOf(packed);
      for (; slots_[i].number >= 0; i = (i + 1) & (slots_.size() - 1)) {
        alone = false;
      }
      slots_[i].packed = packed;
      slots_[i].number = static_cast<int32_t>(n);
    }
    return alone;
  };
  uint32_t bits = 1;
  while (size_t{1} << bits < texts.size() * 2) ++bits;
  one_probe_ = false;
  if (texts.size() <= kMaxOneProbe) {
    for (uint32_t more = 1; more <= 3 && !one_probe_; ++more) {
      for (int i = 0; i < kAttempts && !one_probe_; ++i) {
        one_probe_ = fill(bits + more);
      }
    }
  }
  if (!one_probe_) fill(bits);
  for (Slot& slot : slots_) {
    if (slot.packed.size <= kPackedBytes) continue;
    slot.begin = static_cast<uint32_t>(arena_.size());
    arena_ += texts[static_cast<size_t>(slot.number)];
  }
  arena_.shrink_to_fit();
}

int32_t TextDictionary::Search(absl::string_view text) const {
  const Packed packed = Pack(text.data(), text.size());
  for (size_t i = SlotOf(packed); slots_[i].number >= 0;
       i = (i + 1) & (slots_.size() - 1)) {
    if (slots_[i].packed == packed &&
        (packed.size <= kPackedBytes || LongText(slots_[i]) == text)) {
      return slots_[i].number;
    }
  }
  return -1;
}

}  // namespace lotse
