// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ColumnScorer.
//
// Points of a lead are a sum of amounts, each for a slice or a code of an
// input. All amounts of a scorecard are multiples of one unit, and mostly so
// few units that 16 bits hold every sum that can occur; then 32 leads are added
// at once. Groups that need a sum of their own (for a segment, a cap that can
// bind, an axis of the grid) get one, all others add to the total directly.
#include "lotse/score/column_scorer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "absl/numeric/int128.h"
#include "lotse/condition/condition_columns.h"
#include "src/base/column_kernels.h"
#include "src/condition/column_values.h"
#include "src/score/block_sums.h"
#include "src/score/score_steps.h"

namespace lotse {

class ColumnScorer::Impl {
 public:
  Impl(const Scorer& scorer, const LeadColumns& leads, Instant as_of,
       const ColumnScoreOptions& options)
      : scorer_(scorer),
        rep_(*scorer_.rep_),
        as_of_(as_of),
        options_(options),
        conditions_(rep_.conditions, leads, as_of, options.instructions) {
    for (const Scorer::CompiledWeight& weight : rep_.weights) {
      weights_.push_back({&weight, ColumnOf(leads, weight),
                          std::vector<int64_t>(kBlockRows),
                          std::vector<uint8_t>(kBlockRows)});
    }
    SumPlan plan = MakePlan();
    MakeSums(plan);
    for (uint32_t veto : rep_.vetoes) {
      vetoes_.push_back(conditions_.Require(veto));
    }
    if (options_.contributions) PlanContributions();
  }

  void Score(size_t begin, size_t end, ScoreColumns* scores) {
    const size_t rows = end - begin;
    const ScoringSpec& spec = rep_.spec;
    const bool has_categories = !rep_.cells.empty() || !spec.categories.empty();
    const auto resize = [rows](auto* column, bool wanted) {
      column->resize(wanted ? rows : 0);
    };
    resize(&scores->points_nano, true);
    resize(&scores->probability, spec.assumed_probability.has_value());
    resize(&scores->category, has_categories);
    resize(&scores->category_since,
           has_categories && options_.previous_category != nullptr);
    resize(&scores->veto, !vetoes_.empty());
    resize(&scores->grid_row, !rep_.cells.empty());
    resize(&scores->grid_column, !rep_.cells.empty());
    scores->contributions.clear();
    scores->contribution_begin.clear();
    if (options_.contributions) scores->contribution_begin.push_back(0);
    for (size_t at = 0; at < rows; at += kBlockRows) {
      const size_t count = std::min(kBlockRows, rows - at);
      conditions_.Evaluate(begin + at, count);
      for (WeighedColumn& weighed : weights_)
        Weigh(begin + at, count, &weighed);
      sums_->Compute(count);
      ScoreBlock(begin + at, at, count, scores);
      if (options_.contributions) Explain(count, scores);
    }
  }

 private:
  using InputValue = ConditionColumns::InputValue;

  // A band or option table of a group, for contributions.
  struct ExplainedTable {
    const Scorer::Table* table;
    InputValue row;
  };
  // A weight and what it gives the rows of the block.
  struct WeighedColumn {
    const Scorer::CompiledWeight* weight;
    // Null: missing in each row.
    const ColumnView* view;
    std::vector<int64_t> nano;
    std::vector<uint8_t> missing;
  };
  struct ExplainedGroup {
    const Scorer::CompiledGroup* group;
    const uint64_t* when = nullptr;
    std::vector<const uint64_t*> rules;
    std::vector<ExplainedTable> tables;
  };

  static const ColumnView* ColumnOf(const LeadColumns& leads,
                                    const Scorer::CompiledWeight& weight) {
    if (weight.slot >= leads.values.size()) return nullptr;
    const ColumnView& view = leads.values[weight.slot];
    return Fits(view, weight.type) ? &view : nullptr;
  }

  void Weigh(size_t begin, size_t count, WeighedColumn* weighed) {
    const Scorer::CompiledWeight& weight = *weighed->weight;
    std::fill(weighed->nano.begin(), weighed->nano.end(), weight.missing_nano);
    std::fill(weighed->missing.begin(), weighed->missing.end(), uint8_t{1});
    if (weighed->view == nullptr) return;
    numbers_.resize(kBlockRows);
    WidenColumn(*weighed->view, begin, count, numbers_.data());
    for (size_t i = 0; i < count; ++i) {
      if (!weighed->view->valid(begin + i) || !std::isfinite(numbers_[i])) {
        continue;
      }
      weighed->nano[i] = weight.NanoOf(numbers_[i]);
      weighed->missing[i] = 0;
    }
  }

