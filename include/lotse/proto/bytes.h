// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Protobuf bytes to and from the native structs, without generated classes.
//
// FromBytes reads what any protobuf runtime wrote for the message
// MessageName<T>(), and ToBytes writes what any of them reads. The bytes of
// equal structs are equal: fields in ascending order, unset ones left out.
//
//   absl::StatusOr<Facts> facts = FromBytes<Facts>(bytes);
//   std::string copy = ToBytes(*facts);
//
// T is any boundary struct: EngineSpec, Facts, ScoreReport and whatever they
// hold. Bytes are untrusted input: reading is linear in their size and takes
// bounded memory and stack. Pure functions, safe from any thread.
#ifndef LOTSE_PROTO_BYTES_H_
#define LOTSE_PROTO_BYTES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace lotse::proto {

// Reads a T. Fields that this release does not know are skipped; where a field
// stands several times the last one counts and messages are merged.
//
// Error: InvalidArgument with the path of the field, such as
// "lead.attributes[3].value.number: must be a finite number": truncated bytes,
// wrong wire types, texts that are not UTF-8 or above kMaxTextBytes, numbers
// that are not finite, points above kMaxTotalPoints, times and durations out of
// range, enum values that this release does not have, messages nested deeper
// than kMaxDepth, more bytes than kMaxRecordBytes (specs: kMaxSpecBytes), more
// elements than those bytes account for in good faith. Never quotes a value.
template <typename T>
absl::StatusOr<T> FromBytes(absl::string_view bytes);

// Writes `value`. Never fails; what FromBytes would refuse is written as it is.
template <typename T>
std::string ToBytes(const T& value);

// The name of T's message, such as "lotse.v1.Facts".
template <typename T>
absl::string_view MessageName();

}  // namespace lotse::proto

#endif  // LOTSE_PROTO_BYTES_H_
