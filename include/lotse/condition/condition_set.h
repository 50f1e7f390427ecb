// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConditionSet: many conditions, compiled together and evaluated together.
//
// Equal predicates are evaluated once for all conditions. Each operand is read
// once and turned into a small code (its rank among the literals it is compared
// with, or its number in the dictionary of those texts); a table gives the
// truth of all predicates for each code.
//
//   ConditionSetBuilder builder(catalog, {});
//   SpecIssues issues;
//   size_t big = builder.Add(Condition::FromText("employees >= 50"),
//                            FieldPath("when"), &issues);
//   if (!issues.empty()) return issues.ToStatus();
//   ConditionSet set = builder.Build();
//   ConditionScratch scratch;                  // reused from lead to lead
//   set.Evaluate(view, as_of, &scratch);
//   bool is_big = set.Holds(scratch, big);
//
// A ConditionSet is an immutable handle, cheap to copy and safe to share
// between threads; a ConditionScratch belongs to one thread at a time.
// Evaluation cannot fail and allocates only while a scratch grows to its size.
#ifndef LOTSE_CONDITION_CONDITION_SET_H_
#define LOTSE_CONDITION_CONDITION_SET_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/field_path.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"
#include "lotse/condition/condition.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_view.h"

namespace lotse {

struct ConditionProgram;  // src/condition/condition_program.h

// Who reads facts, and what it may read.
struct ConditionReader {
  // The step of the engine that evaluates: it may read signals of earlier steps
  // only. kFact: no signal at all.
  SignalStep step = SignalStep::kFact;
  // Refuses facts that the schema marks not_for_scoring.
  bool for_scoring = false;
  // Conditions on one activity: they name its attributes, and the view that
  // they are evaluated for has the activity's payload as values.
  bool of_activity = false;
  // Refuses "within last": what holds must not depend on when one asks.
  bool timeless = false;
  // Of signals of its own step it may read those whose order is lower.
  uint32_t order = 0;
};

// What one evaluation leaves behind; reused to avoid allocation.
struct ConditionScratch {
  // One bit per predicate and inner node.
  std::vector<uint64_t> bits;
  // The code of each input.
  std::vector<uint32_t> codes;
  // The value of each figure over activities.
  std::vector<int64_t> figures;
  // Sums in the making, which saturate only at their end.
  std::vector<absl::int128> sums;
  // Whether the figure has a value, by figure.
  std::vector<uint8_t> found;
  std::vector<uint64_t> row;
  std::string folded;
  // For the conditions on activities.
  std::unique_ptr<ConditionScratch> where;
};

class ConditionSet {
 public:
  // An empty set.
  ConditionSet();

  // Evaluates all conditions and classes for one lead.
  void Evaluate(const LeadView& view, Instant as_of,
                ConditionScratch* scratch) const;

  // After Evaluate: whether condition `index` holds.
  bool Holds(const ConditionScratch& scratch, size_t index) const {
    const uint32_t ref = results_[index];
    return ((scratch.bits[ref >> 7] >> (ref >> 1 & 63)) ^ ref) & 1;
  }

  // After Evaluate: the class of the value, see ConditionSetBuilder; kNoClass
  // or kMissingClass.
  static constexpr int32_t kNoClass = -1;
  static constexpr int32_t kMissingClass = -2;
  int32_t ClassOf(const ConditionScratch& scratch, size_t index) const {
    const Classes& classes = classes_[index];
    return classes.class_of_code[scratch.codes[classes.input]];
  }

  // For executors that add up what many conditions are worth. A condition that
  // depends on nothing but the code of one input (most are one comparison) can
  // be replaced by a table over codes.
  struct CodeTruth {
    uint32_t input = 0;
    // Whether the condition holds, by code.
    std::vector<bool> holds;
  };
  // Whether condition `index` is such a one, of at most `max_codes` codes.
  bool FindCodeTruth(size_t index, size_t max_codes, CodeTruth* truth) const;
  // The input of class table `index`, and the class of each of its codes.
  uint32_t InputOfClasses(size_t index) const { return classes_[index].input; }
  std::vector<int32_t> ClassesByCode(size_t index) const;
  // After Evaluate: the code of an input.
  static uint32_t CodeOf(const ConditionScratch& scratch, uint32_t input) {
    return scratch.codes[input];
  }

