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
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "absl/numeric/int128.h"
#include "lotse/condition/condition_columns.h"
#include "src/base/column_kernels.h"
#include "src/score/score_steps.h"

namespace lotse {
namespace {

using InputValue = ConditionColumns::InputValue;

bool GetBit(const uint64_t* slice, size_t row) {
  return (slice[row / 64] >> row % 64 & 1) != 0;
}

// What one sum is made of, in nano-points.
struct Amounts {
  int64_t start = 0;
  std::vector<InputValue::Slice> slices;
  std::vector<InputValue> by_code;

  void Add(InputValue value) {
    start += value.start;
    for (const InputValue::Slice& slice : value.slices) {
      if (slice.amount != 0) slices.push_back(slice);
    }
    if (!value.by_code.empty()) by_code.push_back(std::move(value));
  }

  void Add(Amounts other) {
    start += other.start;
    slices.insert(slices.end(), other.slices.begin(), other.slices.end());
    for (InputValue& value : other.by_code) by_code.push_back(std::move(value));
  }

  template <typename Visit>
  void ForEach(Visit visit) const {
    visit(start);
    for (const InputValue::Slice& slice : slices) visit(slice.amount);
    for (const InputValue& value : by_code) {
      for (int64_t amount : value.by_code) visit(amount);
    }
  }

  // The lowest and the highest sum that can occur; slices of one input are
  // taken as if each could be set alone.
  std::pair<absl::int128, absl::int128> Range() const {
    absl::int128 low = start;
    absl::int128 high = start;
    const auto add = [&](int64_t least, int64_t most) {
      low += std::min<int64_t>(least, 0);
      high += std::max<int64_t>(most, 0);
    };
    for (const InputValue::Slice& slice : slices) {
      add(slice.amount, slice.amount);
    }
    for (const InputValue& value : by_code) {
      add(*std::min_element(value.by_code.begin(), value.by_code.end()),
          *std::max_element(value.by_code.begin(), value.by_code.end()));
    }
    return {low, high};
  }

  // No partial sum, in any order, is beyond this.
  absl::int128 Magnitude() const {
    const auto size = [](int64_t amount) {
      return absl::int128(amount) < 0 ? -absl::int128(amount)
                                      : absl::int128(amount);
    };
    absl::int128 sum = size(start);
    for (const InputValue::Slice& slice : slices) sum += size(slice.amount);
    for (const InputValue& value : by_code) {
      absl::int128 most = 0;
      for (int64_t amount : value.by_code) most = std::max(most, size(amount));
      sum += most;
    }
    return sum;
  }
};

// A group with a sum of its own.
struct OwnGroup {
  Amounts amounts;
  const uint64_t* when = nullptr;
  bool capped = false;
  int64_t min_nano = 0;
  int64_t max_nano = 0;
  bool on_rows = false;
  bool on_columns = false;
};

// Where a clamp by [min, max] can change a sum of `range`.
bool CanBind(std::pair<absl::int128, absl::int128> range, int64_t min,
             int64_t max) {
  return range.first < min || range.second > max;
}

// The sums of one block in units.
class Sums {
 public:
  virtual ~Sums() = default;
  virtual void Compute(size_t rows) = 0;
  // Nano-points of each row.
  virtual void GiveNano(size_t rows, int64_t* out) const = 0;
  // Adds the number of steps whose lower bound is reached.
  virtual void GiveSteps(size_t rows, int32_t* out) const = 0;
  virtual void GiveRowSteps(size_t rows, int32_t* out) const = 0;
  virtual void GiveColumnSteps(size_t rows, int32_t* out) const = 0;
};

struct SumPlan {
  Amounts direct;
  std::vector<OwnGroup> groups;
  bool capped = false;
  int64_t min_nano = 0;
  int64_t max_nano = 0;
  std::vector<int64_t> category_from;
  std::vector<int64_t> row_from;
  std::vector<int64_t> column_from;
};

int64_t FloorDiv(int64_t a, int64_t unit) {
  return a / unit - (a % unit != 0 && a < 0 ? 1 : 0);
}
int64_t CeilDiv(int64_t a, int64_t unit) {
  return a / unit + (a % unit != 0 && a > 0 ? 1 : 0);
}

template <typename Sum>
class BlockSums final : public Sums {
 public:
  BlockSums(const SumPlan& plan, int64_t unit, const ColumnKernels& kernels)
      : unit_(unit), kernels_(kernels) {
    direct_ = Narrow(plan.direct);
    for (const OwnGroup& group : plan.groups) {
      Group& own = groups_.emplace_back();
      own.amounts = Narrow(group.amounts);
      own.when = group.when;
      own.capped = group.capped;
      if (own.capped) {
        own.min = Clamped(CeilDiv(group.min_nano, unit));
        own.max = Clamped(FloorDiv(group.max_nano, unit));
      }
      own.on_rows = group.on_rows;
      own.on_columns = group.on_columns;
    }
    capped_ = plan.capped;
    if (capped_) {
      min_ = Clamped(CeilDiv(plan.min_nano, unit));
      max_ = Clamped(FloorDiv(plan.max_nano, unit));
    }
    category_from_ = Bounds(plan.category_from);
    row_from_ = Bounds(plan.row_from);
    column_from_ = Bounds(plan.column_from);
  }

