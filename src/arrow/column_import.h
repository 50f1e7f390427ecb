// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ImportColumn: the values of an Arrow array as a ColumnView of a fact.
//
// Where Arrow's layout is one of ColumnLayout, the view points to the array's
// own buffers; otherwise values are converted into ImportBuffers. Values that
// do not fit the fact's type are reported as faults and read as anything.
#ifndef LOTSE_SRC_ARROW_COLUMN_IMPORT_H_
#define LOTSE_SRC_ARROW_COLUMN_IMPORT_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "array_check.h"
#include "arrow_type.h"
#include "lotse/arrow/import_options.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_columns.h"

namespace lotse {

// Memory that views point into. Addresses stay as they are.
class ImportBuffers {
 public:
  // `count` values of T, all zero.
  template <typename T>
  T* NewArray(size_t count) {
    const size_t bytes = count * sizeof(T);
    arrays_.push_back(std::make_unique<uint64_t[]>(
        (bytes + sizeof(uint64_t) - 1) / sizeof(uint64_t)));
    return reinterpret_cast<T*>(arrays_.back().get());
  }
  const ColumnView* Keep(const ColumnView& view) {
    views_.push_back(view);
    return &views_.back();
  }

 private:
  std::vector<std::unique_ptr<uint64_t[]>> arrays_;
  std::deque<ColumnView> views_;
};

// Elements [begin, begin + count) of an array that CheckArray found good.
struct ColumnSource {
  const ArrowType& type;
  const ArrowArray& array;
  size_t begin = 0;
  size_t count = 0;
};

// What a column is to become.
struct ColumnTarget {
  ValueType type = ValueType::kUnspecified;
  // Of money.
  std::string currency;
  // An empty text, or the instant 0, is a missing value.
  bool empty_is_missing = false;
};

// The target of a fact of the catalog.
ColumnTarget TargetOf(const FactDefinition& fact);

// Why a value does not fit.
enum class Fault : uint8_t {
  kType,
  kNotFinite,
  kTooLong,
  kNotUtf8,
  kTooManyEntries,
};
struct ElementFault {
  // From 0 to count - 1.
  size_t element = 0;
  Fault fault = Fault::kType;
};
using ElementFaults = std::vector<ElementFault>;

// "must be an integer"; words as FactBinder has them.
std::string DescribeFault(Fault fault, ValueType type);

// Whether values of `type` can be read as the target. Error: InvalidArgument.
absl::Status CheckTarget(const ArrowType& type, const ColumnTarget& target,
                         absl::string_view path);

ColumnView ImportColumn(const ColumnSource& source, const ColumnTarget& target,
                        const ImportOptions& options, ImportBuffers* buffers,
                        ElementFaults* faults);

// ---------------------------------------------------------------------------
// The parts of ImportColumn.

// What all conversions start from: where the elements are, no values yet.
ColumnView BeginColumn(const ColumnSource& source, ValueType type);

// Makes `first` 0 and the validity bits memory of its own, for `count` rows.
uint8_t* OwnValidity(const ColumnSource& source, ColumnView* view,
                     ImportBuffers* buffers);

// The layout of fixed values of a kind, kNone for others. An unsigned index or
// integer that is in range is the same as a signed one.
ColumnLayout LayoutOf(ArrowKind kind);

// Booleans, integers, floats, dates or times where they are.
ColumnView ViewInPlace(const ColumnSource& source, ValueType type);

// Texts, by way of a dictionary or not.
ColumnView ImportTexts(const ColumnSource& source, bool empty_is_missing,
                       ImportBuffers* buffers, ElementFaults* faults);
// Lists of texts, or one text for a list.
ColumnView ImportLists(const ColumnSource& source, ImportBuffers* buffers,
                       ElementFaults* faults);
// Where the elements of lists are, of which there is at least one. They have
// kList32 or kList64, whatever the kind.
ColumnView ViewOfLists(const ColumnSource& source, ImportBuffers* buffers);
// Everything that is neither text nor list.
ColumnView ImportNumbers(const ColumnSource& source, const ColumnTarget& target,
                         ImportBuffers* buffers, ElementFaults* faults);

}  // namespace lotse

#endif  // LOTSE_SRC_ARROW_COLUMN_IMPORT_H_
