// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Money: text form and the check of currency codes.
#include "lotse/base/money.h"

#include <optional>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lotse/base/decimal.h"

namespace lotse {
namespace {
constexpr int kScale = 6;
}  // namespace

absl::StatusOr<Money> Money::Parse(absl::string_view text) {
  const size_t space = text.find(' ');
  if (space != absl::string_view::npos) {
    const std::optional<int64_t> micros =
        ParseDecimal(text.substr(0, space), kScale);
    const absl::string_view code =
        absl::StripAsciiWhitespace(text.substr(space));
    if (micros.has_value() && IsCurrencyCode(code)) {
      return Money{*micros, std::string(code)};
    }
  }
  return absl::InvalidArgumentError(
      "not an amount of money: write a number and an ISO 4217 code, such as "
      "50000 EUR");
}

std::string Money::ToString() const {
  return absl::StrCat(PrintDecimal(micros, kScale), " ", currency);
}

bool IsCurrencyCode(absl::string_view code) {
  if (code.size() != 3) return false;
  for (char c : code) {
    if (!absl::ascii_isupper(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

}  // namespace lotse
