// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ValidateScoring and CompileScorer.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lotse/base/exact_math.h"
#include "lotse/base/limits.h"
#include "lotse/score/scorer.h"

namespace lotse {
namespace {

constexpr int64_t kNoMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kNoMax = std::numeric_limits<int64_t>::max();
constexpr int64_t kNano = 1000000000;

}  // namespace

// Checks a spec and, on the way, gathers what the Scorer needs.
class ScoringLowering {
 public:
  ScoringLowering(const ScoringSpec& spec, const FactCatalog& catalog,
                  SpecIssues* issues, uint32_t order)
      : spec_(spec),
        catalog_(catalog),
        issues_(issues),
        rep_(std::make_shared<Scorer::Rep>()),
        builder_(catalog, ReaderOf(order)) {}

  void Run(const FieldPath& path) {
    if (!CheckSize(path)) return;
    // Rules first: rule r has condition r.
    for (size_t g = 0; g < spec_.groups.size(); ++g) {
      const FieldPath group_path = path.Child("groups", g);
      for (size_t r = 0; r < spec_.groups[g].rules.size(); ++r) {
        AddRule(spec_.groups[g].rules[r], group_path.Child("rules", r));
      }
    }
    magnitude_ = Magnitude(CheckPoints(spec_.base, path.Child("base")));
    AddSource(SourceKind::kBase, 0, 0, 0, 0, path.Child("base"));
    uint32_t rule = 0;
    for (size_t g = 0; g < spec_.groups.size(); ++g) {
      AddGroup(g, path.Child("groups", g), &rule);
    }
    CheckCaps(spec_.min, spec_.max, path, &rep_->min_nano, &rep_->max_nano);
    rep_->cap_source = AddSource(SourceKind::kTotalCap, 0, 0, 0, 0, path);
    if (magnitude_ > absl::int128(kMaxTotalPoints) * kNano) {
      issues_->Add(path, absl::StrCat("can add up to more than ",
                                      kMaxTotalPoints, " points"));
    }
    AddVetoes(path);
    AddCategories(path);
    if (spec_.grid.has_value()) AddGrid(*spec_.grid, path.Child("grid"));
    CheckProbability(path);
  }

  Scorer Finish() {
    rep_->spec = spec_;
    rep_->conditions = builder_.Build();
    for (Scorer::CompiledGroup& group : rep_->groups) AddCodeSums(&group);
    return Scorer(std::move(rep_));
  }

 private:
  using Rep = Scorer::Rep;

  static ConditionReader ReaderOf(uint32_t order) {
    ConditionReader reader;
    reader.step = SignalStep::kScore;
    reader.order = order;
    reader.for_scoring = true;
    return reader;
  }

  // Adds up, for each input, the rules of a group that depend on it alone.
  void AddCodeSums(Scorer::CompiledGroup* group) {
    // Rules share most tables, and a rule alone must not make a large one.
    constexpr size_t kMaxCodes = 64;
    std::map<uint32_t, std::vector<int64_t>> sums;
    group->other_rules_begin = static_cast<uint32_t>(rep_->other_rules.size());
    for (uint32_t r = group->rules_begin; r < group->rules_end; ++r) {
      ConditionSet::CodeTruth truth;
      if (!rep_->conditions.FindCodeTruth(r, kMaxCodes, &truth)) {
        rep_->other_rules.push_back(r);
        continue;
      }
      std::vector<int64_t>& sum = sums[truth.input];
      sum.resize(truth.holds.size());
      for (size_t code = 0; code < sum.size(); ++code) {
        if (truth.holds[code]) sum[code] += rep_->rule_nano[r];
      }
    }
    group->other_rules_end = static_cast<uint32_t>(rep_->other_rules.size());
    group->code_sums_begin = static_cast<uint32_t>(rep_->code_sums.size());
    for (const auto& [input, sum] : sums) {
      rep_->code_sums.push_back({input,
                                 static_cast<uint32_t>(rep_->code_nano.size()),
                                 static_cast<uint32_t>(sum.size())});
      rep_->code_nano.insert(rep_->code_nano.end(), sum.begin(), sum.end());
    }
    group->code_sums_end = static_cast<uint32_t>(rep_->code_sums.size());
  }

