// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreWriter: scores as a table for people, as CSV for spreadsheets or as
// NDJSON for programs. One writer per format; each takes one report at a time
// and needs memory for none but the first.
#ifndef LOTSE_TOOLS_SCORE_WRITER_H_
#define LOTSE_TOOLS_SCORE_WRITER_H_

#include <memory>
#include <string>

#include "lotse/engine/engine.h"
#include "lotse/engine/score_report.h"
#include "tools/terminal.h"

namespace lotse::tools {

class ScoreWriter {
 public:
  virtual ~ScoreWriter() = default;
  virtual void Write(const ScoreReport& report) = 0;
  // Writes what is still kept.
  virtual void Finish() = 0;
};

// `format`: "table", "json" or "csv". `engine` and `out` must outlive it.
std::unique_ptr<ScoreWriter> MakeScoreWriter(const std::string& format,
                                             const std::string& language,
                                             bool contributions,
                                             const Engine& engine, Output* out);

// The label of a category of `spec`, or its id.
std::string CategoryLabel(const ScoringSpec& spec, const std::string& id,
                          const std::string& language);
// Red for the highest category, blue for the lowest, yellow between them.
Style CategoryStyle(const ScoringSpec& spec, const std::string& id);

// "+12.5", in German "+12,5"; exact.
std::string SignedPoints(Points points, const std::string& language);
// "12.5", in German "12,5".
std::string PlainPoints(Points points, const std::string& language);

// The nearest hundredth, half a one away from zero.
Points ToHundredths(Points points);

// As above for people, with at most two decimals unless that is zero.
std::string RoundPoints(Points points, const std::string& language);
std::string SignedRoundPoints(Points points, const std::string& language);

// Picks by language.
inline const char* Say(const std::string& language, const char* en,
                       const char* de) {
  return language == "de" ? de : en;
}

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_SCORE_WRITER_H_
