// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ValidateQuestionnaire and ValidateQuestionnairesTogether.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lotse/base/limits.h"
#include "lotse/condition/condition_text.h"
#include "lotse/score/questionnaire.h"
#include "src/score/declared_attribute.h"
#include "src/score/lower_questionnaire.h"

namespace lotse {
namespace {

constexpr double kMaxFactor = 1000000;
constexpr size_t kMaxSources = 100;

bool IsOrdered(ValueType type) {
  return type == ValueType::kInteger || type == ValueType::kNumber ||
         type == ValueType::kTime || type == ValueType::kDate ||
         type == ValueType::kMoney;
}

// The names of the facts that a condition reads. What is no valid condition is
// reported elsewhere.
void AddNames(const Condition& condition, size_t depth,
              std::vector<std::string>* names);

struct NamesOf {
  size_t depth;
  std::vector<std::string>* names;

  void operator()(std::monostate) const {}
  void operator()(const std::string& text) const {
    const absl::StatusOr<Condition> tree = ParseCondition(text);
    if (tree.ok()) AddNames(*tree, depth + 1, names);
  }
  void operator()(const Predicate& predicate) const {
    const auto* fact = std::get_if<FactOperand>(&predicate.operand.kind);
    const auto* list = std::get_if<ListOperand>(&predicate.operand.kind);
    if (fact != nullptr) names->push_back(fact->name);
    if (list != nullptr) names->push_back(list->name);
  }
  void operator()(const AllOf& all) const { Add(all.conditions); }
  void operator()(const AnyOf& any) const { Add(any.conditions); }
  void operator()(const NoneOf& none) const { Add(none.conditions); }
  void Add(const std::vector<Condition>& conditions) const {
    for (const Condition& c : conditions) AddNames(c, depth + 1, names);
  }
};

void AddNames(const Condition& condition, size_t depth,
              std::vector<std::string>* names) {
  if (depth > kMaxDepth) return;
  std::visit(NamesOf{depth, names}, condition.kind);
}

class Validation {
 public:
  Validation(const QuestionnaireSpec& spec, const FactCatalog& catalog,
             SpecIssues* issues)
      : spec_(spec),
        catalog_(catalog),
        issues_(issues),
        builder_(catalog, QuestionnaireReader()) {}

  void Run(const FieldPath& path) {
    const size_t issues_before = issues_->count();
    if (!IsKey(spec_.name)) {
      issues_->Add(path.Child("name"),
                   "is no key: use lower case letters, digits and _, first a "
                   "letter");
    }
    ValidateLabel(spec_.label, path.Child("label"), issues_);
    if (spec_.version < 0) {
      issues_->Add(path.Child("version"), "must not be negative");
    }
    if (!CheckSize(path)) return;
    if (spec_.questions.empty()) {
      issues_->Add(path.Child("questions"), "is empty");
    }
    CheckCaps(spec_.min, spec_.max, path);
    for (size_t i = 0; i < spec_.questions.size(); ++i) {
      CheckQuestion(i, path.Child("questions", i));
    }
    CheckCycles(path);
    if (issues_->count() == issues_before) CheckTotal(path);
  }

 private:
  bool CheckSize(const FieldPath& path) {
    size_t count = 0;
    for (const QuestionSpec& question : spec_.questions) {
      count += 1 + question.options.size() + question.bands.size();
    }
    if (count <= kMaxRules) return true;
    issues_->Add(path, absl::StrCat("has more than ", kMaxRules,
                                    " questions, options and bands"));
    return false;
  }

  void CheckPoints(Points points, const FieldPath& path) {
    const absl::int128 nano = points.nano();
    if ((nano < 0 ? -nano : nano) > absl::int128(kMaxPoints) * 1000000000) {
      issues_->Add(path, absl::StrCat("is beyond ", kMaxPoints, " points"));
    }
  }

