// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DecodeContext, SplitInstant, SplitDuration.
#include "src/proto/decode_context.h"

#include <cmath>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/utf8.h"

namespace lotse::proto {
namespace {

constexpr int64_t kMicrosPerSecond = 1000000;
constexpr int64_t kNanosPerSecond = 1000000000;
constexpr int64_t kMinInstantSeconds = -62135596800;
constexpr int64_t kMaxInstantSeconds = 253402300799;
constexpr int64_t kMaxDurationSeconds = kMaxDurationDays * 86400;

}  // namespace

bool DecodeContext::Fail(const FieldPath& path, absl::string_view message) {
  if (!status_.ok()) return false;
  const std::string where = path.ToString();
  status_ = absl::InvalidArgumentError(
      where.empty() ? message : absl::StrCat(where, ": ", message));
  return false;
}

bool DecodeContext::FailDepth(const FieldPath& path) {
  return Fail(path,
              absl::StrCat("is nested deeper than ", kMaxDepth, " levels"));
}

bool DecodeContext::FailMemory(const FieldPath& path) {
  return Fail(path, "is one element too many: split the input");
}

bool DecodeContext::FailTextSize(const FieldPath& path) {
  return Fail(path,
              absl::StrCat("has more than ", kMaxTextBytes, " bytes of text"));
}

bool DecodeContext::CheckText(absl::string_view text, const FieldPath& path) {
  return IsValidUtf8(text) || Fail(path, "must be UTF-8 text");
}

bool DecodeContext::TakeNumber(double number, const FieldPath& path,
                               double* out) {
  if (!std::isfinite(number)) return Fail(path, "must be a finite number");
  *out = number == 0 ? 0 : number;
  return true;
}

bool DecodeContext::TakePoints(double number, const FieldPath& path,
                               Points* out) {
  if (!std::isfinite(number)) return Fail(path, "must be a finite number");
  if (std::fabs(number) > static_cast<double>(kMaxTotalPoints)) {
    return Fail(path, absl::StrCat("must be from -", kMaxTotalPoints, " to ",
                                   kMaxTotalPoints, " points"));
  }
  *out = Points::FromDouble(number);
  return true;
}

bool DecodeContext::TakeDate(absl::string_view text, const FieldPath& path,
                             Date* out) {
  const absl::StatusOr<Date> date = Date::Parse(text);
  if (!date.ok()) return Fail(path, date.status().message());
  *out = *date;
  return true;
}

bool DecodeContext::TakeInstant(int64_t seconds, int64_t nanos,
                                const FieldPath& path, Instant* out) {
  if (seconds < kMinInstantSeconds || seconds > kMaxInstantSeconds ||
      nanos < 0 || nanos >= kNanosPerSecond) {
    return Fail(path,
                "must be a time of the years 1 to 9999, with 0 to 999999999 "
                "nanoseconds");
  }
  *out = Instant::FromMicros(seconds * kMicrosPerSecond + nanos / 1000);
  return true;
}

bool DecodeContext::TakeDuration(int64_t seconds, int64_t nanos,
                                 const FieldPath& path, Duration* out) {
  if (seconds < -kMaxDurationSeconds || seconds > kMaxDurationSeconds ||
      nanos <= -kNanosPerSecond || nanos >= kNanosPerSecond ||
      (seconds > 0 && nanos < 0) || (seconds < 0 && nanos > 0)) {
    return Fail(path,
                absl::StrCat("must be a duration of at most ", kMaxDurationDays,
                             " days, seconds and nanoseconds of the same "
                             "sign"));
  }
  *out = Duration::Micros(seconds * kMicrosPerSecond + nanos / 1000);
  return true;
}

SecondsAndNanos SplitInstant(Instant instant) {
  int64_t seconds = instant.micros() / kMicrosPerSecond;
  int64_t micros = instant.micros() % kMicrosPerSecond;
  if (micros < 0) {
    --seconds;
    micros += kMicrosPerSecond;
  }
  return {seconds, static_cast<int32_t>(micros * 1000)};
}

SecondsAndNanos SplitDuration(Duration duration) {
  return {duration.micros() / kMicrosPerSecond,
          static_cast<int32_t>(duration.micros() % kMicrosPerSecond * 1000)};
}

}  // namespace lotse::proto
