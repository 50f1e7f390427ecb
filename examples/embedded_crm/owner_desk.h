// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// OwnerDesk: who gets the leads that need an owner.
//
//   OwnerDesk desk(&store, &engines, RoutingPreset());
//   desk.Run(now);                   // then HostLoop::RunDue, or the other way
//
// It takes what decisions left in routing_inbox, asks the router, and stores
// the new routing state together with one event `assigned` per lead. Leads for
// which nobody is free stay in that state and are tried again with every run.
// Any number of desks may run: who comes second reads again.
#ifndef LOTSE_EMBEDDED_CRM_OWNER_DESK_H_
#define LOTSE_EMBEDDED_CRM_OWNER_DESK_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "examples/embedded_crm/crm_store.h"
#include "examples/embedded_crm/engine_cache.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine.h"
#include "lotse/routing/router.h"

namespace lotse::crm {

// What came of a run, as sentences.
struct RoutingReport {
  std::vector<std::string> assigned;
  std::vector<std::string> waiting;
};

class OwnerDesk {
 public:
  // Both must outlive the desk.
  OwnerDesk(CrmStore* store, EngineCache* engines, RoutingSpec spec)
      : store_(store), engines_(engines), spec_(std::move(spec)) {}

  // Serves what is in the inbox and what waits. Errors: those of Router.
  absl::StatusOr<RoutingReport> Run(Instant now);

 private:
  // What is read in one view.
  struct View {
    RoutingState state;
    Staff staff;
    std::vector<AssignmentRequest> requests;
    std::vector<RoutingRelease> releases;
    // Of the rows read, to mark them handled.
    std::vector<std::vector<SqlValue>> keys;
  };
  absl::StatusOr<View> Read();
  // What the rules find today, for each lead that is still there.
  absl::StatusOr<std::vector<ResolvedRequest>> Resolve(
      const Engine& engine, const Router& router,
      std::vector<AssignmentRequest> requests, Instant now);
  // False if the routing state is not any more as it was read.
  absl::StatusOr<bool> Store(const View& view, const AssignResult& result);

  CrmStore* const store_;
  EngineCache* const engines_;
  const RoutingSpec spec_;
  EngineScratch scratch_;
  ConditionScratch conditions_;
};

}  // namespace lotse::crm

#endif  // LOTSE_EMBEDDED_CRM_OWNER_DESK_H_
