// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Engine::NextCheckAt and Engine::MemoryAfter.
//
// Facts, conditions, questionnaires, assessments and memory change what they
// say at certain instants only, which they name. Between two of them nothing
// moves but the points of engagement, which fade, and what is weighed of them.
// So the search goes from one of these instants to the next. Of the span
// between, it asks how far the ranges of all that fades touch no threshold: the
// ranges of a longer span contain those of a shorter one, so bisection finds
// the first microsecond at which they might. At each such instant the lead is
// evaluated and its answer compared with the first one.
#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "lotse/base/status_macros.h"
#include "lotse/condition/next_condition_change.h"
#include "lotse/engine/engine.h"
#include "lotse/facts/assessment_view.h"
#include "lotse/facts/next_fact_change.h"
#include "src/engine/whole_second.h"

namespace lotse {
namespace {

// Everything that is decided, as numbers.
using Answers = std::vector<int64_t>;

int64_t BitsOf(double number) {
  int64_t bits;
  std::memcpy(&bits, &number, sizeof(bits));
  return bits;
}

void Append(const std::optional<double>& number, Answers* answers) {
  answers->push_back(number.has_value() ? 1 : 0);
  answers->push_back(BitsOf(number.value_or(0)));
}

// Without a category there is nothing to remember since when.
bool Same(const CategoryMemory& a, const CategoryMemory& b) {
  return a.category == b.category && (a.category < 0 || a.since == b.since);
}

bool Same(const LeadMemory& a, const LeadMemory& b) {
  return a.buyer_stage.stage == b.buyer_stage.stage &&
         (a.buyer_stage.stage < 0 ||
          a.buyer_stage.since == b.buyer_stage.since) &&
         Same(a.category, b.category) &&
         std::equal(a.further.begin(), a.further.end(), b.further.begin(),
                    b.further.end(),
                    [](const CategoryMemory& x, const CategoryMemory& y) {
                      return Same(x, y);
                    });
}

void Append(const ConditionSet& set, const ConditionScratch& scratch,
            Answers* answers) {
  for (size_t i = 0; i < set.size(); ++i) {
    answers->push_back(set.Holds(scratch, i) ? 1 : 0);
  }
  for (size_t i = 0; i < set.classes_size(); ++i) {
    answers->push_back(set.ClassOf(scratch, i));
  }
}

// Of further score `i`.
CategoryMemory FurtherOf(const LeadMemory& memory, size_t i) {
  return i < memory.further.size() ? memory.further[i] : CategoryMemory();
}

}  // namespace

class Engine::NextCheck {
 public:
  NextCheck(const Engine& engine, const Facts& facts,
            const WatchedConditions& watched, EngineScratch* scratch)
      : engine_(engine),
        rep_(*engine.rep_),
        facts_(facts),
        watched_(watched),
        scratch_(*scratch),
        watched_scratch_(watched.conditions.size()) {
    for (const Assessment& assessment : facts.lead.assessments) {
      assessments_.push_back(ViewOf(assessment));
    }
    // Without a weight there are no such signals.
    if (rep_.spec.assessment.weight != 0) {
      const auto slot = rep_.catalog.Find("assessment.pooled_probability",
                                          /*hint=*/false);
      if (slot.ok()) pooled_slot_ = *slot;
    }
  }

  absl::StatusOr<std::optional<Instant>> Run(Instant as_of,
                                             const LeadMemory& memory) {
    memories_ = {memory};
    Answers first;
    LOTSE_RETURN_IF_ERROR(Look(as_of, &first));
    // What is remembered after this evaluation is mostly what it was given.
    LeadMemory after = MemoryAfter(scores_);
    if (!Same(after, memory)) {
      memories_.push_back(std::move(after));
      first.clear();
      LOTSE_RETURN_IF_ERROR(Look(as_of, &first));
    }
    Answers later;
    for (int step = 0; step < kMaxNextCheckSteps; ++step) {
      const std::optional<Instant> change = NextChange();
      const bool ends = change.has_value() && !IsBeyond(*change);
      const Instant end = ends ? *change - Duration::Micros(1) : LastWatched();
      const Instant stays = LastThatStays(end);
      if (stays >= end && !ends) return std::nullopt;
      const Instant next = stays + Duration::Micros(1);
      later.clear();
      // Facts that become wrong are a change, too.
      if (!Look(next, &later).ok() || later != first) break;
    }
    return now_;
  }

