// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ImportTexts, ViewOfLists and ImportLists.
#include <algorithm>
#include <cstring>

#include "column_import.h"
#include "lotse/base/limits.h"
#include "lotse/base/utf8.h"

namespace lotse {
namespace {

constexpr size_t kViewBytes = 16;
constexpr size_t kInlineBytes = 12;
// Offsets in views have 31 bits.
constexpr int kSegmentBits = 31;

void ClearBit(uint8_t* bits, size_t i) {
  bits[i / 8] = static_cast<uint8_t>(bits[i / 8] & ~(1u << i % 8));
}

// A column of texts without a dictionary.
ColumnView PlainTexts(const ColumnSource& source) {
  ColumnView view = BeginColumn(source, ValueType::kText);
  const ArrowArray& array = source.array;
  if (source.type.kind == ArrowKind::kTextViews) {
    view.layout = ColumnLayout::kTextViews;
    view.values = array.buffers[1];
    view.buffers = array.buffers + 2;
    return view;
  }
  view.layout = source.type.kind == ArrowKind::kText32 ? ColumnLayout::kText32
                                                       : ColumnLayout::kText64;
  view.offsets = array.buffers[1];
  view.bytes = array.buffers[2] == nullptr
                   ? ""
                   : static_cast<const char*>(array.buffers[2]);
  return view;
}

// Whether all texts lie in one run of ASCII, are not too long and, if that
// matters, not empty; mostly they do, and it takes little time to see.
bool AllPlain(const ColumnView& view, size_t count, bool empty_is_missing) {
  if (view.layout == ColumnLayout::kTextViews) return false;
  const absl::string_view first = TextAt(view, 0);
  const absl::string_view last = TextAt(view, count - 1);
  const absl::string_view all(
      first.data(),
      static_cast<size_t>(last.data() + last.size() - first.data()));
  if (AsciiRun(all, 0) != all.size()) return false;
  if (!empty_is_missing && all.size() <= kMaxTextBytes) return true;
  size_t longest = 0;
  size_t shortest = kMaxTextBytes;
  for (size_t row = 0; row < count; ++row) {
    const size_t size = TextAt(view, row).size();
    longest = std::max(longest, size);
    shortest = std::min(shortest, size);
  }
  return longest <= kMaxTextBytes && (shortest > 0 || !empty_is_missing);
}

ColumnView ImportPlainTexts(const ColumnSource& source, bool empty_is_missing,
                            ImportBuffers* buffers, ElementFaults* faults) {
  ColumnView view = PlainTexts(source);
  if (source.count == 0 || AllPlain(view, source.count, empty_is_missing)) {
    return view;
  }
  std::vector<size_t> empty;
  for (size_t row = 0; row < source.count; ++row) {
    if (!view.valid(row)) continue;
    const absl::string_view text = TextAt(view, row);
    if (text.size() > kMaxTextBytes) {
      faults->push_back({row, Fault::kTooLong});
    } else if (!IsValidUtf8(text)) {
      faults->push_back({row, Fault::kNotUtf8});
    } else if (text.empty() && empty_is_missing) {
      empty.push_back(row);
    }
  }
  if (empty.empty()) return view;
  uint8_t* const validity = OwnValidity(source, &view, buffers);
  for (const size_t row : empty) ClearBit(validity, row);
  return view;
}

// Texts with a dictionary as views of the texts there: 16 bytes each, however
// long the texts are.
ColumnView AsViews(const ColumnView& texts, size_t count,
                   ImportBuffers* buffers) {
  if (texts.dictionary == nullptr) return texts;
  const ColumnView& dictionary = *texts.dictionary;
  const bool views = dictionary.layout == ColumnLayout::kTextViews;
  ColumnView view = texts;
  view.layout = ColumnLayout::kTextViews;
  view.dictionary = nullptr;
  view.dictionary_rows = 0;
  view.first = 0;
  view.buffers = dictionary.buffers;
  if (!views) {
    // The bytes as buffers that 31 bits reach into.
    const absl::string_view last =
        texts.dictionary_rows == 0
            ? absl::string_view(dictionary.bytes, 0)
            : TextAt(dictionary, texts.dictionary_rows - 1);
    const auto bytes =
        static_cast<size_t>(last.data() + last.size() - dictionary.bytes);
    const size_t segments = (bytes >> kSegmentBits) + 1;
    const void** const starts = buffers->NewArray<const void*>(segments);
    for (size_t s = 0; s < segments; ++s) {
      starts[s] = dictionary.bytes + (s << kSegmentBits);
    }
    view.buffers = starts;
  }
  char* const out = buffers->NewArray<char>(count * kViewBytes);
  uint8_t* const validity = buffers->NewArray<uint8_t>((count + 7) / 8);
  for (size_t row = 0; row < count; ++row) {
    if (!texts.valid(row)) continue;
    validity[row / 8] = static_cast<uint8_t>(validity[row / 8] | 1u << row % 8);
    const auto entry = static_cast<size_t>(IntegerAt(texts, row));
    char* const to = out + row * kViewBytes;
    if (views) {
      std::memcpy(to,
                  static_cast<const char*>(dictionary.values) +
                      (dictionary.first + entry) * kViewBytes,
                  kViewBytes);
      continue;
    }
    const absl::string_view text = TextAt(dictionary, entry);
    const auto size = static_cast<uint32_t>(text.size());
    std::memcpy(to, &size, sizeof(size));
    if (text.size() <= kInlineBytes) {
      if (!text.empty()) std::memcpy(to + 4, text.data(), text.size());
      continue;
    }
    const auto at = static_cast<size_t>(text.data() - dictionary.bytes);
    const auto segment = static_cast<uint32_t>(at >> kSegmentBits);
    const auto offset =
        static_cast<uint32_t>(at & ((size_t{1} << kSegmentBits) - 1));
    std::memcpy(to + 4, text.data(), 4);
    std::memcpy(to + 8, &segment, sizeof(segment));
    std::memcpy(to + 12, &offset, sizeof(offset));
  }
  view.values = out;
  view.validity = validity;
  return view;
}

// One text is a list of one.
ColumnView ListsOfOne(const ColumnSource& source, ImportBuffers* buffers,
                      ElementFaults* faults) {
  const ColumnView texts =
      AsViews(ImportTexts(source, /*empty_is_missing=*/false, buffers, faults),
              source.count, buffers);
  ColumnView view;
  view.type = ValueType::kList;
  view.layout = ColumnLayout::kList64;
  int64_t* const offsets = buffers->NewArray<int64_t>(source.count + 1);
  for (size_t row = 0; row <= source.count; ++row) {
    offsets[row] = static_cast<int64_t>(row);
  }
  view.offsets = offsets;
  if (texts.validity != nullptr) {
    view.validity = texts.validity;
    view.first = texts.first;
    if (view.first != 0) {
      ColumnView rebased = texts;
      view.validity = OwnValidity(source, &rebased, buffers);
      view.first = 0;
    }
  }
  view.elements = buffers->Keep(texts);
  return view;
}

}  // namespace

ColumnView ImportTexts(const ColumnSource& source, bool empty_is_missing,
                       ImportBuffers* buffers, ElementFaults* faults) {
  if (source.type.dictionary.empty()) {
    return ImportPlainTexts(source, empty_is_missing, buffers, faults);
  }
  const ArrowArray& array = *source.array.dictionary;
  const ColumnSource entries = {source.type.dictionary[0], array, 0,
                                static_cast<size_t>(array.length)};
  ElementFaults bad;
  ColumnView dictionary =
      ImportPlainTexts(entries, empty_is_missing, buffers, &bad);
  ColumnView view = BeginColumn(source, ValueType::kText);
  view.layout = LayoutOf(source.type.kind);
  view.values = source.array.buffers[1];
  view.dictionary_rows = entries.count;
  if (dictionary.validity != nullptr || !bad.empty()) {
    // An entry that is missing makes the values missing that point to it.
    uint8_t* const validity = OwnValidity(source, &view, buffers);
    for (size_t row = 0; row < source.count; ++row) {
      if (!view.valid(row)) continue;
      const auto entry = static_cast<size_t>(IntegerAt(view, row));
      if (!dictionary.valid(entry)) ClearBit(validity, row);
      const auto found = std::lower_bound(
          bad.begin(), bad.end(), entry,
          [](const ElementFault& a, size_t b) { return a.element < b; });
      if (found != bad.end() && found->element == entry) {
        faults->push_back({row, found->fault});
      }
    }
  }
  view.dictionary = buffers->Keep(dictionary);
  return view;
}

ColumnView ViewOfLists(const ColumnSource& source, ImportBuffers* buffers) {
  ColumnView view = BeginColumn(source, ValueType::kList);
  if (source.type.kind != ArrowKind::kFixedList) {
    view.layout = source.type.kind == ArrowKind::kList32
                      ? ColumnLayout::kList32
                      : ColumnLayout::kList64;
    view.offsets = source.array.buffers[1];
    return view;
  }
  const size_t first = view.first;
  if (view.validity != nullptr) OwnValidity(source, &view, buffers);
  view.first = 0;
  view.layout = ColumnLayout::kList64;
  int64_t* const offsets = buffers->NewArray<int64_t>(source.count + 1);
  for (size_t row = 0; row <= source.count; ++row) {
    offsets[row] = static_cast<int64_t>(first + row) * source.type.list_size;
  }
  view.offsets = offsets;
  return view;
}

ColumnView ImportLists(const ColumnSource& source, ImportBuffers* buffers,
                       ElementFaults* faults) {
  if (!IsList(source.type.kind)) return ListsOfOne(source, buffers, faults);
  ColumnView view = ViewOfLists(source, buffers);
  const size_t begin = ElementsAt(view, 0).begin;
  const size_t end = ElementsAt(view, source.count - 1).end;
  const ArrowType& type = source.type.children[0];
  const ColumnSource items = {type, *source.array.children[0], begin,
                              end - begin};
  ElementFaults bad;
  ColumnView texts;
  texts.type = ValueType::kText;
  const bool has_texts = type.kind != ArrowKind::kNull;
  if (has_texts && items.count > 0) {
    texts = ImportTexts(items, /*empty_is_missing=*/false, buffers, &bad);
  }
  // Faults of an element are faults of its list; those of lists that are
  // missing do not count.
  const bool may_miss = !has_texts || texts.validity != nullptr;
  auto fault = bad.begin();
  for (size_t row = 0; row < source.count; ++row) {
    if (!view.valid(row)) continue;
    const ElementRange range = ElementsAt(view, row);
    if (range.end - range.begin > kMaxListValues) {
      faults->push_back({row, Fault::kTooManyEntries});
      continue;
    }
    while (fault != bad.end() && fault->element < range.begin - begin) ++fault;
    if (fault != bad.end() && fault->element < range.end - begin) {
      faults->push_back({row, fault->fault});
      continue;
    }
    if (!may_miss) continue;
    for (size_t i = range.begin - begin; i < range.end - begin; ++i) {
      if (texts.valid(i)) continue;
      faults->push_back({row, Fault::kType});
      break;
    }
  }
  if (items.count > 0) texts = AsViews(texts, items.count, buffers);
  if (begin != 0 && texts.first >= begin) {
    // The array's own elements: those before `begin` are there too.
    texts.first -= begin;
  } else if (begin != 0) {
    OwnValidity(source, &view, buffers);
    int64_t* const offsets = buffers->NewArray<int64_t>(source.count + 1);
    for (size_t row = 0; row < source.count; ++row) {
      const ElementRange range = ElementsAt(view, row);
      offsets[row] = static_cast<int64_t>(range.begin - begin);
      offsets[row + 1] = static_cast<int64_t>(range.end - begin);
    }
    view.layout = ColumnLayout::kList64;
    view.offsets = offsets;
  }
  view.elements = buffers->Keep(texts);
  return view;
}

}  // namespace lotse
