// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Any text either is refused or reads as a struct that comes back equal from
// both styles of JSON.
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lotse/engine/engine_spec.h"
#include "lotse/facts/facts.h"
#include "lotse/proto/json.h"

namespace {

using lotse::proto::FromJson;
using lotse::proto::JsonStyle;
using lotse::proto::ToJson;

template <typename T>
void Check(absl::string_view json) {
  const absl::StatusOr<T> value = FromJson<T>(json);
  if (!value.ok()) return;
  for (JsonStyle style : {JsonStyle::kCanonical, JsonStyle::kReadable}) {
    const std::string written = ToJson(*value, style);
    const absl::StatusOr<T> again = FromJson<T>(written);
    if (!again.ok() || *again != *value || ToJson(*again, style) != written) {
      __builtin_trap();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view json(reinterpret_cast<const char*>(data), size);
  Check<lotse::EngineSpec>(json);
  Check<lotse::Facts>(json);
  return 0;
}
