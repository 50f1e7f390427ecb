// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Money: an exact amount in one currency.
//
// The amount is a whole number of micro-units (1e-6 of the currency's unit) in
// an int64, with the currency's ISO 4217 code. Amounts in different currencies
// never compare or add; RateTable (rate_table.h) converts them by a dated rate.
//
//   Money::Parse("50000 EUR")->ToString();   // "50000 EUR"
#ifndef LOTSE_BASE_MONEY_H_
#define LOTSE_BASE_MONEY_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lotse/base/fields.h"

namespace lotse {

struct Money {
  // Amount in millionths of the currency's unit: 12.50 EUR is 12500000.
  int64_t micros = 0;
  // ISO 4217 code, three capital letters ("EUR"). Empty is no currency at all
  // and refused wherever money is read.
  std::string currency;

  // Reads "50000 EUR" or "-12.5 CHF". Error: InvalidArgument.
  static absl::StatusOr<Money> Parse(absl::string_view text);

  // "12.5 EUR", shortest exact decimal.
  std::string ToString() const;

  static constexpr auto Fields() {
    return FieldList(Field{1, "micros", &Money::micros},
                     Field{2, "currency", &Money::currency});
  }
};

// Whether `code` has the form of an ISO 4217 code: three letters A to Z.
bool IsCurrencyCode(absl::string_view code);

}  // namespace lotse

#endif  // LOTSE_BASE_MONEY_H_
