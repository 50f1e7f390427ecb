// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Questionnaire: compiled qualifying questions. Decides which answers count,
// gives their points, and says what is still open.
//
//   absl::StatusOr<Questionnaire> bant = CompileQuestionnaire(spec, catalog);
//   absl::StatusOr<QuestionnaireResult> result = bant->Report(facts, as_of);
//
// In an engine the steps are taken one by one, so that every condition and
// every score reads the answers that count:
//
//   AnswerReading reading;                     // both reused from lead to lead
//   QuestionnaireScratch scratch;
//   LOTSE_RETURN_IF_ERROR(
//       bant->Read(facts.lead.answers, as_of, row, &reading));
//   QuestionnaireFigures figures = bant->Evaluate(view_of_row, as_of,
//   &scratch); bant->Publish(figures, row);
//
// questionnaire_columns.h does the last two for columns. A Questionnaire is an
// immutable handle, cheap to copy and safe to share between threads; readings
// and scratches belong to one thread at a time.
#ifndef LOTSE_SCORE_QUESTIONNAIRE_H_
#define LOTSE_SCORE_QUESTIONNAIRE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/field_path.h"
#include "lotse/base/points.h"
#include "lotse/base/rate_table.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"
#include "lotse/condition/condition_set.h"
#include "lotse/facts/fact_binder.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/fact_change.h"
#include "lotse/facts/facts.h"
#include "lotse/facts/lead_columns.h"
#include "lotse/facts/lead_view.h"
#include "lotse/score/questionnaire_result.h"
#include "lotse/score/questionnaire_spec.h"
#include "lotse/score/scorer.h"

namespace lotse {

// What the answers of one lead say at an instant; filled by Read.
struct AnswerReading {
  struct Question {
    // Index of the answer that counts; -1: none.
    int64_t answer = -1;
    // Its value, missing if none counts or it is not known.
    ValueView value;
    // When it stops counting. Unset: never.
    Instant valid_until;
    // An answer is no longer valid.
    bool expired = false;
    // The answers that contradict each other, in contradictions[begin, end).
    size_t contradictions_begin = 0;
    size_t contradictions_end = 0;
  };
  // By question.
  std::vector<Question> questions;
  // Indices of answers.
  std::vector<int64_t> contradictions;
  // Indices of the answers to questions that the schema does not have.
  std::vector<int64_t> unread;
  // As QuestionnaireResult::next_change.
  Instant next_change;

  // One valid answer, while it is read.
  struct Valid {
    uint32_t question = 0;
    int64_t answer = 0;
    Instant at;
    Instant until;
    ValueView value;
  };
  std::vector<Valid> valid;
  BindBuffer buffer;
};

struct QuestionnaireScratch {
  ConditionScratch asked;
  ScoreScratch score;
  std::vector<ValueView> row;
};

// What an engine goes on with.
struct QuestionnaireFigures {
  Points points;
  // As in QuestionnaireResult.
  double completeness = 0;
  // Index for Questionnaire::vetoes; -1: none.
  int32_t veto = -1;
};

// One answer that a question may get.
struct PossibleAnswer {
  Value value;
  // Its share among the answers to the question; they add up to 1.
  double likelihood = 0;
  // What the question gives for it.
  Points points;
};

// One answer that is a veto.
struct QuestionnaireVeto {
  // Index of the question.
  uint32_t question = 0;
  // Why, for people: the question and the answer.
  LocalText reason;
};

class Questionnaire {
 public:
  // Decides which of `answers` count at `as_of` and puts them into their slots
  // of `row` (one value for each slot of the catalog; may be empty). Without
  // `valid_for` and `preferred_sources` that is what FactBinder::Bind puts
  // there. What `row` gets points into `answers` and `reading`.
  //
  // Error: InvalidArgument with the path of what is wrong, such as
  // `lead.answers[3].value: must be a text`; an answer to a question that the
  // schema does not have is one if the schema refuses what it does not know.
  absl::Status Read(absl::Span<const Answer> answers, Instant as_of,
                    absl::Span<ValueView> row, AnswerReading* reading) const;

  // Points, completeness and veto of a row into which the answers that count
  // were put. Cannot fail and does not allocate once the scratch has grown.
  QuestionnaireFigures Evaluate(const LeadView& view, Instant as_of,
                                QuestionnaireScratch* scratch) const;

  // Everything there is to say about that row. `reading` is of Read at the same
  // instant.
  QuestionnaireResult Report(const AnswerReading& reading,
                             absl::Span<const Answer> answers,
                             const LeadView& view, Instant as_of,
                             QuestionnaireScratch* scratch) const;
  // The same for facts, bound here. Signals are missing. Error: as
  // FactBinder::Bind and Read.
  absl::StatusOr<QuestionnaireResult> Report(const Facts& facts,
                                             Instant as_of) const;

  // Puts the figures into the signals questionnaire.<name>.* of `row`, if the
  // catalog has them. The text points into the questionnaire.
  void Publish(const QuestionnaireFigures& figures,
               absl::Span<ValueView> row) const;

