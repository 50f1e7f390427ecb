// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// NextConditionChangeAt, NextConditionTurnAt and ConditionsStayBetween.
#include "lotse/condition/next_condition_change.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "src/condition/condition_program.h"

namespace lotse {
namespace {

constexpr int64_t kDay = 86400000000;

// How many of the input's cuts are not above `key`.
std::ptrdiff_t CutsUpTo(const ConditionProgram& program,
                        const ProgramInput& input, int64_t key) {
  const int64_t* const begin = program.cuts.data() + input.cuts_begin;
  const int64_t* const end = program.cuts.data() + input.cuts_end;
  return std::upper_bound(begin, end, key) - begin;
}

class Search {
 public:
  // `scratch`: of the evaluation; null if there was none.
  Search(const ConditionProgram& program, const LeadView& view, Instant as_of,
         const ConditionScratch* scratch)
      : program_(program), view_(view), as_of_(as_of), scratch_(scratch) {}

  std::optional<Instant> Run() {
    for (const uint32_t i : program_.timed_inputs) {
      const ProgramInput& input = program_.inputs[i];
      switch (input.source) {
        case InputSource::kAge:
          if (const auto time = ValueAt(input)) {
            ConsiderAge(input, absl::int128(as_of_.micros()) - *time, *time, 1);
          }
          break;
        case InputSource::kAgeInDays:
          if (const auto day = ValueAt(input)) {
            ConsiderAge(input, absl::int128(as_of_.date().days()) - *day, *day,
                        kDay);
          }
          break;
        case InputSource::kFigureAge:
          ConsiderFigureAge(input);
          break;
        case InputSource::kConsent:
          ConsiderConsents(program_.consents[input.index]);
          break;
        case InputSource::kFact:
        case InputSource::kPresence:
        case InputSource::kAny:
        case InputSource::kAll:
        case InputSource::kFigure:
          break;
      }
    }
    if (view_.activities.empty()) return next_;
    for (size_t f = 0; f < program_.figures.size(); ++f) ConsiderFigure(f);
    if (program_.where != nullptr) ConsiderPayloads();
    return next_;
  }

 private:
  void Consider(absl::int128 micros) {
    if (micros <= as_of_.micros() || micros > Instant::Max().micros()) return;
    const Instant at = Instant::FromMicros(static_cast<int64_t>(micros));
    if (!next_.has_value() || at < *next_) next_ = at;
  }

  // The time or date at the input's slot.
  std::optional<int64_t> ValueAt(const ProgramInput& input) const {
    if (input.index >= view_.values.size()) return std::nullopt;
    const ValueView& value = view_.values[input.index];
    if (value.type() != input.type) return std::nullopt;
    return value.integer();
  }

  // The age of `value`, in units of `unit` microseconds, reaches the next cut.
  void ConsiderAge(const ProgramInput& input, absl::int128 age, int64_t value,
                   int64_t unit) {
    constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
    constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
    const int64_t saturated = static_cast<int64_t>(
        std::min<absl::int128>(std::max<absl::int128>(age, kMin), kMax));
    const std::ptrdiff_t passed = CutsUpTo(program_, input, saturated);
    const uint32_t cut = input.cuts_begin + static_cast<uint32_t>(passed);
    if (cut >= input.cuts_end) return;
    Consider((absl::int128(value) + program_.cuts[cut]) * unit);
  }

  void ConsiderFigureAge(const ProgramInput& input) {
    const auto consider = [&](int64_t time) {
      ConsiderAge(input, absl::int128(as_of_.micros()) - time, time, 1);
    };
    if (scratch_ != nullptr) {
      if (scratch_->found[input.index]) {
        consider(scratch_->figures[input.index]);
      }
      return;
    }
    for (const ActivityView& activity : view_.activities) {
      if (Counts(program_.figures[input.index], activity)) {
        consider(activity.occurred_at.micros());
      }
    }
  }

  static bool Counts(const ActivityFigure& figure,
                     const ActivityView& activity) {
    return figure.kinds.empty() ||
           (activity.kind < figure.kinds.size() && figure.kinds[activity.kind]);
  }