  // Whether there is not so much that all else is better left unread.
  bool CheckSize(const FieldPath& path) {
    size_t count = 0;
    for (const Group& group : spec_.groups) {
      count += 1 + group.rules.size() + group.weights.size();
      for (const BandTable& table : group.bands) count += table.bands.size();
      for (const OptionTable& table : group.options) {
        count += table.options.size();
      }
    }
    count += spec_.vetoes.size() + spec_.categories.size();
    if (spec_.grid.has_value()) {
      count += spec_.grid->cells.size();
      for (const GridAxis* axis : {&spec_.grid->rows, &spec_.grid->columns}) {
        count += axis->steps.size() + axis->groups.size();
      }
    }
    if (count <= kMaxRules) return true;
    issues_->Add(path,
                 absl::StrCat("has more than ", kMaxRules,
                              " rules, bands, options, weights and cells"));
    return false;
  }

  void CheckId(const std::string& id, const FieldPath& path) {
    if (!IsKey(id)) {
      issues_->Add(path.Child("id"),
                   "is no id: use lower case letters, digits and _, first a "
                   "letter");
    } else if (!ids_.insert(id).second) {
      issues_->Add(path.Child("id"),
                   absl::StrCat("\"", id, "\" stands twice in the scorecard"));
    }
  }

  Points CheckPoints(Points points, const FieldPath& path) {
    if (Magnitude(points) > absl::int128(kMaxPoints) * kNano) {
      issues_->Add(path, absl::StrCat("is beyond ", kMaxPoints, " points"));
    }
    return points;
  }

  static absl::int128 Magnitude(Points points) {
    const absl::int128 nano = points.nano();
    return nano < 0 ? -nano : nano;
  }

  void CheckCaps(const std::optional<Points>& min,
                 const std::optional<Points>& max, const FieldPath& path,
                 int64_t* min_nano, int64_t* max_nano) {
    *min_nano = min.has_value() ? min->nano() : kNoMin;
    *max_nano = max.has_value() ? max->nano() : kNoMax;
    if (min.has_value()) CheckPoints(*min, path.Child("min"));
    if (max.has_value()) CheckPoints(*max, path.Child("max"));
    if (*min_nano > *max_nano) {
      issues_->Add(path.Child("max"), "is below `min`");
    }
  }

  uint32_t AddSource(SourceKind kind, size_t group, size_t item, size_t entry,
                     size_t condition, const FieldPath& path) {
    ScoreSource source;
    source.kind = kind;
    source.group = static_cast<uint32_t>(group);
    source.item = static_cast<uint32_t>(item);
    source.entry = static_cast<uint32_t>(entry);
    source.condition = static_cast<uint32_t>(condition);
    source.path = path.ToString();
    rep_->sources.push_back(std::move(source));
    return static_cast<uint32_t>(rep_->sources.size() - 1);
  }

  void AddRule(const Rule& rule, const FieldPath& path) {
    CheckId(rule.id, path);
    ValidateLabel(rule.label, path.Child("label"), issues_);
    if (rule.when.empty()) issues_->Add(path.Child("when"), "is missing");
    builder_.Add(rule.when, path.Child("when"), issues_);
    rep_->rule_nano.push_back(
        CheckPoints(rule.points, path.Child("points")).nano());
  }