  void CheckWeighted(const QuestionSpec& question, Points points,
                     const FieldPath& path) {
    const size_t before = issues_->count();
    CheckPoints(points, path);
    if (issues_->count() != before || !weight_is_good_) return;
    const absl::int128 nano = WeightedPointsOf(question, points).nano();
    if ((nano < 0 ? -nano : nano) > absl::int128(kMaxPoints) * 1000000000) {
      issues_->Add(path, absl::StrCat("is beyond ", kMaxPoints,
                                      " points, multiplied by `weight`"));
    }
  }

  void CheckCaps(const std::optional<Points>& min,
                 const std::optional<Points>& max, const FieldPath& path) {
    if (min.has_value()) CheckPoints(*min, path.Child("min"));
    if (max.has_value()) CheckPoints(*max, path.Child("max"));
    if (min.has_value() && max.has_value() && *max < *min) {
      issues_->Add(path.Child("max"), "is below `min`");
    }
  }

  // Finds the question in the schema. Null if it is not there.
  const FactDefinition* FindAnswer(size_t index, const FieldPath& path) {
    const QuestionSpec& question = spec_.questions[index];
    const FieldPath here = path.Child("key");
    if (!IsKey(question.key)) {
      issues_->Add(here,
                   "is no key: use lower case letters, digits and _, first a "
                   "letter");
      return nullptr;
    }
    if (!index_of_.emplace(question.key, index).second) {
      issues_->Add(here, "stands twice");
    }
    const bool hint = issues_->TakeHint(catalog_.size());
    const absl::StatusOr<FactSlot> slot =
        catalog_.Find(AnswerName(question), hint);
    if (!slot.ok()) {
      issues_->Add(here,
                   absl::StrCat(slot.status().message(),
                                "; declare the question in schema.answer"));
      return nullptr;
    }
    const FactDefinition& fact = catalog_.fact(*slot);
    if (fact.not_for_scoring) {
      issues_->Add(here,
                   "must not be used for scoring (the schema says "
                   "not_for_scoring)");
      return nullptr;
    }
    return &fact;
  }

  void CheckQuestion(size_t index, const FieldPath& path) {
    const QuestionSpec& question = spec_.questions[index];
    const FactDefinition* fact = FindAnswer(index, path);
    ValidateLabel(question.text, path.Child("text"), issues_);
    if (question.text.empty() && question.text.id.empty()) {
      issues_->Add(path.Child("text"), "is missing");
    }
    if (!question.topic.empty() && !IsKey(question.topic)) {
      issues_->Add(path.Child("topic"),
                   "is no key: use lower case letters, digits and _, first a "
                   "letter");
    }
    if (!question.when.empty()) {
      builder_.Add(question.when, path.Child("when"), issues_);
    }
    CheckFactors(question, path);
    CheckEntries(question, path);
    CheckLikelihoods(question, fact, path);
    CheckCaps(question.min, question.max, path);
    if (question.valid_for < Duration() ||
        Duration::Days(kMaxDurationDays) < question.valid_for) {
      issues_->Add(
          path.Child("valid_for"),
          absl::StrCat("must be from 0 to ", kMaxDurationDays, " days"));
    }
    CheckSources(question, path);
    if (fact == nullptr) return;
    CheckType(question, *fact, path);
    if (!question.attribute.empty()) CheckAttribute(question, *fact, path);
  }

  void CheckFactors(const QuestionSpec& question, const FieldPath& path) {
    weight_is_good_ = !question.weight.has_value() ||
                      (*question.weight >= 0 && *question.weight <= kMaxFactor);
    if (!weight_is_good_) {
      issues_->Add(path.Child("weight"), "must be from 0 to 1000000");
    }
    if (question.effort.has_value() &&
        !(*question.effort > 0 && *question.effort <= kMaxFactor)) {
      issues_->Add(path.Child("effort"), "must be above 0 and at most 1000000");
    }
  }