 private:
  bool IsBeyond(Instant at) const {
    return watched_.until != Instant() && at >= watched_.until;
  }
  Instant LastWatched() const {
    return watched_.until == Instant() ? Instant::Max()
                                       : watched_.until - Duration::Micros(1);
  }

  // Evaluates the lead at `at` with each memory and appends the answers.
  absl::Status Look(Instant at, Answers* answers) {
    now_ = at;
    LOTSE_ASSIGN_OR_RETURN(view_, engine_.Bind(facts_, at, &scratch_));
    for (const LeadMemory& memory : memories_) {
      scores_ = engine_.Evaluate(view_, at, memory, /*contributions=*/false,
                                 &scratch_);
      EvaluateWatched();
      AppendAnswers(answers);
    }
    return absl::OkStatus();
  }

  // The row that watched conditions read, and what they say.
  void EvaluateWatched() {
    if (watched_.conditions.empty()) return;
    row_.assign(scores_.view.values.begin(), scores_.view.values.end());
    row_.resize(rep_.catalog.size());
    const absl::Span<ValueView> row = absl::MakeSpan(row_);
    engine_.PublishScore(scores_.score, row);
    if (pooled_slot_.has_value()) {
      PublishAssessment(Assess(scores_.score.probability, now_), rep_.catalog,
                        row);
    }
    for (const WatchedConditions::Signal& signal : watched_.signals) {
      if (signal.slot < row.size()) row[signal.slot] = signal.value;
    }
    watched_view_ = scores_.view;
    watched_view_.values = row;
    for (size_t i = 0; i < watched_.conditions.size(); ++i) {
      watched_.conditions[i]->Evaluate(watched_view_, now_,
                                       &watched_scratch_[i]);
    }
  }

  AssessmentResult Assess(std::optional<double> machine, Instant at) {
    return rep_.assessor.Evaluate(assessments_, machine, at,
                                  &scratch_.assessment);
  }

  void AppendAnswers(Answers* answers) {
    answers->push_back(scores_.buyer_stage.stage);
    if (HasStages()) {
      Append(rep_.buyer_stage.conditions(), scratch_.buyer_stage.conditions,
             answers);
    }
    int64_t counted = 0;
    for (const ActivityView& activity : view_.activities) {
      if (activity.occurred_at <= now_ &&
          rep_.engagement.CountsActivity(activity, &scratch_.evidence)) {
        ++counted;
      }
    }
    answers->push_back(counted);
    for (size_t i = 0; i < rep_.questionnaires.size(); ++i) {
      const Questionnaire& questionnaire = rep_.questionnaires[i];
      const QuestionnaireScratch& of = scratch_.questionnaires[i];
      for (const AnswerReading::Question& read :
           scratch_.answers[i].questions) {
        answers->push_back(read.answer);
        answers->push_back(read.expired ? 1 : 0);
        answers->push_back(static_cast<int64_t>(read.contradictions_end -
                                                read.contradictions_begin));
      }
      Append(questionnaire.asked(), of.asked, answers);
      Append(questionnaire.scorer(), of.score, nullptr, answers);
    }
    for (size_t i = 0; i < rep_.further.size(); ++i) {
      const std::optional<struct Score>& score = scores_.further[i];
      answers->push_back(score.has_value() ? 1 : 0);
      if (!score.has_value()) continue;
      Append(rep_.further[i].scorer, scratch_.scores[i], &*score, answers);
    }
    Append(rep_.main.scorer, scratch_.score, &scores_.score, answers);
    if (!assessments_.empty()) {
      const AssessmentResult result = Assess(std::nullopt, now_);
      answers->push_back(result.authors);
      Append(result.probability, answers);
      Append(result.raw_probability, answers);
    }
    for (size_t i = 0; i < watched_.conditions.size(); ++i) {
      Append(*watched_.conditions[i], watched_scratch_[i], answers);
    }
  }