  void AddGroup(size_t g, const FieldPath& path, uint32_t* rule) {
    const Group& group = spec_.groups[g];
    Scorer::CompiledGroup compiled;
    CheckId(group.id, path);
    ValidateLabel(group.label, path.Child("label"), issues_);
    if (!group.when.empty()) {
      compiled.when = static_cast<int32_t>(
          builder_.Add(group.when, path.Child("when"), issues_));
    }
    absl::int128 magnitude = 0;
    compiled.rules_begin = *rule;
    for (size_t r = 0; r < group.rules.size(); ++r) {
      rep_->rule_sources.push_back(
          AddSource(SourceKind::kRule, g, r, 0, *rule, path.Child("rules", r)));
      magnitude += Magnitude(group.rules[r].points);
      ++*rule;
    }
    compiled.rules_end = *rule;
    compiled.tables_begin = static_cast<uint32_t>(rep_->tables.size());
    for (size_t t = 0; t < group.bands.size(); ++t) {
      magnitude += AddBands(g, t, path.Child("bands", t));
    }
    for (size_t t = 0; t < group.options.size(); ++t) {
      magnitude += AddOptions(g, t, path.Child("options", t));
    }
    compiled.tables_end = static_cast<uint32_t>(rep_->tables.size());
    compiled.weights_begin = static_cast<uint32_t>(rep_->weights.size());
    for (size_t w = 0; w < group.weights.size(); ++w) {
      magnitude += AddWeight(g, w, path.Child("weights", w));
    }
    compiled.weights_end = static_cast<uint32_t>(rep_->weights.size());
    CheckCaps(group.min, group.max, path, &compiled.min_nano,
              &compiled.max_nano);
    compiled.cap_source = AddSource(SourceKind::kGroupCap, g, 0, 0, 0, path);
    if (group.min.has_value()) {
      magnitude = std::max(magnitude, Magnitude(*group.min));
    }
    if (group.max.has_value()) {
      magnitude = std::max(magnitude, Magnitude(*group.max));
    }
    magnitude_ += magnitude;
    rep_->groups.push_back(compiled);
  }

  // Adds the table of a group's band table; returns its largest magnitude.
  absl::int128 AddBands(size_t g, size_t t, const FieldPath& path) {
    const BandTable& bands = spec_.groups[g].bands[t];
    CheckId(bands.id, path);
    ValidateLabel(bands.label, path.Child("label"), issues_);
    std::vector<Interval> intervals;
    for (const Band& band : bands.bands) {
      intervals.push_back({band.from, band.below});
    }
    Scorer::Table table;
    table.classes = static_cast<uint32_t>(
        builder_.AddIntervals(bands.of, intervals, "bands", path, issues_));
    table.sources_begin = AddSource(SourceKind::kBandMissing, g, t, 0,
                                    table.classes, path.Child("missing"));
    table.nano = {CheckPoints(bands.missing, path.Child("missing")).nano(), 0};
    // Outside of all bands there are no points, but the source keeps the
    // numbering simple.
    AddSource(SourceKind::kBand, g, t, 0, table.classes, path);
    for (size_t b = 0; b < bands.bands.size(); ++b) {
      const FieldPath here = path.Child("bands", b);
      ValidateLabel(bands.bands[b].label, here.Child("label"), issues_);
      AddSource(SourceKind::kBand, g, t, b, table.classes, here);
      table.nano.push_back(
          CheckPoints(bands.bands[b].points, here.Child("points")).nano());
    }
    return AddTable(std::move(table));
  }

  absl::int128 AddOptions(size_t g, size_t t, const FieldPath& path) {
    const OptionTable& options = spec_.groups[g].options[t];
    CheckId(options.id, path);
    ValidateLabel(options.label, path.Child("label"), issues_);
    std::vector<absl::string_view> texts;
    for (const OptionPoints& option : options.options) {
      texts.push_back(option.option);
    }
    Scorer::Table table;
    table.classes = static_cast<uint32_t>(
        builder_.AddOptions(options.of, texts, "options", path, issues_));
    table.sources_begin = AddSource(SourceKind::kOptionMissing, g, t, 0,
                                    table.classes, path.Child("missing"));
    AddSource(SourceKind::kOptionOtherwise, g, t, 0, table.classes,
              path.Child("otherwise"));
    table.nano = {
        CheckPoints(options.missing, path.Child("missing")).nano(),
        CheckPoints(options.otherwise, path.Child("otherwise")).nano()};
    for (size_t o = 0; o < options.options.size(); ++o) {
      const FieldPath here = path.Child("options", o);
      ValidateLabel(options.options[o].label, here.Child("label"), issues_);
      AddSource(SourceKind::kOption, g, t, o, table.classes, here);
      table.nano.push_back(
          CheckPoints(options.options[o].points, here.Child("points")).nano());
    }
    return AddTable(std::move(table));
  }

