// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Questionnaire::Evaluate, Report and Publish.
#include <algorithm>

#include "lotse/base/status_macros.h"
#include "lotse/score/questionnaire.h"

namespace lotse {

QuestionnaireFigures Questionnaire::Evaluate(
    const LeadView& view, Instant as_of, QuestionnaireScratch* scratch) const {
  const Rep& rep = *rep_;
  rep.asked.Evaluate(view, as_of, &scratch->asked);
  int64_t asked = 0;
  int64_t answered = 0;
  for (size_t q = 0; q < rep.questions.size(); ++q) {
    const int64_t range = rep.questions[q].range_nano;
    if (rep.asked.Holds(scratch->asked, 2 * q)) asked += range;
    if (rep.asked.Holds(scratch->asked, 2 * q + 1)) answered += range;
  }
  EvaluateOptions options;
  options.contributions = false;
  const Score score =
      rep.scorer.Evaluate(view, as_of, options, &scratch->score);
  QuestionnaireFigures figures;
  figures.points = score.points;
  figures.completeness =
      asked == 0 ? 1
                 : static_cast<double>(answered) / static_cast<double>(asked);
  figures.veto = score.veto;
  return figures;
}

QuestionResult Questionnaire::ReportQuestion(
    size_t index, const AnswerReading& reading,
    absl::Span<const Answer> answers,
    const QuestionnaireScratch& scratch) const {
  const Question& compiled = rep_->questions[index];
  const QuestionSpec& spec = rep_->spec.questions[index];
  const AnswerReading::Question& read = reading.questions[index];
  QuestionResult result;
  result.question = spec.key;
  if (read.answer >= 0) {
    result.answer = read.answer;
    result.valid_until = read.valid_until;
    result.version = answers[static_cast<size_t>(read.answer)].version;
  }
  for (size_t i = read.contradictions_begin; i < read.contradictions_end; ++i) {
    result.contradictions.push_back({reading.contradictions[i]});
  }
  const auto unknown = [&](absl::string_view option) {
    return !compiled.options.empty() && !compiled.options.contains(option);
  };
  if (read.value.type() == ValueType::kText) {
    result.option_unknown = unknown(read.value.text());
  } else if (read.value.type() == ValueType::kList) {
    const auto list = read.value.list();
    result.option_unknown = std::any_of(list.begin(), list.end(), unknown);
  }
  if (!rep_->asked.Holds(scratch.asked, 2 * index)) {
    result.state = QuestionState::kNotApplicable;
  } else if (spec.retired) {
    result.state = QuestionState::kRetired;
  } else if (read.answer < 0) {
    result.state =
        read.expired ? QuestionState::kExpired : QuestionState::kOpen;
  } else if (read.value.missing()) {
    result.state = QuestionState::kUnknown;
  } else if (!result.contradictions.empty()) {
    result.state = QuestionState::kContradictory;
  } else {
    result.state = QuestionState::kAnswered;
  }
  return result;
}

QuestionnaireResult Questionnaire::Report(const AnswerReading& reading,
                                          absl::Span<const Answer> answers,
                                          const LeadView& view, Instant as_of,
                                          QuestionnaireScratch* scratch) const {
  const Rep& rep = *rep_;
  const QuestionnaireFigures figures = Evaluate(view, as_of, scratch);
  QuestionnaireResult result;
  result.name = rep.spec.name;
  result.version = rep.spec.version;
  result.points = figures.points;
  result.completeness = figures.completeness;
  if (figures.veto >= 0) {
    const QuestionnaireVeto& veto =
        rep.vetoes[static_cast<size_t>(figures.veto)];
    result.veto = rep.spec.questions[veto.question].key;
    result.veto_reason = veto.reason;
  }
  result.next_change = reading.next_change;
  for (int64_t index : reading.unread) result.unread.push_back({index});
  for (size_t q = 0; q < rep.questions.size(); ++q) {
    result.questions.push_back(ReportQuestion(q, reading, answers, *scratch));
  }
  EvaluateOptions options;
  const Score score =
      rep.scorer.Evaluate(view, as_of, options, &scratch->score);
  for (const Contribution& part : score.contributions) {
    const ScoreSource& source = rep.scorer.source(part.source);
    if (source.kind == SourceKind::kTotalCap) {
      result.cap += part.points;
    } else {
      result.questions[source.group].points += part.points;
    }
  }
  // Open questions: the same lead with each possible answer.
  scratch->row.assign(catalog().size(), ValueView());
  std::copy_n(view.values.begin(),
              std::min(view.values.size(), scratch->row.size()),
              scratch->row.begin());
  LeadView changed = view;
  changed.values = scratch->row;
  options.contributions = false;
  for (size_t q = 0; q < rep.questions.size(); ++q) {
    QuestionResult& question = result.questions[q];
    if (question.state != QuestionState::kOpen &&
        question.state != QuestionState::kExpired &&
        question.state != QuestionState::kUnknown) {
      continue;
    }
    ValueView& value = scratch->row[rep.questions[q].slot];
    const ValueView before = value;
    for (const ValueView& possible : rep.questions[q].possible_views) {
      value = possible;
      const Points change =
          rep.scorer.Evaluate(changed, as_of, options, &scratch->score).points -
          figures.points;
      if (!question.min_change.has_value() || change < *question.min_change) {
        question.min_change = change;
      }
      if (!question.max_change.has_value() || change > *question.max_change) {
        question.max_change = change;
      }
    }
    value = before;
  }
  return result;
}

absl::StatusOr<QuestionnaireResult> Questionnaire::Report(const Facts& facts,
                                                          Instant as_of) const {
  BindBuffer buffer;
  AnswerReading reading;
  QuestionnaireScratch scratch;
  LOTSE_ASSIGN_OR_RETURN(const LeadView view,
                         rep_->binder.Bind(facts, as_of, &buffer));
  LOTSE_RETURN_IF_ERROR(
      Read(facts.lead.answers, as_of, absl::MakeSpan(buffer.values), &reading));
  return Report(reading, facts.lead.answers, view, as_of, &scratch);
}

void Questionnaire::Publish(const QuestionnaireFigures& figures,
                            absl::Span<ValueView> row) const {
  const auto put = [&](const std::optional<FactSlot>& slot, ValueView value) {
    if (slot.has_value() && *slot < row.size()) row[*slot] = value;
  };
  put(rep_->points_slot, ValueView::Number(figures.points.ToDouble()));
  put(rep_->completeness_slot, ValueView::Number(figures.completeness));
  if (figures.veto < 0) {
    put(rep_->veto_slot, ValueView());
    return;
  }
  const uint32_t question =
      rep_->vetoes[static_cast<size_t>(figures.veto)].question;
  put(rep_->veto_slot, ValueView::Text(rep_->spec.questions[question].key));
}

}  // namespace lotse