  // `score` may be null.
  void Append(const Scorer& scorer, const ScoreScratch& scratch,
              const struct Score* score, Answers* answers) {
    lotse::Append(scorer.conditions(), scratch.conditions, answers);
    if (score != nullptr) {
      answers->insert(answers->end(), {score->category, score->veto,
                                       score->grid_row, score->grid_column});
    }
    // Facts that are weighed; signals are answers of who publishes them.
    for (uint32_t s = 0; s < scorer.sources_size(); ++s) {
      if (scorer.source(s).kind != SourceKind::kWeight) continue;
      const FactSlot slot = scorer.WeighedBy(s);
      if (rep_.catalog.fact(slot).step != SignalStep::kFact ||
          slot >= view_.values.size()) {
        continue;
      }
      const ValueView& value = view_.values[slot];
      answers->push_back(static_cast<int64_t>(value.type()));
      answers->push_back(value.type() == ValueType::kNumber
                             ? BitsOf(value.number())
                         : value.type() == ValueType::kInteger ? value.integer()
                                                               : 0);
    }
  }
  static void Append(const ConditionSet& set, const ConditionScratch& scratch,
                     Answers* answers) {
    lotse::Append(set, scratch, answers);
  }
  static void Append(const std::optional<double>& number, Answers* answers) {
    lotse::Append(number, answers);
  }

  bool HasStages() const { return !rep_.spec.buyer_stage.stages.empty(); }

  // The next instant at which something other than fading may change.
  std::optional<Instant> NextChange() {
    std::optional<Instant> next;
    const auto consider = [&](std::optional<Instant> at) {
      if (!at.has_value() || *at <= now_ || *at > Instant::Max()) return;
      if (!next.has_value() || *at < *next) next = at;
    };
    consider(NextFactChangeAt(facts_, rep_.rates, now_));
    consider(rep_.assessor.NextChangeAt(assessments_, now_));
    consider(engine_.NextTimedChange(view_, scores_.view, now_, memories_,
                                     /*evaluated=*/true, &scratch_));
    for (size_t i = 0; i < watched_.conditions.size(); ++i) {
      consider(NextConditionChangeAt(*watched_.conditions[i], watched_view_,
                                     now_, watched_scratch_[i]));
    }
    return next;
  }

  // The last instant up to `end` until which fading changes nothing from now_
  // on; now_ if there is none.
  Instant LastThatStays(Instant end) {
    if (rep_.engagement_slots.empty() && !WatchesPooled()) return end;
    if (end <= now_ || Stays(end)) return end;
    absl::int128 stays = now_.micros();
    absl::int128 moves = end.micros();
    while (moves - stays > 1) {
      const absl::int128 middle = stays + (moves - stays) / 2;
      (Stays(Instant::FromMicros(static_cast<int64_t>(middle))) ? stays
                                                                : moves) =
          middle;
    }
    return Instant::FromMicros(static_cast<int64_t>(stays));
  }

  bool WatchesPooled() const {
    return !watched_.conditions.empty() && pooled_slot_.has_value();
  }

  // The rows with the lowest and the highest value of each number that moves.
  void StartRanges() {
    ranges_.clear();
    low_.assign(scores_.view.values.begin(), scores_.view.values.end());
    high_ = low_;
  }
  void AddRange(FactSlot slot, double lowest, double highest) {
    if (lowest == highest || slot >= rep_.catalog.size()) return;
    const auto place = std::lower_bound(
        ranges_.begin(), ranges_.end(), slot,
        [](const NumberRange& r, FactSlot s) { return r.slot < s; });
    ranges_.insert(place, {slot, lowest, highest});
    if (slot >= low_.size()) return;
    low_[slot] = ValueView::Number(lowest);
    high_[slot] = ValueView::Number(highest);
  }
  // What was computed from moving numbers may lie a little outside.
  void AddComputedRange(FactSlot slot, double lowest, double highest) {
    constexpr double kLittle = 1e-12;
    if (lowest == highest) return;
    AddRange(slot, lowest * (1 - kLittle), highest * (1 + kLittle));
  }

