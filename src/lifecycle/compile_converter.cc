// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ValidateConversion and CompileConverter.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "lotse/base/limits.h"
#include "lotse/facts/schema.h"
#include "lotse/lifecycle/converter.h"
#include "src/lifecycle/conversion_program.h"

namespace lotse {
namespace {

// Whether a value of type `from` can be written where `to` is declared.
bool Fits(ValueType from, ValueType to) {
  return from == to ||
         (from == ValueType::kInteger && to == ValueType::kNumber) ||
         (from == ValueType::kDate && to == ValueType::kTime) ||
         (from == ValueType::kText && to == ValueType::kList);
}

bool IsParty(FactRecord record) {
  return record == FactRecord::kPerson || record == FactRecord::kCompany;
}

// What is wrong with `value`, for the fact `slot`; empty if nothing is.
std::string WrongValue(const Value& value, FactSlot slot,
                       const FactBinder& binder) {
  if (value.missing()) return "is missing";
  BindBuffer buffer;
  const absl::Status bound =
      binder.BindValue(value, slot, Instant(), FieldPath("value"), &buffer)
          .status();
  if (!bound.ok()) {
    return std::string(absl::StripPrefix(bound.message(), "value: "));
  }
  const std::vector<Option>& options = binder.catalog().fact(slot).options;
  const auto* text = std::get_if<std::string>(&value.kind);
  if (options.empty() || text == nullptr) return "";
  const bool known =
      std::any_of(options.begin(), options.end(),
                  [&](const Option& option) { return option.key == *text; });
  return known ? "" : "is none of the attribute's options";
}

}  // namespace

std::optional<RecordFact> RecordFactOf(const FactCatalog& catalog,
                                       FactSlot slot) {
  const FactDefinition& fact = catalog.fact(slot);
  if (fact.step != SignalStep::kFact) return std::nullopt;
  const absl::string_view entity =
      absl::string_view(fact.name).substr(0, fact.name.find('.'));
  for (const EnumName<FactRecord>& record : EnumNames<FactRecord>::kNames) {
    if (entity == record.name) {
      return RecordFact{record.value, fact.name, slot};
    }
  }
  return std::nullopt;
}

// Checks a spec and, on the way, resolves its names.
class ConversionLowering {
 public:
  ConversionLowering(const ConversionSpec& spec, FactBinder binder,
                     absl::Span<const LifecycleSpec> lifecycles,
                     absl::Span<const BusinessCalendar> calendars,
                     SpecIssues* issues)
      : spec_(spec),
        lifecycles_(lifecycles),
        issues_(issues),
        program_(std::make_shared<ConversionProgram>(std::move(binder))),
        catalog_(program_->binder.catalog()) {
    program_->calendars.assign(calendars.begin(), calendars.end());
  }

  void Run(const FieldPath& path) {
    const HandOverSpec& hand_over = spec_.hand_over;
    if (spec_.person_keys.size() + spec_.company_keys.size() +
            spec_.fills.size() + hand_over.criteria.size() +
            hand_over.promises.size() + hand_over.milestones.size() +
            hand_over.roles.size() + hand_over.care_tasks.size() +
            hand_over.customer_marks.size() >
        kMaxRules) {
      issues_->Add(path, absl::StrCat("has more than ", kMaxRules,
                                      " keys, rules, facts and tasks"));
      return;
    }
    AddKeys(spec_.person_keys, "person", path, "person_keys");
    AddKeys(spec_.company_keys, "company", path, "company_keys");
    AddFills(path);
    const FieldPath here = path.Child("hand_over");
    AddFacts(hand_over.criteria, here, "criteria", &program_->criteria);
    AddFacts(hand_over.promises, here, "promises", &program_->promises);
    AddFacts(hand_over.milestones, here, "milestones", &program_->milestones);
    CheckMilestones(here);
    AddRoles(here);
    AddCare(here);
    AddMarks(here);
  }

  std::shared_ptr<const ConversionProgram> Finish() {
    program_->spec = spec_;
    for (FactSlot slot = 0; slot < catalog_.size(); ++slot) {
      std::optional<RecordFact> fact = RecordFactOf(catalog_, slot);
      if (fact.has_value() && fact->record != FactRecord::kLead) {
        program_->facts.push_back(*std::move(fact));
      }
    }
    return program_;
  }

