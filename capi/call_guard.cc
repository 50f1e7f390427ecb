// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What Guard makes of failures, and the checks of parameters.
#include "capi/call_guard.h"

#include <memory>
#include <string>

#include "absl/strings/ascii.h"
#include "capi/handles.h"
#include "lotse/base/limits.h"
#include "lotse/base/time.h"

namespace lotse::capi {
namespace {

// The path at the start of "company.id: must be a text"; empty if there is
// none, as in "line 3, column 7: expected a comma".
absl::string_view PathOf(absl::string_view message) {
  const absl::string_view path = message.substr(0, message.find(": "));
  if (path.size() == message.size()) return "";
  for (const char c : path) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) && c != '_' &&
        c != '.' && c != '[' && c != ']') {
      return "";
    }
  }
  return path;
}

}  // namespace

SpecIssue IssueOf(const absl::Status& status) {
  absl::string_view message = status.message();
  const absl::string_view path = PathOf(message);
  if (!path.empty()) message.remove_prefix(path.size() + 2);
  return SpecIssue{std::string(path), std::string(message)};
}

lotse_status GiveError(const Failure& failure, lotse_error** err) {
  const lotse_status code = static_cast<int32_t>(failure.status.code());
  if (err == nullptr) return code;
  auto error = std::make_unique<lotse_error>();
  error->code = code;
  error->message = std::string(failure.status.message());
  error->issues = failure.issues;
  if (error->issues.empty()) error->issues.push_back(IssueOf(failure.status));
  error->path = error->issues[0].path;
  *err = error.release();
  return code;
}

lotse_status GiveThrown(absl::StatusCode code, const char* message,
                        lotse_error** err) noexcept {
  try {
    return GiveError(absl::Status(code, message), err);
  } catch (...) {
    return static_cast<int32_t>(code);
  }
}

absl::Status CheckStr(lotse_str str, absl::string_view name) {
  if (str.ptr == nullptr && str.len > 0) {
    return ArgumentError(name, "is NULL but has a length");
  }
  // No object is larger, and absl::string_view takes no more.
  if (str.len > static_cast<size_t>(PTRDIFF_MAX)) {
    return ArgumentError(name, "has an impossible length");
  }
  return absl::OkStatus();
}

absl::Status CheckName(lotse_str str, absl::string_view name) {
  if (absl::Status status = CheckStr(str, name); !status.ok()) return status;
  if (str.len <= kMaxNameBytes) return absl::OkStatus();
  return ArgumentError(name,
                       absl::StrCat("has more than ", kMaxNameBytes, " bytes"));
}

absl::Status CheckFormat(int32_t format, absl::string_view name) {
  switch (format) {
    case LOTSE_FORMAT_PROTOBUF:
    case LOTSE_FORMAT_JSON:
    case LOTSE_FORMAT_READABLE_JSON:
      return absl::OkStatus();
    default:
      return ArgumentError(name, "must be one of LOTSE_FORMAT_*");
  }
}

absl::Status CheckInstant(int64_t micros, absl::string_view name) {
  const Instant instant = Instant::FromMicros(micros);
  if (instant >= Instant::Min() && instant <= Instant::Max()) {
    return absl::OkStatus();
  }
  return ArgumentError(name, "must be in the years 1 to 9999, in microseconds");
}

absl::Status CheckInstantIsSet(int64_t micros, absl::string_view name) {
  if (micros != 0) return CheckInstant(micros, name);
  return ArgumentError(name, "is 0: set the instant of the evaluation");
}

absl::Status CheckFlags(uint32_t flags, uint32_t known) {
  if ((flags & ~known) == 0) return absl::OkStatus();
  return absl::UnimplementedError(
      "options.flags: has flags that this library does not have: update "
      "Lotse");
}

absl::Status CheckVersionedStruct(const void* object, size_t known, size_t v1,
                                  absl::string_view name) {
  uint32_t size;
  std::memcpy(&size, object, sizeof(size));
  if (size < v1 || size > kMaxStructSize) {
    return ArgumentError(absl::StrCat(name, ".struct_size"),
                         absl::StrCat("must be the sizeof of the struct, ", v1,
                                      " to ", kMaxStructSize));
  }
  const auto* bytes = static_cast<const unsigned char*>(object);
  for (size_t i = known; i < size; ++i) {
    if (bytes[i] == 0) continue;
    return absl::UnimplementedError(absl::StrCat(
        name, ": uses fields that this library does not have: update Lotse"));
  }
  return absl::OkStatus();
}

}  // namespace lotse::capi
