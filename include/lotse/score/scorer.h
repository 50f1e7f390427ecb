// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Scorer: a compiled scorecard. Gives a lead its points, with every part that
// they add up from, its category and its probability.
//
//   absl::StatusOr<Scorer> scorer = CompileScorer(spec, catalog);
//   ScoreScratch scratch;                       // reused from lead to lead
//   Score score = scorer->Evaluate(view, as_of, {}, &scratch);
//   for (const Contribution& c : score.contributions) {
//     // scorer->source(c.source).path, c.points
//   }
//
// The sum is exact: integers are added, caps are contributions of their own,
// and the contributions add up to the points. A Scorer is an immutable handle,
// cheap to copy and safe to share between threads; a ScoreScratch belongs to
// one thread at a time. Evaluate cannot fail and does not allocate once the
// scratch has grown to its size.
#ifndef LOTSE_SCORE_SCORER_H_
#define LOTSE_SCORE_SCORER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/field_path.h"
#include "lotse/base/points.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"
#include "lotse/condition/condition_set.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_view.h"
#include "lotse/score/scoring_spec.h"

namespace lotse {

// One part of a score.
struct Contribution {
  // Index for Scorer::source.
  uint32_t source = 0;
  // Never zero.
  Points points;
};

// The category a lead was in before; makes hysteresis and dwell work.
struct CategoryMemory {
  // Index for Scorer::categories; -1: none, or not known any more.
  int32_t category = -1;
  // Since when. A memory later than the evaluation is ignored.
  Instant since;
};

struct Score {
  Points points;
  // Index of the category; -1: the scorecard has none.
  int32_t category = -1;
  // Since when the lead is in it.
  Instant category_since;
  // Index of the first veto that holds; -1: none.
  int32_t veto = -1;
  // Indices of the grid's steps; -1: no grid.
  int32_t grid_row = -1;
  int32_t grid_column = -1;
  // Unset: the scorecard assumes none. See Scorer::assumption_share.
  std::optional<double> probability;
  // In the order of the spec: base, then for each group its rules, bands,
  // options and cap, then the cap of the total. Only if asked for; they stand
  // in the scratch and are valid until it is used again.
  absl::Span<const Contribution> contributions;
};

struct EvaluateOptions {
  CategoryMemory memory;
  // Whether Score::contributions is wanted.
  bool contributions = true;
};

// Memory of one evaluation, to be reused.
struct ScoreScratch {
  ConditionScratch conditions;
  std::vector<Contribution> contributions;
  std::vector<int64_t> group_nano;
};

// Where contributions come from.
enum class SourceKind : uint8_t {
  kBase,
  kRule,
  kBand,             // `entry` is the band.
  kBandMissing,      // The operand of a band table is missing.
  kOption,           // `entry` is the option.
  kOptionOtherwise,  // None of the options.
  kOptionMissing,
  kWeight,
  kWeightMissing,  // What is weighed is missing.
  kGroupCap,
  kTotalCap,
};

struct ScoreSource {
  SourceKind kind = SourceKind::kBase;
  // Indices into the spec: group, and rule or table in its list, and band or
  // option in the table; 0 where they do not apply.
  uint32_t group = 0;
  uint32_t item = 0;
  uint32_t entry = 0;
  // Index of the rule's condition, or of the table's classes, in conditions().
  uint32_t condition = 0;
  // The entry's place in the spec: "scoring.groups[2].rules[0]".
  std::string path;
};

// The place of a part among those that are computed in the step of scores, for
// FactDefinition::order: each may read the signals of those before it.
inline constexpr uint32_t kEngagementOrder = 0;
inline constexpr uint32_t kQuestionnaireOrder = 1;
// Of the first named score; the next has one more.
inline constexpr uint32_t kNamedScoreOrder = 2;
inline constexpr uint32_t kMainScoreOrder = static_cast<uint32_t>(-1);

class Scorer {
 public:
  // Scores one lead at `as_of`.
  Score Evaluate(const LeadView& view, Instant as_of,
                 const EvaluateOptions& options, ScoreScratch* scratch) const;

  // After Evaluate with `scratch`: the scores of that lead with the fewest and
  // the most points if each of its numbers may be anything from that in `low`
  // to that in `high`, and the conditions say the same all the while
  // (ConditionsStayBetween). They have no contributions and no category_since.
  std::pair<Score, Score> Between(const LeadView& low, const LeadView& high,
                                  Instant as_of, const CategoryMemory& memory,
                                  const ScoreScratch& scratch) const;

  // What was compiled.
  const ScoringSpec& spec() const { return rep_->spec; }
  const ScoreSource& source(uint32_t index) const {
    return rep_->sources[index];
  }
  size_t sources_size() const { return rep_->sources.size(); }
  // The id of a source's rule, table or group; empty for base and total cap.
  absl::string_view IdOf(uint32_t source) const;
  const ConditionSet& conditions() const { return rep_->conditions; }
  // Of a source that is a weight: the slot of what is weighed.
  FactSlot WeighedBy(uint32_t source) const;

  // How much of the probability is an assumption: 1 without a calibration, and
  // ever less the more cases it rests on.
  double assumption_share() const { return rep_->curve.assumption_share; }

  // The index of a category; -1 if there is none of this id.
  int32_t FindCategory(absl::string_view id) const;

