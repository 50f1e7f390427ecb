// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EngineCache: the engine of the spec in force, compiled once for all workers.
//
//   EngineCache engines;                       // one per process and tenant
//   LOTSE_ASSIGN_OR_RETURN(Engine engine, engines.Latest(&store));
//
// A spec is put into force by a row in the database (Publish), so workers in
// other processes follow too. Safe from any thread; what it gives out stays
// valid for who has it.
#ifndef LOTSE_EMBEDDED_CRM_ENGINE_CACHE_H_
#define LOTSE_EMBEDDED_CRM_ENGINE_CACHE_H_

#include <cstdint>
#include <mutex>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "examples/embedded_crm/crm_store.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine.h"

namespace lotse::crm {

class EngineCache {
 public:
  // Error: FailedPrecondition if no spec was published yet.
  absl::StatusOr<Engine> Latest(CrmStore* store);

 private:
  std::mutex mutex_;
  int64_t version_ = 0;
  std::optional<Engine> engine_;
};

// Puts a spec into force, in a transaction of its own. Leads under way are
// carried over one by one when they are next decided, all of them soon, for all
// become due. What the change means for them (CheckMigration) is the result.
//
// Errors: InvalidArgument if the spec does not compile; FailedPrecondition with
// the first finding that leaves leads stuck, and nothing was done.
absl::StatusOr<MigrationReport> Publish(const EngineSpec& spec, Instant now,
                                        CrmStore* store);

}  // namespace lotse::crm

#endif  // LOTSE_EMBEDDED_CRM_ENGINE_CACHE_H_