  // Whether nothing is decided otherwise from now_ to `end`, before which
  // nothing but fading happens.
  bool Stays(Instant end) {
    StartRanges();
    const absl::Span<const PointsRange> points =
        rep_.engagement.Between(view_, now_, end, &scratch_.engagement);
    for (size_t i = 0; i < rep_.engagement_slots.size(); ++i) {
      AddRange(rep_.engagement_slots[i], points[i].lowest.ToDouble(),
               points[i].highest.ToDouble());
    }
    if (ranges_.empty() && !WatchesPooled()) return true;
    for (const Questionnaire& questionnaire : rep_.questionnaires) {
      if (!ConditionsStayBetween(questionnaire.asked(), ranges_) ||
          !ConditionsStayBetween(questionnaire.scorer().conditions(),
                                 ranges_)) {
        return false;
      }
    }
    for (size_t i = 0; i < rep_.further.size(); ++i) {
      const ScorePart& part = rep_.further[i];
      if (!ConditionsStayBetween(part.when, ranges_)) return false;
      if (!scores_.further[i].has_value()) continue;
      if (!Stays(part, scratch_.scores[i],
                 [&](const LeadMemory& m) { return FurtherOf(m, i); })) {
        return false;
      }
    }
    if (!Stays(rep_.main, scratch_.score,
               [](const LeadMemory& m) { return m.category; })) {
      return false;
    }
    if (WatchesPooled()) AddPooledRange(end);
    return std::all_of(watched_.conditions.begin(), watched_.conditions.end(),
                       [&](const ConditionSet* set) {
                         return ConditionsStayBetween(*set, ranges_);
                       });
  }

  template <typename MemoryOf>
  bool Stays(const ScorePart& part, const ScoreScratch& scratch,
             MemoryOf memory_of) {
    if (!ConditionsStayBetween(part.scorer.conditions(), ranges_)) return false;
    LeadView low = view_;
    LeadView high = view_;
    low.values = low_;
    high.values = high_;
    std::pair<struct Score, struct Score> ends;
    for (const LeadMemory& memory : memories_) {
      ends = part.scorer.Between(low, high, now_, memory_of(memory), scratch);
      if (ends.first.category != ends.second.category ||
          ends.first.grid_row != ends.second.grid_row ||
          ends.first.grid_column != ends.second.grid_column) {
        return false;
      }
    }
    AddRange(part.points, ends.first.points.ToDouble(),
             ends.second.points.ToDouble());
    if (ends.first.probability.has_value()) {
      AddComputedRange(part.probability, *ends.first.probability,
                       *ends.second.probability);
    }
    lowest_probability_ = ends.first.probability;
    highest_probability_ = ends.second.probability;
    return true;
  }

  // The pool lies between those of the ends, of the machine's view and of time:
  // the authors' share only falls.
  void AddPooledRange(Instant end) {
    std::optional<double> lowest, highest;
    for (const Instant at : {now_, end}) {
      for (const std::optional<double>& machine :
           {lowest_probability_, highest_probability_}) {
        const std::optional<double> pooled =
            Assess(machine, at).pooled_probability;
        if (!pooled.has_value()) return;
        lowest = std::min(lowest.value_or(*pooled), *pooled);
        highest = std::max(highest.value_or(*pooled), *pooled);
      }
    }
    AddComputedRange(*pooled_slot_, *lowest, *highest);
  }

