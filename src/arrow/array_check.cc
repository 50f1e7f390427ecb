// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CheckShape and CheckArray.
#include "array_check.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "lotse/facts/lead_columns.h"

namespace lotse {
namespace {

constexpr size_t kViewBytes = 16;
constexpr int32_t kInlineBytes = 12;

absl::Status ErrorAt(absl::string_view path, absl::string_view message) {
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", message));
}

bool IsValid(const uint8_t* validity, size_t i) {
  return validity == nullptr || (validity[i / 8] >> i % 8 & 1) != 0;
}

// How many buffers the format asks for. Views of texts have at least that many.
int64_t BufferCount(ArrowKind kind) {
  switch (kind) {
    case ArrowKind::kNull:
      return 0;
    case ArrowKind::kStruct:
    case ArrowKind::kFixedList:
      return 1;
    case ArrowKind::kText32:
    case ArrowKind::kText64:
    case ArrowKind::kTextViews:
      return 3;
    default:
      return 2;
  }
}

// Offsets [first, first + count] must ascend from 0 or above.
template <typename Offset>
absl::Status CheckOffsets(const void* offsets, size_t first, size_t count,
                          absl::string_view path) {
  Offset last = LoadAt<Offset>(offsets, first);
  bool good = last >= 0;
  for (size_t i = first + 1; i <= first + count; ++i) {
    const Offset next = LoadAt<Offset>(offsets, i);
    good &= next >= last;
    last = next;
  }
  if (good) return absl::OkStatus();
  return ErrorAt(path, "its offsets are negative or decrease");
}

template <typename Offset>
absl::Status CheckTexts(const ArrowArray& array, size_t first, size_t count,
                        absl::string_view path) {
  const void* const offsets = array.buffers[1];
  LOTSE_RETURN_IF_ERROR(CheckOffsets<Offset>(offsets, first, count, path));
  if (array.buffers[2] == nullptr &&
      LoadAt<Offset>(offsets, first) !=
          LoadAt<Offset>(offsets, first + count)) {
    return ErrorAt(path, "its texts are missing");
  }
  return absl::OkStatus();
}

// The last buffer has the sizes of those between it and the views.
absl::Status CheckViews(const ArrowArray& array, size_t first, size_t count,
                        absl::string_view path) {
  const char* const views = static_cast<const char*>(array.buffers[1]);
  const int64_t buffers = array.n_buffers - 3;
  const void* const sizes = array.buffers[array.n_buffers - 1];
  const void* const* const data = array.buffers + 2;
  if (buffers > 0 && sizes == nullptr) {
    return ErrorAt(path, "the sizes of its buffers are missing");
  }
  for (int64_t b = 0; b < buffers; ++b) {
    const int64_t size = LoadAt<int64_t>(sizes, static_cast<size_t>(b));
    if (size < 0 || (size > 0 && data[b] == nullptr)) {
      return ErrorAt(path, "a buffer of its texts is missing");
    }
  }
  const uint8_t* const validity = ValidityOf(array);
  for (size_t i = first; i < first + count; ++i) {
    const char* const view = views + i * kViewBytes;
    const int32_t size = LoadAt<int32_t>(view, 0);
    if ((size >= 0 && size <= kInlineBytes) || !IsValid(validity, i)) continue;
    const int32_t buffer = LoadAt<int32_t>(view, 2);
    const int32_t offset = LoadAt<int32_t>(view, 3);
    if (size < 0 || buffer < 0 || buffer >= buffers || offset < 0 ||
        int64_t{offset} + size >
            LoadAt<int64_t>(sizes, static_cast<size_t>(buffer))) {
      return ErrorAt(path, "a view of a text lies outside its buffers");
    }
  }
  return absl::OkStatus();
}

template <typename Index>
bool IndicesFit(const void* indices, const uint8_t* validity, size_t first,
                size_t count, uint64_t limit) {
  // Mostly all of them fit, those of missing values too. A negative one is
  // large as an unsigned one.
  Index highest = 0;
  for (size_t i = first; i < first + count; ++i) {
    highest = std::max(highest, LoadAt<Index>(indices, i));
  }
  const bool good = highest < limit;
  if (good || validity == nullptr) return good;
  for (size_t i = first; i < first + count; ++i) {
    if (IsValid(validity, i) && LoadAt<Index>(indices, i) >= limit) {
      return false;
    }
  }
  return true;
}

bool IndicesFit(ArrowKind kind, const ArrowArray& array, size_t first,
                size_t count, uint64_t limit) {
  const void* const indices = array.buffers[1];
  const uint8_t* const validity = ValidityOf(array);
  switch (kind) {
    case ArrowKind::kInt8:
    case ArrowKind::kUint8:
      return IndicesFit<uint8_t>(indices, validity, first, count, limit);
    case ArrowKind::kInt16:
    case ArrowKind::kUint16:
      return IndicesFit<uint16_t>(indices, validity, first, count, limit);
    case ArrowKind::kInt32:
    case ArrowKind::kUint32:
      return IndicesFit<uint32_t>(indices, validity, first, count, limit);
    default:
      return IndicesFit<uint64_t>(indices, validity, first, count, limit);
  }
}

template <typename Offset>
absl::Status CheckList(const ArrowType& type, const ArrowArray& array,
                       size_t first, size_t count, absl::string_view path) {
  const void* const offsets = array.buffers[1];
  LOTSE_RETURN_IF_ERROR(CheckOffsets<Offset>(offsets, first, count, path));
  const auto begin = static_cast<size_t>(LoadAt<Offset>(offsets, first));
  const auto end = static_cast<size_t>(LoadAt<Offset>(offsets, first + count));
  const ArrowArray& items = *array.children[0];
  if (items.length < 0 || end > static_cast<size_t>(items.length)) {
    return ErrorAt(path, "its offsets lie beyond its elements");
  }
  return CheckArray(type.children[0], items, begin, end - begin, path);
}

absl::Status CheckFixedList(const ArrowType& type, const ArrowArray& array,
                            size_t first, size_t count,
                            absl::string_view path) {
  const auto size = static_cast<size_t>(type.list_size);
  const ArrowArray& items = *array.children[0];
  if (items.length < 0 ||
      (size > 0 && first + count > static_cast<size_t>(items.length) / size)) {
    return ErrorAt(path, "has fewer elements than its lists need");
  }
  return CheckArray(type.children[0], items, first * size, count * size, path);
}

}  // namespace

absl::Status CheckShape(const ArrowType& type, const ArrowArray& array,
                        absl::string_view path) {
  if (array.release == nullptr) return ErrorAt(path, "the array was released");
  if (array.length < 0 || array.length > kMaxArrayLength || array.offset < 0 ||
      array.offset > kMaxArrayLength) {
    return ErrorAt(path, "the length or the offset is negative or too large");
  }
  if (array.null_count < -1 || array.null_count > array.length) {
    return ErrorAt(path, "the count of missing values is out of range");
  }
  const int64_t buffers = BufferCount(type.kind);
  if (type.kind == ArrowKind::kTextViews
          ? array.n_buffers < buffers ||
                array.n_buffers > std::numeric_limits<int32_t>::max()
          : array.n_buffers != buffers) {
    return ErrorAt(path, absl::StrCat("has ", array.n_buffers, " buffers; \"",
                                      type.format, "\" needs ", buffers));
  }
  if (buffers > 0 && array.buffers == nullptr) {
    return ErrorAt(path, "its buffers are missing");
  }
  if (buffers > 0 && array.null_count > 0 && array.buffers[0] == nullptr) {
    return ErrorAt(path, "counts missing values but does not say which");
  }
  // All but the validity, and the bytes of texts, which are looked at later.
  if (buffers > 1 && array.length > 0 && array.buffers[1] == nullptr) {
    return ErrorAt(path, "a buffer is missing");
  }
  const auto children = static_cast<int64_t>(type.children.size());
  if (array.n_children != children) {
    return ErrorAt(path, absl::StrCat("has ", array.n_children,
                                      " children; the schema has ", children));
  }
  if (children > 0 && array.children == nullptr) {
    return ErrorAt(path, "its children are missing");
  }
  for (int64_t i = 0; i < children; ++i) {
    if (array.children[i] == nullptr) {
      return ErrorAt(path, "a child is missing");
    }
  }
  if (type.dictionary.empty() != (array.dictionary == nullptr)) {
    return ErrorAt(path, type.dictionary.empty()
                             ? "has a dictionary, which the schema has not"
                             : "its dictionary is missing");
  }
  return absl::OkStatus();
}

absl::Status CheckArray(const ArrowType& type, const ArrowArray& array,
                        size_t begin, size_t count, absl::string_view path) {
  LOTSE_RETURN_IF_ERROR(CheckShape(type, array, path));
  const auto length = static_cast<size_t>(array.length);
  if (begin > length || count > length - begin) {
    return ErrorAt(path, absl::StrCat("has ", length, " values where ",
                                      begin + count, " are needed"));
  }
  if (!type.dictionary.empty()) {
    const ArrowArray& dictionary = *array.dictionary;
    LOTSE_RETURN_IF_ERROR(CheckArray(type.dictionary[0], dictionary, 0,
                                     static_cast<size_t>(dictionary.length),
                                     path));
  }
  if (count == 0) return absl::OkStatus();
  const size_t first = static_cast<size_t>(array.offset) + begin;
  switch (type.kind) {
    case ArrowKind::kText32:
      return CheckTexts<int32_t>(array, first, count, path);
    case ArrowKind::kText64:
      return CheckTexts<int64_t>(array, first, count, path);
    case ArrowKind::kTextViews:
      return CheckViews(array, first, count, path);
    case ArrowKind::kList32:
      return CheckList<int32_t>(type, array, first, count, path);
    case ArrowKind::kList64:
      return CheckList<int64_t>(type, array, first, count, path);
    case ArrowKind::kFixedList:
      return CheckFixedList(type, array, first, count, path);
    default:
      break;
  }
  if (!type.dictionary.empty() &&
      !IndicesFit(type.kind, array, first, count,
                  static_cast<uint64_t>(array.dictionary->length))) {
    return ErrorAt(path, "an index lies beyond its dictionary");
  }
  return absl::OkStatus();
}

}  // namespace lotse
