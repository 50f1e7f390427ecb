// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// JSON to and from the native structs: the proto3 JSON mapping, and a shorter
// form that people read and write.
//
//   absl::StatusOr<EngineSpec> spec = FromJson<EngineSpec>(R"({
//     "schema": {"company": [{"key": "employees", "type": "integer"}]},
//     "scoring": {"groups": [{"id": "fit", "rules": [
//         {"id": "size", "when": "employees >= 50", "points": 20}]}]}})");
//   std::string text = ToJson(*spec, JsonStyle::kReadable);
//
// Shorthands, read in any place and written by kReadable:
//   a condition    "employees >= 50"
//   a value        true, 12, 2.5, "text", ["a", "b"], null (missing)
//   attributes     {"employees": 120, "country": "DE"}
//   a label        "Company size" (English)
//   an enum        "text" instead of "VALUE_TYPE_TEXT"
//   money          "12.5 EUR"
//   a duration     "30 days" (weeks, days, hours, minutes, seconds,
//                  microseconds)
//
// T is any boundary struct. Pure functions, safe from any thread.
#ifndef LOTSE_PROTO_JSON_H_
#define LOTSE_PROTO_JSON_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace lotse::proto {

enum class JsonStyle {
  // The proto3 JSON mapping in one line, which every protobuf runtime reads.
  kCanonical,
  // For people: shorthands, names as in the schema, two spaces of indentation,
  // a newline at the end. Reads back to an equal struct.
  kReadable,
};

// Reads a T. Field names are those of the schema or their lowerCamelCase form;
// null leaves a field unset; numbers may stand in strings.
//
// Error: InvalidArgument. Syntax errors give line and column ("line 3, column
// 7:
// ..."), others the path of the field and what is expected there. Fields that
// are not known or given twice are errors, and so is whatever FromBytes refuses
// (bytes.h). Never quotes a value.
template <typename T>
absl::StatusOr<T> FromJson(absl::string_view json);

// Writes `value`, fields with their default left out. Never fails: text that is
// not UTF-8 is written with U+FFFD, and a number that is not finite as "NaN",
// "Infinity" or "-Infinity", which FromJson refuses.
template <typename T>
std::string ToJson(const T& value, JsonStyle style = JsonStyle::kCanonical);

}  // namespace lotse::proto

#endif  // LOTSE_PROTO_JSON_H_
