// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReadRouting and SwapRouting: a RoutingState as rows of schema.sql, of which
// only those that changed are written.
//
// Of a request that waits its facts are not kept: it is resolved anew before
// each try, so that it waits by what is known today.
#ifndef LOTSE_EMBEDDED_CRM_ROUTING_ROWS_H_
#define LOTSE_EMBEDDED_CRM_ROUTING_ROWS_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "examples/embedded_crm/sqlite_database.h"
#include "lotse/base/time.h"
#include "lotse/routing/routing_state.h"
#include "lotse/routing/staff.h"

namespace lotse::crm {

// The state, its waiting requests not resolved; revision 0 at first.
absl::StatusOr<RoutingState> ReadRouting(Database* db);

// Replaces `before` by `after` if the stored revision is that of `before`;
// whether it was. Part of the caller's transaction.
absl::StatusOr<bool> SwapRouting(const RoutingState& before,
                                 const RoutingState& after,
                                 Instant next_retry_at, Database* db);

// When waiting requests are to be tried again. Unset: not by time alone.
absl::StatusOr<Instant> NextRoutingRetry(Database* db);

// The people of the table `staff`.
absl::StatusOr<Staff> ReadStaff(Database* db);

}  // namespace lotse::crm

#endif  // LOTSE_EMBEDDED_CRM_ROUTING_ROWS_H_