 private:
  // The slot of a fact that is no signal.
  std::optional<FactSlot> FindFact(const std::string& name,
                                   const FieldPath& path) {
    if (name.empty()) {
      issues_->Add(path, "is missing");
      return std::nullopt;
    }
    const absl::StatusOr<FactSlot> slot =
        catalog_.Find(name, issues_->TakeHint(catalog_.size()));
    if (!slot.ok()) {
      issues_->Add(path, slot.status().message());
      return std::nullopt;
    }
    if (catalog_.fact(*slot).step != SignalStep::kFact) {
      issues_->Add(path, "is computed: name a fact");
      return std::nullopt;
    }
    return *slot;
  }

  // The slot of an attribute of `record` by its key.
  std::optional<FactSlot> FindKey(const char* record, const std::string& key,
                                  const FieldPath& path) {
    if (!IsKey(key)) {
      issues_->Add(path, absl::StrCat("is no key of an attribute of ", record));
      return std::nullopt;
    }
    return FindFact(absl::StrCat(record, ".", key), path);
  }

  void AddKeys(const std::vector<MatchKey>& keys, const char* record,
               const FieldPath& path, const char* field) {
    std::set<std::vector<std::string>> seen;
    for (size_t i = 0; i < keys.size(); ++i) {
      const FieldPath here = path.Child(field, i);
      const std::vector<std::string>& attributes = keys[i].attributes;
      if (attributes.empty()) {
        issues_->Add(here.Child("attributes"), "is empty");
      }
      std::set<absl::string_view> of_key;
      for (size_t a = 0; a < attributes.size(); ++a) {
        const FieldPath at = here.Child("attributes", a);
        const auto slot = FindKey(record, attributes[a], at);
        if (!slot.has_value()) continue;
        const ValueType type = catalog_.fact(*slot).type;
        if (type != ValueType::kText && type != ValueType::kInteger) {
          issues_->Add(at, "must be an attribute of type text or integer");
        }
        if (keys[i].compact) {
          program_->compact.insert(catalog_.fact(*slot).name);
        }
        if (!of_key.insert(attributes[a]).second) {
          issues_->Add(at, "stands twice");
        }
      }
      if (!seen.insert(attributes).second) issues_->Add(here, "stands twice");
    }
  }

  void AddFills(const FieldPath& path) {
    for (size_t i = 0; i < spec_.fills.size(); ++i) {
      const FieldPath here = path.Child("fills", i);
      const auto from = FindFact(spec_.fills[i].from, here.Child("from"));
      const auto to = FindFact(spec_.fills[i].to, here.Child("to"));
      if (!to.has_value()) continue;
      std::optional<RecordFact> target = RecordFactOf(catalog_, *to);
      if (!target.has_value() || target->record == FactRecord::kLead) {
        issues_->Add(here.Child("to"),
                     "must be of person, company or opportunity");
        continue;
      }
      if (!from.has_value()) continue;
      if (*from == *to) {
        issues_->Add(here, "fills a field from itself");
      } else if (!Fits(catalog_.fact(*from).type, catalog_.fact(*to).type)) {
        issues_->Add(here, absl::StrCat("fills a field of type ",
                                        NameOf(catalog_.fact(*to).type),
                                        " from one of type ",
                                        NameOf(catalog_.fact(*from).type)));
      }
      program_->fills.push_back(
          {catalog_.fact(*from).name, *std::move(target)});
    }
  }

  void AddFacts(const std::vector<std::string>& names, const FieldPath& path,
                const char* field, std::vector<std::string>* out) {
    std::set<FactSlot> seen;
    for (size_t i = 0; i < names.size(); ++i) {
      const FieldPath here = path.Child(field, i);
      const auto slot = FindFact(names[i], here);
      if (!slot.has_value()) continue;
      if (!seen.insert(*slot).second) issues_->Add(here, "stands twice");
      out->push_back(catalog_.fact(*slot).name);
    }
  }

  void CheckMilestones(const FieldPath& path) {
    const std::vector<std::string>& names = spec_.hand_over.milestones;
    for (size_t i = 0; i < names.size(); ++i) {
      const absl::StatusOr<FactSlot> slot = catalog_.Find(names[i], false);
      if (!slot.ok()) continue;
      switch (catalog_.fact(*slot).type) {
        case ValueType::kDate:
        case ValueType::kTime:
        case ValueType::kText:
        case ValueType::kList:
          break;
        default:
          issues_->Add(path.Child("milestones", i),
                       "must be of type date, time, text or list");
      }
    }
  }