  // Adds a group's weight; returns its largest magnitude.
  absl::int128 AddWeight(size_t g, size_t w, const FieldPath& path) {
    const Weight& weight = spec_.groups[g].weights[w];
    CheckId(weight.id, path);
    ValidateLabel(weight.label, path.Child("label"), issues_);
    Scorer::CompiledWeight compiled;
    const std::optional<FactSlot> slot =
        builder_.FindNumber(weight.of, path.Child("of"), issues_);
    if (slot.has_value()) {
      compiled.slot = *slot;
      compiled.type = catalog_.fact(*slot).type;
    }
    compiled.factor = weight.factor.value_or(1);
    if (!(std::abs(compiled.factor) <= static_cast<double>(kMaxPoints))) {
      issues_->Add(path.Child("factor"),
                   absl::StrCat("must be a number within ", kMaxPoints));
    }
    CheckCaps(weight.min, weight.max, path, &compiled.min_nano,
              &compiled.max_nano);
    compiled.min_nano = std::max(compiled.min_nano, -kMaxPoints * kNano);
    compiled.max_nano = std::min(compiled.max_nano, kMaxPoints * kNano);
    compiled.missing_nano =
        CheckPoints(weight.missing, path.Child("missing")).nano();
    compiled.source = AddSource(SourceKind::kWeight, g, w, 0, 0, path);
    AddSource(SourceKind::kWeightMissing, g, w, 0, 0, path.Child("missing"));
    rep_->weights.push_back(compiled);
    absl::int128 magnitude = Magnitude(weight.missing);
    for (int64_t bound : {compiled.min_nano, compiled.max_nano}) {
      magnitude = std::max(magnitude, Magnitude(Points::FromNano(bound)));
    }
    return magnitude;
  }

  absl::int128 AddTable(Scorer::Table table) {
    absl::int128 magnitude = 0;
    for (int64_t nano : table.nano) {
      magnitude = std::max(magnitude, Magnitude(Points::FromNano(nano)));
    }
    rep_->tables.push_back(std::move(table));
    return magnitude;
  }

  void AddVetoes(const FieldPath& path) {
    for (size_t v = 0; v < spec_.vetoes.size(); ++v) {
      const Veto& veto = spec_.vetoes[v];
      const FieldPath here = path.Child("vetoes", v);
      CheckId(veto.id, here);
      ValidateLabel(veto.reason, here.Child("reason"), issues_);
      if (veto.reason.empty() && veto.reason.id.empty()) {
        issues_->Add(here.Child("reason"), "is missing");
      }
      if (veto.when.empty()) issues_->Add(here.Child("when"), "is missing");
      rep_->vetoes.push_back(static_cast<uint32_t>(
          builder_.Add(veto.when, here.Child("when"), issues_)));
    }
  }

  void AddCategories(const FieldPath& path) {
    std::set<absl::string_view> ids;
    for (size_t c = 0; c < spec_.categories.size(); ++c) {
      const Category& category = spec_.categories[c];
      const FieldPath here = path.Child("categories", c);
      if (!IsKey(category.id)) {
        issues_->Add(here.Child("id"),
                     "is no id: use lower case letters, digits and _, first a "
                     "letter");
      } else if (!ids.insert(category.id).second) {
        issues_->Add(here.Child("id"), "stands twice");
      }
      ValidateLabel(category.label, here.Child("label"), issues_);
      CheckFrom(c, category.from, here);
      if (category.hysteresis < Points()) {
        issues_->Add(here.Child("hysteresis"), "must not be negative");
      } else if (spec_.grid.has_value() && category.hysteresis != Points()) {
        issues_->Add(here.Child("hysteresis"),
                     "must be unset: the grid decides the category");
      }
      CheckPoints(category.hysteresis, here.Child("hysteresis"));
      if (category.dwell < Duration() ||
          Duration::Days(kMaxDurationDays) < category.dwell) {
        issues_->Add(
            here.Child("dwell"),
            absl::StrCat("must be from 0 to ", kMaxDurationDays, " days"));
      }
    }
  }

