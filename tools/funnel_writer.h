// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WriteFunnel: what the histories of all leads tell, as tables on a terminal.
#ifndef LOTSE_TOOLS_FUNNEL_WRITER_H_
#define LOTSE_TOOLS_FUNNEL_WRITER_H_

#include <string>

#include "lotse/engine/history_report.h"
#include "tools/terminal.h"

namespace lotse::tools {

// `language`: of labels.
void WriteFunnel(const HistoryReport& report, const std::string& language,
                 Output* out);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_FUNNEL_WRITER_H_
