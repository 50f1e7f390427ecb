// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WriteCompanies: company scores as a table for people, as CSV for spreadsheets
// or as JSON for programs.
#ifndef LOTSE_TOOLS_COMPANY_WRITER_H_
#define LOTSE_TOOLS_COMPANY_WRITER_H_

#include <string>

#include "lotse/engine/company_scoring.h"
#include "tools/terminal.h"

namespace lotse::tools {

// `format`: "table", "json" or "csv".
void WriteCompanies(const CompanyScoreList& list, const std::string& format,
                    const std::string& language, Output* out);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_COMPANY_WRITER_H_
