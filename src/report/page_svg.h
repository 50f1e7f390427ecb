// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Charts of a ReportPage as inline SVG. Colours are the classes t-neutral,
// t-good, t-bad and t-muted of the page that the picture stands in.
#ifndef LOTSE_SRC_REPORT_PAGE_SVG_H_
#define LOTSE_SRC_REPORT_PAGE_SVG_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lotse/report/report_page.h"

namespace lotse {

// The class of a tone: "t-bad".
absl::string_view ToneClass(PageTone tone);

// The chart, `width` units wide, with its bars as text for those who do not see
// it.
std::string ChartSvg(const PageChart& chart, int width);

// A share and its interval on a line from 0 to `whole`.
std::string RangeSvg(const PageCell::Range& range, double whole);

}  // namespace lotse

#endif  // LOTSE_SRC_REPORT_PAGE_SVG_H_
