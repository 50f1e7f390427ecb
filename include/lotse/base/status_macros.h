// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LOTSE_RETURN_IF_ERROR and LOTSE_ASSIGN_OR_RETURN, shaped like those of newer
// Abseil releases, which will replace this file.
//
//   LOTSE_ASSIGN_OR_RETURN(Date date, Date::Parse(text));
#ifndef LOTSE_BASE_STATUS_MACROS_H_
#define LOTSE_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define LOTSE_STATUS_CONCAT_INNER(a, b) a##b
#define LOTSE_STATUS_CONCAT(a, b) LOTSE_STATUS_CONCAT_INNER(a, b)

// Returns from the function if `expression` (an absl::Status) is an error.
#define LOTSE_RETURN_IF_ERROR(expression)                                   \
  do {                                                                      \
    if (absl::Status lotse_returned = (expression); !lotse_returned.ok()) { \
      return lotse_returned;                                                \
    }                                                                       \
  } while (false)

// Initialises or assigns `target` from `expression` (an absl::StatusOr), or
// returns its error.
#define LOTSE_ASSIGN_OR_RETURN(target, expression)                           \
  LOTSE_ASSIGN_OR_RETURN_INNER(LOTSE_STATUS_CONCAT(lotse_result_, __LINE__), \
                               target, expression)
#define LOTSE_ASSIGN_OR_RETURN_INNER(result, target, expression) \
  auto result = (expression);                                    \
  if (!result.ok()) return std::move(result).status();           \
  target = *std::move(result)

#endif  // LOTSE_BASE_STATUS_MACROS_H_