  void CheckEntries(const QuestionSpec& question, const FieldPath& path) {
    CheckWeighted(question, question.missing, path.Child("missing"));
    for (size_t i = 0; i < question.options.size(); ++i) {
      const FieldPath here = path.Child("options", i);
      CheckWeighted(question, question.options[i].points, here.Child("points"));
      ValidateLabel(question.options[i].label, here.Child("label"), issues_);
    }
    for (size_t i = 0; i < question.bands.size(); ++i) {
      const FieldPath here = path.Child("bands", i);
      CheckWeighted(question, question.bands[i].points, here.Child("points"));
      ValidateLabel(question.bands[i].label, here.Child("label"), issues_);
    }
    for (const bool yes : {true, false}) {
      const YesNoPoints& entry = yes ? question.yes : question.no;
      const FieldPath here = path.Child(yes ? "yes" : "no");
      CheckWeighted(question, entry.points, here.Child("points"));
      ValidateLabel(entry.label, here.Child("label"), issues_);
    }
  }

  void CheckLikelihoods(const QuestionSpec& question,
                        const FactDefinition* fact, const FieldPath& path) {
    size_t entries = 0;
    size_t set = 0;
    double sum = 0;
    const auto add = [&](const std::optional<double>& likelihood,
                         const FieldPath& here) {
      ++entries;
      if (!likelihood.has_value()) return;
      ++set;
      if (!(*likelihood >= 0 && *likelihood <= kMaxFactor)) {
        issues_->Add(here.Child("likelihood"), "must be from 0 to 1000000");
      } else {
        sum += *likelihood;
      }
    };
    for (size_t i = 0; i < question.options.size(); ++i) {
      add(question.options[i].likelihood, path.Child("options", i));
    }
    for (size_t i = 0; i < question.bands.size(); ++i) {
      add(question.bands[i].likelihood, path.Child("bands", i));
    }
    if (fact != nullptr && fact->type == ValueType::kBoolean) {
      add(question.yes.likelihood, path.Child("yes"));
      add(question.no.likelihood, path.Child("no"));
    }
    if (set != 0 && set != entries) {
      issues_->Add(path,
                   "has a `likelihood` in some entries only: give it to all or "
                   "to none");
    } else if (set != 0 && sum == 0) {
      issues_->Add(path, "has no entry with a `likelihood` above 0");
    }
  }

  void CheckSources(const QuestionSpec& question, const FieldPath& path) {
    std::set<absl::string_view> seen;
    if (question.preferred_sources.size() > kMaxSources) {
      issues_->Add(path.Child("preferred_sources"),
                   absl::StrCat("has more than ", kMaxSources, " entries"));
      return;
    }
    for (size_t i = 0; i < question.preferred_sources.size(); ++i) {
      const FieldPath here = path.Child("preferred_sources", i);
      const std::string& source = question.preferred_sources[i];
      ValidateText(source, here, issues_);
      if (source.empty()) {
        issues_->Add(here, "is empty");
      } else if (!seen.insert(source).second) {
        issues_->Add(here, "stands twice");
      }
    }
  }

  void CheckType(const QuestionSpec& question, const FactDefinition& fact,
                 const FieldPath& path) {
    const bool chooses =
        fact.type == ValueType::kText || fact.type == ValueType::kList;
    if (!chooses && !question.options.empty()) {
      issues_->Add(path.Child("options"),
                   absl::StrCat("do not fit: the answer is of type ",
                                NameOf(fact.type)));
    }
    if (!IsOrdered(fact.type) && !question.bands.empty()) {
      issues_->Add(path.Child("bands"),
                   absl::StrCat("do not fit: the answer is of type ",
                                NameOf(fact.type)));
    }
    if (fact.type != ValueType::kBoolean) {
      for (const bool yes : {true, false}) {
        if ((yes ? question.yes : question.no) == YesNoPoints()) continue;
        issues_->Add(path.Child(yes ? "yes" : "no"),
                     absl::StrCat("does not fit: the answer is of type ",
                                  NameOf(fact.type)));
      }
    }
    if (fact.type == ValueType::kText && !question.options.empty()) {
      std::vector<absl::string_view> texts;
      for (const QuestionOption& option : question.options) {
        texts.push_back(option.option);
      }
      builder_.AddOptions(AnswerName(question), texts, "options", path,
                          issues_);
    }
    if (fact.type == ValueType::kList) CheckListOptions(question, fact, path);
    if (IsOrdered(fact.type) && !question.bands.empty()) {
      std::vector<Interval> intervals;
      for (const QuestionBand& band : question.bands) {
        intervals.push_back({band.from, band.below});
      }
      builder_.AddIntervals(AnswerName(question), intervals, "bands", path,
                            issues_);
    }
  }

