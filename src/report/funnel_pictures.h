// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The pictures of a funnel page, as SVG. Pure functions; internal to report.
#ifndef LOTSE_SRC_REPORT_FUNNEL_PICTURES_H_
#define LOTSE_SRC_REPORT_FUNNEL_PICTURES_H_

#include "lotse/lifecycle/lifecycle_metrics.h"
#include "src/report/markup.h"
#include "src/report/page_words.h"

namespace lotse {

// The steps of the standard way: how many reached each, how many go on.
Markup FunnelPicture(const LifecycleMetrics& metrics, const PageWords& words);
// Lead, opportunity, won, and the way back with its reasons.
Markup LoopPicture(const LifecycleMetrics& metrics, const PageWords& words);
// The demoted share by completeness, with its interval.
Markup HandOverPicture(const LifecycleMetrics& metrics, const PageWords& words);
// How the runs of each clock ended.
Markup ClockPicture(const LifecycleMetrics& metrics, const PageWords& words);

}  // namespace lotse

#endif  // LOTSE_SRC_REPORT_FUNNEL_PICTURES_H_