  void Compute(size_t rows) override {
    const size_t words = (rows + 63) / 64;
    Add(direct_, words, total_.data());
    row_sum_.fill(0);
    column_sum_.fill(0);
    for (const Group& group : groups_) {
      Sum* const sum = group_.data();
      Add(group.amounts, words, sum);
      if (group.when != nullptr) KeepWhere(group.when, words, sum);
      // A group that does not apply is not capped either.
      if (group.capped) {
        for (size_t i = 0; i < kBlockRows; ++i) {
          sum[i] = std::min(std::max(sum[i], group.min), group.max);
        }
        if (group.when != nullptr) KeepWhere(group.when, words, sum);
      }
      AddTo(sum, &total_);
      if (group.on_rows) AddTo(sum, &row_sum_);
      if (group.on_columns) AddTo(sum, &column_sum_);
    }
    if (!capped_) return;
    for (size_t i = 0; i < kBlockRows; ++i) {
      total_[i] = std::min(std::max(total_[i], min_), max_);
    }
  }

  void GiveNano(size_t rows, int64_t* out) const override {
    if constexpr (sizeof(Sum) == 2) {
      const size_t whole = rows / 64;
      kernels_.scale16(total_.data(), whole, unit_, out);
      out += 64 * whole;
      for (size_t i = 64 * whole; i < rows; ++i) {
        *out++ = int64_t{total_[i]} * unit_;
      }
      return;
    }
    for (size_t i = 0; i < rows; ++i) out[i] = int64_t{total_[i]} * unit_;
  }
  void GiveSteps(size_t rows, int32_t* out) const override {
    StepsOf(total_, category_from_, rows, out);
  }
  void GiveRowSteps(size_t rows, int32_t* out) const override {
    StepsOf(row_sum_, row_from_, rows, out);
  }
  void GiveColumnSteps(size_t rows, int32_t* out) const override {
    StepsOf(column_sum_, column_from_, rows, out);
  }

 private:
  using Block = std::array<Sum, kBlockRows>;

  struct ByCode {
    const uint8_t* codes8;
    const uint32_t* codes32;
    size_t used;
    std::vector<Sum> amounts;
  };
  struct Narrowed {
    Sum start = 0;
    std::vector<SliceAddition<Sum>> slices;
    std::vector<ByCode> by_code;
  };
  struct Group {
    Narrowed amounts;
    const uint64_t* when = nullptr;
    bool capped = false;
    Sum min = 0;
    Sum max = 0;
    bool on_rows = false;
    bool on_columns = false;
  };

  Sum InUnits(int64_t nano) const { return static_cast<Sum>(nano / unit_); }
  static Sum Clamped(int64_t value) {
    return static_cast<Sum>(std::min<int64_t>(
        std::max<int64_t>(value, std::numeric_limits<Sum>::min()),
        std::numeric_limits<Sum>::max()));
  }

  // Lower bounds in units. One above every sum becomes the highest Sum, which
  // no sum reaches.
  std::vector<Sum> Bounds(const std::vector<int64_t>& nano) const {
    std::vector<Sum> bounds;
    for (int64_t from : nano) bounds.push_back(Clamped(CeilDiv(from, unit_)));
    return bounds;
  }

