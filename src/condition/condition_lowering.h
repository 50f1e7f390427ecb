// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConditionSetBuilder::Lowering: checks conditions against the catalog and
// turns them into a ConditionDraft. Everything that can be wrong with a
// condition is found here. Internal to condition; its parts:
//
//   lower_condition.cc     trees and predicates
//   lower_classes.cc       band and option tables
//   resolve_operand.cc     names, lists, figures over activities, consents
//   condition_literal.cc   literals
#ifndef LOTSE_SRC_CONDITION_CONDITION_LOWERING_H_
#define LOTSE_SRC_CONDITION_CONDITION_LOWERING_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "lotse/base/field_path.h"
#include "lotse/base/spec_issue.h"
#include "lotse/condition/condition_set.h"
#include "src/condition/condition_draft.h"
#include "src/condition/condition_literal.h"

namespace lotse {

class ConditionSetBuilder::Lowering {
 public:
  Lowering(FactCatalog catalog, ConditionReader reader)
      : catalog_(std::move(catalog)), reader_(reader) {}

  // As the builder's functions of the same names.
  size_t Add(const Condition& condition, const FieldPath& path,
             SpecIssues* issues);

  size_t AddIntervals(absl::string_view of,
                      const std::vector<Interval>& intervals, const char* list,
                      const FieldPath& path, SpecIssues* issues);

  size_t AddOptions(absl::string_view of,
                    const std::vector<absl::string_view>& options,
                    const char* list, const FieldPath& path,
                    SpecIssues* issues);

  std::optional<FactSlot> FindNumber(absl::string_view name,
                                     const FieldPath& path, SpecIssues* issues);

  // What was gathered. To be called once, without issues.
  ConditionDraft TakeDraft();

 private:
  void Issue(const FieldPath& path, absl::string_view message);

  // Always true.
  DraftRef Constant(bool value);

  // The node, which is made only if there is no equal one.
  DraftRef AddNode(DraftNode node);

  DraftRef Lower(const Condition& condition, const FieldPath& path,
                 size_t depth);

  DraftRef LowerList(const std::vector<Condition>& conditions, bool any,
                     const char* name, const FieldPath& path, size_t depth);

  DraftRef LowerPredicate(const Predicate& predicate, const FieldPath& path,
                          size_t depth);

  static bool IsAscending(const DraftTest& test);

  // Whether operator, number of values and modifiers fit the operand.
  bool CheckShape(const Predicate& predicate, const ResolvedOperand& operand,
                  const FieldPath& path);

  bool CaseIssue(const ResolvedOperand& operand, const FieldPath& path);

  static std::string OperatorText(PredicateOp op);

  DraftRef LowerWithinLast(const Predicate& predicate, ResolvedOperand operand,
                           const FieldPath& path);

  // The test of an input, which is made only if there is no equal one.
  DraftRef AddTest(uint32_t input, DraftTest test);

  // Adds a literal to `test` in the coding of the operand, or an issue.
  void LowerLiteral(const ResolvedOperand& operand, const Predicate& predicate,
                    const Value& value, const FieldPath& path, DraftTest* test);

  // Adds an issue if `text` is not among the options there are.
  void CheckOption(const ResolvedOperand& operand, absl::string_view text,
                   const FieldPath& path);

  // Adds interval i to `classes`, which has those before it.
  void LowerInterval(const ResolvedOperand& operand,
                     const std::vector<Interval>& intervals, size_t i,
                     const FieldPath& path, DraftClasses* classes);

  std::optional<ResolvedOperand> ResolveTable(absl::string_view of,
                                              const FieldPath& path);

  std::optional<ResolvedOperand> Resolve(const Operand& operand,
                                         const FieldPath& path, size_t depth);

  // The slot of a fact (of an activity with `payload`), or an issue.
  std::optional<FactSlot> FindFact(const std::string& name, bool payload,
                                   const FieldPath& path);

  std::optional<ResolvedOperand> ResolveFact(const std::string& name,
                                             InputSource source,
                                             const FieldPath& path);

  std::optional<ResolvedOperand> ResolveActivities(
      const ActivityOperand& operand, const std::string& text,
      const FieldPath& path, size_t depth);

  void LowerSum(const ActivityOperand& operand, const FieldPath& path,
                ActivityFigure* figure);

  // The index of the conjunction among the conditions on activities.
  int32_t LowerWhere(const std::vector<Condition>& where, const FieldPath& path,
                     size_t depth);

  // The input that reads `operand`; made when it is read for the first time.
  uint32_t InputFor(const ResolvedOperand& operand, bool folded);

  // `path` itself inside a text, else its field `name`.
  FieldPath Sub(const FieldPath& path, const char* name) const;

  const FactCatalog catalog_;
  const ConditionReader reader_;
  SpecIssues* issues_ = nullptr;
  // Inside a condition's text paths go no further.
  bool in_text_ = false;
  size_t nodes_ = 0;
  ConditionDraft draft_;
  std::map<DraftNode, uint32_t> node_numbers_;
  std::map<std::tuple<InputSource, uint32_t, bool>, uint32_t> input_numbers_;
  std::map<std::string, uint32_t> figure_numbers_;
  std::map<std::pair<std::string, std::string>, uint32_t> consent_numbers_;
  std::set<uint32_t> inputs_read_;
  // The options of each fact that is compared with texts; null: of consents.
  absl::flat_hash_map<const FactDefinition*,
                      absl::flat_hash_set<absl::string_view>>
      options_;
  std::unique_ptr<Lowering> where_;
};

}  // namespace lotse

#endif  // LOTSE_SRC_CONDITION_CONDITION_LOWERING_H_
