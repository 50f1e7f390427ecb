// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// QuestionnaireColumns. Points and vetoes are those of the questionnaire's
// scorecard; completeness adds the ranges of the questions for which a bit is
// set.
#include "lotse/score/questionnaire_columns.h"

#include <algorithm>
#include <utility>

#include "lotse/condition/condition_columns.h"
#include "lotse/score/column_scorer.h"

namespace lotse {

class QuestionnaireColumns::Impl {
 public:
  Impl(const Questionnaire& questionnaire, const LeadColumns& leads,
       Instant as_of, InstructionSet instructions)
      : questionnaire_(questionnaire),
        scorer_(questionnaire.scorer(), leads, as_of, Options(instructions)),
        asked_(questionnaire.rep_->asked, leads, as_of, instructions) {
    const auto& questions = questionnaire_.rep_->questions;
    for (size_t q = 0; q < questions.size(); ++q) {
      if (questions[q].range_nano == 0) continue;
      ranges_.push_back({questions[q].range_nano, asked_.Require(2 * q),
                         asked_.Require(2 * q + 1)});
    }
  }

  void Evaluate(size_t begin, size_t end, QuestionnaireFigureColumns* figures) {
    scorer_.Score(begin, end, &scores_);
    const size_t rows = end - begin;
    figures->points_nano = scores_.points_nano;
    figures->veto = scores_.veto;
    figures->points.resize(rows);
    for (size_t i = 0; i < rows; ++i) {
      figures->points[i] = Points::FromNano(scores_.points_nano[i]).ToDouble();
    }
    figures->completeness.assign(rows, 1);
    for (size_t done = 0; done < rows; done += ConditionColumns::kMaxRows) {
      AddCompleteness(begin + done,
                      std::min(ConditionColumns::kMaxRows, rows - done),
                      figures->completeness.data() + done);
    }
    figures->veto_there.assign((rows + 7) / 8, 0);
    figures->veto_question.assign(rows, 0);
    for (size_t i = 0; i < figures->veto.size(); ++i) {
      if (figures->veto[i] < 0) continue;
      const auto veto = static_cast<size_t>(figures->veto[i]);
      figures->veto_there[i / 8] = static_cast<uint8_t>(
          figures->veto_there[i / 8] | uint8_t{1} << i % 8);
      figures->veto_question[i] =
          static_cast<int32_t>(questionnaire_.vetoes()[veto].question);
    }
  }

 private:
  struct Range {
    int64_t nano;
    const uint64_t* asked;
    const uint64_t* answered;
  };

  static ColumnScoreOptions Options(InstructionSet instructions) {
    ColumnScoreOptions options;
    options.instructions = instructions;
    return options;
  }

  void AddCompleteness(size_t begin, size_t rows, double* completeness) {
    if (ranges_.empty()) return;
    asked_.Evaluate(begin, rows);
    asked_sums_.assign(rows, 0);
    answered_sums_.assign(rows, 0);
    for (const Range& range : ranges_) {
      for (size_t i = 0; i < rows; ++i) {
        const size_t word = i / 64;
        const size_t bit = i % 64;
        asked_sums_[i] +=
            range.nano & -static_cast<int64_t>(range.asked[word] >> bit & 1);
        answered_sums_[i] +=
            range.nano & -static_cast<int64_t>(range.answered[word] >> bit & 1);
      }
    }
    for (size_t i = 0; i < rows; ++i) {
      if (asked_sums_[i] == 0) continue;
      completeness[i] = static_cast<double>(answered_sums_[i]) /
                        static_cast<double>(asked_sums_[i]);
    }
  }

  Questionnaire questionnaire_;
  ColumnScorer scorer_;
  ConditionColumns asked_;
  std::vector<Range> ranges_;
  ScoreColumns scores_;
  // Of one block, in nano-points.
  std::vector<int64_t> asked_sums_;
  std::vector<int64_t> answered_sums_;
};

QuestionnaireColumns::QuestionnaireColumns(const Questionnaire& questionnaire,
                                           const LeadColumns& leads,
                                           Instant as_of,
                                           InstructionSet instructions)
    : impl_(std::make_unique<Impl>(questionnaire, leads, as_of, instructions)) {
}
QuestionnaireColumns::~QuestionnaireColumns() = default;
QuestionnaireColumns::QuestionnaireColumns(QuestionnaireColumns&&) noexcept =
    default;
QuestionnaireColumns& QuestionnaireColumns::operator=(
    QuestionnaireColumns&&) noexcept = default;

void QuestionnaireColumns::Evaluate(size_t begin, size_t end,
                                    QuestionnaireFigureColumns* figures) {
  impl_->Evaluate(begin, end, figures);
}

void QuestionnaireFigureColumns::Publish(const Questionnaire& questionnaire,
                                         absl::Span<ColumnView> columns) const {
  questionnaire.PutColumns(
      ColumnView::Fixed(ValueType::kNumber, ColumnLayout::kDouble,
                        points.data()),
      ColumnView::Fixed(ValueType::kNumber, ColumnLayout::kDouble,
                        completeness.data()),
      ColumnView::Fixed(ValueType::kText, ColumnLayout::kInt32,
                        veto_question.data(), veto_there.data()),
      columns);
}

void Questionnaire::PutColumns(const ColumnView& points,
                               const ColumnView& completeness, ColumnView veto,
                               absl::Span<ColumnView> columns) const {
  const auto put = [&](const std::optional<FactSlot>& slot,
                       const ColumnView& column) {
    if (slot.has_value() && *slot < columns.size()) columns[*slot] = column;
  };
  put(rep_->points_slot, points);
  put(rep_->completeness_slot, completeness);
  veto.dictionary = &rep_->keys;
  veto.dictionary_rows = rep_->questions.size();
  put(rep_->veto_slot, veto);
}

}  // namespace lotse