  // What an answer changes besides itself: the attribute that its question
  // writes. Nothing if there is none, the record is not among the facts, the
  // answer is not known, or the attribute already says so at `answered_at`.
  // Error: InvalidArgument as Read, its path beginning with "answer".
  absl::StatusOr<std::vector<FactChange>> ChangesOf(const Answer& answer,
                                                    const Facts& facts) const;
  // The same for each answer that counts at `as_of`, in the order of the
  // questions.
  absl::StatusOr<std::vector<FactChange>> ChangesOf(const Facts& facts,
                                                    Instant as_of) const;

  // The answers that question `index` may get: each option that is not retired,
  // one value in each band and beyond the bands, yes and no; for a list
  // nothing, each option alone, all with positive and all with negative points.
  // In the order of the spec.
  absl::Span<const PossibleAnswer> PossibleAnswers(size_t index) const {
    return rep_->questions[index].possible;
  }

  const QuestionnaireSpec& spec() const { return rep_->spec; }
  const FactCatalog& catalog() const { return rep_->binder.catalog(); }
  const std::vector<QuestionnaireVeto>& vetoes() const { return rep_->vetoes; }
  // The scorecard that gives the points. Group q is question q; its rules and
  // tables are the question's entries.
  const Scorer& scorer() const { return rep_->scorer; }
  // What Evaluate asks besides the scorer's conditions; its results stand in
  // QuestionnaireScratch::asked.
  const ConditionSet& asked() const { return rep_->asked; }

 private:
  friend class QuestionnaireColumns;
  friend struct QuestionnaireFigureColumns;
  friend absl::StatusOr<Questionnaire> CompileQuestionnaire(
      QuestionnaireSpec spec, const FactCatalog& catalog, RateTable rates);

  struct Question {
    FactSlot slot = 0;
    // Most points of an answer less the least, in nano-points.
    int64_t range_nano = 0;
    std::vector<PossibleAnswer> possible;
    // The same as a row has them.
    std::vector<ValueView> possible_views;
    // The options of the schema.
    absl::flat_hash_set<std::string> options;
    // The attribute that an answer writes.
    FactRecord record = FactRecord::kUnspecified;
    FactSlot attribute_slot = 0;
  };
  struct Rep {
    QuestionnaireSpec spec;
    FactBinder binder;
    Scorer scorer;
    // Condition 2 q: question q is asked or would be if it were not retired;
    // condition 2 q + 1: and a known answer counts.
    ConditionSet asked;
    std::vector<Question> questions;
    absl::flat_hash_map<std::string, uint32_t> by_key;
    std::vector<QuestionnaireVeto> vetoes;
    std::optional<FactSlot> points_slot, completeness_slot, veto_slot;
    // The keys of the questions as a column of texts.
    std::string key_bytes;
    std::vector<int32_t> key_offsets;
    ColumnView keys;
    // What possible_views point into.
    BindBuffer buffer;
  };
  explicit Questionnaire(std::shared_ptr<const Rep> rep)
      : rep_(std::move(rep)) {}

  QuestionResult ReportQuestion(size_t index, const AnswerReading& reading,
                                absl::Span<const Answer> answers,
                                const QuestionnaireScratch& scratch) const;
  // Puts the columns of the signals; `veto` has the indices of questions.
  void PutColumns(const ColumnView& points, const ColumnView& completeness,
                  ColumnView veto, absl::Span<ColumnView> columns) const;
  // Adds the change that `answer` makes, if any.
  absl::Status AddChange(size_t question, const Answer& answer,
                         const FieldPath& path, const Facts& facts,
                         std::vector<FactChange>* changes) const;

  std::shared_ptr<const Rep> rep_;
};

// The signals that a questionnaire publishes, for CompileFactCatalog:
// questionnaire.<name>.points and .completeness (numbers) and .veto (text: the
// key of the question).
std::vector<FactDefinition> QuestionnaireSignals(const QuestionnaireSpec& spec);

// Adds everything that is wrong with `spec`, at `path`: questions that the
// schema does not have or that stand twice, entries that do not fit their type,
// conditions that wait for each other, bands with holes, weights, efforts and
// likelihoods out of their range, attributes that cannot take the answer.
void ValidateQuestionnaire(const QuestionnaireSpec& spec,
                           const FactCatalog& catalog, const FieldPath& path,
                           SpecIssues* issues);

// Checks what several questionnaires of one engine must agree on: names differ,
// and a question that stands in two of them has the same rules about which
// answer counts (valid_for, preferred_sources). Issues at path.Child(list, i).
void ValidateQuestionnairesTogether(absl::Span<const QuestionnaireSpec> specs,
                                    const char* list, const FieldPath& path,
                                    SpecIssues* issues);

// Compiles a questionnaire. `rates` convert money in answers. Error:
// InvalidArgument with the first issue of ValidateQuestionnaire, its path
// beginning with "questionnaire".
absl::StatusOr<Questionnaire> CompileQuestionnaire(QuestionnaireSpec spec,
                                                   const FactCatalog& catalog,
                                                   RateTable rates = {});

}  // namespace lotse

#endif  // LOTSE_SCORE_QUESTIONNAIRE_H_