  void CheckFrom(size_t c, const std::optional<Points>& from,
                 const FieldPath& path) {
    if (spec_.grid.has_value()) {
      if (from.has_value()) {
        issues_->Add(path.Child("from"),
                     "must be unset: the grid decides the category");
      }
      return;
    }
    AddStep(c, from, path, &rep_->category_from);
  }

  // Checks `from` of step `i` of an ascending list and appends it.
  void AddStep(size_t i, const std::optional<Points>& from,
               const FieldPath& path, std::vector<int64_t>* steps) {
    if (i == 0) {
      if (from.has_value()) {
        issues_->Add(path.Child("from"), "must be unset in the lowest one");
      }
      return;
    }
    if (!from.has_value()) {
      issues_->Add(path.Child("from"), "is missing");
      return;
    }
    CheckPoints(*from, path.Child("from"));
    if (!steps->empty() && steps->back() >= from->nano()) {
      issues_->Add(path.Child("from"),
                   "must be above the one before: bands must not overlap");
    }
    steps->push_back(from->nano());
  }

  // Returns the ids of the axis's steps.
  std::vector<absl::string_view> AddAxis(const GridAxis& axis,
                                         const FieldPath& path,
                                         Scorer::Axis* out) {
    ValidateLabel(axis.label, path.Child("label"), issues_);
    if (axis.groups.empty()) issues_->Add(path.Child("groups"), "is empty");
    std::vector<absl::string_view> names;
    for (const Group& group : spec_.groups) names.push_back(group.id);
    std::set<absl::string_view> seen;
    for (size_t i = 0; i < axis.groups.size(); ++i) {
      const auto it = std::find(names.begin(), names.end(), axis.groups[i]);
      if (it == names.end()) {
        issues_->Add(path.Child("groups", i),
                     absl::StrCat("unknown group \"", axis.groups[i], "\"",
                                  issues_->DidYouMean(axis.groups[i], names)));
      } else if (!seen.insert(axis.groups[i]).second) {
        issues_->Add(path.Child("groups", i), "stands twice");
      } else {
        out->groups.push_back(static_cast<uint32_t>(it - names.begin()));
      }
    }
    if (axis.steps.empty()) issues_->Add(path.Child("steps"), "is empty");
    std::vector<absl::string_view> ids;
    for (size_t i = 0; i < axis.steps.size(); ++i) {
      const FieldPath here = path.Child("steps", i);
      ValidateLabel(axis.steps[i].label, here.Child("label"), issues_);
      if (axis.steps[i].id.empty()) {
        issues_->Add(here.Child("id"), "is empty");
      } else if (std::find(ids.begin(), ids.end(), axis.steps[i].id) !=
                 ids.end()) {
        issues_->Add(here.Child("id"), "stands twice");
      }
      ValidateText(axis.steps[i].id, here.Child("id"), issues_);
      ids.push_back(axis.steps[i].id);
      AddStep(i, axis.steps[i].from, here, &out->from);
    }
    return ids;
  }

  void AddGrid(const Grid& grid, const FieldPath& path) {
    const std::vector<absl::string_view> rows =
        AddAxis(grid.rows, path.Child("rows"), &rep_->rows);
    const std::vector<absl::string_view> columns =
        AddAxis(grid.columns, path.Child("columns"), &rep_->columns);
    std::vector<absl::string_view> categories;
    for (const Category& c : spec_.categories) categories.push_back(c.id);
    if (rows.size() * columns.size() > kMaxRules) {
      issues_->Add(path.Child("cells"),
                   absl::StrCat("a grid has at most ", kMaxRules, " cells"));
      return;
    }
    rep_->cells.assign(rows.size() * columns.size(), -1);
    const auto find = [&](const std::vector<absl::string_view>& names,
                          const std::string& name, const FieldPath& here) {
      const auto it = std::find(names.begin(), names.end(), name);
      if (it != names.end()) return static_cast<int32_t>(it - names.begin());
      issues_->Add(here, absl::StrCat("unknown name \"", name, "\"",
                                      issues_->DidYouMean(name, names)));
      return int32_t{-1};
    };
    for (size_t i = 0; i < grid.cells.size(); ++i) {
      const FieldPath here = path.Child("cells", i);
      const int32_t row = find(rows, grid.cells[i].row, here.Child("row"));
      const int32_t column =
          find(columns, grid.cells[i].column, here.Child("column"));
      const int32_t category =
          find(categories, grid.cells[i].category, here.Child("category"));
      if (row < 0 || column < 0 || category < 0) continue;
      int32_t& cell = rep_->cells[static_cast<size_t>(row) * columns.size() +
                                  static_cast<size_t>(column)];
      if (cell >= 0) issues_->Add(here, "stands twice");
      cell = category;
    }
    for (size_t i = 0; i < rep_->cells.size(); ++i) {
      if (rep_->cells[i] >= 0) continue;
      issues_->Add(
          path.Child("cells"),
          absl::StrCat("has no cell for row \"", rows[i / columns.size()],
                       "\" and column \"", columns[i % columns.size()], "\""));
    }
  }

