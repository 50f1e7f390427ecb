// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Any TZ string either is refused or makes a time zone that agrees with itself.
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "fuzz/time_zone_probe.h"
#include "lotse/calendar/time_zone.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  lotse::TimeZoneSpec spec;
  spec.name = "fuzz";
  spec.rules.assign(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<lotse::TimeZone> zone = lotse::CompileTimeZone(spec);
  if (zone.ok()) lotse::ProbeTimeZone(*zone);
  return 0;
}