  // Conditions and class tables in the set.
  size_t size() const { return results_count_; }
  size_t classes_size() const { return classes_count_; }

  // After Evaluate: the operands that condition or class table `index` reads,
  // for explanations: the operand as text and its value.
  struct Reading {
    // Of a fact or signal: its slot; else kNoSlot.
    static constexpr FactSlot kNoSlot = static_cast<FactSlot>(-1);
    FactSlot slot = kNoSlot;
    // As in a condition, such as "count(download within last 30 days)".
    std::string operand;
    Value value;
  };
  std::vector<Reading> ReadingsOf(size_t condition, const LeadView& view,
                                  Instant as_of,
                                  const ConditionScratch& scratch) const;
  std::vector<Reading> ReadingsOfClasses(size_t classes, const LeadView& view,
                                         Instant as_of,
                                         const ConditionScratch& scratch) const;

  // Memory that the compiled set takes, in bytes.
  size_t MemoryUsage() const;

 private:
  friend class ConditionColumns;
  friend class ConditionSetBuilder;
  struct Classes {
    uint32_t input;
    const int32_t* class_of_code;
  };
  explicit ConditionSet(std::shared_ptr<const ConditionProgram> program);

  std::shared_ptr<const ConditionProgram> program_;
  // Into program_: bit number and a sign, as bit << 1 | negated.
  const uint32_t* results_ = nullptr;
  const Classes* classes_ = nullptr;
  size_t results_count_ = 0;
  size_t classes_count_ = 0;
  friend struct ConditionProgram;
};

// One interval for ConditionSetBuilder::AddIntervals: from <= x < below, a
// missing bound is open.
struct Interval {
  Value from;
  Value below;
};

// Checks conditions against a catalog and compiles them. Not thread-safe.
class ConditionSetBuilder {
 public:
  ConditionSetBuilder(FactCatalog catalog, ConditionReader reader);
  ~ConditionSetBuilder();
  ConditionSetBuilder(const ConditionSetBuilder&) = delete;
  ConditionSetBuilder& operator=(const ConditionSetBuilder&) = delete;

  // Adds a condition and returns its index. The empty condition always holds.
  // What is wrong (unknown names with a hint, operators and values that do not
  // fit the type, nesting, syntax with its column) goes to `issues`.
  size_t Add(const Condition& condition, const FieldPath& path,
             SpecIssues* issues);

  // Adds a class table over intervals of an ordered operand (text form) and
  // returns its index. Class i: the value lies in interval i; kNoClass: in
  // none. Intervals must ascend and each start where the one before ends; only
  // the first may have no `from` and only the last no `below`. Issues are
  // reported at path.Child("of") and path.Child(list, i).
  size_t AddIntervals(absl::string_view of,
                      const std::vector<Interval>& intervals, const char* list,
                      const FieldPath& path, SpecIssues* issues);

  // Adds a class table over texts. Class i: the value equals option i;
  // kNoClass: none of them. Issues at path.Child("of") and path.Child(list, i).
  size_t AddOptions(absl::string_view of,
                    const std::vector<absl::string_view>& options,
                    const char* list, const FieldPath& path,
                    SpecIssues* issues);

  // The slot of the fact or signal of this name, if the conditions may read it
  // and it is an integer or a number; else an issue at `path`.
  std::optional<FactSlot> FindNumber(absl::string_view name,
                                     const FieldPath& path, SpecIssues* issues);

  // The compiled set. To be called once, and only if there were no issues.
  ConditionSet Build();

 private:
  class Lowering;
  std::unique_ptr<Lowering> lowering_;
};

// Compiles `conditions`; condition i of the set is conditions[i]. Error:
// InvalidArgument with the first issue, at conditions[i].
absl::StatusOr<ConditionSet> CompileConditions(
    absl::Span<const Condition> conditions, const FactCatalog& catalog,
    ConditionReader reader = {});

}  // namespace lotse

#endif  // LOTSE_CONDITION_CONDITION_SET_H_
