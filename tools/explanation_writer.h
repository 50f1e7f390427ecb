// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Explanations for people, as the commands print them: one score with all that
// it adds up from, what changed in it, its reasons, and what other rules would
// mean.
#ifndef LOTSE_TOOLS_EXPLANATION_WRITER_H_
#define LOTSE_TOOLS_EXPLANATION_WRITER_H_

#include <string>
#include <vector>

#include "lotse/engine/engine.h"
#include "lotse/engine/score_diff.h"
#include "lotse/engine/score_report.h"
#include "lotse/engine/spec_comparison.h"
#include "lotse/engine/top_reasons.h"
#include "tools/terminal.h"

namespace lotse::tools {

void WriteReport(const ScoreReport& report, const Engine& engine,
                 const std::string& language, Output* out);

void WriteDiff(const ScoreDiff& diff, const Engine& engine,
               const std::string& language, Output* out);

void WriteReasons(const ScoreReport& report, const ReasonSummary& reasons,
                  const Engine& engine, const std::string& language,
                  Output* out);

// `before` and `after`: the engines whose scores were compared.
void WriteComparison(const SpecComparisonReport& report, const Engine& before,
                     const Engine& after, const std::string& language,
                     Output* out);

// The parts of weights as lines, four blanks deeper with each level.
std::vector<std::string> PartLines(
    const std::vector<ReportedContribution>& parts, size_t indent, bool color);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_EXPLANATION_WRITER_H_
