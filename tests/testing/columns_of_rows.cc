// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ColumnsOfRows.
#include "tests/testing/columns_of_rows.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>

namespace lotse {
namespace {

constexpr size_t kInlineBytes = 12;

template <typename T>
bool HoldsAll(const std::vector<int64_t>& integers) {
  return std::all_of(integers.begin(), integers.end(), [](int64_t v) {
    return v >= int64_t{std::numeric_limits<T>::min()} &&
           v <= int64_t{std::numeric_limits<T>::max()};
  });
}

template <typename T>
std::vector<T> As(const std::vector<int64_t>& integers) {
  std::vector<T> out;
  for (int64_t v : integers) out.push_back(static_cast<T>(v));
  return out;
}

}  // namespace

template <typename T>
const void* ColumnsOfRows::Put(const std::vector<T>& values) {
  const size_t shift = random_.Chance(50) ? 0 : random_.Below(16);
  std::vector<char>& room =
      memory_.emplace_back(shift + values.size() * sizeof(T) + 1);
  if (!values.empty()) {
    std::memcpy(room.data() + shift, values.data(), values.size() * sizeof(T));
  }
  return room.data() + shift;
}

const uint8_t* ColumnsOfRows::PutBits(const std::vector<bool>& bits,
                                      size_t first) {
  std::vector<uint8_t> bytes((first + bits.size() + 7) / 8);
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random_.Below(256));
  for (size_t i = 0; i < bits.size(); ++i) {
    uint8_t& byte = bytes[(first + i) / 8];
    const unsigned bit = 1u << (first + i) % 8;
    byte = static_cast<uint8_t>(bits[i] ? byte | bit : byte & ~bit);
  }
  return static_cast<const uint8_t*>(Put(bytes));
}

void ColumnsOfRows::PutIntegers(const std::vector<int64_t>& integers,
                                ColumnView* view) {
  while (true) {
    switch (random_.Below(7)) {
      case 0:
        if (!HoldsAll<int8_t>(integers)) break;
        view->layout = ColumnLayout::kInt8;
        view->values = Put(As<int8_t>(integers));
        return;
      case 1:
        if (!HoldsAll<int16_t>(integers)) break;
        view->layout = ColumnLayout::kInt16;
        view->values = Put(As<int16_t>(integers));
        return;
      case 2:
        if (!HoldsAll<int32_t>(integers)) break;
        view->layout = ColumnLayout::kInt32;
        view->values = Put(As<int32_t>(integers));
        return;
      case 3:
        if (!HoldsAll<uint8_t>(integers)) break;
        view->layout = ColumnLayout::kUint8;
        view->values = Put(As<uint8_t>(integers));
        return;
      case 4:
        if (!HoldsAll<uint16_t>(integers)) break;
        view->layout = ColumnLayout::kUint16;
        view->values = Put(As<uint16_t>(integers));
        return;
      case 5:
        if (!HoldsAll<uint32_t>(integers)) break;
        view->layout = ColumnLayout::kUint32;
        view->values = Put(As<uint32_t>(integers));
        return;
      default:
        view->layout = ColumnLayout::kInt64;
        view->values = Put(integers);
        return;
    }
  }
}