  // by_code of the rows of a table: what `of_row` says for row class + 2.
  template <typename OfRow>
  std::vector<int64_t> ByCode(const Scorer::Table& table, OfRow of_row) const {
    std::vector<int64_t> by_code;
    for (int32_t class_of_code : rep_.conditions.ClassesByCode(table.classes)) {
      by_code.push_back(of_row(static_cast<size_t>(class_of_code + 2)));
    }
    return by_code;
  }

  Amounts AmountsOf(const Scorer::CompiledGroup& group) {
    // All that depends on one input alone is one amount for each of its codes.
    std::map<uint32_t, std::vector<int64_t>> by_input;
    const auto add = [&](uint32_t input, const std::vector<int64_t>& by_code) {
      std::vector<int64_t>& sum = by_input[input];
      sum.resize(by_code.size());
      for (size_t c = 0; c < sum.size(); ++c) sum[c] += by_code[c];
    };
    for (uint32_t s = group.code_sums_begin; s < group.code_sums_end; ++s) {
      const Scorer::CodeSum& code_sum = rep_.code_sums[s];
      const auto begin = rep_.code_nano.begin() + code_sum.begin;
      add(code_sum.input, std::vector<int64_t>(begin, begin + code_sum.codes));
    }
    for (uint32_t t = group.tables_begin; t < group.tables_end; ++t) {
      const Scorer::Table& table = rep_.tables[t];
      add(rep_.conditions.InputOfClasses(table.classes),
          ByCode(table, [&](size_t row) { return table.nano[row]; }));
    }
    Amounts amounts;
    for (const auto& [input, by_code] : by_input) {
      amounts.Add(conditions_.RequireInput(input, by_code));
    }
    for (uint32_t o = group.other_rules_begin; o < group.other_rules_end; ++o) {
      const uint32_t rule = rep_.other_rules[o];
      amounts.slices.push_back(
          {conditions_.Require(rule), rep_.rule_nano[rule]});
    }
    for (uint32_t w = group.weights_begin; w < group.weights_end; ++w) {
      const Scorer::CompiledWeight& weight = rep_.weights[w];
      amounts.columns.push_back(
          {weights_[w].nano.data(),
           std::min(weight.min_nano, weight.missing_nano),
           std::max(weight.max_nano, weight.missing_nano)});
    }
    return amounts;
  }

  SumPlan MakePlan() {
    SumPlan plan;
    plan.direct.start = rep_.spec.base.nano();
    std::pair<absl::int128, absl::int128> range = {0, 0};
    const auto widen = [&](std::pair<absl::int128, absl::int128> by) {
      range.first += by.first;
      range.second += by.second;
    };
    const auto on = [](const Scorer::Axis& axis, uint32_t g) {
      return std::find(axis.groups.begin(), axis.groups.end(), g) !=
             axis.groups.end();
    };
    for (uint32_t g = 0; g < rep_.groups.size(); ++g) {
      const Scorer::CompiledGroup& group = rep_.groups[g];
      OwnGroup own;
      own.amounts = AmountsOf(group);
      own.min_nano = group.min_nano;
      own.max_nano = group.max_nano;
      const auto bare = own.amounts.Range();
      GroupRole& role = own.role;
      role.capped = CanBind(bare, own.min_nano, own.max_nano);
      role.on_rows = !rep_.cells.empty() && on(rep_.rows, g);
      role.on_columns = !rep_.cells.empty() && on(rep_.columns, g);
      if (group.when >= 0) {
        role.when = conditions_.Require(static_cast<size_t>(group.when));
      }
      if (!role.any()) {
        plan.direct.Add(std::move(own.amounts));
        continue;
      }
      auto reach = bare;
      if (role.capped) {
        const absl::int128 min = own.min_nano;
        const absl::int128 max = own.max_nano;
        reach = {std::min(std::max(bare.first, min), max),
                 std::min(std::max(bare.second, min), max)};
      }
      if (role.when != nullptr) {
        reach = {std::min<absl::int128>(reach.first, 0),
                 std::max<absl::int128>(reach.second, 0)};
      }
      widen(reach);
      plan.groups.push_back(std::move(own));
    }
    widen(plan.direct.Range());
    plan.min_nano = rep_.min_nano;
    plan.max_nano = rep_.max_nano;
    plan.capped = CanBind(range, plan.min_nano, plan.max_nano);
    plan.category_from = rep_.category_from;
    plan.row_from = rep_.rows.from;
    plan.column_from = rep_.columns.from;
    return plan;
  }

