// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SessionLease: the memory that a C call works with.
//
//   SessionLease lease(session);
//   LOTSE_RETURN_IF_ERROR(lease.status());
//   engine.Score(facts, as_of, options, lease.scratch());
//
// For one thread; two leases on one session may be asked for at a time.
#ifndef LOTSE_CAPI_SESSION_LEASE_H_
#define LOTSE_CAPI_SESSION_LEASE_H_

#include <atomic>
#include <optional>

#include "absl/status/status.h"
#include "capi/handles.h"
#include "lotse/engine/engine.h"

namespace lotse::capi {

// The memory of one call: the session's, or that of the call itself.
class SessionLease {
 public:
  explicit SessionLease(lotse_session* session) : session_(session) {
    if (session_ == nullptr) {
      own_.emplace();
    } else {
      held_ = !session_->in_use.exchange(true, std::memory_order_acquire);
    }
  }
  ~SessionLease() {
    if (held_) session_->in_use.store(false, std::memory_order_release);
  }
  SessionLease(const SessionLease&) = delete;
  SessionLease& operator=(const SessionLease&) = delete;

  // Error: FailedPrecondition if another call has it.
  absl::Status status() const {
    if (held_ || own_.has_value()) return absl::OkStatus();
    return absl::FailedPreconditionError(
        "session: is in use by another call: give each thread its own");
  }
  EngineScratch* scratch() {
    return own_.has_value() ? &*own_ : &session_->scratch;
  }

 private:
  lotse_session* const session_;
  bool held_ = false;
  std::optional<EngineScratch> own_;
};

}  // namespace lotse::capi

#endif  // LOTSE_CAPI_SESSION_LEASE_H_