ColumnView ColumnsOfRows::MakeTexts(const std::vector<absl::string_view>& texts,
                                    const std::vector<bool>& there,
                                    bool may_be_dictionary) {
  ColumnView view;
  view.type = ValueType::kText;
  view.first = random_.Below(10);
  if (std::find(there.begin(), there.end(), false) != there.end() ||
      random_.Chance(30)) {
    view.validity = PutBits(there, view.first);
  }
  if (may_be_dictionary && random_.Chance(50)) {
    std::map<absl::string_view, int64_t> numbers;
    std::vector<absl::string_view> distinct;
    // Entries that no row has are looked up and never used.
    if (random_.Chance(30)) distinct.push_back("unused");
    std::vector<int64_t> indices(view.first, 77);
    for (size_t i = 0; i < texts.size(); ++i) {
      if (!there[i]) {
        indices.push_back(random_.Between(0, 120));
        continue;
      }
      const auto [it, added] =
          numbers.emplace(texts[i], static_cast<int64_t>(distinct.size()));
      if (added) distinct.push_back(texts[i]);
      indices.push_back(it->second);
    }
    PutIntegers(indices, &view);
    inner_.push_back(
        MakeTexts(distinct, std::vector<bool>(distinct.size(), true), false));
    view.dictionary = &inner_.back();
    view.dictionary_rows = distinct.size();
    return view;
  }
  std::vector<int64_t> offsets(view.first, 0);
  std::vector<char> bytes;
  offsets.push_back(0);
  for (size_t i = 0; i < texts.size(); ++i) {
    if (there[i]) bytes.insert(bytes.end(), texts[i].begin(), texts[i].end());
    offsets.push_back(static_cast<int64_t>(bytes.size()));
  }
  switch (random_.Below(3)) {
    case 0:
      view.layout = ColumnLayout::kText32;
      view.offsets = Put(As<int32_t>(offsets));
      view.bytes = static_cast<const char*>(Put(bytes));
      break;
    case 1:
      view.layout = ColumnLayout::kText64;
      view.offsets = Put(offsets);
      view.bytes = static_cast<const char*>(Put(bytes));
      break;
    default: {
      std::vector<char> views((view.first + texts.size()) * 16);
      for (size_t i = 0; i < texts.size(); ++i) {
        char* const v = views.data() + (view.first + i) * 16;
        if (!there[i]) {
          std::memset(v, 0x5a, 16);
          continue;
        }
        const uint32_t size = static_cast<uint32_t>(texts[i].size());
        std::memcpy(v, &size, 4);
        if (size <= kInlineBytes) {
          if (size > 0) std::memcpy(v + 4, texts[i].data(), size);
          continue;
        }
        const uint32_t buffer = 1;
        const uint32_t at = static_cast<uint32_t>(offsets[view.first + i]);
        std::memcpy(v + 4, texts[i].data(), 4);
        std::memcpy(v + 8, &buffer, 4);
        std::memcpy(v + 12, &at, 4);
      }
      view.layout = ColumnLayout::kTextViews;
      view.values = Put(views);
      buffers_.push_back({nullptr, Put(bytes)});
      view.buffers = buffers_.back().data();
      break;
    }
  }
  return view;
}

ColumnView ColumnsOfRows::MakeLists(const std::vector<ValueView>& values) {
  ColumnView view;
  view.type = ValueType::kList;
  view.first = random_.Below(10);
  std::vector<bool> there;
  std::vector<absl::string_view> elements;
  std::vector<int64_t> offsets(view.first + 1, 0);
  for (const ValueView& value : values) {
    there.push_back(!value.missing());
    if (there.back()) {
      elements.insert(elements.end(), value.list().begin(), value.list().end());
    }
    offsets.push_back(static_cast<int64_t>(elements.size()));
  }
  view.validity = PutBits(there, view.first);
  if (random_.Chance(50)) {
    view.layout = ColumnLayout::kList32;
    view.offsets = Put(As<int32_t>(offsets));
  } else {
    view.layout = ColumnLayout::kList64;
    view.offsets = Put(offsets);
  }
  inner_.push_back(
      MakeTexts(elements, std::vector<bool>(elements.size(), true), true));
  view.elements = &inner_.back();
  return view;
}

