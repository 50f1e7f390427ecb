// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EngineCache and Publish.
#include "examples/embedded_crm/engine_cache.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"

namespace lotse::crm {

absl::StatusOr<Engine> EngineCache::Latest(CrmStore* store) {
  LOTSE_ASSIGN_OR_RETURN(const int64_t version, store->LatestSpecVersion());
  std::lock_guard<std::mutex> lock(mutex_);
  if (!engine_.has_value() || version > version_) {
    LOTSE_ASSIGN_OR_RETURN(SpecRow latest, store->LatestSpec());
    if (latest.version == 0) {
      return absl::FailedPreconditionError("specs: publish one first");
    }
    LOTSE_ASSIGN_OR_RETURN(engine_, CompileEngine(std::move(latest.spec)));
    version_ = latest.version;
  }
  return *engine_;
}

absl::StatusOr<MigrationReport> Publish(const EngineSpec& spec, Instant now,
                                        CrmStore* store) {
  LOTSE_RETURN_IF_ERROR(CompileEngine(spec).status());
  LOTSE_ASSIGN_OR_RETURN(Transaction write, Transaction::Write(&store->db()));
  LOTSE_ASSIGN_OR_RETURN(const SpecRow before, store->LatestSpec());
  MigrationReport report;
  if (before.version > 0) report = CheckMigration(before.spec, spec);
  for (const MigrationFinding& finding : report.findings) {
    if (!finding.must_be_mended) continue;
    return absl::FailedPreconditionError(
        absl::StrCat(finding.path, ": ", finding.message));
  }
  LOTSE_RETURN_IF_ERROR(store->AddSpec(spec, now));
  LOTSE_RETURN_IF_ERROR(write.Commit());
  return report;
}

}  // namespace lotse::crm
