// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Any bytes either are refused or read as a struct that is written and read
// again equal, with the same bytes from then on.
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lotse/engine/engine_spec.h"
#include "lotse/facts/facts.h"
#include "lotse/proto/bytes.h"

namespace {

template <typename T>
void Check(absl::string_view bytes) {
  const absl::StatusOr<T> value = lotse::proto::FromBytes<T>(bytes);
  if (!value.ok()) return;
  const std::string written = lotse::proto::ToBytes(*value);
  const absl::StatusOr<T> again = lotse::proto::FromBytes<T>(written);
  if (!again.ok() || *again != *value ||
      lotse::proto::ToBytes(*again) != written) {
    __builtin_trap();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  Check<lotse::EngineSpec>(bytes);
  Check<lotse::Facts>(bytes);
  return 0;
}
