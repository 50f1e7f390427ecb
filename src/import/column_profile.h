// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ColumnProfile: which types all cells of a column could have, how many it
// fills and which few values it takes. Memory is bounded.
#ifndef LOTSE_SRC_IMPORT_COLUMN_PROFILE_H_
#define LOTSE_SRC_IMPORT_COLUMN_PROFILE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "lotse/facts/schema.h"
#include "lotse/import/cell_parser.h"

namespace lotse {

class ColumnProfile {
 public:
  // More different values than this are not remembered.
  static constexpr size_t kMaxDistinct = 50;

  // Takes note of one cell that is not missing.
  void Add(absl::string_view cell);
  // Takes note of a cell that is not empty and means missing.
  void AddMissing(absl::string_view marker);

  int64_t filled() const { return filled_; }
  // The type that all cells have if numbers and dates are written like this.
  ValueType Type(DecimalMark mark, DateOrder order) const;
  // The values, most frequent first; empty if there are too many of them, or
  // hardly one of them comes twice.
  std::vector<std::string> Options() const;
  // Whether one of the values is in `words`.
  bool HasOneOf(const MissingMarkers& words) const;
  // Whether no value came twice among the first thousands.
  bool unique() const { return unique_; }
  // Whether every number has a %.
  bool percent() const { return percent_ == filled_ && filled_ > 0; }
  // The currency of all amounts, if it is one.
  const std::string& currency() const { return currency_; }
  // A value such as 999 or -1 that stands far from all others and is repeated:
  // likely a code for "not known". Empty: none.
  std::string Sentinel(DecimalMark mark) const;
  // Whether these are dates of which nobody knows whether day or month is
  // first.
  bool AmbiguousDates(DateOrder order) const;
  // Texts such as "Select" that were taken for missing, in the order seen.
  const std::vector<std::string>& markers() const { return markers_; }

 private:
  // What all cells so far could be, by decimal mark or date order (1 and 2).
  struct Candidates {
    bool integer = true;
    bool number = true;
    bool money = true;
    bool date = true;
    bool time = true;
  };
  // Extremes of the numbers, with how often they came.
  struct Extremes {
    double min = 0, max = 0;
    double next_min = 0, next_max = 0;
    int64_t at_min = 0, at_max = 0;
    int64_t count = 0;
    int64_t distinct = 0;  // Up to 3.
  };

  void AddDistinct(absl::string_view cell);
  static void AddToExtremes(double value, Extremes* extremes);

  int64_t filled_ = 0;
  int64_t percent_ = 0;
  bool boolean_ = true;
  bool code_ = false;         // Leading zeros or plus signs: no numbers.
  bool needs_order_ = false;  // Has dates that an order must be known for.
  std::array<Candidates, 3> candidates_;
  std::array<Extremes, 3> extremes_;
  std::string currency_;
  bool too_many_ = false;
  std::vector<std::string> values_;  // In the order seen.
  absl::flat_hash_map<std::string, int64_t> counts_;
  bool unique_ = true;
  absl::flat_hash_set<std::string> seen_;
  std::vector<std::string> markers_;
};

}  // namespace lotse

#endif  // LOTSE_SRC_IMPORT_COLUMN_PROFILE_H_
