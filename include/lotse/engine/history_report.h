// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// HistoryReport: what the histories of all leads tell, as plain data.
#ifndef LOTSE_ENGINE_HISTORY_REPORT_H_
#define LOTSE_ENGINE_HISTORY_REPORT_H_

#include <optional>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/lifecycle/lifecycle_metrics.h"
#include "lotse/routing/owner_times.h"

namespace lotse {

struct HistoryReport {
  // In the order of the spec; those that have leads.
  std::vector<LifecycleMetrics> lifecycles;
  // As far as people metrics allow (people_metrics.h). Unset: not asked for, or
  // no lead got an owner.
  std::optional<OwnerTimes> owner_times;

  static constexpr auto Fields() {
    return FieldList(Field{1, "lifecycles", &HistoryReport::lifecycles},
                     Field{2, "owner_times", &HistoryReport::owner_times});
  }
};

}  // namespace lotse

#endif  // LOTSE_ENGINE_HISTORY_REPORT_H_
