// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RateTable::Convert and ValidateRateTable.
#include "lotse/base/rate_table.h"

#include <limits>

#include "absl/numeric/int128.h"
#include "lotse/base/money.h"

namespace lotse {

std::optional<int64_t> RateTable::Convert(int64_t micros,
                                          absl::string_view from,
                                          absl::string_view to,
                                          Date day) const {
  if (from == to) return micros;
  const ExchangeRate* latest = nullptr;
  for (const ExchangeRate& rate : rates) {
    if (rate.from != from || rate.to != to || day < rate.date) continue;
    if (latest == nullptr || latest->date <= rate.date) latest = &rate;
  }
  if (latest == nullptr) return std::nullopt;
  constexpr int64_t kNano = 1000000000;
  const absl::int128 product = absl::int128(micros) * latest->rate_nano;
  absl::int128 quotient = product / kNano;  // Towards zero.
  const absl::int128 rest = product % kNano;
  const absl::int128 twice = (rest < 0 ? -rest : rest) * 2;
  if (twice > kNano || (twice == kNano && quotient % 2 != 0)) {
    quotient += product < 0 ? -1 : 1;
  }
  if (quotient > std::numeric_limits<int64_t>::max() ||
      quotient < std::numeric_limits<int64_t>::min()) {
    return std::nullopt;
  }
  return static_cast<int64_t>(quotient);
}

void ValidateRateTable(const RateTable& table, const FieldPath& path,
                       SpecIssues* issues) {
  for (size_t i = 0; i < table.rates.size(); ++i) {
    const ExchangeRate& rate = table.rates[i];
    const FieldPath here = path.Child("rates", i);
    if (!IsCurrencyCode(rate.from)) {
      issues->Add(here.Child("from"), "is no ISO 4217 code, such as EUR");
    }
    if (!IsCurrencyCode(rate.to)) {
      issues->Add(here.Child("to"), "is no ISO 4217 code, such as EUR");
    }
    if (rate.rate_nano <= 0) {
      issues->Add(here.Child("rate_nano"), "must be above 0");
    }
  }
}

}  // namespace lotse
