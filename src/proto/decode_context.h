// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DecodeContext: what reading bytes and reading JSON have in common: the error,
// nesting, the bound on memory, and the checks of single values. So both refuse
// the same input with the same words.
//
// Every function that checks returns false after it has noted the error, and
// nothing is read after that. Not thread-safe; one per call.
#ifndef LOTSE_SRC_PROTO_DECODE_CONTEXT_H_
#define LOTSE_SRC_PROTO_DECODE_CONTEXT_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lotse/base/field_path.h"
#include "lotse/base/limits.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"

namespace lotse::proto {

class DecodeContext {
 public:
  // For input of at most `max_bytes` bytes.
  explicit DecodeContext(size_t max_bytes) : memory_(8 * max_bytes) {}

  // Notes the error "path: message" and returns false.
  bool Fail(const FieldPath& path, absl::string_view message);

  // Around the fields of each message.
  bool Enter(const FieldPath& path) {
    return ++depth_ <= kMaxDepth || FailDepth(path);
  }
  void Leave() { --depth_; }

  // Before an element of `bytes` bytes is added to a list. An empty message
  // takes two bytes as protobuf and some hundred as a struct; this bounds what
  // hostile input can make of that.
  bool Spend(size_t bytes, const FieldPath& path) {
    if (bytes > memory_) return FailMemory(path);
    memory_ -= bytes;
    return true;
  }

  bool CheckTextSize(size_t bytes, const FieldPath& path) {
    return bytes <= kMaxTextBytes || FailTextSize(path);
  }
  bool CheckText(absl::string_view text, const FieldPath& path);

  // Takes a number as it is on the wire. -0 becomes 0, which it equals.
  bool TakeNumber(double number, const FieldPath& path, double* out);
  bool TakePoints(double number, const FieldPath& path, Points* out);
  bool TakeDate(absl::string_view text, const FieldPath& path, Date* out);
  // Seconds and nanoseconds as in google.protobuf.Timestamp and Duration.
  bool TakeInstant(int64_t seconds, int64_t nanos, const FieldPath& path,
                   Instant* out);
  bool TakeDuration(int64_t seconds, int64_t nanos, const FieldPath& path,
                    Duration* out);

  // The error that was noted.
  const absl::Status& status() const { return status_; }

 private:
  bool FailDepth(const FieldPath& path);
  bool FailMemory(const FieldPath& path);
  bool FailTextSize(const FieldPath& path);

  absl::Status status_;
  size_t depth_ = 0;
  size_t memory_;
};

// Seconds and nanoseconds as in google.protobuf.Timestamp (rounded down, so
// that nanos are not negative) and Duration (both of the same sign).
struct SecondsAndNanos {
  int64_t seconds = 0;
  int32_t nanos = 0;
};
SecondsAndNanos SplitInstant(Instant instant);
SecondsAndNanos SplitDuration(Duration duration);

}  // namespace lotse::proto

#endif  // LOTSE_SRC_PROTO_DECODE_CONTEXT_H_
