// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SchemaComment.
#include "src/proto/schema_comments.h"

#include <algorithm>
#include <iterator>

namespace lotse::proto {
namespace {

struct Comment {
  absl::string_view name;
  absl::string_view text;
};

// Sorted by name.
constexpr Comment kComments[] = {
#include "schema_comments_table.inc"
};

}  // namespace

absl::string_view SchemaComment(absl::string_view name) {
  const Comment* found = std::lower_bound(
      std::begin(kComments), std::end(kComments), name,
      [](const Comment& entry, absl::string_view n) { return entry.name < n; });
  return found != std::end(kComments) && found->name == name ? found->text : "";
}

}  // namespace lotse::proto
