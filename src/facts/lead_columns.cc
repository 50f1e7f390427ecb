// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// TextAt, TextInRow, ElementsAt and IntegerAt.
#include "lotse/facts/lead_columns.h"

namespace lotse {
namespace {

// A view of a text: its size, then the text itself if it has at most 12 bytes,
// else its first 4 bytes, its buffer and its place there.
constexpr size_t kViewBytes = 16;
constexpr size_t kInlineBytes = 12;

absl::string_view TextOfView(const ColumnView& texts, size_t i) {
  const char* const view =
      static_cast<const char*>(texts.values) + i * kViewBytes;
  const size_t size = LoadAt<uint32_t>(view, 0);
  if (size <= kInlineBytes) return absl::string_view(view + 4, size);
  const char* const buffer =
      static_cast<const char*>(texts.buffers[LoadAt<uint32_t>(view, 2)]);
  return absl::string_view(buffer + LoadAt<uint32_t>(view, 3), size);
}

template <typename Offset>
ElementRange RangeAt(const void* offsets, size_t i) {
  return {static_cast<size_t>(LoadAt<Offset>(offsets, i)),
          static_cast<size_t>(LoadAt<Offset>(offsets, i + 1))};
}

}  // namespace

absl::string_view TextAt(const ColumnView& texts, size_t row) {
  const size_t i = texts.first + row;
  ElementRange range;
  switch (texts.layout) {
    case ColumnLayout::kText32:
      range = RangeAt<int32_t>(texts.offsets, i);
      break;
    case ColumnLayout::kText64:
      range = RangeAt<int64_t>(texts.offsets, i);
      break;
    case ColumnLayout::kTextViews:
      return TextOfView(texts, i);
    default:
      break;
  }
  return absl::string_view(texts.bytes + range.begin, range.end - range.begin);
}

absl::string_view TextInRow(const ColumnView& texts, size_t row) {
  if (texts.dictionary == nullptr) return TextAt(texts, row);
  return TextAt(*texts.dictionary, static_cast<size_t>(IntegerAt(texts, row)));
}

ElementRange ElementsAt(const ColumnView& lists, size_t row) {
  const size_t i = lists.first + row;
  return lists.layout == ColumnLayout::kList32
             ? RangeAt<int32_t>(lists.offsets, i)
             : RangeAt<int64_t>(lists.offsets, i);
}

int64_t IntegerAt(const ColumnView& integers, size_t row) {
  const void* const data = integers.values;
  const size_t i = integers.first + row;
  switch (integers.layout) {
    case ColumnLayout::kInt8:
      return LoadAt<int8_t>(data, i);
    case ColumnLayout::kInt16:
      return LoadAt<int16_t>(data, i);
    case ColumnLayout::kInt32:
      return LoadAt<int32_t>(data, i);
    case ColumnLayout::kInt64:
      return LoadAt<int64_t>(data, i);
    case ColumnLayout::kUint8:
      return LoadAt<uint8_t>(data, i);
    case ColumnLayout::kUint16:
      return LoadAt<uint16_t>(data, i);
    case ColumnLayout::kUint32:
      return LoadAt<uint32_t>(data, i);
    default:
      return 0;
  }
}

}  // namespace lotse
