// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// IsOk, IsOkAndHolds, StatusIs and ASSERT_OK_AND_ASSIGN, shaped like those of
// newer Abseil releases, which will replace this file.
//
//   EXPECT_THAT(Date::Parse("2026-02-30"),
//               StatusIs(absl::StatusCode::kInvalidArgument,
//               HasSubstr("day")));
//   ASSERT_OK_AND_ASSIGN(Date date, Date::Parse("2026-11-23"));
#ifndef LOTSE_TESTING_STATUS_MATCHERS_H_
#define LOTSE_TESTING_STATUS_MATCHERS_H_

#include <ostream>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/status_macros.h"

namespace lotse {

inline const absl::Status& StatusOf(const absl::Status& status) {
  return status;
}
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

// A status, or the status of a StatusOr, that is ok.
MATCHER(IsOk, negation ? "is an error" : "is ok") {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).ok();
}

// A status, or the status of a StatusOr, with this code and a message that
// matches.
MATCHER_P2(StatusIs, code, message,
           "has the code " + absl::StatusCodeToString(code) +
               " and a message that " +
               ::testing::DescribeMatcher<std::string>(message, negation)) {
  const absl::Status& status = StatusOf(arg);
  *result_listener << status.ToString();
  return status.code() == code &&
         ::testing::ExplainMatchResult(message, std::string(status.message()),
                                       result_listener);
}
inline auto StatusIs(absl::StatusCode code) {
  return StatusIs(code, ::testing::_);
}

// A StatusOr that is ok and whose value matches.
MATCHER_P(IsOkAndHolds, value, "is ok and holds a value that matches") {
  if (!arg.ok()) {
    *result_listener << arg.status().ToString();
    return false;
  }
  return ::testing::ExplainMatchResult(value, *arg, result_listener);
}

}  // namespace lotse

#define ASSERT_OK_AND_ASSIGN(target, expression) \
  ASSERT_OK_AND_ASSIGN_INNER(                    \
      LOTSE_STATUS_CONCAT(lotse_test_result_, __LINE__), target, expression)
#define ASSERT_OK_AND_ASSIGN_INNER(result, target, expression) \
  auto result = (expression);                                  \
  ASSERT_TRUE(result.ok()) << result.status();                 \
  target = *std::move(result)

#endif  // LOTSE_TESTING_STATUS_MATCHERS_H_