  // Memory that the compiled scorer takes besides the spec, in bytes.
  size_t MemoryUsage() const;

 private:
  friend class ColumnScorer;
  friend class ScoringLowering;

  // probability = 1 / (1 + inverse_odds * 2^-x), with x the sum over the lines
  // of share * (points - at) / doubling.
  struct ProbabilityCurve {
    struct Line {
      int64_t at_nano = 0;
      double doubling_nano = 1;
      double share = 1;
    };
    double inverse_odds = 1;
    double assumption_share = 1;
    // The guess and, if there is one, the calibration.
    std::vector<Line> lines;

    double At(Points points) const;
  };
  // A band or option table. points[class + 2]: first missing, then no class.
  struct Table {
    uint32_t classes = 0;
    uint32_t sources_begin = 0;
    std::vector<int64_t> nano;
  };
  // The points of all rules of a group that depend on one input of the
  // conditions only, added up for each of its codes.
  struct CodeSum {
    uint32_t input = 0;
    // Code c, below `codes`: code_nano[begin + c].
    uint32_t begin = 0;
    uint32_t codes = 0;
  };
  // Sources: the weight, then that of a missing value.
  struct CompiledWeight {
    FactSlot slot = 0;
    ValueType type = ValueType::kUnspecified;
    double factor = 1;
    int64_t min_nano = 0;
    int64_t max_nano = 0;
    int64_t missing_nano = 0;
    uint32_t source = 0;

    int64_t NanoOf(double value) const;
  };
  struct CompiledGroup {
    // Condition of the segment; -1: all leads.
    int32_t when = -1;
    uint32_t rules_begin = 0;
    uint32_t rules_end = 0;
    // The same points another way: those of the code sums and of the other
    // rules.
    uint32_t code_sums_begin = 0;
    uint32_t code_sums_end = 0;
    uint32_t other_rules_begin = 0;
    uint32_t other_rules_end = 0;
    uint32_t tables_begin = 0;
    uint32_t tables_end = 0;
    uint32_t weights_begin = 0;
    uint32_t weights_end = 0;
    int64_t min_nano = 0;
    int64_t max_nano = 0;
    uint32_t cap_source = 0;
  };
  struct Axis {
    std::vector<uint32_t> groups;
    // Lowest nano-points of steps 1, 2, ...
    std::vector<int64_t> from;
  };
  struct Rep {
    ScoringSpec spec;
    ConditionSet conditions;
    std::vector<ScoreSource> sources;
    // Rule r: condition r of conditions, source rule_sources[r].
    std::vector<int64_t> rule_nano;
    std::vector<uint32_t> rule_sources;
    std::vector<CodeSum> code_sums;
    std::vector<int64_t> code_nano;
    std::vector<uint32_t> other_rules;
    std::vector<Table> tables;
    std::vector<CompiledWeight> weights;
    std::vector<CompiledGroup> groups;
    int64_t min_nano = 0;
    int64_t max_nano = 0;
    uint32_t cap_source = 0;
    // Veto v: condition vetoes[v].
    std::vector<uint32_t> vetoes;
    // Lowest nano-points of categories 1, 2, ...
    std::vector<int64_t> category_from;
    Axis rows;
    Axis columns;
    // Category of row * columns + column.
    std::vector<int32_t> cells;
    ProbabilityCurve curve;
  };
  explicit Scorer(std::shared_ptr<const Rep> rep) : rep_(std::move(rep)) {}

  // The points of rule r: zero if it does not hold.
  int64_t NanoOf(uint32_t r, const ScoreScratch& scratch) const {
    const int64_t holds = rep_->conditions.Holds(scratch.conditions, r) ? 1 : 0;
    return rep_->rule_nano[r] & -holds;
  }
  // The points of a group's rules, and their contributions appended behind
  // `kept` others.
  int64_t SumOfRules(const CompiledGroup& group,
                     const ScoreScratch& scratch) const;
  int64_t SumOfRules(const CompiledGroup& group, const ScoreScratch& scratch,
                     Contribution* contributions, size_t* kept) const;

  // Sets the grid's steps and the category of a score that has its points and
  // veto; `group_nano` has the capped points of each group.
  void Classify(const int64_t* group_nano, Instant as_of,
                const CategoryMemory& memory, Score* score) const;
  int32_t CategoryAfter(int32_t candidate, Points points, bool vetoed,
                        Instant as_of, const CategoryMemory& memory) const;

  std::shared_ptr<const Rep> rep_;
};

// Adds everything that is wrong with `spec`, at `path`: conditions and operands
// that do not fit the catalog, repeated ids, bands with holes or overlaps, a
// cap below its minimum, categories that do not ascend, incomplete grids,
// points beyond the limits, signals of scores that `order` does not come after.
void ValidateScoring(const ScoringSpec& spec, const FactCatalog& catalog,
                     const FieldPath& path, SpecIssues* issues,
                     uint32_t order = kMainScoreOrder);

// Compiles a scorecard. Error: InvalidArgument with the first issue of
// ValidateScoring.
absl::StatusOr<Scorer> CompileScorer(
    const ScoringSpec& spec, const FactCatalog& catalog,
    const FieldPath& path = FieldPath("scoring"),
    uint32_t order = kMainScoreOrder);

}  // namespace lotse

#endif  // LOTSE_SCORE_SCORER_H_
