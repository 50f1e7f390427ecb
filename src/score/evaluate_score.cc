// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Scorer::Evaluate, the row executor, and Scorer's accessors.
#include <algorithm>

#include "lotse/base/exact_math.h"
#include "lotse/score/scorer.h"
#include "src/score/score_steps.h"

namespace lotse {

int64_t Scorer::CompiledWeight::NanoOf(double value) const {
  const int64_t nano = Points::FromDouble(value * factor).nano();
  return std::min(std::max(nano, min_nano), max_nano);
}

double Scorer::ProbabilityCurve::At(Points points) const {
  double x = 0;
  for (const Line& line : lines) {
    x += line.share * (static_cast<double>(points.nano() - line.at_nano) /
                       line.doubling_nano);
  }
  return 1 / (1 + inverse_odds * ExactExp2(-x));
}

int64_t Scorer::SumOfRules(const CompiledGroup& group,
                           const ScoreScratch& scratch) const {
  const Rep& rep = *rep_;
  int64_t sum = 0;
  for (uint32_t s = group.code_sums_begin; s < group.code_sums_end; ++s) {
    const CodeSum& code_sum = rep.code_sums[s];
    sum +=
        rep.code_nano[code_sum.begin +
                      ConditionSet::CodeOf(scratch.conditions, code_sum.input)];
  }
  for (uint32_t o = group.other_rules_begin; o < group.other_rules_end; ++o) {
    sum += NanoOf(rep.other_rules[o], scratch);
  }
  return sum;
}

int64_t Scorer::SumOfRules(const CompiledGroup& group,
                           const ScoreScratch& scratch,
                           Contribution* contributions, size_t* kept) const {
  const Rep& rep = *rep_;
  int64_t sum = 0;
  size_t next = *kept;
  for (uint32_t r = group.rules_begin; r < group.rules_end; ++r) {
    const int64_t nano = NanoOf(r, scratch);
    sum += nano;
    contributions[next] = {rep.rule_sources[r], Points::FromNano(nano)};
    next += nano != 0 ? 1 : 0;
  }
  *kept = next;
  return sum;
}

namespace {

// The integer or number at `slot`; others are missing.
std::optional<double> NumberAt(const LeadView& view, FactSlot slot,
                               ValueType type) {
  if (slot >= view.values.size()) return std::nullopt;
  const ValueView& value = view.values[slot];
  if (value.type() != type) return std::nullopt;
  return type == ValueType::kInteger ? static_cast<double>(value.integer())
                                     : value.number();
}

}  // namespace

Score Scorer::Evaluate(const LeadView& view, Instant as_of,
                       const EvaluateOptions& options,
                       ScoreScratch* scratch) const {
  const Rep& rep = *rep_;
  const ConditionSet& conditions = rep.conditions;
  conditions.Evaluate(view, as_of, &scratch->conditions);
  const bool keep = options.contributions;
  // One for each rule, table, weight and group, the base and the total's cap,
  // and one that is written and not kept.
  if (keep) {
    scratch->contributions.resize(rep.rule_nano.size() + rep.tables.size() +
                                  rep.weights.size() + rep.groups.size() + 3);
  }
  Contribution* const contributions = scratch->contributions.data();
  size_t kept = 0;
  // Written always and kept if it is not zero: which rules hold is what a
  // processor predicts worst.
  const auto add = [&](uint32_t source, int64_t nano) {
    if (!keep) return;
    contributions[kept] = {source, Points::FromNano(nano)};
    kept += nano != 0 ? 1 : 0;
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
    sum = keep ? SumOfRules(group, *scratch, contributions, &kept)
               : SumOfRules(group, *scratch);
    for (uint32_t t = group.tables_begin; t < group.tables_end; ++t) {
      const Table& table = rep.tables[t];
      const uint32_t row = static_cast<uint32_t>(
          conditions.ClassOf(scratch->conditions, table.classes) + 2);
      sum += table.nano[row];
      add(table.sources_begin + row, table.nano[row]);
    }
    for (uint32_t w = group.weights_begin; w < group.weights_end; ++w) {
      const CompiledWeight& weight = rep.weights[w];
      const std::optional<double> value =
          NumberAt(view, weight.slot, weight.type);
      const int64_t nano =
          value.has_value() ? weight.NanoOf(*value) : weight.missing_nano;
      sum += nano;
      add(weight.source + (value.has_value() ? 0 : 1), nano);
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
  score.contributions = absl::MakeConstSpan(contributions, kept);
  for (size_t v = 0; v < rep.vetoes.size() && score.veto < 0; ++v) {
    if (conditions.Holds(scratch->conditions, rep.vetoes[v])) {
      score.veto = static_cast<int32_t>(v);
    }
  }
  Classify(scratch->group_nano.data(), as_of, options.memory, &score);
  if (score.category >= 0) {
    const bool stays = options.memory.category == score.category &&
                       options.memory.since <= as_of;
    score.category_since = stays ? options.memory.since : as_of;
  }
  if (rep.spec.assumed_probability.has_value()) {
    score.probability = rep.curve.At(score.points);
  }
  return score;
}

void Scorer::Classify(const int64_t* group_nano, Instant as_of,
                      const CategoryMemory& memory, Score* score) const {
  const Rep& rep = *rep_;
  int32_t candidate = -1;
  if (!rep.cells.empty()) {
    const auto step_on = [&](const Axis& axis) {
      int64_t sum = 0;
      for (uint32_t g : axis.groups) sum += group_nano[g];
      return StepOf(axis.from, sum);
    };
    score->grid_row = step_on(rep.rows);
    score->grid_column = step_on(rep.columns);
    candidate = rep.cells[static_cast<size_t>(score->grid_row) *
                              (rep.columns.from.size() + 1) +
                          static_cast<size_t>(score->grid_column)];
  } else if (!rep.spec.categories.empty()) {
    candidate = StepOf(rep.category_from, score->points.nano());
  }
  if (candidate < 0) return;
  score->category =
      CategoryAfter(candidate, score->points, score->veto >= 0, as_of, memory);
}

std::pair<Score, Score> Scorer::Between(const LeadView& low,
                                        const LeadView& high, Instant as_of,
                                        const CategoryMemory& memory,
                                        const ScoreScratch& scratch) const {
  const Rep& rep = *rep_;
  const ConditionSet& conditions = rep.conditions;
  // Of the score with the fewest points, then of that with the most.
  std::vector<int64_t> group_nano[2];
  int64_t total[2] = {rep.spec.base.nano(), rep.spec.base.nano()};
  for (std::vector<int64_t>& nano : group_nano) {
    nano.resize(rep.groups.size());
  }
  for (size_t g = 0; g < rep.groups.size(); ++g) {
    const CompiledGroup& group = rep.groups[g];
    if (group.when >= 0 && !conditions.Holds(scratch.conditions,
                                             static_cast<size_t>(group.when))) {
      continue;
    }
    int64_t same = SumOfRules(group, scratch);
    for (uint32_t t = group.tables_begin; t < group.tables_end; ++t) {
      const Table& table = rep.tables[t];
      same += table.nano[static_cast<size_t>(
          conditions.ClassOf(scratch.conditions, table.classes) + 2)];
    }
    int64_t sum[2] = {same, same};
    for (uint32_t w = group.weights_begin; w < group.weights_end; ++w) {
      const CompiledWeight& weight = rep.weights[w];
      const auto nano_in = [&](const LeadView& view) {
        const std::optional<double> value =
            NumberAt(view, weight.slot, weight.type);
        return value.has_value() ? weight.NanoOf(*value) : weight.missing_nano;
      };
      // A negative factor turns the ends round.
      const std::pair<int64_t, int64_t> ends =
          std::minmax({nano_in(low), nano_in(high)});
      sum[0] += ends.first;
      sum[1] += ends.second;
    }
    for (size_t end = 0; end < 2; ++end) {
      group_nano[end][g] =
          std::min(std::max(sum[end], group.min_nano), group.max_nano);
      total[end] += group_nano[end][g];
    }
  }
  std::pair<Score, Score> scores;
  for (size_t end = 0; end < 2; ++end) {
    Score& score = end == 0 ? scores.first : scores.second;
    score.points = Points::FromNano(
        std::min(std::max(total[end], rep.min_nano), rep.max_nano));
    for (size_t v = 0; v < rep.vetoes.size() && score.veto < 0; ++v) {
      if (conditions.Holds(scratch.conditions, rep.vetoes[v])) {
        score.veto = static_cast<int32_t>(v);
      }
    }
    Classify(group_nano[end].data(), as_of, memory, &score);
    if (rep.spec.assumed_probability.has_value()) {
      score.probability = rep.curve.At(score.points);
    }
  }
  return scores;
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
    case SourceKind::kWeight:
    case SourceKind::kWeightMissing:
      return rep_->spec.groups[source.group].weights[source.item].id;
    case SourceKind::kGroupCap:
      return rep_->spec.groups[source.group].id;
  }
  return "";
}

FactSlot Scorer::WeighedBy(uint32_t index) const {
  const ScoreSource& source = rep_->sources[index];
  return rep_->weights[rep_->groups[source.group].weights_begin + source.item]
      .slot;
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
                 rep_->code_sums.capacity() * sizeof(CodeSum) +
                 rep_->code_nano.capacity() * sizeof(int64_t) +
                 rep_->other_rules.capacity() * sizeof(uint32_t) +
                 rep_->tables.capacity() * sizeof(Table) +
                 rep_->weights.capacity() * sizeof(CompiledWeight) +
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
