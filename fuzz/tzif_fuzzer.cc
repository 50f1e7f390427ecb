// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Any bytes either are refused or read as a valid time zone that agrees with
// itself.
#include <cstddef>
#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "fuzz/time_zone_probe.h"
#include "lotse/calendar/time_zone.h"
#include "lotse/import/tzif_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::StatusOr<lotse::TimeZoneSpec> spec = lotse::ReadTzif(
      "fuzz", absl::string_view(reinterpret_cast<const char*>(data), size));
  if (!spec.ok()) return 0;
  const absl::StatusOr<lotse::TimeZone> zone = lotse::CompileTimeZone(*spec);
  if (!zone.ok()) __builtin_trap();
  lotse::ProbeTimeZone(*zone);
  return 0;
}
