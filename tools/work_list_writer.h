// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WriteWorkList: a work list as a table with a line of reasons below each lead,
// as CSV for spreadsheets or as a lotse.v1.WorkList in JSON.
#ifndef LOTSE_TOOLS_WORK_LIST_WRITER_H_
#define LOTSE_TOOLS_WORK_LIST_WRITER_H_

#include <string>

#include "lotse/engine/engine.h"
#include "lotse/routing/work_list.h"
#include "tools/terminal.h"

namespace lotse::tools {

// `format`: "table", "json" or "csv".
void WriteWorkList(const WorkList& list, const Engine& engine,
                   const std::string& format, const std::string& language,
                   Output* out);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_WORK_LIST_WRITER_H_
