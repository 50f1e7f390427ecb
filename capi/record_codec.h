// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Records in the formats of lotse.h, to and from native structs. Thread-safe.
#ifndef LOTSE_CAPI_RECORD_CODEC_H_
#define LOTSE_CAPI_RECORD_CODEC_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "capi/call_guard.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/status_macros.h"
#include "lotse/c/lotse.h"
#include "lotse/proto/bytes.h"
#include "lotse/proto/json.h"

namespace lotse::capi {

// Reads a T from `record`, which CheckStr took, in a format that CheckFormat
// took.
template <typename T>
absl::StatusOr<T> ReadRecord(lotse_str record, int32_t format) {
  if (format == LOTSE_FORMAT_PROTOBUF) {
    return proto::FromBytes<T>(ViewOf(record));
  }
  return proto::FromJson<T>(ViewOf(record));
}

// A record that is one of several parameters; its errors say which.
template <typename T>
absl::StatusOr<T> ReadNamed(lotse_str record, int32_t format,
                            absl::string_view name) {
  LOTSE_RETURN_IF_ERROR(CheckStr(record, name));
  absl::StatusOr<T> read = ReadRecord<T>(record, format);
  if (read.ok()) return read;
  const SpecIssue issue = IssueOf(read.status());
  return absl::Status(read.status().code(),
                      absl::StrCat(name, issue.path.empty() ? "" : ".",
                                   issue.path, ": ", issue.message));
}

// More records than any call has; a wild length is found before it is read.
inline constexpr size_t kMaxListedRecords = 10000000;

// Records in the order given; the errors of one are at name[i].
template <typename T>
absl::StatusOr<std::vector<T>> ReadList(const lotse_str* records, size_t len,
                                        int32_t format,
                                        absl::string_view name) {
  std::vector<T> list;
  if (len == 0) return list;
  LOTSE_RETURN_IF_ERROR(CheckPointer(records, name));
  if (len > kMaxListedRecords) {
    return ArgumentError(absl::StrCat(name, "_len"), "is not plausible");
  }
  list.reserve(len);
  for (size_t i = 0; i < len; ++i) {
    LOTSE_ASSIGN_OR_RETURN(
        T read,
        ReadNamed<T>(records[i], format, absl::StrCat(name, "[", i, "]")));
    list.push_back(std::move(read));
  }
  return list;
}

// Makes *out own `text`.
void GiveBuf(std::string text, lotse_buf* out);

// Makes *out own `value` in a format that CheckFormat took.
template <typename T>
void GiveRecord(const T& value, int32_t format, lotse_buf* out) {
  switch (format) {
    case LOTSE_FORMAT_JSON:
      return GiveBuf(proto::ToJson(value, proto::JsonStyle::kCanonical), out);
    case LOTSE_FORMAT_READABLE_JSON:
      return GiveBuf(proto::ToJson(value, proto::JsonStyle::kReadable), out);
    default:
      return GiveBuf(proto::ToBytes(value), out);
  }
}

}  // namespace lotse::capi

#endif  // LOTSE_CAPI_RECORD_CODEC_H_
