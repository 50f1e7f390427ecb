// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The part of ConditionSetBuilder's lowering that is about operands: facts by
// name, lists, figures over activities, consents.
#include <algorithm>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/condition/condition_text.h"
#include "src/condition/condition_lowering.h"

namespace lotse {

std::optional<ResolvedOperand> ConditionSetBuilder::Lowering::Resolve(
    const Operand& operand, const FieldPath& path, size_t depth) {
  if (const auto* fact = std::get_if<FactOperand>(&operand.kind)) {
    return ResolveFact(fact->name, InputSource::kFact, path);
  }
  if (const auto* list = std::get_if<ListOperand>(&operand.kind)) {
    if (list->quantifier != Quantifier::kAny &&
        list->quantifier != Quantifier::kAll) {
      Issue(path, "needs the quantifier any or all");
      return std::nullopt;
    }
    return ResolveFact(list->name,
                       list->quantifier == Quantifier::kAny ? InputSource::kAny
                                                            : InputSource::kAll,
                       path);
  }
  if (const auto* activities = std::get_if<ActivityOperand>(&operand.kind)) {
    if (reader_.of_activity) {
      Issue(path, "figures over activities cannot be nested");
      return std::nullopt;
    }
    return ResolveActivities(*activities, PrintOperand(operand),
                             Sub(path, "activities"), depth);
  }
  if (const auto* consent = std::get_if<ConsentOperand>(&operand.kind)) {
    if (reader_.of_activity) {
      Issue(path, "activities have no consents");
      return std::nullopt;
    }
    ValidateText(consent->purpose, path, issues_);
    ValidateText(consent->channel, path, issues_);
    if (consent->purpose.empty() || consent->channel.empty()) {
      Issue(path, "a consent has a purpose and a channel");
      return std::nullopt;
    }
    ResolvedOperand resolved;
    resolved.source = InputSource::kConsent;
    resolved.type = ValueType::kText;
    resolved.text = PrintOperand(operand);
    const auto [it, inserted] = consent_numbers_.emplace(
        std::make_pair(consent->purpose, consent->channel),
        static_cast<uint32_t>(draft_.consents.size()));
    if (inserted) {
      draft_.consents.push_back({consent->purpose, consent->channel});
    }
    resolved.index = it->second;
    return resolved;
  }
  Issue(path, "is missing");
  return std::nullopt;
}

std::optional<FactSlot> ConditionSetBuilder::Lowering::FindFact(
    const std::string& name, bool payload, const FieldPath& path) {
  const auto find = [&](bool hint) {
    return payload ? catalog_.FindPayload(name, hint)
                   : catalog_.Find(name, hint);
  };
  absl::StatusOr<FactSlot> slot = find(/*hint=*/false);
  if (slot.ok()) return *slot;
  const size_t names = payload ? catalog_.payload_size() : 2 * catalog_.size();
  if (absl::IsNotFound(slot.status()) && issues_->TakeHint(names)) {
    slot = find(/*hint=*/true);
  }
  Issue(path, slot.status().message());
  return std::nullopt;
}

std::optional<ResolvedOperand> ConditionSetBuilder::Lowering::ResolveFact(
    const std::string& name, InputSource source, const FieldPath& path) {
  if (name.size() > kMaxNameBytes) {
    Issue(path, absl::StrCat("a name has at most ", kMaxNameBytes, " bytes"));
    return std::nullopt;
  }
  const std::optional<FactSlot> slot =
      FindFact(name, reader_.of_activity, path);
  if (!slot.has_value()) return std::nullopt;
  const FactDefinition& fact =
      reader_.of_activity ? catalog_.payload(*slot) : catalog_.fact(*slot);
  if (fact.not_for_scoring && reader_.for_scoring) {
    Issue(path, absl::StrCat(fact.name,
                             " must not be used for scoring (the schema says "
                             "not_for_scoring)"));
    return std::nullopt;
  }
  const bool known = fact.step == SignalStep::kFact ||
                     fact.step < reader_.step ||
                     (fact.step == reader_.step && fact.order < reader_.order);
  if (!known) {
    Issue(path, absl::StrCat(fact.name,
                             " is not known here: it is computed in a later "
                             "step"));
    return std::nullopt;
  }
  ResolvedOperand resolved;
  resolved.source = source;
  resolved.index = *slot;
  resolved.fact = &fact;
  resolved.type = fact.type;
  resolved.text = fact.name;
  if (source != InputSource::kFact) {
    if (fact.type != ValueType::kList) {
      Issue(path, absl::StrCat(fact.name, " is ", WithArticle(fact.type),
                               ", not a list"));
      return std::nullopt;
    }
    resolved.type = ValueType::kText;
    resolved.text = absl::StrCat(source == InputSource::kAny ? "any(" : "all(",
                                 fact.name, ")");
  } else if (fact.type == ValueType::kList) {
    resolved.source = InputSource::kPresence;
  }
  return resolved;
}

std::optional<FactSlot> ConditionSetBuilder::Lowering::FindNumber(
    absl::string_view name, const FieldPath& path, SpecIssues* issues) {
  issues_ = issues;
  const std::optional<ResolvedOperand> fact =
      ResolveFact(std::string(name), InputSource::kFact, path);
  if (!fact.has_value()) return std::nullopt;
  if (fact->type != ValueType::kInteger && fact->type != ValueType::kNumber) {
    Issue(path, absl::StrCat(fact->text, " is ", WithArticle(fact->type),
                             ", not an integer or a number"));
    return std::nullopt;
  }
  return fact->index;
}

std::optional<ResolvedOperand> ConditionSetBuilder::Lowering::ResolveActivities(
    const ActivityOperand& operand, const std::string& text,
    const FieldPath& path, size_t depth) {
  const size_t issues_before = issues_->count();
  ActivityFigure figure;
  figure.aggregate = operand.aggregate;
  figure.within = operand.within;
  ResolvedOperand resolved;
  resolved.source = InputSource::kFigure;
  resolved.text = text;
  switch (operand.aggregate) {
    case Aggregate::kCount:
      resolved.type = ValueType::kInteger;
      break;
    case Aggregate::kLast:
      resolved.type = ValueType::kTime;
      break;
    case Aggregate::kSum:
      resolved.type = ValueType::kNumber;
      resolved.nano = true;
      LowerSum(operand, path, &figure);
      break;
    default:
      Issue(Sub(path, "aggregate"), "must be count, sum or last");
      break;
  }
  if (operand.aggregate != Aggregate::kSum && !operand.attribute.empty()) {
    Issue(Sub(path, "attribute"), "is for sum only");
  }
  if (!operand.kinds.empty()) {
    figure.kinds.resize(catalog_.activity_kinds().size());
    for (size_t i = 0; i < operand.kinds.size(); ++i) {
      const FieldPath here = in_text_ ? path : path.Child("kinds", i);
      auto kind = catalog_.FindActivityKind(operand.kinds[i], /*hint=*/false);
      if (absl::IsNotFound(kind.status()) &&
          issues_->TakeHint(catalog_.activity_kinds().size())) {
        kind = catalog_.FindActivityKind(operand.kinds[i]);
      }
      if (kind.ok()) {
        figure.kinds[*kind] = true;
      } else {
        Issue(here, kind.status().message());
      }
    }
  }
  if (operand.within < Duration() ||
      Duration::Days(kMaxDurationDays) < operand.within) {
    Issue(Sub(path, "within"), absl::StrCat("must be above 0 and at most ",
                                            kMaxDurationDays, " days"));
  }
  if (!operand.where.empty()) {
    figure.where = LowerWhere(operand.where, path, depth);
  }
  if (issues_->count() != issues_before) return std::nullopt;
  const auto [it, inserted] = figure_numbers_.emplace(
      text, static_cast<uint32_t>(draft_.figures.size()));
  if (inserted) draft_.figures.push_back(std::move(figure));
  resolved.index = it->second;
  return resolved;
}

void ConditionSetBuilder::Lowering::LowerSum(const ActivityOperand& operand,
                                             const FieldPath& path,
                                             ActivityFigure* figure) {
  const FieldPath here = Sub(path, "attribute");
  const std::optional<FactSlot> slot =
      FindFact(operand.attribute, /*payload=*/true, here);
  if (!slot.has_value()) return;
  const FactDefinition& fact = catalog_.payload(*slot);
  if (fact.type != ValueType::kInteger && fact.type != ValueType::kNumber) {
    Issue(here, absl::StrCat(fact.name, " is ", WithArticle(fact.type),
                             ": a sum needs an integer or a number"));
  }
  if (fact.not_for_scoring && reader_.for_scoring) {
    Issue(here, absl::StrCat(fact.name,
                             " must not be used for scoring (the schema says "
                             "not_for_scoring)"));
  }
  figure->payload = *slot;
  figure->type = fact.type;
}

int32_t ConditionSetBuilder::Lowering::LowerWhere(
    const std::vector<Condition>& where, const FieldPath& path, size_t depth) {
  if (where_ == nullptr) {
    ConditionReader reader = reader_;
    reader.of_activity = true;
    where_ = std::make_unique<Lowering>(catalog_, reader);
  }
  where_->issues_ = issues_;
  where_->in_text_ = in_text_;
  DraftNode all;
  for (size_t i = 0; i < where.size(); ++i) {
    const FieldPath here = in_text_ ? path : path.Child("where", i);
    if (where[i].empty()) {
      Issue(here, "is empty");
      continue;
    }
    all.children.push_back(where_->Lower(where[i], here, depth + 1));
  }
  std::sort(all.children.begin(), all.children.end());
  ConditionDraft& draft = where_->draft_;
  draft.results.push_back(where_->AddNode(std::move(all)));
  draft.inputs_of_condition.emplace_back();
  return static_cast<int32_t>(draft.results.size() - 1);
}

}  // namespace lotse