ColumnView ColumnsOfRows::MakeColumn(ValueType type,
                                     const std::vector<ValueView>& values) {
  std::vector<bool> there;
  for (const ValueView& value : values) there.push_back(value.type() == type);
  const bool all = std::find(there.begin(), there.end(), false) == there.end();
  const bool none = std::find(there.begin(), there.end(), true) == there.end();
  if (none && random_.Chance(50)) return ColumnView();
  if (type == ValueType::kList) {
    std::vector<ValueView> lists = values;
    for (size_t i = 0; i < lists.size(); ++i) {
      if (!there[i]) lists[i] = ValueView();
    }
    return MakeLists(lists);
  }
  if (type == ValueType::kText) {
    std::vector<absl::string_view> texts;
    for (size_t i = 0; i < values.size(); ++i) {
      texts.push_back(there[i] ? values[i].text() : absl::string_view());
    }
    return MakeTexts(texts, there, true);
  }
  ColumnView view;
  view.type = type;
  view.first = random_.Below(10);
  if (!all || random_.Chance(30)) view.validity = PutBits(there, view.first);
  if (type == ValueType::kBoolean) {
    std::vector<bool> bits;
    for (size_t i = 0; i < values.size(); ++i) {
      bits.push_back(there[i] ? values[i].boolean() : random_.Chance(50));
    }
    view.layout = ColumnLayout::kBits;
    view.values = PutBits(bits, view.first);
    return view;
  }
  if (type == ValueType::kNumber) {
    std::vector<double> numbers(view.first, 4.5);
    bool fits_float = true;
    std::vector<int64_t> integers(view.first, 4);
    bool fits_integer = true;
    for (size_t i = 0; i < values.size(); ++i) {
      const double number = there[i] ? values[i].number() : 5;
      numbers.push_back(number);
      if (std::fabs(number) < 1e30) {
        fits_float = fits_float &&
                     static_cast<double>(static_cast<float>(number)) == number;
      } else {
        fits_float = false;
      }
      const bool whole =
          std::fabs(number) < 1e15 && std::floor(number) == number;
      fits_integer = fits_integer && whole;
      integers.push_back(whole ? static_cast<int64_t>(number) : 0);
      // What is not finite is missing, too.
      if (!there[i] && random_.Chance(50)) {
        numbers.back() = std::numeric_limits<double>::quiet_NaN();
      }
    }
    if (fits_integer && random_.Chance(60)) {
      PutIntegers(integers, &view);
    } else if (fits_float && random_.Chance(60)) {
      view.layout = ColumnLayout::kFloat;
      std::vector<float> floats;
      for (double number : numbers)
        floats.push_back(static_cast<float>(number));
      view.values = Put(floats);
    } else {
      view.layout = ColumnLayout::kDouble;
      view.values = Put(numbers);
    }
    return view;
  }
  std::vector<int64_t> integers(view.first, 3);
  for (size_t i = 0; i < values.size(); ++i) {
    integers.push_back(there[i] ? values[i].integer() : random_.Between(0, 99));
  }
  PutIntegers(integers, &view);
  return view;
}

ColumnsOfRows::ColumnsOfRows(const FactCatalog& catalog,
                             absl::Span<const LeadView> rows,
                             RandomSource* random)
    : random_(*random) {
  for (FactSlot slot = 0; slot < catalog.size(); ++slot) {
    std::vector<ValueView> values;
    for (const LeadView& row : rows) {
      values.push_back(slot < row.values.size() ? row.values[slot]
                                                : ValueView());
    }
    columns_.push_back(MakeColumn(catalog.fact(slot).type, values));
  }
  std::vector<const ActivityView*> activities;
  activity_begin_.push_back(0);
  consent_begin_.push_back(0);
  for (const LeadView& row : rows) {
    for (const ActivityView& activity : row.activities) {
      activities.push_back(&activity);
      kinds_.push_back(activity.kind);
      occurred_at_.push_back(activity.occurred_at.micros());
    }
    activity_begin_.push_back(static_cast<int64_t>(activities.size()));
    consents_.insert(consents_.end(), row.consents.begin(), row.consents.end());
    consent_begin_.push_back(static_cast<int64_t>(consents_.size()));
  }
  for (FactSlot slot = 0; slot < catalog.payload_size(); ++slot) {
    std::vector<ValueView> values;
    for (const ActivityView* activity : activities) {
      values.push_back(slot < activity->payload.size() ? activity->payload[slot]
                                                       : ValueView());
    }
    payload_.push_back(MakeColumn(catalog.payload(slot).type, values));
  }
  leads_.rows = rows.size();
  leads_.values = columns_;
  if (!activities.empty() || random_.Chance(50)) {
    leads_.activities.begin = activity_begin_.data();
    leads_.activities.kinds = kinds_.data();
    leads_.activities.occurred_at = occurred_at_.data();
    leads_.activities.payload = payload_;
  }
  if (!consents_.empty() || random_.Chance(50)) {
    leads_.consents.begin = consent_begin_.data();
    leads_.consents.entries = consents_.data();
  }
}

}  // namespace lotse