  void CheckListOptions(const QuestionSpec& question,
                        const FactDefinition& fact, const FieldPath& path) {
    std::set<absl::string_view> declared;
    std::vector<absl::string_view> names;
    for (const Option& option : fact.options) {
      if (declared.insert(option.key).second) names.push_back(option.key);
    }
    std::set<absl::string_view> seen;
    for (size_t i = 0; i < question.options.size(); ++i) {
      const FieldPath entry = path.Child("options", i);
      const FieldPath here = entry.Child("option");
      const std::string& option = question.options[i].option;
      ValidateText(option, here, issues_);
      if (!seen.insert(option).second) {
        issues_->Add(here, "stands twice");
      } else if (!declared.empty() && declared.count(option) == 0) {
        issues_->Add(
            here, absl::StrCat("\"", option, "\" is no option of ", fact.name,
                               issues_->DidYouMean(option, names)));
      }
    }
  }

  void CheckAttribute(const QuestionSpec& question, const FactDefinition& fact,
                      const FieldPath& path) {
    const FieldPath here = path.Child("attribute");
    const bool hint = issues_->TakeHint(catalog_.size());
    const absl::StatusOr<FactSlot> slot =
        catalog_.Find(question.attribute, hint);
    if (!slot.ok()) {
      issues_->Add(here, slot.status().message());
      return;
    }
    const FactDefinition& attribute = catalog_.fact(*slot);
    if (!DeclaredAttribute(catalog_, *slot).has_value()) {
      issues_->Add(here,
                   "must be a declared attribute of lead, person, company or "
                   "opportunity");
      return;
    }
    const bool fits =
        attribute.type == fact.type ||
        (fact.type == ValueType::kInteger &&
         attribute.type == ValueType::kNumber) ||
        (fact.type == ValueType::kDate && attribute.type == ValueType::kTime);
    if (!fits) {
      issues_->Add(here, absl::StrCat("is of type ", NameOf(attribute.type),
                                      ", but the answer is of type ",
                                      NameOf(fact.type)));
    } else if (!attribute.options.empty()) {
      CheckAttributeOptions(fact, attribute, here);
    }
  }

  void CheckAttributeOptions(const FactDefinition& fact,
                             const FactDefinition& attribute,
                             const FieldPath& path) {
    std::set<absl::string_view> taken;
    for (const Option& option : attribute.options) taken.insert(option.key);
    for (const Option& option : fact.options) {
      if (taken.count(option.key) == 0) {
        issues_->Add(path,
                     absl::StrCat("cannot take the answer \"", option.key,
                                  "\": it is no option of ", attribute.name));
        return;
      }
    }
    if (fact.options.empty()) {
      issues_->Add(path, absl::StrCat("has options, but ", fact.name,
                                      " takes any text"));
    }
  }

