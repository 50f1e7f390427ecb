// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// HandMadeArray: Arrow arrays written buffer by buffer, good ones and bad ones,
// that count how often they are released.
//
//   HandMadeArray column = FixedOf<int32_t>("employees", "i", {1, 2, 3});
//   column.null_count = 7;
//   ReleaseCount count;
//   ExportHandMade(column, &schema, &array, &count);
//
// Buffers are as large as they must be and no larger, so that a sanitizer sees
// each byte too many that is read.
#ifndef LOTSE_ARROW_HAND_MADE_ARRAY_H_
#define LOTSE_ARROW_HAND_MADE_ARRAY_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "lotse/arrow/c_data.h"

namespace lotse {

struct HandMadeArray {
  std::string name;
  std::string format;
  int64_t length = 0;
  int64_t null_count = 0;
  int64_t offset = 0;
  // Unset: a null pointer.
  std::vector<std::optional<std::vector<char>>> buffers;
  std::vector<HandMadeArray> children;
  std::vector<HandMadeArray> dictionary;
  // Whether release is null.
  bool released = false;

  // Sets the validity bits; `offset` must be set before.
  HandMadeArray& WithValidity(const std::vector<bool>& valid);
  // Puts `count` values before the first, which the offset skips. Not for
  // structs.
  HandMadeArray Shifted(size_t count) const;
};

// How many structures there are to release, and how often it was done.
struct ReleaseCount {
  int given = 0;
  int released = 0;
};

// What `*schema` and `*array` point to lives until they are released, of which
// `*count` (null: nobody counts) must live to see.
void ExportHandMade(const HandMadeArray& made, ArrowSchema* schema,
                    ArrowArray* array, ReleaseCount* count);

template <typename T>
std::vector<char> BytesOfValues(const std::vector<T>& values) {
  std::vector<char> bytes(values.size() * sizeof(T));
  if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

template <typename T>
HandMadeArray FixedOf(const char* name, const char* format,
                      const std::vector<T>& values) {
  HandMadeArray array;
  array.name = name;
  array.format = format;
  array.length = static_cast<int64_t>(values.size());
  array.buffers = {std::nullopt, BytesOfValues(values)};
  return array;
}

// Texts of the format "u", "U" or "vu".
HandMadeArray TextsOf(const char* name, const std::vector<std::string>& texts,
                      const char* format = "u");
HandMadeArray BooleansOf(const char* name, const std::vector<bool>& values);
// Lists of the format "+l" or "+L".
HandMadeArray ListsOf(const char* name, const std::vector<int64_t>& offsets,
                      HandMadeArray items, const char* format = "+l");
HandMadeArray StructOf(const char* name, int64_t length,
                       std::vector<HandMadeArray> children);
// Texts by way of a dictionary; `indices` has the name and the format.
HandMadeArray DictionaryOf(HandMadeArray indices, HandMadeArray texts);

}  // namespace lotse

#endif  // LOTSE_ARROW_HAND_MADE_ARRAY_H_
