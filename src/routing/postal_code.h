// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PlainPostalCode and IsInRange: postal codes by their first characters.
// Internal to routing.
#ifndef LOTSE_SRC_ROUTING_POSTAL_CODE_H_
#define LOTSE_SRC_ROUTING_POSTAL_CODE_H_

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "lotse/routing/routing_spec.h"

namespace lotse {

// Letters and digits alone, in capitals: "SW1A 1AA" is "SW1A1AA".
inline std::string PlainPostalCode(absl::string_view text) {
  std::string plain;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(u)) plain.push_back(absl::ascii_toupper(u));
  }
  return plain;
}

// Whether `code`, which is plain, begins with `from` to `to`.
inline bool IsInRange(absl::string_view code, const PostalCodeRange& range) {
  const std::string from = PlainPostalCode(range.from);
  const std::string to = range.to.empty() ? from : PlainPostalCode(range.to);
  return code.size() >= from.size() && code.size() >= to.size() &&
         code.substr(0, from.size()) >= from && code.substr(0, to.size()) <= to;
}

}  // namespace lotse

#endif  // LOTSE_SRC_ROUTING_POSTAL_CODE_H_
