// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ScoreCompanies: the scores of companies, from the leads of their people, as
// EngineSpec::company_score says.
//
//   std::vector<CompanyEntry> entries;
//   for (each lead) {
//     LOTSE_ASSIGN_OR_RETURN(ScoreReport score, engine.Score(facts, as_of));
//     LOTSE_ASSIGN_OR_RETURN(CompanyEntry entry,
//                            MakeCompanyEntry(engine, facts, score));
//     entries.push_back(std::move(entry));
//   }
//   LOTSE_ASSIGN_OR_RETURN(CompanyScoreList list,
//                          ScoreCompanies(engine, entries, as_of, options));
//   list.companies[0].text;
//   // "Company C-1: 60 points from 2 people: P-1 (decision maker) 40 (67 %),
//   // P-2 (user) 20 (33 %)."
//
// Which leads count is the host's choice: those that are closed, say, are left
// out by not giving them. Entries may be made anywhere and in any order; they
// need their company's others only here.
//
// Pure functions; thread-safe.
#ifndef LOTSE_ENGINE_COMPANY_SCORING_H_
#define LOTSE_ENGINE_COMPANY_SCORING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lotse/base/fields.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "lotse/engine/audience.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/score_report.h"
#include "lotse/facts/fact_change.h"
#include "lotse/facts/facts.h"
#include "lotse/score/company_score.h"

namespace lotse {

// What one lead brings along.
struct CompanyEntry {
  // Unset: of no company.
  std::string company_id;
  std::string lead_id;
  // The lead's person. All of a company that have none count as one.
  std::string person_id;
  // What CompanyScoreSpec::role_fact says. Unset: no role.
  std::string role;
  // Of the score that adds up. Unset: it does not apply to the lead.
  std::optional<Points> points;

  static constexpr auto Fields() {
    return FieldList(Field{1, "company_id", &CompanyEntry::company_id},
                     Field{2, "lead_id", &CompanyEntry::lead_id},
                     Field{3, "person_id", &CompanyEntry::person_id},
                     Field{4, "role", &CompanyEntry::role},
                     Field{5, "points", &CompanyEntry::points});
  }
};

// How company scores are asked for.
struct CompanyScoreOptions {
  // Of the texts: "en" and "de".
  std::string language = "en";
  // Who reads it: roles are left out of texts, and of the shares, for those
  // who must not see them. Unset: everything is shown.
  Audience audience = Audience::kUnspecified;
};

struct CompanyScoreReport {
  std::string company_id;
  // With each person's share.
  CompanyScore score;
  // The leads that were looked at; a person may have several.
  int64_t leads = 0;
  // Score and largest shares in a sentence.
  std::string text;
  // Keeps the points in CompanyScoreSpec::points_fact. Empty: it has none.
  std::vector<FactChange> changes;

  static constexpr auto Fields() {
    return FieldList(Field{1, "company_id", &CompanyScoreReport::company_id},
                     Field{2, "score", &CompanyScoreReport::score},
                     Field{3, "leads", &CompanyScoreReport::leads},
                     Field{4, "text", &CompanyScoreReport::text},
                     Field{5, "changes", &CompanyScoreReport::changes});
  }
};

struct CompanyScoreList {
  // Most points first, then by id.
  std::vector<CompanyScoreReport> companies;
  // Leads that are in no company's score: of no company, and those that the
  // score does not apply to.
  int64_t without_company = 0;
  int64_t without_score = 0;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "companies", &CompanyScoreList::companies},
        Field{2, "without_company", &CompanyScoreList::without_company},
        Field{3, "without_score", &CompanyScoreList::without_score});
  }
};

// The lead as of `score`, which Engine::Score gave. Its company is the one that
// the lead names, else that of the facts; so is its person. Error:
// FailedPrecondition if the spec has no company score.
absl::StatusOr<CompanyEntry> MakeCompanyEntry(const Engine& engine,
                                              const Facts& facts,
                                              const ScoreReport& score);

// The scores as of an instant, which is when `changes` are from. Error:
// FailedPrecondition if the spec has no company score.
absl::StatusOr<CompanyScoreList> ScoreCompanies(
    const Engine& engine, absl::Span<const CompanyEntry> entries, Instant as_of,
    const CompanyScoreOptions& options = {});

}  // namespace lotse

#endif  // LOTSE_ENGINE_COMPANY_SCORING_H_
