// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Records in the formats of lotse.h, to and from native structs. Thread-safe.
#ifndef LOTSE_CAPI_RECORD_CODEC_H_
#define LOTSE_CAPI_RECORD_CODEC_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "capi/call_guard.h"
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
