// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WritePage: a ReportPage on a terminal.
#ifndef LOTSE_TOOLS_PAGE_WRITER_H_
#define LOTSE_TOOLS_PAGE_WRITER_H_

#include "lotse/report/report_page.h"
#include "tools/terminal.h"

namespace lotse::tools {

// Writes the page as text: charts and tables in aligned columns.
void WritePage(const ReportPage& page, Output* out);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_PAGE_WRITER_H_