  const Engine& engine_;
  const Rep& rep_;
  const Facts& facts_;
  const WatchedConditions& watched_;
  EngineScratch& scratch_;
  std::vector<AssessmentView> assessments_;
  std::optional<FactSlot> pooled_slot_;
  std::vector<ConditionScratch> watched_scratch_;
  // The memory that was given and the one that the evaluation leaves. Until
  // the answer changes both lead to the same one.
  std::vector<LeadMemory> memories_;
  // The evaluation at now_.
  Instant now_;
  LeadView view_;
  LeadScores scores_;
  LeadView watched_view_;
  std::vector<ValueView> row_;
  // Of Stays.
  std::vector<NumberRange> ranges_;
  std::vector<ValueView> low_;
  std::vector<ValueView> high_;
  std::optional<double> lowest_probability_;
  std::optional<double> highest_probability_;
};

std::optional<Instant> Engine::NextTimedChange(
    const LeadView& view, const LeadView& signals, Instant at,
    absl::Span<const LeadMemory> memories, bool evaluated,
    EngineScratch* scratch) const {
  const Rep& rep = *rep_;
  std::optional<Instant> next;
  const auto consider = [&](std::optional<Instant> change) {
    if (!change.has_value() || *change <= at || *change > Instant::Max()) {
      return;
    }
    if (!next.has_value() || *change < *next) next = change;
  };
  const auto consider_set = [&](const ConditionSet& set, const LeadView& of,
                                const ConditionScratch& conditions) {
    consider(evaluated ? NextConditionChangeAt(set, of, at, conditions)
                       : NextConditionChangeAt(set, of, at));
  };
  const bool has_stages = !rep.spec.buyer_stage.stages.empty();
  if (has_stages) {
    consider_set(rep.buyer_stage.conditions(), view,
                 scratch->buyer_stage.conditions);
  }
  scratch->questionnaires.resize(rep.questionnaires.size());
  for (size_t i = 0; i < rep.questionnaires.size(); ++i) {
    const Questionnaire& questionnaire = rep.questionnaires[i];
    const QuestionnaireScratch& of = scratch->questionnaires[i];
    if (scratch->answers[i].next_change != Instant()) {
      consider(scratch->answers[i].next_change);
    }
    consider_set(questionnaire.asked(), signals, of.asked);
    consider_set(questionnaire.scorer().conditions(), signals,
                 of.score.conditions);
  }
  scratch->scores.resize(rep.further.size());
  for (size_t i = 0; i < rep.further.size(); ++i) {
    const ScorePart& part = rep.further[i];
    if (evaluated) part.when.Evaluate(signals, at, &scratch->when);
    consider_set(part.when, signals, scratch->when);
    if (evaluated && !scratch->further[i].has_value()) continue;
    consider_set(part.scorer.conditions(), signals,
                 scratch->scores[i].conditions);
  }
  consider_set(rep.main.scorer.conditions(), signals,
               scratch->score.conditions);
  const auto consider_memory = [&](const CategoryMemory& category,
                                   const Scorer& scorer) {
    const std::vector<Category>& all = scorer.spec().categories;
    if (category.category < 0 ||
        static_cast<size_t>(category.category) >= all.size()) {
      return;
    }
    consider(category.since);
    consider(category.since +
             all[static_cast<size_t>(category.category)].dwell);
  };
  for (const LeadMemory& memory : memories) {
    if (has_stages && memory.buyer_stage.stage >= 0) {
      consider(memory.buyer_stage.since);
      consider(memory.buyer_stage.since + rep.spec.buyer_stage.hold);
    }
    consider_memory(memory.category, rep.main.scorer);
    for (size_t i = 0; i < rep.further.size(); ++i) {
      consider_memory(FurtherOf(memory, i), rep.further[i].scorer);
    }
  }
  return next;
}

absl::StatusOr<std::optional<Instant>> Engine::NextCheckAt(
    const Facts& facts, Instant as_of, const LeadMemory& memory,
    const WatchedConditions& watched, EngineScratch* scratch) const {
  if (as_of >= Instant::Max()) return std::optional<Instant>();
  if (watched.until != Instant() &&
      as_of + Duration::Micros(1) >= watched.until) {
    return std::optional<Instant>();
  }
  LOTSE_ASSIGN_OR_RETURN(
      const std::optional<Instant> change,
      NextCheck(*this, facts, watched, scratch).Run(as_of, memory));
  if (!change.has_value()) return change;
  return CheckSecondOf(*change, as_of);
}

LeadMemory Engine::MemoryAfter(const LeadScores& scores) {
  LeadMemory memory;
  memory.buyer_stage = {scores.buyer_stage.stage, scores.buyer_stage.since};
  memory.category = {scores.score.category, scores.score.category_since};
  for (const std::optional<struct Score>& score : scores.further) {
    memory.further.push_back(
        score.has_value()
            ? CategoryMemory{score->category, score->category_since}
            : CategoryMemory());
  }
  return memory;
}

}  // namespace lotse