  void ConsiderConsents(const ConsentKey& key) {
    for (const ConsentView& entry : view_.consents) {
      if (entry.purpose != key.purpose || entry.channel != key.channel) {
        continue;
      }
      Consider(entry.at.micros());
      if (entry.expires_at != Instant()) Consider(entry.expires_at.micros());
    }
  }

  void ConsiderFigure(size_t f) {
    const ActivityFigure& figure = program_.figures[f];
    const bool windowed = figure.within != Duration();
    // Of a last activity only its own age matters, if it is known.
    const bool last =
        figure.aggregate == Aggregate::kLast && scratch_ != nullptr;
    for (const ActivityView& activity : view_.activities) {
      if (!Counts(figure, activity)) continue;
      const int64_t at = activity.occurred_at.micros();
      Consider(at);
      if (windowed && !last) {
        Consider(absl::int128(at) + figure.within.micros());
      }
    }
    if (windowed && last && scratch_->found[f]) {
      Consider(absl::int128(scratch_->figures[f]) + figure.within.micros());
    }
  }

  // Ages among the conditions on activities, which have no figures.
  void ConsiderPayloads() {
    const ConditionProgram& where = ConditionProgram::Of(*program_.where);
    for (const ActivityView& activity : view_.activities) {
      LeadView payload;
      payload.values = activity.payload;
      const std::optional<Instant> next =
          Search(where, payload, as_of_, nullptr).Run();
      if (next.has_value()) Consider(next->micros());
    }
  }

  const ConditionProgram& program_;
  const LeadView& view_;
  const Instant as_of_;
  const ConditionScratch* const scratch_;
  std::optional<Instant> next_;
};

}  // namespace

std::optional<Instant> NextConditionChangeAt(const ConditionSet& set,
                                             const LeadView& view,
                                             Instant as_of,
                                             const ConditionScratch& scratch) {
  return Search(ConditionProgram::Of(set), view, as_of, &scratch).Run();
}

std::optional<Instant> NextConditionChangeAt(const ConditionSet& set,
                                             const LeadView& view,
                                             Instant as_of) {
  return Search(ConditionProgram::Of(set), view, as_of, nullptr).Run();
}

std::optional<Instant> NextConditionTurnAt(const ConditionSet& set,
                                           const LeadView& view, Instant as_of,
                                           Instant until,
                                           ConditionScratch* scratch) {
  std::vector<bool> held;
  for (Instant at = as_of;;) {
    const std::optional<Instant> change = NextConditionChangeAt(set, view, at);
    if (!change.has_value() || (until != Instant() && *change >= until)) {
      return std::nullopt;
    }
    if (held.empty()) {
      set.Evaluate(view, as_of, scratch);
      for (size_t i = 0; i < set.size(); ++i) {
        held.push_back(set.Holds(*scratch, i));
      }
    }
    at = *change;
    set.Evaluate(view, at, scratch);
    for (size_t i = 0; i < set.size(); ++i) {
      if (set.Holds(*scratch, i) != held[i]) return at;
    }
  }
}

bool ConditionsStayBetween(const ConditionSet& set,
                           absl::Span<const NumberRange> ranges) {
  if (ranges.empty()) return true;
  const ConditionProgram& program = ConditionProgram::Of(set);
  return std::all_of(
      program.inputs.begin(), program.inputs.end(),
      [&](const ProgramInput& input) {
        if (input.source != InputSource::kFact ||
            input.coding != InputCoding::kNumbers) {
          return true;
        }
        const auto range = std::lower_bound(
            ranges.begin(), ranges.end(), input.index,
            [](const NumberRange& r, FactSlot slot) { return r.slot < slot; });
        if (range == ranges.end() || range->slot != input.index) return true;
        return CutsUpTo(program, input, NumberKey(range->lowest)) ==
               CutsUpTo(program, input, NumberKey(range->highest));
      });
}

}  // namespace lotse
