// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// HostLoop: what a CRM does around the engine. docs/embedding.md explains it.
//
//   HostLoop loop(&store, &engines);
//   // A hook of the CRM, in its request:
//   loop.Receive("L-1", [&](Facts* facts) { ... }, event);
//   // A worker, whenever it likes:
//   loop.RunDue(now);
//
// Receive only appends. A worker reads a lead, decides without a lock, and
// stores all that came of it in one transaction if nobody was faster. So any
// number of workers may run, each with a store of its own; they share the
// EngineCache. One thread at a time.
#ifndef LOTSE_EMBEDDED_CRM_HOST_LOOP_H_
#define LOTSE_EMBEDDED_CRM_HOST_LOOP_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "examples/embedded_crm/carry_out.h"
#include "examples/embedded_crm/crm_store.h"
#include "examples/embedded_crm/engine_cache.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine.h"

namespace lotse::crm {

// What a loop did.
struct LoopCounts {
  int64_t stored = 0;
  // Drafts that another worker made void.
  int64_t conflicts = 0;
  int64_t rebuilt = 0;
};

class HostLoop {
 public:
  // Both must outlive the loop.
  HostLoop(CrmStore* store, EngineCache* engines, Mode mode = Mode::kCarryOut)
      : store_(store), engines_(engines), mode_(mode) {}

  // Something happened to a lead: what is known of it now, and the event, in
  // one transaction. `change` gets the facts there are, or those of a new lead
  // with its id only. When this returns OK the event is safe; whoever sends it
  // again does no harm. Error: FailedPrecondition if the lead was erased.
  absl::Status Receive(const std::string& lead_id,
                       absl::FunctionRef<void(Facts*)> change,
                       const LeadEvent& event);

  // Takes over a record that has no log, in the state that `host_status` means.
  absl::Status Adopt(const Facts& facts, absl::string_view host_status,
                     Instant since, Instant now);

  // Reads a lead and decides the first event that nobody has, or what time
  // brought; nothing is stored. Nullopt: there is nothing to do, or no such
  // lead any more. Errors: those of Engine::Decide that are no fault of the
  // event.
  absl::StatusOr<std::optional<Draft>> Prepare(const std::string& lead_id,
                                               Instant now);
  // Stores all that came of it in one transaction; false, and nothing stored,
  // if the lead is not any more as it was read.
  absl::StatusOr<bool> Commit(const Draft& draft);

  // Prepare and Commit until there is nothing left to do for the lead.
  absl::Status Settle(const std::string& lead_id, Instant now);
  // Settles all leads with an undecided event and those whose time has come. An
  // error of one lead does not keep others waiting; the first is returned.
  absl::Status RunDue(Instant now);

  const LoopCounts& counts() const { return counts_; }

 private:
  // The state of the lead told anew from its log, `with` included.
  absl::StatusOr<Decision> Rebuild(const Engine& engine, const LeadRow& lead,
                                   const std::string& with, Instant now);

  CrmStore* const store_;
  EngineCache* const engines_;
  const Mode mode_;
  EngineScratch scratch_;
  LoopCounts counts_;
  // Something was erased that the write-ahead log still has.
  bool checkpoint_due_ = false;
};

}  // namespace lotse::crm

#endif  // LOTSE_EMBEDDED_CRM_HOST_LOOP_H_
