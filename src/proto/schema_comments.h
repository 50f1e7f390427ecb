// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SchemaComment: what the protobuf schema says about a message, field or enum.
// The table is made from proto/ when Lotse is built.
//
//   SchemaComment("Rule.points");   // "Points; may be negative. Unset: 0."
#ifndef LOTSE_SRC_PROTO_SCHEMA_COMMENTS_H_
#define LOTSE_SRC_PROTO_SCHEMA_COMMENTS_H_

#include "absl/strings/string_view.h"

namespace lotse::proto {

// The comment of "Message", "Message.field" or "Enum" as one line; empty if
// there is none.
absl::string_view SchemaComment(absl::string_view name);

}  // namespace lotse::proto

#endif  // LOTSE_SRC_PROTO_SCHEMA_COMMENTS_H_
