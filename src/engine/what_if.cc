// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WhatIf.
#include "lotse/engine/what_if.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lotse/base/field_path.h"
#include "lotse/base/status_macros.h"
#include "lotse/facts/fact_change.h"

namespace lotse {
namespace {

// Makes the record that a change is about, should there be none.
void MakeRecord(const FactChange& change, Facts* facts) {
  switch (change.record) {
    case FactRecord::kPerson:
      if (facts->persons.empty()) {
        facts->persons.emplace_back().id = facts->lead.person_id;
      }
      break;
    case FactRecord::kCompany:
      if (!facts->company.has_value()) {
        facts->company.emplace().id = change.record_id;
      }
      break;
    case FactRecord::kOpportunity:
      if (!facts->opportunity.has_value()) {
        facts->opportunity.emplace().id = change.record_id;
      }
      break;
    default:
      break;
  }
}

absl::Status Assume(const Engine& engine, const Assumptions& assumptions,
                    Instant as_of, Facts* facts) {
  const FieldPath root("assumptions");
  for (size_t i = 0; i < assumptions.changes.size(); ++i) {
    FactChange change = assumptions.changes[i];
    const FieldPath path = root.Child("changes", i);
    if (change.record != FactRecord::kUnspecified) {
      const absl::StatusOr<FactSlot> slot = engine.catalog().Find(
          absl::StrCat(NameOf(change.record), ".", change.attribute));
      if (!slot.ok()) {
        return absl::Status(slot.status().code(),
                            absl::StrCat(path.Child("attribute").ToString(),
                                         ": ", slot.status().message()));
      }
    }
    MakeRecord(change, facts);
    if (change.since == Instant() && change.kind != FactChangeKind::kRemove) {
      change.since = as_of;
    }
    const absl::Status applied = ApplyFactChanges({change}, facts);
    if (!applied.ok()) {
      // It calls the only change it was given the first.
      absl::string_view message = applied.message();
      message.remove_prefix(
          std::min(message.size(), absl::string_view("changes[0]").size()));
      return absl::Status(applied.code(),
                          absl::StrCat(path.ToString(), message));
    }
  }
  for (size_t i = 0; i < assumptions.answers.size(); ++i) {
    Answer answer = assumptions.answers[i];
    const absl::StatusOr<FactSlot> slot =
        engine.catalog().Find(absl::StrCat("answer.", answer.question));
    if (!slot.ok()) {
      return absl::Status(
          slot.status().code(),
          absl::StrCat(root.Child("answers", i).Child("question").ToString(),
                       ": ", slot.status().message()));
    }
    if (answer.answered_at == Instant()) answer.answered_at = as_of;
    facts->lead.answers.push_back(std::move(answer));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<WhatIfReport> WhatIf(const Engine& engine, const Facts& facts,
                                    const Assumptions& assumptions,
                                    Instant as_of,
                                    const ScoreOptions& options) {
  WhatIfReport report;
  LOTSE_ASSIGN_OR_RETURN(report.before, engine.Score(facts, as_of, options));
  Facts assumed = facts;
  LOTSE_RETURN_IF_ERROR(Assume(engine, assumptions, as_of, &assumed));
  const ScoreOptions then = OptionsAfter(report.before, options);
  LOTSE_ASSIGN_OR_RETURN(report.after, engine.Score(assumed, as_of, then));
  LOTSE_ASSIGN_OR_RETURN(report.diff, DiffScores(engine, engine, facts, assumed,
                                                 as_of, as_of, options));
  return report;
}

}  // namespace lotse
