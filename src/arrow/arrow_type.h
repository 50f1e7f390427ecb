// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ArrowType: what an ArrowSchema says, read once and checked, in memory of its
// own. Formats that no fact can come from are kOther: columns that are not read
// may have any format.
#ifndef LOTSE_SRC_ARROW_ARROW_TYPE_H_
#define LOTSE_SRC_ARROW_ARROW_TYPE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lotse/arrow/c_data.h"

namespace lotse {

enum class ArrowKind : uint8_t {
  kOther,
  kNull,
  kBoolean,
  kInt8,
  kInt16,
  kInt32,
  kInt64,
  kUint8,
  kUint16,
  kUint32,
  kUint64,
  kHalf,
  kFloat,
  kDouble,
  kDecimal,
  kDate32,
  kDate64,
  kTimestamp,
  kText32,
  kText64,
  kTextViews,
  kList32,
  kList64,
  kFixedList,
  kStruct,
};

struct ArrowType {
  ArrowKind kind = ArrowKind::kOther;
  std::string name;
  std::string format;
  // Of decimals.
  int32_t decimal_bytes = 0;
  int32_t decimal_scale = 0;
  // Of timestamps.
  int64_t ticks_per_second = 0;
  // Of fixed lists: the elements of each.
  int32_t list_size = 0;
  // Of lists and structs.
  std::vector<ArrowType> children;
  // The type of the dictionary, of which `kind` are the indices: one or none.
  std::vector<ArrowType> dictionary;

  // The index of the child of this name, or -1.
  ptrdiff_t FindChild(absl::string_view child) const;
};

inline bool IsInteger(ArrowKind kind) {
  return kind >= ArrowKind::kInt8 && kind <= ArrowKind::kUint64;
}
inline bool IsText(ArrowKind kind) {
  return kind >= ArrowKind::kText32 && kind <= ArrowKind::kTextViews;
}
inline bool IsList(ArrowKind kind) {
  return kind >= ArrowKind::kList32 && kind <= ArrowKind::kFixedList;
}
// Whether the values are texts, by way of a dictionary or not.
bool HoldsTexts(const ArrowType& type);

// The bytes of one value of a kind whose values all have the same number of
// them; 0 for others.
size_t BytesOf(const ArrowType& type);

// Reads a schema. Error: InvalidArgument if it is released, has null pointers,
// negative counts, a name that is too long or no UTF-8, or is nested beyond
// kMaxDepth.
absl::StatusOr<ArrowType> ReadArrowType(const ArrowSchema& schema);

}  // namespace lotse

#endif  // LOTSE_SRC_ARROW_ARROW_TYPE_H_
