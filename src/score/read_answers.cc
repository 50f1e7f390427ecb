// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Questionnaire::Read: which answers count.
#include <algorithm>
#include <limits>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/base/status_macros.h"
#include "lotse/facts/same_value.h"
#include "lotse/score/questionnaire.h"

namespace lotse {
namespace {

using Valid = AnswerReading::Valid;

constexpr int64_t kLowest = std::numeric_limits<int64_t>::min();
constexpr Instant kNever =
    Instant::FromMicros(std::numeric_limits<int64_t>::max());

// Since when an answer counts, as FactBinder orders them: one of unset time
// before all others.
Instant OrderOf(Instant answered_at) {
  return answered_at == Instant()
             ? Instant::FromMicros(kLowest)
             : std::max(answered_at, Instant::FromMicros(kLowest + 1));
}

// When an answer stops counting; kNever: it does not.
Instant EndOf(const Answer& answer, Duration valid_for) {
  Instant end = kNever;
  if (answer.valid_until != Instant()) end = answer.valid_until;
  if (valid_for != Duration() && answer.answered_at != Instant()) {
    end = std::min(end, answer.answered_at + valid_for);
  }
  return end;
}

bool IsLater(const Valid& a, const Valid& b) {
  return std::tie(a.at, a.answer) > std::tie(b.at, b.answer);
}

// The place of the answer's source in the order of trust.
size_t RankOf(const std::vector<std::string>& sources,
              const std::string& source) {
  const auto it = std::find(sources.begin(), sources.end(), source);
  return static_cast<size_t>(it - sources.begin());
}

// Chooses among the valid answers to one question, sorted by voice (author and
// source), then by time.
class Choice {
 public:
  Choice(absl::Span<const Answer> answers, absl::Span<const Valid> valid)
      : answers_(answers), valid_(valid) {
    for (size_t i = 0; i < valid_.size(); ++i) {
      if (i + 1 < valid_.size() && SameVoice(valid_[i], valid_[i + 1])) {
        continue;
      }
      if (!valid_[i].value.missing()) known_.push_back(&valid_[i]);
    }
  }

  // Whether what the voices last said differs.
  bool Contradicts() const {
    return std::any_of(known_.begin(), known_.end(), [&](const Valid* v) {
      return !SameValue(v->value, known_.front()->value);
    });
  }

  const Valid& Latest() const {
    return *std::min_element(valid_.begin(), valid_.end(), IsLater);
  }

  const Valid& MostTrusted(const std::vector<std::string>& sources) const {
    return **std::min_element(known_.begin(), known_.end(),
                              [&](const Valid* a, const Valid* b) {
                                const size_t x = RankOf(sources, SourceOf(*a));
                                const size_t y = RankOf(sources, SourceOf(*b));
                                return x != y ? x < y : IsLater(*a, *b);
                              });
  }

  void AppendKnown(std::vector<int64_t>* indices) const {
    const auto begin = static_cast<std::ptrdiff_t>(indices->size());
    for (const Valid* v : known_) indices->push_back(v->answer);
    std::sort(indices->begin() + begin, indices->end());
  }

 private:
  const std::string& SourceOf(const Valid& v) const {
    return answers_[static_cast<size_t>(v.answer)].source;
  }
  bool SameVoice(const Valid& a, const Valid& b) const {
    return SourceOf(a) == SourceOf(b) &&
           answers_[static_cast<size_t>(a.answer)].author ==
               answers_[static_cast<size_t>(b.answer)].author;
  }

  absl::Span<const Answer> answers_;
  absl::Span<const Valid> valid_;
  // The latest valid answer of each voice, if it is known.
  std::vector<const Valid*> known_;
};

}  // namespace

absl::Status Questionnaire::Read(absl::Span<const Answer> answers,
                                 Instant as_of, absl::Span<ValueView> row,
                                 AnswerReading* reading) const {
  const FieldPath lead("lead");
  if (answers.size() > kMaxListValues) {
    return absl::InvalidArgumentError(
        absl::StrCat(lead.Child("answers").ToString(), ": has more than ",
                     kMaxListValues, " entries"));
  }
  reading->questions.assign(rep_->questions.size(), AnswerReading::Question());
  reading->contradictions.clear();
  reading->unread.clear();
  reading->valid.clear();
  reading->buffer.lists_used = 0;
  Instant next = kNever;
  const auto changes_at = [&](Instant instant) {
    if (instant > as_of) next = std::min(next, instant);
  };
  for (size_t i = 0; i < answers.size(); ++i) {
    const Answer& answer = answers[i];
    const FieldPath here = lead.Child("answers", i);
    const auto found = rep_->by_key.find(answer.question);
    if (found == rep_->by_key.end()) {
      if (rep_->binder.FindQuestion(answer.question).has_value()) continue;
      if (catalog().unknown_attributes() == UnknownAttributes::kRefuse) {
        return absl::InvalidArgumentError(absl::StrCat(
            here.Child("question").ToString(), ": is not in the schema"));
      }
      reading->unread.push_back(static_cast<int64_t>(i));
      continue;
    }
    const uint32_t q = found->second;
    LOTSE_ASSIGN_OR_RETURN(
        const ValueView value,
        rep_->binder.BindValue(answer.value, rep_->questions[q].slot, as_of,
                               here.Child("value"), &reading->buffer));
    if (answer.answered_at != Instant() && answer.answered_at > as_of) {
      changes_at(answer.answered_at);
      continue;
    }
    const Instant end = EndOf(answer, rep_->spec.questions[q].valid_for);
    if (end <= as_of) {
      reading->questions[q].expired = true;
      continue;
    }
    if (end != kNever) changes_at(end);
    reading->valid.push_back(
        {q, static_cast<int64_t>(i), OrderOf(answer.answered_at), end, value});
  }
  reading->next_change = next == kNever ? Instant() : next;

  std::vector<Valid>& valid = reading->valid;
  std::sort(valid.begin(), valid.end(), [&](const Valid& a, const Valid& b) {
    const Answer& x = answers[static_cast<size_t>(a.answer)];
    const Answer& y = answers[static_cast<size_t>(b.answer)];
    return std::tie(a.question, x.author, x.source, a.at, a.answer) <
           std::tie(b.question, y.author, y.source, b.at, b.answer);
  });
  for (size_t begin = 0, end = 0; begin < valid.size(); begin = end) {
    const uint32_t q = valid[begin].question;
    while (end < valid.size() && valid[end].question == q) ++end;
    const Choice choice(answers,
                        absl::MakeConstSpan(valid).subspan(begin, end - begin));
    const std::vector<std::string>& sources =
        rep_->spec.questions[q].preferred_sources;
    const bool contradicts = choice.Contradicts();
    const Valid& counts = contradicts && !sources.empty()
                              ? choice.MostTrusted(sources)
                              : choice.Latest();
    AnswerReading::Question& question = reading->questions[q];
    question.answer = counts.answer;
    question.value = counts.value;
    question.valid_until = counts.until == kNever ? Instant() : counts.until;
    question.contradictions_begin = reading->contradictions.size();
    if (contradicts) choice.AppendKnown(&reading->contradictions);
    question.contradictions_end = reading->contradictions.size();
  }
  for (size_t q = 0; q < rep_->questions.size(); ++q) {
    const FactSlot slot = rep_->questions[q].slot;
    if (slot < row.size()) row[slot] = reading->questions[q].value;
  }
  return absl::OkStatus();
}

}  // namespace lotse
