// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// InputColumn::Read: the rows of a block, in the way that was planned.
#include <algorithm>
#include <array>
#include <cstring>

#include "src/condition/code_bits.h"
#include "src/condition/column_values.h"
#include "src/condition/input_column.h"

namespace lotse {
namespace {

constexpr std::array<uint64_t, kBlockWords> AllRows() {
  std::array<uint64_t, kBlockWords> rows = {};
  for (size_t w = 0; w < kBlockWords; ++w) rows[w] = ~uint64_t{0};
  return rows;
}
constexpr std::array<uint64_t, kBlockWords> kAllRows = AllRows();

}  // namespace

void InputColumn::Read() {
  switch (way_) {
    case Way::kNever:
      SliceConstants();
      break;
    case Way::kCuts:
      ReadPresent();
      ReadCuts();
      SliceCuts();
      break;
    case Way::kCodes:
      ReadCodes();
      SliceCodes();
      break;
    case Way::kWide:
      ReadWide();
      SliceWide();
      break;
  }
}

void InputColumn::ReadPresent() const {
  if (IsFigure(input_.source)) {
    std::copy_n(figures_->found(input_.index), block_.words, present_);
    return;
  }
  PresentOf(*view_, present_);
}

void InputColumn::PresentOf(const ColumnView& view, uint64_t* present) const {
  if (view.validity == nullptr) {
    std::fill_n(present, block_.words, ~uint64_t{0});
  } else {
    CopyBits(view.validity, view.first + block_.begin, block_.rows, present);
  }
}

void InputColumn::ReadCuts() {
  for (size_t c = 0; c < first_cut_; ++c) {
    std::copy_n(present_, block_.words, cuts_ + c * kBlockWords);
  }
  for (size_t c = end_cut_; c < cut_count_; ++c) {
    std::fill_n(cuts_ + c * kBlockWords, block_.words, uint64_t{0});
  }
  uint64_t* const slices = cuts_ + first_cut_ * kBlockWords;
  const size_t count = end_cut_ - first_cut_;
  if (ReadsDoubles()) {
    if (view_->layout == ColumnLayout::kFloat) {
      InWholeWords(*view_, block_.floats,
                   [&](const float* values, size_t w, size_t words) {
                     block_.kernels.cut_floats(values, words,
                                               float_cuts_.data(), count,
                                               present_ + w, slices + w);
                   });
      return;
    }
    if (view_->layout != ColumnLayout::kDouble) {
      WidenColumn(*view_, block_.begin, block_.rows, block_.doubles);
      block_.kernels.cut_doubles(block_.doubles, block_.words,
                                 double_cuts_.data(), count, present_, slices);
      return;
    }
    InWholeWords(*view_, block_.doubles,
                 [&](const double* values, size_t w, size_t words) {
                   block_.kernels.cut_doubles(values, words,
                                              double_cuts_.data(), count,
                                              present_ + w, slices + w);
                 });
    return;
  }
  if (count == 0) return;
  if (input_.source == InputSource::kFact &&
      view_->layout == ColumnLayout::kBits) {
    // The cuts that are left are in 1 to the highest; only 1 can hold. (Zero
    // and below hold for both.)
    uint64_t* const bits = block_.bits;
    CopyBits(static_cast<const uint8_t*>(view_->values),
             view_->first + block_.begin, block_.rows, bits);
    for (size_t c = 0; c < count; ++c) {
      const int64_t cut = int64_cuts_[c];
      for (size_t w = 0; w < block_.words; ++w) {
        slices[c * kBlockWords + w] = cut <= 0   ? present_[w]
                                      : cut == 1 ? bits[w] & present_[w]
                                                 : 0;
      }
    }
    return;
  }
  if (narrow_) {
    const auto cut = [&](const int32_t* values, size_t w, size_t words) {
      block_.kernels.cut_int32s(values, words, int32_cuts_.data(), count,
                                present_ + w, slices + w);
    };
    if (view_->layout == ColumnLayout::kInt32) {
      return InWholeWords(*view_, block_.int32s, cut);
    }
    WidenColumn(*view_, block_.begin, block_.rows, block_.int32s);
    return cut(block_.int32s, 0, block_.words);
  }
  const auto cut = [&](const int64_t* values, size_t w, size_t words) {
    block_.kernels.cut_int64s(values, words, int64_cuts_.data(), count,
                              present_ + w, slices + w);
  };
  if (input_.source == InputSource::kFact &&
      view_->layout == ColumnLayout::kInt64) {
    return InWholeWords(*view_, block_.int64s, cut);
  }
  OrderedValues();
  cut(block_.int64s, 0, block_.words);
}

// Calls cut(values, first word, words) with values where they are, and with
// those of the last word, if it is not whole, from `room`.
template <typename T, typename Cut>
void InputColumn::InWholeWords(const ColumnView& view, T* room, Cut cut) {
  const T* const values =
      static_cast<const T*>(view.values) + view.first + block_.begin;
  const size_t whole = block_.rows / 64;
  if (whole > 0) cut(values, 0, whole);
  if (block_.rows % 64 == 0) return;
  std::memcpy(room, values + whole * 64, block_.rows % 64 * sizeof(T));
  cut(room, whole, 1);
}

// Fills int64s of the block: what the cuts of an ordered input that is no
// number stand for.
void InputColumn::OrderedValues() {
  switch (input_.source) {
    case InputSource::kFigure:
    case InputSource::kFigureAge: {
      const int64_t* const figures = figures_->values(input_.index);
      std::copy_n(figures, block_.rows, block_.int64s);
      break;
    }
    default:
      if (view_->layout == ColumnLayout::kBits) {
        CopyBits(static_cast<const uint8_t*>(view_->values),
                 view_->first + block_.begin, block_.rows, block_.bits);
        for (size_t i = 0; i < block_.rows; ++i)
          block_.int64s[i] = GetBit(block_.bits, i);
      } else {
        WidenColumn(*view_, block_.begin, block_.rows, block_.int64s);
      }
      break;
  }
  if (input_.source == InputSource::kAge ||
      input_.source == InputSource::kFigureAge) {
    for (size_t i = 0; i < block_.rows; ++i) {
      block_.int64s[i] =
          SaturatedDifference(block_.as_of.micros(), block_.int64s[i]);
    }
  } else if (input_.source == InputSource::kAgeInDays) {
    const int64_t today = block_.as_of.date().days();
    for (size_t i = 0; i < block_.rows; ++i) {
      block_.int64s[i] = SaturatedDifference(today, block_.int64s[i]);
    }
  }
}

// The slices of predicates: unions of intervals of codes.
void InputColumn::SliceCuts() const {
  for (const NeededBit& needed : needed_) {
    std::fill_n(needed.slice, kBlockWords, uint64_t{0});
    for (uint32_t code : needed.flips) {
      if (code == 0) {
        std::fill_n(needed.slice, kBlockWords, ~uint64_t{0});
        continue;
      }
      const uint64_t* const from = AtLeast(code);
      for (size_t w = 0; w < kBlockWords; ++w) needed.slice[w] ^= from[w];
    }
  }
}

void InputColumn::ReadCodes() {
  uint8_t* const codes = codes_.data();
  if (input_.source == InputSource::kConsent) {
    const ConsentKey& key = block_.program->consents[input_.index];
    for (size_t i = 0; i < block_.rows; ++i) {
      codes[i] = static_cast<uint8_t>(ConsentAt(ConsentsOf(block_.begin + i),
                                                key.purpose, key.channel,
                                                block_.as_of));
    }
    return;
  }
  if (!of_dictionary_.empty()) return ReadDictionary();
  if (input_.coding == InputCoding::kTexts) {
    const TextDictionary& dictionary =
        block_.program->dictionaries[input_.dictionary];
    const ColumnView& view = *view_;
    PresentOf(view, block_.bits);
    for (size_t i = 0; i < block_.rows; ++i) {
      codes[i] = GetBit(block_.bits, i)
                     ? static_cast<uint8_t>(
                           dictionary.Find(TextAt(view, block_.begin + i)) + 2)
                     : 0;
    }
    return;
  }
  EachOrderedCode(
      [&](size_t i, uint32_t code) { codes[i] = static_cast<uint8_t>(code); });
}

// Calls give(i, code) with the code of each row of an ordered input that is
// searched for.
template <typename Give>
void InputColumn::EachOrderedCode(Give give) {
  const bool is_number = ReadsDoubles();
  if (view_ == nullptr) {
    std::copy_n(figures_->found(input_.index), block_.words, block_.bits);
  } else if (!is_number && view_->layout == ColumnLayout::kBits) {
    OrderedValues();  // Uses block_.bits for the values.
    PresentOf(*view_, block_.bits);
  } else {
    PresentOf(*view_, block_.bits);
  }
  if (is_number) {
    WidenColumn(*view_, block_.begin, block_.rows, block_.doubles);
  } else if (view_ == nullptr || view_->layout != ColumnLayout::kBits) {
    OrderedValues();
  }
  for (size_t i = 0; i < block_.rows; ++i) {
    bool there = GetBit(block_.bits, i);
    int64_t key = block_.int64s[i];
    if (is_number) {
      there = there && block_.doubles[i] - block_.doubles[i] == 0;
      key = there ? NumberKey(block_.doubles[i]) : 0;
    }
    give(i, there ? CodeOfKey(*block_.program, input_, key) : 0);
  }
}

void InputColumn::ReadDictionary() {
  const ColumnView& view = *view_;
  const uint8_t* const table = of_dictionary_.data();
  uint8_t* const codes = codes_.data();
  PresentOf(view, block_.bits);
  if (view.dictionary_rows <= 256) {
    // An index that is there fits a byte.
    const uint8_t* bytes =
        static_cast<const uint8_t*>(view.values) + view.first + block_.begin;
    if ((view.layout != ColumnLayout::kInt8 &&
         view.layout != ColumnLayout::kUint8) ||
        block_.rows % 64 != 0) {
      WidenColumn(view, block_.begin, block_.rows, block_.bytes);
      bytes = block_.bytes;
    }
    block_.kernels.map_bytes(bytes, block_.words, block_.bits, table,
                             std::max<size_t>(view.dictionary_rows, 1), codes);
    return;
  }
  switch (view.layout) {
    case ColumnLayout::kInt8:
    case ColumnLayout::kUint8:
      return MapIndices<uint8_t>(view, table, codes);
    case ColumnLayout::kInt16:
    case ColumnLayout::kUint16:
      return MapIndices<uint16_t>(view, table, codes);
    case ColumnLayout::kInt32:
    case ColumnLayout::kUint32:
      return MapIndices<uint32_t>(view, table, codes);
    default:
      return MapIndices<uint64_t>(view, table, codes);
  }
}

// codes[i] = table[index of row i], 0 where there is none. Indices of missing
// values may be anything and are read as 0.
template <typename Index>
void InputColumn::MapIndices(const ColumnView& view, const uint8_t* table,
                             uint8_t* codes) const {
  const char* const data = static_cast<const char*>(view.values) +
                           (view.first + block_.begin) * sizeof(Index);
  for (size_t w = 0; w < block_.words; ++w) {
    const size_t end = std::min<size_t>(64 * (w + 1), block_.rows);
    if (block_.bits[w] == ~uint64_t{0}) {
      for (size_t i = 64 * w; i < end; ++i) {
        codes[i] = table[LoadAt<Index>(data, i)];
      }
      continue;
    }
    for (size_t i = 64 * w; i < end; ++i) {
      const uint64_t there = block_.bits[w] >> i % 64 & 1;
      const Index index = static_cast<Index>(LoadAt<Index>(data, i) &
                                             static_cast<Index>(-there));
      codes[i] =
          static_cast<uint8_t>(table[index] & static_cast<uint8_t>(-there));
    }
  }
}

// Eight bits at a time.
void InputColumn::SliceCodes() {
  const std::vector<NeededBit>& bits = needed_;
  uint8_t table[256];
  for (size_t b = 0; b < bits.size(); b += 8) {
    const size_t count = std::min<size_t>(8, bits.size() - b);
    std::memset(table, 0, sizeof(table));
    for (size_t e = 0; e < entries_.size(); ++e) {
      for (size_t k = 0; k < count; ++k) {
        if (EntryHasBit(entries_[e], bits[b + k].bit)) {
          table[e] = static_cast<uint8_t>(table[e] | 1u << k);
        }
      }
    }
    block_.kernels.map_bytes(codes_.data(), block_.words, kAllRows.data(),
                             table, entries_.size(), block_.bytes);
    block_.kernels.slice_bytes(block_.bytes, block_.words, count, block_.eight);
    for (size_t k = 0; k < count; ++k) {
      std::copy_n(block_.eight + k * kBlockWords, block_.words,
                  bits[b + k].slice);
    }
  }
}

bool InputColumn::EntryHasBit(const Entry& entry, uint32_t bit) const {
  const uint32_t in_row = bit - input_.word_begin * 64;
  return (entry.bits[in_row / 64] >> in_row % 64 & 1) != 0;
}

void InputColumn::SliceConstants() const {
  for (const NeededBit& needed : needed_) {
    std::fill_n(needed.slice, block_.words,
                EntryHasBit(entries_[0], needed.bit) ? ~uint64_t{0} : 0);
  }
}

void InputColumn::ReadWide() {
  std::fill(wide_bits_.begin(), wide_bits_.end(), 0);
  uint64_t* out = wide_bits_.data();
  uint32_t* const codes = wide_codes_.data();
  if (input_.coding != InputCoding::kTexts) {
    EachOrderedCode([&](size_t i, uint32_t code) {
      codes[i] = code;
      AddCodeBits(*block_.program, input_, code, out + i * input_.words);
    });
    return;
  }
  const ColumnView& view = *view_;
  const bool is_list = input_.source != InputSource::kFact;
  for (size_t i = 0; i < block_.rows; ++i, out += input_.words) {
    const size_t row = block_.begin + i;
    if (!view.valid(row)) {
      codes[i] = 0;
      // The predicates of a missing list are all false, as in ReadList of
      // the row executor.
      if (!is_list) AddCodeBits(*block_.program, input_, 0, out);
    } else if (is_list) {
      codes[i] = 1;
      ReadList(view, row, out);
    } else if (view.dictionary != nullptr) {
      const Entry& entry =
          dictionary_entries_[static_cast<size_t>(IntegerAt(view, row))];
      codes[i] = entry.code;
      std::copy(entry.bits.begin(), entry.bits.end(), out);
    } else {
      codes[i] = AddTextBits(*block_.program, input_, TextAt(view, row),
                             &block_.folded, out);
    }
  }
}

void InputColumn::ReadList(const ColumnView& view, size_t row, uint64_t* out) {
  const ElementRange range = ElementsAt(view, row);
  const ColumnView& elements = *view.elements;
  if (input_.source == InputSource::kAll) SetAllBits(input_, out);
  for (size_t e = range.begin; e < range.end; ++e) {
    // A missing element is no text of the list.
    if (!elements.valid(e)) continue;
    const absl::string_view text = TextInRow(elements, e);
    if (input_.source == InputSource::kAny) {
      AddTextBits(*block_.program, input_, text, &block_.folded, out);
      continue;
    }
    block_.one.assign(input_.words, 0);
    AddTextBits(*block_.program, input_, text, &block_.folded,
                block_.one.data());
    for (uint32_t w = 0; w < input_.words; ++w) out[w] &= block_.one[w];
  }
}

void InputColumn::SliceWide() const {
  for (const NeededBit& needed : needed_) {
    const uint32_t in_row = needed.bit - input_.word_begin * 64;
    const uint64_t* const words = wide_bits_.data() + in_row / 64;
    std::fill_n(needed.slice, block_.words, uint64_t{0});
    for (size_t i = 0; i < block_.rows; ++i) {
      needed.slice[i / 64] |= (words[i * input_.words] >> in_row % 64 & 1)
                              << i % 64;
    }
  }
}

absl::Span<const ConsentView> InputColumn::ConsentsOf(size_t row) const {
  const ConsentColumns& consents = block_.columns.consents;
  if (consents.begin == nullptr) return {};
  return absl::MakeConstSpan(
      consents.entries + consents.begin[row],
      static_cast<size_t>(consents.begin[row + 1] - consents.begin[row]));
}

}  // namespace lotse
