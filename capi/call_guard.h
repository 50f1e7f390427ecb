// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Guard: what stands around the body of every C function that can fail. Nothing
// thrown gets past it, and its caller gets a status and an error.
//
//   return Guard(err, [&]() -> Failure {
//     LOTSE_RETURN_IF_ERROR(CheckStr(name, "name"));
//     return absl::OkStatus();
//   });
//
// Thread-safe.
#ifndef LOTSE_CAPI_CALL_GUARD_H_
#define LOTSE_CAPI_CALL_GUARD_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lotse/base/spec_issue.h"
#include "lotse/c/lotse.h"

namespace lotse::capi {

// Whether a call failed, and everything that was wrong.
struct Failure {
  // NOLINTNEXTLINE(google-explicit-constructor): returned like a status.
  Failure(absl::Status s) : status(std::move(s)) {}

  absl::Status status;
  // Empty: what the message of the status says is all.
  std::vector<SpecIssue> issues;
};

// The path and the rest of a message "path: rest".
SpecIssue IssueOf(const absl::Status& status);

// The number of the failure; makes *err if the caller wants one.
lotse_status GiveError(const Failure& failure, lotse_error** err);
// The same for what was thrown; never throws.
lotse_status GiveThrown(absl::StatusCode code, const char* message,
                        lotse_error** err) noexcept;

template <typename Body>
lotse_status Guard(lotse_error** err, const Body& body) noexcept {
  if (err != nullptr && *err != nullptr) return LOTSE_INVALID_ARGUMENT;
  try {
    const Failure failure = body();
    return failure.status.ok() ? LOTSE_OK : GiveError(failure, err);
  } catch (const std::bad_alloc&) {
    return GiveThrown(absl::StatusCode::kResourceExhausted,
                      "out of memory: give the process more", err);
  } catch (...) {
    return GiveThrown(absl::StatusCode::kInternal,
                      "unexpected exception: please report it", err);
  }
}

// InvalidArgument "name: message".
inline absl::Status ArgumentError(absl::string_view name,
                                  absl::string_view message) {
  return absl::InvalidArgumentError(absl::StrCat(name, ": ", message));
}

// Whether `pointer` is set.
inline absl::Status CheckPointer(const void* pointer, absl::string_view name) {
  if (pointer != nullptr) return absl::OkStatus();
  return ArgumentError(name, "is NULL");
}

// Whether `str` can be read; that its bytes exist is the caller's word.
absl::Status CheckStr(lotse_str str, absl::string_view name);

// As CheckStr, for names, which are short.
absl::Status CheckName(lotse_str str, absl::string_view name);

// Whether `format` is one of LOTSE_FORMAT_*.
absl::Status CheckFormat(int32_t format, absl::string_view name);

// Whether `micros` is an instant in the years 1 to 9999.
absl::Status CheckInstant(int64_t micros, absl::string_view name);

// As CheckInstant, for one that must be set.
absl::Status CheckInstantIsSet(int64_t micros, absl::string_view name);

// Whether options.flags has none but `known` ones.
absl::Status CheckFlags(uint32_t flags, uint32_t known);

inline absl::string_view ViewOf(lotse_str str) {
  return absl::string_view(str.ptr, str.len);
}
inline lotse_str StrOf(absl::string_view text) {
  return lotse_str{text.data(), text.size()};
}

// No struct of the interface ever gets this large; a wild struct_size is found.
inline constexpr uint32_t kMaxStructSize = 4096;

// Checks the struct_size of a struct that begins with one and is `known` bytes
// here and at least `v1` anywhere; all bytes beyond `known` must be 0.
absl::Status CheckVersionedStruct(const void* object, size_t known, size_t v1,
                                  absl::string_view name);

// Takes the caller's copy of T; what it does not have is 0. NULL: all 0.
template <typename T>
absl::Status TakeStruct(const T* object, size_t v1, absl::string_view name,
                        T* out) {
  *out = T();
  if (object == nullptr) return absl::OkStatus();
  absl::Status status = CheckVersionedStruct(object, sizeof(T), v1, name);
  if (!status.ok()) return status;
  std::memcpy(
      out, object,
      object->struct_size < sizeof(T) ? object->struct_size : sizeof(T));
  return absl::OkStatus();
}

}  // namespace lotse::capi

#endif  // LOTSE_CAPI_CALL_GUARD_H_
