// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// TextDictionary::Build: open addressing at a load of at most one half.
#include "src/condition/text_dictionary.h"

namespace lotse {

void TextDictionary::Build(const std::vector<std::string>& texts) {
  slots_.clear();
  arena_.clear();
  mask_ = 0;
  if (texts.empty()) return;
  size_t capacity = 2;
  while (capacity < texts.size() * 2) capacity *= 2;
  slots_.resize(capacity);
  mask_ = capacity - 1;
  for (size_t number = 0; number < texts.size(); ++number) {
    const std::string& text = texts[number];
    size_t i = Hash(text) & mask_;
    while (slots_[i].number >= 0) i = (i + 1) & mask_;
    slots_[i].begin = static_cast<uint32_t>(arena_.size());
    slots_[i].size = static_cast<uint32_t>(text.size());
    slots_[i].number = static_cast<int32_t>(number);
    arena_ += text;
  }
  arena_.shrink_to_fit();
}

}  // namespace lotse
