// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What the headers of a CSV file tell: the keys they make, and which columns
// usually carry a lead's id or how it ended.
//
//   KeyFromHeader("Annual Revenue (EUR)")   // "annual_revenue_eur"
//
// Pure functions, safe from any thread.
#ifndef LOTSE_IMPORT_CSV_HEADERS_H_
#define LOTSE_IMPORT_CSV_HEADERS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace lotse {

// A header as a key: "Annual Revenue (EUR)" -> "annual_revenue_eur", "Größe" ->
// "groesse". Empty if it has no letters or digits; "n" is put before a digit.
std::string KeyFromHeader(absl::string_view header);

// Whether a column with this header usually carries the lead's own id, or how
// the lead ended.
bool LooksLikeLeadId(absl::string_view header);
bool LooksLikeOutcome(absl::string_view header);

// Usual words for won (yes, true, 1, won, gewonnen ...) and for lost.
std::vector<std::string> DefaultWonWords();
std::vector<std::string> DefaultLostWords();

}  // namespace lotse

#endif  // LOTSE_IMPORT_CSV_HEADERS_H_
