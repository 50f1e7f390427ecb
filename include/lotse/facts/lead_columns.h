// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadColumns: the facts of many leads by column, all borrowed: what the column
// executors read, as LeadView is for one lead.
//
// The layouts are those in which columnar data lies in memory (Apache Arrow,
// numpy, a host's own vectors), so that most columns are read where they are:
//
//   std::vector<double> revenue = ...;                  // one for each lead
//   std::vector<ColumnView> columns(catalog.size());    // all missing
//   columns[*catalog.Find("company.revenue")] =
//       ColumnView::Fixed(ValueType::kNumber, ColumnLayout::kDouble,
//                         revenue.data());
//   LeadColumns leads;
//   leads.rows = revenue.size();
//   leads.values = columns;
//
// Plain data; what it points to must live and stay unchanged while it is used.
// Buffers may lie at any address, aligned or not.
#ifndef LOTSE_FACTS_LEAD_COLUMNS_H_
#define LOTSE_FACTS_LEAD_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/facts/consent.h"
#include "lotse/facts/value.h"

namespace lotse {

// How the values of a column lie in memory.
enum class ColumnLayout : uint8_t {
  kNone = 0,  // Every value is missing.
  kBits,      // One bit each, the lowest bit of a byte first.
  kInt8,      // Integers in the machine's byte order ...
  kInt16,
  kInt32,
  kInt64,
  kUint8,
  kUint16,
  kUint32,
  kFloat,  // IEEE 754, 32 and 64 bits.
  kDouble,
  kText32,     // Text i is bytes [offsets[i], offsets[i + 1]), int32 offsets.
  kText64,     // The same with int64 offsets.
  kTextViews,  // 16 bytes each: Arrow's Utf8View.
  kList32,     // List i is elements [offsets[i], offsets[i + 1]).
  kList64,
};

// One fact of many leads. A boolean is kBits; an integer, a time (microseconds
// since 1970 UTC), a date (days since 1970) or money (micros of the fact's
// currency) is one of the integers; a number is a float, a double or one of the
// integers; a text is one of the texts or, with a dictionary, one of the
// integers; a list of texts is one of the lists. Every other pairing of type
// and layout reads as missing, as does a float that is not finite.
struct ColumnView {
  ColumnLayout layout = ColumnLayout::kNone;
  // The type of the fact. A column of another type reads as missing.
  ValueType type = ValueType::kUnspecified;
  // Values, or views of texts.
  const void* values = nullptr;
  // Of texts and lists.
  const void* offsets = nullptr;
  // The bytes that offsets of texts point into.
  const char* bytes = nullptr;
  // The buffers that views of texts longer than 12 bytes point into.
  const void* const* buffers = nullptr;
  // Bit i: value i is there. Null: all are.
  const uint8_t* validity = nullptr;
  // Row r of the column is element first + r of the buffers above.
  size_t first = 0;
  // If set, the integers are indices of this column of texts, which has
  // `dictionary_rows` of them, none missing. Indices must be in range where the
  // value is there.
  const ColumnView* dictionary = nullptr;
  size_t dictionary_rows = 0;
  // Of lists: the column of texts that offsets point into.
  const ColumnView* elements = nullptr;

  static ColumnView Fixed(ValueType type, ColumnLayout layout,
                          const void* values,
                          const uint8_t* validity = nullptr) {
    ColumnView view;
    view.type = type;
    view.layout = layout;
    view.values = values;
    view.validity = validity;
    return view;
  }

  // Whether row `row` has a value, as far as the validity bits say.
  bool valid(size_t row) const {
    const size_t i = first + row;
    return layout != ColumnLayout::kNone &&
           (validity == nullptr || (validity[i / 8] >> i % 8 & 1) != 0);
  }
};

// Element `i` of an array of T at any address.
template <typename T>
T LoadAt(const void* data, size_t i) {
  T value;
  std::memcpy(&value, static_cast<const char*>(data) + i * sizeof(T),
              sizeof(T));
  return value;
}

// The text in row `row` of a column of texts without a dictionary; it must be
// there.
absl::string_view TextAt(const ColumnView& texts, size_t row);

// Where the elements of the list in row `row` begin and end.
struct ElementRange {
  size_t begin = 0;
  size_t end = 0;
};
ElementRange ElementsAt(const ColumnView& lists, size_t row);

// The index that row `row` of a column of integers (not kNone, a value that is
// there) has.
int64_t IntegerAt(const ColumnView& integers, size_t row);

// The text in row `row` of a column of texts, with a dictionary or without; it
// must be there.
absl::string_view TextInRow(const ColumnView& texts, size_t row);

// The activities of many leads, those of one lead side by side in any order.
struct ActivityColumns {
  // Lead i has activities [begin[i], begin[i + 1]). Null: no lead has any.
  const int64_t* begin = nullptr;
  // Index of a kind in the catalog; kNoKind: none, such an activity does not
  // count.
  const uint32_t* kinds = nullptr;
  // Microseconds since 1970 UTC.
  const int64_t* occurred_at = nullptr;
  // By payload slot; slots beyond the end are missing.
  absl::Span<const ColumnView> payload;

  static constexpr uint32_t kNoKind = static_cast<uint32_t>(-1);
};

// The consent proofs of many leads' persons.
struct ConsentColumns {
  // Lead i has entries [begin[i], begin[i + 1]). Null: no lead has any.
  const int64_t* begin = nullptr;
  const ConsentView* entries = nullptr;
};

struct LeadColumns {
  size_t rows = 0;
  // By slot of the FactCatalog; slots beyond the end are missing.
  absl::Span<const ColumnView> values;
  ActivityColumns activities;
  ConsentColumns consents;
};

}  // namespace lotse

#endif  // LOTSE_FACTS_LEAD_COLUMNS_H_