  void AddRoles(const FieldPath& path) {
    std::set<absl::string_view> seen;
    const std::vector<std::string>& roles = spec_.hand_over.roles;
    for (size_t i = 0; i < roles.size(); ++i) {
      const FieldPath here = path.Child("roles", i);
      FindKey("person", roles[i], here);
      if (!seen.insert(roles[i]).second) issues_->Add(here, "stands twice");
    }
  }

  void AddCare(const FieldPath& path) {
    std::vector<absl::string_view> names;
    for (const LifecycleSpec& lifecycle : lifecycles_) {
      for (const TaskSpec& task : lifecycle.tasks) names.push_back(task.id);
    }
    std::set<absl::string_view> seen;
    const std::vector<CareTask>& all = spec_.hand_over.care_tasks;
    for (size_t i = 0; i < all.size(); ++i) {
      const FieldPath here = path.Child("care_tasks", i);
      if (all[i].due < Duration() ||
          Duration::Days(kMaxDurationDays) < all[i].due) {
        issues_->Add(
            here.Child("due"),
            absl::StrCat("must be from 0 to ", kMaxDurationDays, " days"));
      }
      if (!seen.insert(all[i].task).second) {
        issues_->Add(here.Child("task"), "stands twice");
      }
      bool found = false;
      for (const LifecycleSpec& lifecycle : lifecycles_) {
        for (const TaskSpec& task : lifecycle.tasks) {
          if (task.id != all[i].task) continue;
          found = true;
          if (!task.when.empty()) {
            issues_->Add(here.Child("task"),
                         "has a condition: name a task that has none");
          }
          program_->care.push_back(
              {i, lifecycle.name, task, FindCalendar(task.calendar)});
        }
      }
      if (!found) {
        issues_->Add(here.Child("task"),
                     absl::StrCat("unknown task",
                                  issues_->DidYouMean(all[i].task, names)));
      }
    }
  }

  // An unknown calendar is an issue of the lifecycle.
  std::optional<size_t> FindCalendar(const std::string& name) const {
    for (size_t i = 0; i < program_->calendars.size(); ++i) {
      if (!name.empty() && program_->calendars[i].name() == name) return i;
    }
    return std::nullopt;
  }

  void AddMarks(const FieldPath& path) {
    std::set<FactSlot> seen;
    const std::vector<CustomerMark>& marks = spec_.hand_over.customer_marks;
    for (size_t i = 0; i < marks.size(); ++i) {
      const FieldPath here = path.Child("customer_marks", i);
      const auto slot = FindFact(marks[i].attribute, here.Child("attribute"));
      if (!slot.has_value()) continue;
      std::optional<RecordFact> target = RecordFactOf(catalog_, *slot);
      if (!target.has_value() || !IsParty(target->record)) {
        issues_->Add(here.Child("attribute"), "must be of person or company");
        continue;
      }
      if (!seen.insert(*slot).second) {
        issues_->Add(here.Child("attribute"), "stands twice");
      }
      const std::string wrong =
          WrongValue(marks[i].value, *slot, program_->binder);
      if (!wrong.empty()) issues_->Add(here.Child("value"), wrong);
      program_->marks.push_back({*std::move(target), marks[i].value});
    }
  }

  const ConversionSpec& spec_;
  const absl::Span<const LifecycleSpec> lifecycles_;
  SpecIssues* const issues_;
  const std::shared_ptr<ConversionProgram> program_;
  const FactCatalog& catalog_;
};

void ValidateConversion(const ConversionSpec& spec, const FactCatalog& catalog,
                        absl::Span<const LifecycleSpec> lifecycles,
                        const FieldPath& path, SpecIssues* issues) {
  ConversionLowering(spec, FactBinder(catalog), lifecycles, {}, issues)
      .Run(path);
}

absl::StatusOr<Converter> CompileConverter(
    const ConversionSpec& spec, FactBinder binder,
    absl::Span<const LifecycleSpec> lifecycles,
    absl::Span<const BusinessCalendar> calendars, const FieldPath& path) {
  SpecIssues issues;
  ConversionLowering lowering(spec, std::move(binder), lifecycles, calendars,
                              &issues);
  lowering.Run(path);
  if (!issues.empty()) return issues.ToStatus();
  return Converter(lowering.Finish());
}

Converter::Converter(std::shared_ptr<const ConversionProgram> program)
    : program_(std::move(program)) {}

const ConversionSpec& Converter::spec() const { return program_->spec; }

}  // namespace lotse