  // Refuses questions that are asked only after each other.
  void CheckCycles(const FieldPath& path) {
    const size_t count = spec_.questions.size();
    std::vector<std::vector<size_t>> reads(count);
    for (size_t i = 0; i < count; ++i) {
      std::vector<std::string> names;
      AddNames(spec_.questions[i].when, 0, &names);
      for (const std::string& name : names) {
        const absl::StatusOr<FactSlot> slot =
            catalog_.Find(name, /*hint=*/false);
        if (!slot.ok()) continue;
        const std::string& full = catalog_.fact(*slot).name;
        if (full.compare(0, 7, "answer.") != 0) continue;
        const auto found = index_of_.find(full.substr(7));
        if (found != index_of_.end()) reads[i].push_back(found->second);
      }
    }
    // Depth first; `stack` is the chain of questions that wait for each other.
    enum : uint8_t { kNew, kOpen, kDone };
    std::vector<uint8_t> state(count, kNew);
    std::vector<std::pair<size_t, size_t>> stack;
    for (size_t root = 0; root < count; ++root) {
      if (state[root] != kNew) continue;
      stack.emplace_back(root, 0);
      state[root] = kOpen;
      while (!stack.empty()) {
        auto& [question, next] = stack.back();
        if (next == reads[question].size()) {
          state[question] = kDone;
          stack.pop_back();
          continue;
        }
        const size_t read = reads[question][next++];
        if (state[read] == kNew) {
          state[read] = kOpen;
          stack.emplace_back(read, 0);
        } else if (state[read] == kOpen) {
          ReportCycle(stack, read, path);
        }
      }
    }
  }

  void ReportCycle(const std::vector<std::pair<size_t, size_t>>& stack,
                   size_t first, const FieldPath& path) {
    constexpr size_t kMaxNamed = 10;
    std::vector<absl::string_view> names;
    bool inside = false;
    for (const auto& [question, next] : stack) {
      inside = inside || question == first;
      if (inside) names.push_back(spec_.questions[question].key);
    }
    if (names.size() > kMaxNamed) {
      names.resize(kMaxNamed);
      names.push_back("...");
    }
    names.push_back(spec_.questions[first].key);
    const FieldPath question = path.Child("questions", stack.back().first);
    issues_->Add(question.Child("when"),
                 absl::StrCat("waits for its own answer: ",
                              absl::StrJoin(names, " reads ")));
  }

  // What only the scorecard as a whole can have.
  void CheckTotal(const FieldPath& path) {
    SpecIssues lowered;
    ValidateScoring(LowerQuestionnaire(spec_, catalog_).scoring, catalog_,
                    FieldPath(), &lowered);
    for (const SpecIssue& issue : lowered.list()) {
      issues_->Add(path, issue.message);
    }
  }

  const QuestionnaireSpec& spec_;
  const FactCatalog& catalog_;
  SpecIssues* const issues_;
  ConditionSetBuilder builder_;
  // Keys that stand for the first time, with the index of their question.
  std::map<std::string, size_t> index_of_;
  bool weight_is_good_ = true;
};

}  // namespace

void ValidateQuestionnaire(const QuestionnaireSpec& spec,
                           const FactCatalog& catalog, const FieldPath& path,
                           SpecIssues* issues) {
  Validation(spec, catalog, issues).Run(path);
}

void ValidateQuestionnairesTogether(absl::Span<const QuestionnaireSpec> specs,
                                    const char* list, const FieldPath& path,
                                    SpecIssues* issues) {
  std::set<absl::string_view> names;
  std::map<absl::string_view, std::pair<size_t, const QuestionSpec*>> questions;
  for (size_t s = 0; s < specs.size(); ++s) {
    const FieldPath here = path.Child(list, s);
    if (!names.insert(specs[s].name).second) {
      issues->Add(here.Child("name"), "stands twice");
    }
    for (size_t q = 0; q < specs[s].questions.size(); ++q) {
      const QuestionSpec& question = specs[s].questions[q];
      const auto [it, inserted] =
          questions.emplace(question.key, std::make_pair(s, &question));
      const auto& [other, first] = it->second;
      if (inserted || other == s ||
          (first->valid_for == question.valid_for &&
           first->preferred_sources == question.preferred_sources)) {
        continue;
      }
      issues->Add(here.Child("questions", q),
                  absl::StrCat("is also asked by \"", specs[other].name,
                               "\": give both the same `valid_for` and "
                               "`preferred_sources`"));
    }
  }
}

}  // namespace lotse
