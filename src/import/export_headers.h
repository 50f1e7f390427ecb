// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The headers of CRM exports, as a table.
#ifndef LOTSE_SRC_IMPORT_EXPORT_HEADERS_H_
#define LOTSE_SRC_IMPORT_EXPORT_HEADERS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/import/export_columns.h"

namespace lotse {

// One header that is known.
struct KnownHeader {
  // As HeaderKey makes it.
  absl::string_view key;
  ExportRole role;
  // Of several columns for a role the smallest rank is taken.
  int rank;
};

// All of them; a key may stand for several roles, the likeliest first.
absl::Span<const KnownHeader> KnownHeaders();

// A header without case, blanks, punctuation and the entity that some systems
// put before it: "Deal - Won time" and "WonTime" -> "wontime".
std::string HeaderKey(absl::string_view header);

// The stage whose entry is dated in a column with this header, as in
// `Date entered "Proposal"`; empty: none.
std::string StageOfHeader(absl::string_view header);

}  // namespace lotse

#endif  // LOTSE_SRC_IMPORT_EXPORT_HEADERS_H_