  void MakeSums(const SumPlan& plan) {
    sums_ = MakeBlockSums(plan, KernelsOf(options_.instructions));
    const absl::int128 units = sums_->units();
    if (units < 65536 && rep_.spec.assumed_probability.has_value()) {
      lowest_total_ = -static_cast<int64_t>(units);
      probabilities_.assign(2 * static_cast<size_t>(units) + 1,
                            std::numeric_limits<double>::quiet_NaN());
    }
  }

  void ScoreBlock(size_t row, size_t at, size_t count, ScoreColumns* scores) {
    int64_t* const nano = scores->points_nano.data() + at;
    sums_->GiveNano(count, nano);
    const bool has_veto = !vetoes_.empty();
    if (has_veto) GiveVetoes(count, scores->veto.data() + at);
    if (!scores->probability.empty()) {
      GiveProbabilities(count, nano, scores->probability.data() + at);
    }
    if (scores->category.empty()) return;
    int32_t* const category = scores->category.data() + at;
    if (rep_.cells.empty()) {
      sums_->GiveSteps(count, category);
    } else {
      int32_t* const rows = scores->grid_row.data() + at;
      int32_t* const columns = scores->grid_column.data() + at;
      sums_->GiveRowSteps(count, rows);
      sums_->GiveColumnSteps(count, columns);
      const size_t width = rep_.columns.from.size() + 1;
      for (size_t i = 0; i < count; ++i) {
        category[i] = rep_.cells[static_cast<size_t>(rows[i]) * width +
                                 static_cast<size_t>(columns[i])];
      }
    }
    if (options_.previous_category == nullptr) {
      if (!has_veto) return;
      const int32_t* const veto = scores->veto.data() + at;
      for (size_t i = 0; i < count; ++i) {
        if (veto[i] >= 0) category[i] = 0;
      }
      return;
    }
    for (size_t i = 0; i < count; ++i) {
      CategoryMemory memory;
      memory.category = options_.previous_category[row + i];
      memory.since =
          options_.previous_category_since == nullptr
              ? Instant()
              : Instant::FromMicros(options_.previous_category_since[row + i]);
      category[i] = scorer_.CategoryAfter(
          category[i], Points::FromNano(nano[i]),
          has_veto && scores->veto[at + i] >= 0, as_of_, memory);
      const bool stays =
          memory.category == category[i] && memory.since <= as_of_;
      scores->category_since[at + i] = (stays ? memory.since : as_of_).micros();
    }
  }

  void GiveVetoes(size_t count, int32_t* out) const {
    std::fill_n(out, count, -1);
    // The first that holds is written last.
    for (size_t v = vetoes_.size(); v-- > 0;) {
      for (size_t w = 0; w < (count + 63) / 64; ++w) {
        if (vetoes_[v][w] == 0) continue;
        for (size_t i = 64 * w; i < std::min(64 * (w + 1), count); ++i) {
          if (GetBit(vetoes_[v], i)) out[i] = static_cast<int32_t>(v);
        }
      }
    }
  }

  // Totals repeat; each has its probability computed once if they are few.
  void GiveProbabilities(size_t count, const int64_t* nano, double* out) {
    const Scorer::ProbabilityCurve& curve = rep_.curve;
    const int64_t unit = sums_->unit();
    for (size_t i = 0; i < count; ++i) {
      if (probabilities_.empty()) {
        out[i] = curve.At(Points::FromNano(nano[i]));
        continue;
      }
      double& known =
          probabilities_[static_cast<size_t>(nano[i] / unit - lowest_total_)];
      if (std::isnan(known)) {
        known = curve.At(Points::FromNano(nano[i]));
      }
      out[i] = known;
    }
  }