  Narrowed Narrow(const Amounts& amounts) const {
    Narrowed narrowed;
    narrowed.start = InUnits(amounts.start);
    for (const InputValue::Slice& slice : amounts.slices) {
      narrowed.slices.push_back({slice.bits, InUnits(slice.amount)});
    }
    for (const InputValue& value : amounts.by_code) {
      ByCode& by_code = narrowed.by_code.emplace_back();
      by_code.codes8 = value.codes8;
      by_code.codes32 = value.codes32;
      by_code.used = value.by_code.size();
      for (int64_t amount : value.by_code) {
        by_code.amounts.push_back(InUnits(amount));
      }
      by_code.amounts.resize(std::max<size_t>(by_code.used, 64));
    }
    return narrowed;
  }

  void Add(const Narrowed& amounts, size_t words, Sum* sums) {
    std::fill_n(sums, kBlockRows, amounts.start);
    const auto add = [&](auto kernel) {
      kernel(amounts.slices.data(), amounts.slices.size(), words, sums);
    };
    if constexpr (sizeof(Sum) == 2) {
      add(kernels_.add_slices16);
    } else if constexpr (sizeof(Sum) == 4) {
      add(kernels_.add_slices32);
    } else {
      add(kernels_.add_slices64);
    }
    for (const ByCode& by_code : amounts.by_code) {
      const Sum* const table = by_code.amounts.data();
      if (by_code.codes8 != nullptr) {
        if constexpr (sizeof(Sum) == 2) {
          kernels_.add_codes16(by_code.codes8, words, table, by_code.used,
                               sums);
        } else {
          for (size_t i = 0; i < 64 * words; ++i) {
            sums[i] += table[by_code.codes8[i]];
          }
        }
      } else {
        for (size_t i = 0; i < 64 * words; ++i) {
          sums[i] = static_cast<Sum>(sums[i] + table[by_code.codes32[i]]);
        }
      }
    }
  }

  // Sets the sums of rows without the bit to zero.
  static void KeepWhere(const uint64_t* slice, size_t words, Sum* sums) {
    for (size_t w = 0; w < words; ++w) {
      const uint64_t word = slice[w];
      for (size_t i = 0; i < 64; ++i) {
        sums[64 * w + i] = static_cast<Sum>(
            sums[64 * w + i] &
            static_cast<Sum>(-static_cast<Sum>(word >> i & 1)));
      }
    }
  }

  static void AddTo(const Sum* from, Block* to) {
    for (size_t i = 0; i < kBlockRows; ++i) {
      (*to)[i] = static_cast<Sum>((*to)[i] + from[i]);
    }
  }

  void StepsOf(const Block& sums, const std::vector<Sum>& from, size_t rows,
               int32_t* out) const {
    if constexpr (sizeof(Sum) == 2) {
      if (rows % 64 == 0) {
        return kernels_.count_bounds16(sums.data(), rows / 64, from.data(),
                                       from.size(), out);
      }
    }
    Block steps = {};
    for (Sum lowest : from) {
      for (size_t i = 0; i < kBlockRows; ++i) {
        steps[i] = static_cast<Sum>(steps[i] + (sums[i] >= lowest ? 1 : 0));
      }
    }
    for (size_t i = 0; i < rows; ++i) out[i] = static_cast<int32_t>(steps[i]);
  }

  const int64_t unit_;
  const ColumnKernels& kernels_;
  Narrowed direct_;
  std::vector<Group> groups_;
  bool capped_ = false;
  Sum min_ = 0;
  Sum max_ = 0;
  std::vector<Sum> category_from_;
  std::vector<Sum> row_from_;
  std::vector<Sum> column_from_;
  alignas(64) Block total_ = {};
  alignas(64) Block group_ = {};
  alignas(64) Block row_sum_ = {};
  alignas(64) Block column_sum_ = {};
};

}  // namespace

class ColumnScorer::Impl {
 public:
  Impl(const Scorer& scorer, const LeadColumns& leads, Instant as_of,
       const ColumnScoreOptions& options)
      : scorer_(scorer),
        rep_(*scorer_.rep_),
        as_of_(as_of),
        options_(options),
        conditions_(rep_.conditions, leads, as_of, options.instructions) {
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
      sums_->Compute(count);
      ScoreBlock(begin + at, at, count, scores);
      if (options_.contributions) Explain(count, scores);
    }
  }

