// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReadTzif: the time zone in the bytes of a zone file (RFC 9636).
//
//   absl::StatusOr<TimeZoneSpec> berlin = ReadTzif("Europe/Berlin", bytes);
//
// The host reads the file, /usr/share/zoneinfo/Europe/Berlin for example; this
// opens nothing. Bytes are untrusted input. A pure function, safe from any
// thread.
#ifndef LOTSE_IMPORT_TZIF_READER_H_
#define LOTSE_IMPORT_TZIF_READER_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lotse/calendar/time_zone_spec.h"

namespace lotse {

// Reads version 1 to 4. Transitions before the year 1 become the initial
// offset; what lies behind the year 9999 is left out. The result is valid
// (ValidateTimeZone). Error: InvalidArgument: `name` is none; the bytes are no
// zone file, truncated, inconsistent or larger than kMaxTextBytes; the file
// counts leap seconds, as those in a folder "right" do.
absl::StatusOr<TimeZoneSpec> ReadTzif(absl::string_view name,
                                      absl::string_view bytes);

}  // namespace lotse

#endif  // LOTSE_IMPORT_TZIF_READER_H_
