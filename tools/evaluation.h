// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Evaluation: scores leads one after the other and compares with their
// outcomes. Memory grows with the leads that are to be listed only. Not
// thread-safe.
#ifndef LOTSE_TOOLS_EVALUATION_H_
#define LOTSE_TOOLS_EVALUATION_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine.h"
#include "lotse/import/lead_reader.h"
#include "tools/outcome_table.h"
#include "tools/terminal.h"

namespace lotse::tools {

class Evaluation {
 public:
  // `top`: how many leads to list.
  Evaluation(const Engine& engine, Instant as_of, std::string language,
             size_t top);

  // Leaves out the first `rows` rows.
  void SkipFirst(int64_t rows) { skip_ = rows; }

  // Takes a row of the file. Error: why it could not be scored; it is counted
  // as bad then.
  absl::Status Add(const LeadRecord& record);

  // For people.
  void WriteTable(Output* out) const;
  // One JSON object.
  void WriteJson(Output* out) const;

  const OutcomeTable& outcomes() const { return outcomes_; }

 private:
  struct Listed {
    Facts facts;
    Points points;
  };
  // A listed lead with its reasons.
  struct Reasoned {
    ScoreReport report;
    OutcomeKind outcome = OutcomeKind::kUnspecified;
    std::vector<std::string> reasons;
  };

  void List(const Facts& facts, Points points);
  std::vector<Reasoned> TopLeads() const;
  void WriteCounts(Output* out) const;
  void WriteOutcomes(Output* out) const;
  void WriteTop(Output* out) const;

  Engine engine_;
  Instant as_of_;
  std::string language_;
  size_t top_;
  OutcomeTable outcomes_;
  std::vector<Listed> listed_;  // Best first.
  EngineScratch scratch_;
  int64_t skip_ = 0;
  int64_t rows_ = 0;
  int64_t skipped_ = 0;
  int64_t bad_ = 0;
  int64_t open_ = 0;
  int64_t known_before_ = 0;  // Outcomes that as_of knows already.
};

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_EVALUATION_H_