 private:
  // A band or option table of a group, for contributions.
  struct ExplainedTable {
    const Scorer::Table* table;
    InputValue row;
  };
  struct ExplainedGroup {
    const Scorer::CompiledGroup* group;
    const uint64_t* when = nullptr;
    std::vector<const uint64_t*> rules;
    std::vector<ExplainedTable> tables;
  };

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
      own.capped = CanBind(bare, own.min_nano, own.max_nano);
      own.on_rows = !rep_.cells.empty() && on(rep_.rows, g);
      own.on_columns = !rep_.cells.empty() && on(rep_.columns, g);
      if (group.when >= 0) {
        own.when = conditions_.Require(static_cast<size_t>(group.when));
      }
      if (own.when == nullptr && !own.capped && !own.on_rows &&
          !own.on_columns) {
        plan.direct.Add(std::move(own.amounts));
        continue;
      }
      auto reach = bare;
      if (own.capped) {
        const absl::int128 min = own.min_nano;
        const absl::int128 max = own.max_nano;
        reach = {std::min(std::max(bare.first, min), max),
                 std::min(std::max(bare.second, min), max)};
      }
      if (own.when != nullptr) {
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
    // The unit: what all amounts and binding caps are multiples of.
    int64_t unit = 0;
    const auto measure = [&](int64_t nano) { unit = std::gcd(unit, nano); };
    absl::int128 magnitude = plan.direct.Magnitude();
    plan.direct.ForEach(measure);
    const auto add = [&](int64_t nano) {
      magnitude += nano < 0 ? -absl::int128(nano) : absl::int128(nano);
    };
    for (const OwnGroup& group : plan.groups) {
      group.amounts.ForEach(measure);
      magnitude += group.amounts.Magnitude();
      if (!group.capped) continue;
      // A cap beyond every sum may be no multiple: it is never taken on.
      const auto range = group.amounts.Range();
      if (range.first < group.min_nano) measure(group.min_nano);
      if (range.first < group.min_nano) add(group.min_nano);
      if (range.second > group.max_nano) measure(group.max_nano);
      if (range.second > group.max_nano) add(group.max_nano);
    }
    if (plan.capped) {
      // Either may bind; the one that cannot is far away.
      constexpr int64_t kFar = std::numeric_limits<int64_t>::max() / 4;
      for (int64_t cap : {plan.min_nano, plan.max_nano}) {
        if (cap <= -kFar || cap >= kFar) continue;
        measure(cap);
        add(cap);
      }
    }
    unit = std::max<int64_t>(unit, 1);
    const absl::int128 units = magnitude / unit;
    const ColumnKernels& kernels = KernelsOf(options_.instructions);
    // Below the highest value, which bounds that no sum reaches become.
    if (units < std::numeric_limits<int16_t>::max()) {
      sums_ = std::make_unique<BlockSums<int16_t>>(plan, unit, kernels);
    } else if (units < std::numeric_limits<int32_t>::max()) {
      sums_ = std::make_unique<BlockSums<int32_t>>(plan, unit, kernels);
    } else {
      sums_ = std::make_unique<BlockSums<int64_t>>(plan, unit, kernels);
    }
    unit_ = unit;
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
    const AssumedProbability& assumed = *rep_.spec.assumed_probability;
    for (size_t i = 0; i < count; ++i) {
      if (probabilities_.empty()) {
        out[i] = ProbabilityOf(assumed, Points::FromNano(nano[i]));
        continue;
      }
      double& known =
          probabilities_[static_cast<size_t>(nano[i] / unit_ - lowest_total_)];
      if (std::isnan(known)) {
        known = ProbabilityOf(assumed, Points::FromNano(nano[i]));
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
  std::unique_ptr<Sums> sums_;
  int64_t unit_ = 1;
  std::vector<const uint64_t*> vetoes_;
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
