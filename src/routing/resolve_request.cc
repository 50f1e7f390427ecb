// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Router::Resolve and the check of what it gave.
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/routing/router.h"
#include "src/routing/instant_span.h"
#include "src/routing/postal_code.h"

namespace lotse {
namespace {

absl::string_view TextAt(const LeadView& view,
                         const std::optional<FactSlot>& slot) {
  if (!slot.has_value() || *slot >= view.values.size()) return {};
  const ValueView& value = view.values[*slot];
  return value.type() == ValueType::kText ? value.text() : absl::string_view();
}

void AddSkill(absl::string_view skill, std::vector<std::string>* skills) {
  if (skill.empty() || skills->size() >= kMaxListValues) return;
  if (std::find(skills->begin(), skills->end(), skill) == skills->end()) {
    skills->emplace_back(skill);
  }
}

void CheckName(const std::string& name, bool needed, const FieldPath& path,
               SpecIssues* issues) {
  if (needed && name.empty()) issues->Add(path, "is missing");
  if (name.size() > kMaxNameBytes) {
    issues->Add(path, absl::StrCat("is longer than ", kMaxNameBytes, " bytes"));
  }
}

}  // namespace

ResolvedRequest Router::Resolve(const AssignmentRequest& request,
                                const LeadView& view, Instant as_of,
                                ConditionScratch* scratch) const {
  const Rep& rep = *rep_;
  rep.conditions.Evaluate(view, as_of, scratch);
  ResolvedRequest resolved;
  resolved.request = request;
  const std::string code = PlainPostalCode(TextAt(view, rep.postal_code));
  const absl::string_view country = TextAt(view, rep.country);
  const auto is_here = [&](const PostalCodeRange& range) {
    return (range.country.empty() ||
            absl::EqualsIgnoreCase(range.country, country)) &&
           IsInRange(code, range);
  };
  const std::vector<Territory>& territories = rep.spec.territories;
  for (size_t t = 0; t < territories.size(); ++t) {
    const std::vector<PostalCodeRange>& ranges = territories[t].postal_codes;
    if (rep.conditions.Holds(*scratch, t) &&
        (ranges.empty() ||
         std::any_of(ranges.begin(), ranges.end(), is_here))) {
      resolved.territories.push_back(territories[t].id);
    }
  }
  for (size_t r = 0; r < rep.rules.size(); ++r) {
    const RoutingRule& rule = rep.spec.rules[r];
    const CompiledRule& compiled = rep.rules[r];
    if ((!rule.role.empty() && rule.role != request.role) ||
        !rep.conditions.Holds(*scratch, territories.size() + r) ||
        (rule.in_territory && resolved.territories.empty())) {
      continue;
    }
    RuleMatch match;
    match.rule = rule.id;
    if (compiled.owner.has_value()) {
      const absl::string_view owner = TextAt(view, compiled.owner);
      if (owner.empty() || owner.size() > kMaxNameBytes) continue;
      match.owner = std::string(owner);
    }
    match.skills = rule.skills;
    for (const FactSlot slot : compiled.skills) {
      if (slot >= view.values.size()) continue;
      const ValueView& value = view.values[slot];
      if (value.type() == ValueType::kText) {
        AddSkill(value.text(), &match.skills);
      } else if (value.type() == ValueType::kList) {
        for (const absl::string_view text : value.list()) {
          AddSkill(text, &match.skills);
        }
      }
    }
    match.language = std::string(TextAt(view, compiled.language));
    resolved.rules.push_back(std::move(match));
  }
  return resolved;
}

void Router::ValidateRequest(const ResolvedRequest& resolved,
                             const FieldPath& path, SpecIssues* issues) const {
  const AssignmentRequest& request = resolved.request;
  const FieldPath here = path.Child("request");
  CheckName(request.lead_id, true, here.Child("lead_id"), issues);
  CheckName(request.company_id, false, here.Child("company_id"), issues);
  CheckName(request.role, true, here.Child("role"), issues);
  CheckName(request.reason, false, here.Child("reason"), issues);
  CheckName(request.previous_owner, false, here.Child("previous_owner"),
            issues);
  if (request.excluded.size() > kMaxListValues) {
    issues->Add(here.Child("excluded"),
                absl::StrCat("has more than ", kMaxListValues, " people"));
  }
  if (request.requested_at == Instant()) {
    issues->Add(here.Child("requested_at"), "is missing");
  } else if (!IsInCalendar(request.requested_at)) {
    issues->Add(here.Child("requested_at"), "is not in the years 1 to 9999");
  }
  // The rules ascend, so there are no more than the spec has.
  int64_t last = -1;
  for (size_t r = 0; r < resolved.rules.size(); ++r) {
    const RuleMatch& match = resolved.rules[r];
    const FieldPath at = path.Child("rules", r);
    const auto found = rep_->rule_index.find(match.rule);
    if (found == rep_->rule_index.end()) {
      issues->Add(at.Child("rule"),
                  "is no rule of this spec: resolve the request again");
    } else if (int64_t{found->second} <= last) {
      issues->Add(at.Child("rule"), "is not in the order of the spec");
    } else {
      last = found->second;
    }
    CheckName(match.owner, false, at.Child("owner"), issues);
    if (match.skills.size() > kMaxListValues) {
      issues->Add(at.Child("skills"),
                  absl::StrCat("has more than ", kMaxListValues, " skills"));
    }
  }
  if (resolved.territories.size() > rep_->spec.territories.size()) {
    issues->Add(path.Child("territories"), "has more than the spec");
    return;
  }
  for (size_t t = 0; t < resolved.territories.size(); ++t) {
    if (rep_->territory_index.find(resolved.territories[t]) ==
        rep_->territory_index.end()) {
      issues->Add(path.Child("territories", t),
                  "is no territory of this spec: resolve the request again");
    }
  }
}

}  // namespace lotse
