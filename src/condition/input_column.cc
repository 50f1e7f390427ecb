// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// InputColumn: how a column is to be read.
#include "src/condition/input_column.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "src/condition/code_bits.h"
#include "src/condition/column_values.h"

namespace lotse {
namespace {

constexpr int64_t kMax64 = std::numeric_limits<int64_t>::max();
constexpr int64_t kMin64 = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax32 = std::numeric_limits<int32_t>::max();
constexpr int64_t kMin32 = std::numeric_limits<int32_t>::min();

// More cuts than this are searched for.
constexpr uint32_t kMaxCutSlices = 32;

}  // namespace

InputColumn::InputColumn(ColumnBlock* block, const FigureColumns* figures,
                         uint32_t number)
    : block_(*block),
      figures_(figures),
      input_(block->program->inputs[number]) {
  switch (input_.source) {
    case InputSource::kFact:
    case InputSource::kPresence:
    case InputSource::kAge:
    case InputSource::kAgeInDays:
    case InputSource::kAny:
    case InputSource::kAll: {
      const absl::Span<const ColumnView> columns = block_.columns.values;
      if (input_.index < columns.size() &&
          Fits(columns[input_.index], input_.type)) {
        view_ = &columns[input_.index];
        PlanColumn();
      }
      break;
    }
    case InputSource::kFigure:
    case InputSource::kFigureAge:
      PlanCuts();
      break;
    case InputSource::kConsent:
      PlanConsent();
      break;
  }
  if (way_ != Way::kNever) return;
  // Missing in every row: the predicates' bits never change. Those of a list
  // are all false then.
  Entry& missing = entries_.emplace_back();
  missing.bits.resize(input_.words);
  if (input_.source != InputSource::kAny &&
      input_.source != InputSource::kAll) {
    AddCodeBits(*block_.program, input_, 0, missing.bits.data());
  }
}

const uint64_t* InputColumn::Require(uint32_t bit) {
  NeededBit needed;
  needed.bit = bit;
  if (way_ == Way::kCuts) {
    bool before = false;
    for (uint32_t code = 0; code < input_.codes; ++code) {
      if (CodeHasBit(*block_.program, input_, code, bit) == before) continue;
      before = !before;
      needed.flips.push_back(code);
    }
    if (needed.flips.size() == 1 && needed.flips[0] > 0) {
      return AtLeast(needed.flips[0]);
    }
  }
  needed.slice = block_.NewSlices(1);
  needed_.push_back(std::move(needed));
  return needed_.back().slice;
}

ConditionColumns::InputValue InputColumn::Require(
    absl::Span<const int64_t> by_code) {
  ConditionColumns::InputValue value;
  switch (way_) {
    case Way::kNever:
      value.start = by_code[0];
      value.slices.push_back({block_.NewSlices(1), 0});
      break;
    case Way::kCuts:
      value.start = by_code[0];
      value.slices.push_back({present_, by_code[1] - by_code[0]});
      for (size_t c = 0; c < cut_count_; ++c) {
        value.slices.push_back(
            {cuts_ + c * kBlockWords, by_code[c + 2] - by_code[c + 1]});
      }
      break;
    case Way::kCodes:
      for (const Entry& entry : entries_) {
        value.by_code.push_back(by_code[entry.code]);
      }
      value.codes8 = codes_.data();
      break;
    case Way::kWide:
      value.by_code.assign(by_code.begin(), by_code.end());
      value.codes32 = wide_codes_.data();
      break;
  }
  return value;
}

void InputColumn::PlanColumn() {
  if (input_.source == InputSource::kAny ||
      input_.source == InputSource::kAll) {
    return PlanWide();
  }
  if (input_.source == InputSource::kPresence ||
      input_.coding != InputCoding::kTexts) {
    return PlanCuts();
  }
  if (view_->dictionary != nullptr) {
    return PlanDictionary();
  }
  if (input_.folded || input_.patterns_bit != input_.bits_end ||
      input_.codes > 256) {
    return PlanWide();
  }
  PlanCodes();
}

void InputColumn::PlanCuts() {
  // Code 0 is missing and code 1 has no cut.
  const size_t count = input_.codes - 2;
  if (count > kMaxCutSlices) {
    return input_.codes <= 256 ? PlanCodes() : PlanWide();
  }
  way_ = Way::kCuts;
  present_ = block_.NewSlices(1);
  cuts_ = block_.NewSlices(std::max<size_t>(count, 1));
  cut_count_ = count;
  first_cut_ = 0;
  end_cut_ = count;
  const int64_t* const cuts = block_.program->cuts.data() + input_.cuts_begin;
  if (ReadsDoubles()) {
    for (size_t c = 0; c < count; ++c) {
      double_cuts_.push_back(NumberOfKey(cuts[c]));
      float_cuts_.push_back(FloatNotBelow(NumberOfKey(cuts[c])));
    }
    return;
  }
  narrow_ = input_.source == InputSource::kFact &&
            view_->layout != ColumnLayout::kInt64 &&
            view_->layout != ColumnLayout::kUint32;
  const int64_t lowest = narrow_ ? kMin32 : kMin64;
  const int64_t highest = narrow_ ? kMax32 : kMax64;
  while (first_cut_ < count && cuts[first_cut_] <= lowest) {
    ++first_cut_;
  }
  while (end_cut_ > first_cut_ && cuts[end_cut_ - 1] > highest) {
    --end_cut_;
  }
  for (size_t c = first_cut_; c < end_cut_; ++c) {
    int64_cuts_.push_back(cuts[c]);
    int32_cuts_.push_back(static_cast<int32_t>(std::min(cuts[c], kMax32)));
  }
}

// Whether the values are compared as doubles; presence must look at them,
// because a number that is not finite is missing.
bool InputColumn::ReadsDoubles() const {
  return input_.coding == InputCoding::kNumbers ||
         (input_.source == InputSource::kPresence &&
          input_.type == ValueType::kNumber);
}

void InputColumn::PlanCodes() {
  way_ = Way::kCodes;
  codes_.resize(kBlockRows);
  for (uint32_t code = 0; code < input_.codes; ++code) {
    entries_.push_back(EntryOfCode(code));
  }
}

void InputColumn::PlanWide() {
  way_ = Way::kWide;
  wide_codes_.resize(kBlockRows);
  wide_bits_.resize(kBlockRows * input_.words);
}

void InputColumn::PlanDictionary() {
  const ColumnView& dictionary = *view_->dictionary;
  std::vector<Entry> of_rows(view_->dictionary_rows);
  for (size_t row = 0; row < of_rows.size(); ++row) {
    of_rows[row] = EntryOfText(TextAt(dictionary, row));
  }
  std::map<Entry, size_t> numbers;
  entries_.push_back(EntryOfCode(0));
  numbers.emplace(entries_[0], 0);
  std::vector<size_t> number_of_row;
  for (const Entry& entry : of_rows) {
    const auto [it, added] = numbers.emplace(entry, entries_.size());
    if (added) entries_.push_back(entry);
    number_of_row.push_back(it->second);
  }
  if (entries_.size() > 256) {
    PlanWide();
    dictionary_entries_ = std::move(of_rows);
    return;
  }
  way_ = Way::kCodes;
  codes_.resize(kBlockRows);
  for (size_t number : number_of_row) {
    of_dictionary_.push_back(static_cast<uint8_t>(number));
  }
  of_dictionary_.resize(std::max<size_t>(of_dictionary_.size(), 256));
}

void InputColumn::PlanConsent() {
  way_ = Way::kCodes;
  codes_.resize(kBlockRows);
  for (int state = 0; state <= static_cast<int>(ConsentState::kExpired);
       ++state) {
    entries_.push_back(EntryOfText(NameOf(static_cast<ConsentState>(state))));
  }
}

InputColumn::Entry InputColumn::EntryOfCode(uint32_t code) const {
  Entry entry;
  entry.code = code;
  entry.bits.resize(input_.words);
  AddCodeBits(*block_.program, input_, code, entry.bits.data());
  return entry;
}

InputColumn::Entry InputColumn::EntryOfText(absl::string_view text) {
  Entry entry;
  entry.bits.resize(input_.words);
  entry.code = AddTextBits(*block_.program, input_, text, &block_.folded,
                           entry.bits.data());
  return entry;
}

}  // namespace lotse
