// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CheckArray: whether an ArrowArray fits its type, so that everything it points
// to may be read without a further look.
#ifndef LOTSE_SRC_ARROW_ARRAY_CHECK_H_
#define LOTSE_SRC_ARROW_ARRAY_CHECK_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "arrow_type.h"
#include "lotse/arrow/c_data.h"

namespace lotse {

// The largest length of an array, in elements. Sizes in bytes fit an int64.
inline constexpr int64_t kMaxArrayLength = int64_t{1} << 48;

// The validity bits of an array; null if all of its values are there.
inline const uint8_t* ValidityOf(const ArrowArray& array) {
  return array.null_count == 0 || array.n_buffers == 0
             ? nullptr
             : static_cast<const uint8_t*>(array.buffers[0]);
}

// Checks the array itself: released or not, counts, lengths, pointers. Error:
// InvalidArgument that begins with `path`.
absl::Status CheckShape(const ArrowType& type, const ArrowArray& array,
                        absl::string_view path);

// Checks that the array has elements [begin, begin + count), and these with
// whatever they lead to: offsets, views of texts, dictionary indices, elements
// of lists. Whoever reads children of a struct checks them. As far as the
// interface allows: it does not say how large most buffers are.
absl::Status CheckArray(const ArrowType& type, const ArrowArray& array,
                        size_t begin, size_t count, absl::string_view path);

}  // namespace lotse

#endif  // LOTSE_SRC_ARROW_ARRAY_CHECK_H_