  // Checks the guess or the calibration, and appends its line.
  template <typename Odds>
  void AddOdds(const Odds& odds, const FieldPath& path) {
    if (!(odds.probability > 0 && odds.probability < 1)) {
      issues_->Add(path.Child("probability"), "must be above 0 and below 1");
    }
    CheckPoints(odds.at, path.Child("at"));
    CheckPoints(odds.points_to_double_odds,
                path.Child("points_to_double_odds"));
    if (odds.points_to_double_odds <= Points()) {
      issues_->Add(path.Child("points_to_double_odds"), "must be above 0");
    }
    if (odds.cases < 0) {
      issues_->Add(path.Child("cases"), "must not be negative");
    }
    rep_->curve.lines.push_back(
        {odds.at.nano(), static_cast<double>(odds.points_to_double_odds.nano()),
         1});
  }

  void CheckProbability(const FieldPath& path) {
    const FieldPath calibration = path.Child("calibration");
    if (!spec_.assumed_probability.has_value()) {
      if (!spec_.calibration.has_value()) return;
      issues_->Add(calibration,
                   "needs assumed_probability: the guess that it blends with");
      return;
    }
    Scorer::ProbabilityCurve& curve = rep_->curve;
    const AssumedProbability& assumed = *spec_.assumed_probability;
    AddOdds(assumed, path.Child("assumed_probability"));
    curve.inverse_odds = (1 - assumed.probability) / assumed.probability;
    if (!spec_.calibration.has_value()) return;
    AddOdds(*spec_.calibration, calibration);
    if (spec_.calibration->cases <= 0) {
      curve.lines.pop_back();
      return;
    }
    constexpr int64_t kDefaultCases = 100;
    const double guess =
        static_cast<double>(assumed.cases > 0 ? assumed.cases : kDefaultCases);
    const double data = static_cast<double>(spec_.calibration->cases);
    curve.assumption_share = guess / (guess + data);
    curve.lines[0].share = curve.assumption_share;
    curve.lines[1].share = data / (guess + data);
    curve.inverse_odds = ExactExp(
        -curve.lines[0].share * ExactLogit(assumed.probability) -
        curve.lines[1].share * ExactLogit(spec_.calibration->probability));
  }

  const ScoringSpec& spec_;
  const FactCatalog& catalog_;
  SpecIssues* const issues_;
  std::shared_ptr<Rep> rep_;
  ConditionSetBuilder builder_;
  std::set<absl::string_view> ids_;
  absl::int128 magnitude_ = 0;
};

void ValidateScoring(const ScoringSpec& spec, const FactCatalog& catalog,
                     const FieldPath& path, SpecIssues* issues,
                     uint32_t order) {
  ScoringLowering(spec, catalog, issues, order).Run(path);
}

absl::StatusOr<Scorer> CompileScorer(const ScoringSpec& spec,
                                     const FactCatalog& catalog,
                                     const FieldPath& path, uint32_t order) {
  SpecIssues issues;
  ScoringLowering lowering(spec, catalog, &issues, order);
  lowering.Run(path);
  if (!issues.empty()) return issues.ToStatus();
  return lowering.Finish();
}

}  // namespace lotse
