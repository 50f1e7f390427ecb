// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Scorer::Evaluate, the row executor, and Scorer's accessors.
#include <algorithm>

#include "lotse/base/exact_math.h"
#include "lotse/score/scorer.h"

namespace lotse {
namespace {

// The highest step whose lower bound is not above `nano`; step 0 has none.
int32_t StepOf(const std::vector<int64_t>& from, int64_t nano) {
  return static_cast<int32_t>(std::upper_bound(from.begin(), from.end(), nano) -
                              from.begin());
}

double ProbabilityOf(const AssumedProbability& assumed, Points points) {
  const double x = static_cast<double>((points - assumed.at).nano()) /
                   static_cast<double>(assumed.points_to_double_odds.nano());
  const double inverse_odds = (1 - assumed.probability) / assumed.probability;
  return 1 / (1 + inverse_odds * ExactExp2(-x));
}

}  // namespace

Score Scorer::Evaluate(const LeadView& view, Instant as_of,
                       const EvaluateOptions& options,
                       ScoreScratch* scratch) const {
  const Rep& rep = *rep_;
  const ConditionSet& conditions = rep.conditions;
  conditions.Evaluate(view, as_of, &scratch->conditions);
  std::vector<Contribution>& contributions = scratch->contributions;
  contributions.clear();
  const bool keep = options.contributions;
  const auto add = [&](uint32_t source, int64_t nano) {
    if (keep && nano != 0) {
      contributions.push_back({source, Points::FromNano(nano)});
    }
  };

  int64_t total = rep.spec.base.nano();
  add(0, total);
  scratch->group_nano.resize(rep.groups.size());
  for (size_t g = 0; g < rep.groups.size(); ++g) {
    const CompiledGroup& group = rep.groups[g];
    int64_t& sum = scratch->group_nano[g];
    sum = 0;
    if (group.when >= 0 && !conditions.Holds(scratch->conditions,
                                             static_cast<size_t>(group.when))) {
      continue;
    }
    if (keep) {
      for (uint32_t r = group.rules_begin; r < group.rules_end; ++r) {
        if (!conditions.Holds(scratch->conditions, r)) continue;
        sum += rep.rule_nano[r];
        add(rep.rule_sources[r], rep.rule_nano[r]);
      }
    } else {
      for (uint32_t r = group.rules_begin; r < group.rules_end; ++r) {
        const int64_t holds = conditions.Holds(scratch->conditions, r) ? 1 : 0;
        sum += rep.rule_nano[r] & -holds;
      }
    }
    for (uint32_t t = group.tables_begin; t < group.tables_end; ++t) {
      const Table& table = rep.tables[t];
      const uint32_t row = static_cast<uint32_t>(
          conditions.ClassOf(scratch->conditions, table.classes) + 2);
      sum += table.nano[row];
      add(table.sources_begin + row, table.nano[row]);
    }
    const int64_t capped =
        std::min(std::max(sum, group.min_nano), group.max_nano);
    add(group.cap_source, capped - sum);
    sum = capped;
    total += capped;
  }
  const int64_t capped = std::min(std::max(total, rep.min_nano), rep.max_nano);
  add(rep.cap_source, capped - total);

  Score score;
  score.points = Points::FromNano(capped);
  score.contributions = contributions;
  for (size_t v = 0; v < rep.vetoes.size() && score.veto < 0; ++v) {
    if (conditions.Holds(scratch->conditions, rep.vetoes[v])) {
      score.veto = static_cast<int32_t>(v);
    }
  }
  int32_t candidate = -1;
  if (!rep.cells.empty()) {
    const auto step_on = [&](const Axis& axis) {
      int64_t sum = 0;
      for (uint32_t g : axis.groups) sum += scratch->group_nano[g];
      return StepOf(axis.from, sum);
    };
    score.grid_row = step_on(rep.rows);
    score.grid_column = step_on(rep.columns);
    candidate = rep.cells[static_cast<size_t>(score.grid_row) *
                              (rep.columns.from.size() + 1) +
                          static_cast<size_t>(score.grid_column)];
  } else if (!rep.spec.categories.empty()) {
    candidate = StepOf(rep.category_from, capped);
  }
  if (candidate >= 0) {
    score.category = CategoryAfter(candidate, score.points, score.veto >= 0,
                                   as_of, options.memory);
    const bool stays = options.memory.category == score.category &&
                       options.memory.since <= as_of;
    score.category_since = stays ? options.memory.since : as_of;
  }
  if (rep.spec.assumed_probability.has_value()) {
    score.probability =
        ProbabilityOf(*rep.spec.assumed_probability, score.points);
  }
  return score;
}

int32_t Scorer::CategoryAfter(int32_t candidate, Points points, bool vetoed,
                              Instant as_of,
                              const CategoryMemory& memory) const {
  if (vetoed) return 0;
  const int32_t count = static_cast<int32_t>(rep_->spec.categories.size());
  const int32_t before = memory.category;
  if (before < 0 || before >= count || memory.since > as_of ||
      candidate >= before) {
    return candidate;
  }
  const Category& left = rep_->spec.categories[static_cast<size_t>(before)];
  if (as_of < memory.since + left.dwell) return before;
  // Without a grid every category but the lowest has a lower bound.
  if (left.from.has_value() && points >= *left.from - left.hysteresis) {
    return before;
  }
  return candidate;
}

absl::string_view Scorer::IdOf(uint32_t index) const {
  const ScoreSource& source = rep_->sources[index];
  switch (source.kind) {
    case SourceKind::kBase:
    case SourceKind::kTotalCap:
      return "";
    case SourceKind::kRule:
      return rep_->spec.groups[source.group].rules[source.item].id;
    case SourceKind::kBand:
    case SourceKind::kBandMissing:
      return rep_->spec.groups[source.group].bands[source.item].id;
    case SourceKind::kOption:
    case SourceKind::kOptionOtherwise:
    case SourceKind::kOptionMissing:
      return rep_->spec.groups[source.group].options[source.item].id;
    case SourceKind::kGroupCap:
      return rep_->spec.groups[source.group].id;
  }
  return "";
}

int32_t Scorer::FindCategory(absl::string_view id) const {
  const std::vector<Category>& categories = rep_->spec.categories;
  for (size_t c = 0; c < categories.size(); ++c) {
    if (categories[c].id == id) return static_cast<int32_t>(c);
  }
  return -1;
}

size_t Scorer::MemoryUsage() const {
  size_t bytes = sizeof(Rep) + rep_->conditions.MemoryUsage() +
                 rep_->sources.capacity() * sizeof(ScoreSource) +
                 rep_->rule_nano.capacity() * sizeof(int64_t) +
                 rep_->rule_sources.capacity() * sizeof(uint32_t) +
                 rep_->tables.capacity() * sizeof(Table) +
                 rep_->groups.capacity() * sizeof(CompiledGroup) +
                 rep_->cells.capacity() * sizeof(int32_t);
  for (const ScoreSource& source : rep_->sources) {
    bytes += source.path.capacity();
  }
  for (const Table& table : rep_->tables) {
    bytes += table.nano.capacity() * sizeof(int64_t);
  }
  return bytes;
}

}  // namespace lotse
