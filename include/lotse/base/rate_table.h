// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RateTable: dated exchange rates, as data.
//
//   RateTable rates;
//   rates.rates.push_back({"USD", "EUR", *Date::Parse("2026-11-20"),
//                          920000000});
//   rates.Convert(10000000, "USD", "EUR", *Date::Parse("2026-11-23"));
//
// A plain value; const use is thread-safe.
#ifndef LOTSE_BASE_RATE_TABLE_H_
#define LOTSE_BASE_RATE_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/base/field_path.h"
#include "lotse/base/fields.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"

namespace lotse {

// One unit of `from` is worth rate_nano / 1e9 units of `to` from `date` on.
struct ExchangeRate {
  std::string from;
  std::string to;
  Date date;
  // In billionths; above 0.
  int64_t rate_nano = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "from", &ExchangeRate::from},
                     Field{2, "to", &ExchangeRate::to},
                     Field{3, "date", &ExchangeRate::date},
                     Field{4, "rate_nano", &ExchangeRate::rate_nano});
  }
};

struct RateTable {
  // In any order. Of two rates with the same date the later in the list counts.
  std::vector<ExchangeRate> rates;

  // `micros` of `from` in micros of `to`, by the latest rate that is not after
  // `day`; ties to even. Nullopt if there is no such rate or the result does
  // not fit an int64. Only the rates as given are used, never their inverse.
  std::optional<int64_t> Convert(int64_t micros, absl::string_view from,
                                 absl::string_view to, Date day) const;
};

// Adds what is wrong: bad currency codes, rates that are not above 0.
void ValidateRateTable(const RateTable& table, const FieldPath& path,
                       SpecIssues* issues);

}  // namespace lotse

#endif  // LOTSE_BASE_RATE_TABLE_H_
