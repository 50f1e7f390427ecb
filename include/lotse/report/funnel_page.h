// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FunnelPage: what the histories of all leads tell, on one page to look at or
// print.
//
//   std::ofstream("funnel.html") << FunnelPage(report, "de");
//
// HTML that needs nothing else: no script, no font and no picture from
// elsewhere. Pure; the same report gives the same bytes.
#ifndef LOTSE_REPORT_FUNNEL_PAGE_H_
#define LOTSE_REPORT_FUNNEL_PAGE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lotse/engine/history_report.h"

namespace lotse {

// `language`: "de", and its regions, is German, anything else English; labels
// of the spec fall back as LocalText::In.
std::string FunnelPage(const HistoryReport& report, absl::string_view language);

}  // namespace lotse

#endif  // LOTSE_REPORT_FUNNEL_PAGE_H_
