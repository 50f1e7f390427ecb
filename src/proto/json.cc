// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FromJson and ToJson for every boundary struct.
#include "lotse/proto/json.h"

#include <string>

#include "absl/status/status.h"
#include "lotse/base/status_macros.h"
#include "src/proto/boundary_structs.h"
#include "src/proto/json_reader.h"
#include "src/proto/json_tree.h"
#include "src/proto/json_writer.h"

namespace lotse::proto {

template <typename T>
absl::StatusOr<T> FromJson(absl::string_view json) {
  LOTSE_ASSIGN_OR_RETURN(const JsonTree tree,
                         JsonTree::Parse(json, MaxBytes<T>()));
  absl::StatusOr<T> out{T()};
  LOTSE_RETURN_IF_ERROR(JsonReader(tree, MaxBytes<T>()).Read(&*out));
  return out;
}

template <typename T>
std::string ToJson(const T& value, JsonStyle style) {
  return JsonWriter(style).Write(value);
}

#define LOTSE_INSTANTIATE(name)                                    \
  template absl::StatusOr<name> FromJson<name>(absl::string_view); \
  template std::string ToJson<name>(const name&, JsonStyle);
LOTSE_FOR_EACH_BOUNDARY_STRUCT(LOTSE_INSTANTIATE)
#undef LOTSE_INSTANTIATE

}  // namespace lotse::proto
