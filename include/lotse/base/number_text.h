// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Doubles and texts as they stand in conditions and messages, the same on every
// platform and in every locale.
#ifndef LOTSE_BASE_NUMBER_TEXT_H_
#define LOTSE_BASE_NUMBER_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace lotse {

// The shortest decimal that reads back as `value`, always with a point or an
// exponent, so that it is not mistaken for an integer: "2.0", "0.1", "1e+300".
std::string PrintNumber(double value);

// `text` in double quotes; quotes, backslashes and control characters escaped
// as in JSON.
std::string QuoteText(absl::string_view text);

}  // namespace lotse

#endif  // LOTSE_BASE_NUMBER_TEXT_H_