  void PlanContributions() {
    for (const Scorer::CompiledGroup& group : rep_.groups) {
      ExplainedGroup& explained = explained_.emplace_back();
      explained.group = &group;
      if (group.when >= 0) {
        explained.when = conditions_.Require(static_cast<size_t>(group.when));
      }
      for (uint32_t r = group.rules_begin; r < group.rules_end; ++r) {
        explained.rules.push_back(conditions_.Require(r));
      }
      for (uint32_t t = group.tables_begin; t < group.tables_end; ++t) {
        const Scorer::Table& table = rep_.tables[t];
        explained.tables.push_back(
            {&table, conditions_.RequireInput(
                         rep_.conditions.InputOfClasses(table.classes),
                         ByCode(table, [](size_t row) {
                           return static_cast<int64_t>(row);
                         }))});
      }
    }
  }

  static int64_t AmountAt(const InputValue& value, size_t i) {
    if (value.codes8 != nullptr) return value.by_code[value.codes8[i]];
    if (value.codes32 != nullptr) return value.by_code[value.codes32[i]];
    int64_t amount = value.start;
    for (const InputValue::Slice& slice : value.slices) {
      if (GetBit(slice.bits, i)) amount += slice.amount;
    }
    return amount;
  }

  // Appends the contributions of the block's rows, in the order of the spec.
  void Explain(size_t count, ScoreColumns* scores) const {
    std::vector<Contribution>& out = scores->contributions;
    for (size_t i = 0; i < count; ++i) {
      const auto add = [&](uint32_t source, int64_t nano) {
        if (nano != 0) out.push_back({source, Points::FromNano(nano)});
      };
      int64_t total = rep_.spec.base.nano();
      add(0, total);
      for (const ExplainedGroup& explained : explained_) {
        if (explained.when != nullptr && !GetBit(explained.when, i)) continue;
        const Scorer::CompiledGroup& group = *explained.group;
        int64_t sum = 0;
        for (size_t r = 0; r < explained.rules.size(); ++r) {
          if (!GetBit(explained.rules[r], i)) continue;
          const size_t rule = group.rules_begin + r;
          sum += rep_.rule_nano[rule];
          add(rep_.rule_sources[rule], rep_.rule_nano[rule]);
        }
        for (const ExplainedTable& table : explained.tables) {
          const uint32_t row = static_cast<uint32_t>(AmountAt(table.row, i));
          sum += table.table->nano[row];
          add(table.table->sources_begin + row, table.table->nano[row]);
        }
        for (uint32_t w = group.weights_begin; w < group.weights_end; ++w) {
          sum += weights_[w].nano[i];
          add(weights_[w].weight->source + weights_[w].missing[i],
              weights_[w].nano[i]);
        }
        const int64_t capped =
            std::min(std::max(sum, group.min_nano), group.max_nano);
        add(group.cap_source, capped - sum);
        total += capped;
      }
      add(rep_.cap_source,
          std::min(std::max(total, rep_.min_nano), rep_.max_nano) - total);
      scores->contribution_begin.push_back(static_cast<int64_t>(out.size()));
    }
  }

  const Scorer scorer_;
  const Scorer::Rep& rep_;
  const Instant as_of_;
  const ColumnScoreOptions options_;
  ConditionColumns conditions_;
  std::unique_ptr<BlockSums> sums_;
  std::vector<const uint64_t*> vetoes_;
  std::vector<WeighedColumn> weights_;
  std::vector<double> numbers_;
  std::vector<ExplainedGroup> explained_;
  // By total in units less the lowest; NaN: not yet computed. Empty: too many.
  int64_t lowest_total_ = 0;
  std::vector<double> probabilities_;
};

ColumnScorer::ColumnScorer(const Scorer& scorer, const LeadColumns& leads,
                           Instant as_of, const ColumnScoreOptions& options)
    : impl_(std::make_unique<Impl>(scorer, leads, as_of, options)) {}
ColumnScorer::~ColumnScorer() = default;
ColumnScorer::ColumnScorer(ColumnScorer&&) noexcept = default;
ColumnScorer& ColumnScorer::operator=(ColumnScorer&&) noexcept = default;

void ColumnScorer::Score(size_t begin, size_t end, ScoreColumns* scores) {
  impl_->Score(begin, end, scores);
}

}  // namespace lotse
