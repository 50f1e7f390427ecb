// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FromBytes, ToBytes and MessageName for every boundary struct.
#include "lotse/proto/bytes.h"

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/utility/utility.h"
#include "src/proto/boundary_structs.h"
#include "src/proto/wire_reader.h"
#include "src/proto/wire_writer.h"

namespace lotse::proto {

template <typename T>
absl::StatusOr<T> FromBytes(absl::string_view bytes) {
  // Built in place and returned as it stands: a struct of this size is not
  // moved for nothing.
  absl::StatusOr<T> out(absl::in_place);
  if (bytes.size() > MaxBytes<T>()) {
    out = absl::InvalidArgumentError(absl::StrCat(
        "has more than ", MaxBytes<T>(), " bytes: split the input"));
    return out;
  }
  WireReader reader(MaxBytes<T>());
  if (absl::Status status = reader.Read(bytes, &*out); !status.ok()) {
    out = std::move(status);
  }
  return out;
}

template <typename T>
std::string ToBytes(const T& value) {
  return WireWriter().Write(value);
}

template <typename T>
absl::string_view MessageName() {
  return NameOfMessage<T>::kFull;
}

#define LOTSE_INSTANTIATE(name)                                     \
  template absl::StatusOr<name> FromBytes<name>(absl::string_view); \
  template std::string ToBytes<name>(const name&);                  \
  template absl::string_view MessageName<name>();
LOTSE_FOR_EACH_BOUNDARY_STRUCT(LOTSE_INSTANTIATE)
#undef LOTSE_INSTANTIATE

}  // namespace lotse::proto
