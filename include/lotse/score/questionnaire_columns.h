// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// QuestionnaireColumns: what a questionnaire gives many leads at once, from
// columns to columns.
//
//   QuestionnaireColumns bant(questionnaire, leads, as_of, {});
//   QuestionnaireFigureColumns figures;
//   bant.Evaluate(0, leads.rows, &figures);
//   figures.Publish(questionnaire, absl::MakeSpan(columns));
//
// The figures are those of Questionnaire::Evaluate for each row, bit for bit,
// however the rows are cut into ranges. The columns answer.* count as they are:
// which answers count at as_of (Questionnaire::Read) was decided when they were
// made.
//
// It has the memory of one block and belongs to one thread at a time; several
// of them may work on ranges of the same columns side by side.
#ifndef LOTSE_SCORE_QUESTIONNAIRE_COLUMNS_H_
#define LOTSE_SCORE_QUESTIONNAIRE_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "lotse/base/instruction_set.h"
#include "lotse/base/time.h"
#include "lotse/facts/lead_columns.h"
#include "lotse/score/questionnaire.h"

namespace lotse {

// The figures of some leads, in their order. Each member is as in
// QuestionnaireFigures.
struct QuestionnaireFigureColumns {
  std::vector<int64_t> points_nano;
  std::vector<double> completeness;
  // -1: none. Empty if the questionnaire has no veto.
  std::vector<int32_t> veto;

  // The same points as Publish of a row puts into the signal.
  std::vector<double> points;
  // What the column of the signal of the veto consists of: bit i is set if lead
  // i has one, an index of the questions' keys.
  std::vector<uint8_t> veto_there;
  std::vector<int32_t> veto_question;

  // Puts the columns of the signals questionnaire.<name>.* into `columns` (by
  // slot of the catalog), if the catalog has them. Row 0 of these columns is
  // the first of the range that was evaluated. They point into this, which must
  // not be moved or changed while they are used, and into `questionnaire`.
  void Publish(const Questionnaire& questionnaire,
               absl::Span<ColumnView> columns) const;
};

class QuestionnaireColumns {
 public:
  // What `leads` points to must outlive this; the questionnaire is shared.
  // `instructions` must be such that this processor has.
  QuestionnaireColumns(const Questionnaire& questionnaire,
                       const LeadColumns& leads, Instant as_of,
                       InstructionSet instructions = BestInstructionSet());
  ~QuestionnaireColumns();
  QuestionnaireColumns(QuestionnaireColumns&&) noexcept;
  QuestionnaireColumns& operator=(QuestionnaireColumns&&) noexcept;

  // Replaces `*figures` by those of the rows [begin, end).
  void Evaluate(size_t begin, size_t end, QuestionnaireFigureColumns* figures);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lotse

#endif  // LOTSE_SCORE_QUESTIONNAIRE_COLUMNS_H_
