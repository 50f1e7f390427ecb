// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Decisions as people read them: a line a lead, the history of one lead, and
// what they come to.
#ifndef LOTSE_TOOLS_DECISION_WRITER_H_
#define LOTSE_TOOLS_DECISION_WRITER_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "lotse/engine/engine.h"
#include "tools/table.h"
#include "tools/terminal.h"

namespace lotse::tools {

// "3 d 4 h", the two largest units.
std::string LengthOf(Duration length);

// Leads, one a row: outcome, state, owner, when to look again, and what is
// asked for or in the way.
class DecisionTable {
 public:
  // All must outlive the table. `language`: of states' labels.
  DecisionTable(const Engine& engine, std::string language, Output* out);
  void Add(const Decision& decision);
  void Finish() { table_.Finish(); }

 private:
  const Engine& engine_;
  const std::string language_;
  TableWriter table_;
};

// What happened to one lead, in the order of time, then where it stands.
void WriteHistory(const Decision& decision, const Engine& engine,
                  const std::string& language, Output* out);

// Counts over many leads, for a summary on standard error.
class DecisionCensus {
 public:
  void Add(const Decision& decision);
  // "120 leads: 80 applied ...", states, steps, breaches, what was in the way.
  void Print(const Engine& engine, const std::string& language) const;

 private:
  int64_t leads_ = 0;
  int64_t transitions_ = 0;
  int64_t demotions_ = 0;
  int64_t breaches_ = 0;
  std::map<DecisionOutcome, int64_t> outcomes_;
  // By lifecycle and state.
  std::map<std::pair<std::string, std::string>, int64_t> states_;
  std::map<Obstacle, int64_t> obstacles_;
};

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_DECISION_WRITER_H_
