// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Single values as they stand in JSON: numbers, texts, times, durations, names.
// Read strictly, without a locale; printed so that they read back equal.
#ifndef LOTSE_SRC_PROTO_JSON_TEXT_H_
#define LOTSE_SRC_PROTO_JSON_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "lotse/base/time.h"

namespace lotse::proto {

// Whether `key` is the name of a field, as in the schema ("person_id") or in
// lowerCamelCase ("personId").
bool IsFieldName(absl::string_view key, absl::string_view name);

// "person_id" as "personId".
std::string CamelCase(absl::string_view name);

// A whole number: digits with an optional minus, or a decimal or exponent form
// of a whole number ("1e3"), as the proto3 JSON mapping has it.
std::optional<int64_t> ParseJsonInteger(absl::string_view text);

// Whether `text` is digits with an optional minus and nothing else.
bool IsIntegerText(absl::string_view text);

// A JSON number. Infinite if it is too large.
std::optional<double> ParseJsonNumber(absl::string_view text);

// The shortest JSON number that reads back as `number` (0 for -0); "NaN",
// "Infinity" or "-Infinity" with its quotes if it is not finite.
std::string PrintJsonNumber(double number);

// `text` in quotes; bytes that are not UTF-8 as U+FFFD.
std::string PrintJsonText(absl::string_view text);

// "2026-11-23T10:00:00.500Z", with 0, 3 or 6 decimals.
std::string PrintJsonInstant(Instant instant);

// "1209600s", "0.500s"; with 0, 3 or 6 decimals.
std::string PrintJsonDuration(Duration duration);

// "1.5s", or a whole number of a unit: "30 days", "1 hour". Nullopt if it is
// neither, or longer than kMaxDurationDays. Digits finer than a microsecond are
// cut.
std::optional<Duration> ParseJsonDuration(absl::string_view text);

}  // namespace lotse::proto

#endif  // LOTSE_SRC_PROTO_JSON_TEXT_H_
