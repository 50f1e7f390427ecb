// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ValidateRouting and CompileRouting.
#include <algorithm>
#include <limits>
#include <set>

#include "absl/strings/str_cat.h"
#include "lotse/base/fingerprint.h"
#include "lotse/base/limits.h"
#include "lotse/routing/router.h"
#include "src/routing/postal_code.h"

namespace lotse {
namespace {

constexpr char kIdRule[] =
    "is no id: use lower case letters, digits and _, first a letter";

}  // namespace

// Checks a spec and, on the way, gathers what the router needs.
class RoutingLowering {
 public:
  RoutingLowering(const RoutingSpec& spec, const FactCatalog& catalog,
                  absl::Span<const BusinessCalendar> calendars,
                  SpecIssues* issues)
      : spec_(spec),
        catalog_(catalog),
        issues_(issues),
        rep_(std::make_shared<Router::Rep>()),
        builder_(catalog,
                 // Routing comes last: it may read every signal.
                 ConditionReader{SignalStep::kLifecycle, /*for_scoring=*/true,
                                 /*of_activity=*/false, /*timeless=*/false,
                                 std::numeric_limits<uint32_t>::max()}) {
    for (const BusinessCalendar& calendar : calendars) {
      rep_->calendars.emplace(calendar.name(), calendar);
      calendar_names_.push_back(calendar.name());
    }
  }

  void Run(const FieldPath& path) {
    if (spec_.pools.size() + spec_.territories.size() + spec_.rules.size() >
        kMaxRules) {
      issues_->Add(path, absl::StrCat("has more than ", kMaxRules,
                                      " pools, territories and rules"));
      return;
    }
    AddPools(path);
    AddTerritories(path);
    for (size_t r = 0; r < spec_.rules.size(); ++r) {
      AddRule(spec_.rules[r], r, path.Child("rules", r));
    }
    if (!spec_.calendar.empty() &&
        rep_->calendars.find(spec_.calendar) == rep_->calendars.end()) {
      issues_->Add(
          path.Child("calendar"),
          absl::StrCat("is none of the calendars",
                       issues_->DidYouMean(spec_.calendar, calendar_names_)));
    }
    if (spec_.remembered < 0 || spec_.remembered > kMaxRemembered) {
      issues_->Add(path.Child("remembered"),
                   absl::StrCat("must be from 0 to ", kMaxRemembered));
    }
  }

  std::shared_ptr<const Router::Rep> Finish(absl::string_view tenant) {
    rep_->spec = spec_;
    rep_->tenant = std::string(tenant);
    rep_->fingerprint = FingerprintOf(spec_).ToString();
    rep_->conditions = builder_.Build();
    return std::move(rep_);
  }

 private:
  void AddId(const std::string& id, size_t i, const FieldPath& path,
             Router::Index* index) {
    if (!IsKey(id)) {
      issues_->Add(path.Child("id"), kIdRule);
    } else if (!index->emplace(id, static_cast<uint32_t>(i)).second) {
      issues_->Add(path.Child("id"), "stands twice");
    }
  }

  void AddPools(const FieldPath& path) {
    for (size_t p = 0; p < spec_.pools.size(); ++p) {
      const RoutingPool& pool = spec_.pools[p];
      const FieldPath here = path.Child("pools", p);
      AddId(pool.id, p, here, &rep_->pool_index);
      pool_names_.push_back(pool.id);
      ValidateLabel(pool.label, here.Child("label"), issues_);
      CheckNames(pool.teams, "teams", here);
    }
  }

  void AddTerritories(const FieldPath& path) {
    bool codes = false;
    bool countries = false;
    for (size_t t = 0; t < spec_.territories.size(); ++t) {
      const Territory& territory = spec_.territories[t];
      const FieldPath here = path.Child("territories", t);
      AddId(territory.id, t, here, &rep_->territory_index);
      ValidateLabel(territory.label, here.Child("label"), issues_);
      if (territory.postal_codes.empty() && territory.when.empty()) {
        issues_->Add(here,
                     "has neither postal codes nor a condition: every lead "
                     "would lie in it");
      }
      if (territory.postal_codes.size() > kMaxListValues) {
        issues_->Add(here.Child("postal_codes"),
                     absl::StrCat("has more than ", kMaxListValues, " ranges"));
        continue;
      }
      for (size_t i = 0; i < territory.postal_codes.size(); ++i) {
        const PostalCodeRange& range = territory.postal_codes[i];
        CheckRange(range, here.Child("postal_codes", i));
        codes = true;
        if (!range.country.empty()) countries = true;
      }
      builder_.Add(territory.when, here.Child("when"), issues_);
    }
    rep_->postal_code = FindTerritoryFact(spec_.postal_code_fact, codes,
                                          path.Child("postal_code_fact"));
    rep_->country = FindTerritoryFact(spec_.country_fact, countries,
                                      path.Child("country_fact"));
  }

  std::optional<FactSlot> FindTerritoryFact(const std::string& name,
                                            bool needed,
                                            const FieldPath& path) {
    if (!name.empty()) return FindText(name, /*list=*/false, path);
    if (needed) issues_->Add(path, "is missing: territories need it");
    return std::nullopt;
  }

  void CheckRange(const PostalCodeRange& range, const FieldPath& path) {
    ValidateText(range.country, path.Child("country"), issues_);
    const std::string from = PlainPostalCode(range.from);
    const std::string to = PlainPostalCode(range.to);
    if (from.empty()) {
      issues_->Add(path.Child("from"), "needs a letter or digit");
      return;
    }
    if (from.size() > kMaxNameBytes || to.size() > kMaxNameBytes) {
      issues_->Add(path, "is too long for a postal code");
    }
    if (range.to.empty()) return;
    const size_t both = std::min(from.size(), to.size());
    if (both == 0 || to.substr(0, both) < from.substr(0, both)) {
      issues_->Add(path.Child("to"), "must not be below from");
    }
  }

  void AddRule(const RoutingRule& rule, size_t r, const FieldPath& path) {
    Router::CompiledRule compiled;
    AddId(rule.id, r, path, &rep_->rule_index);
    ValidateLabel(rule.label, path.Child("label"), issues_);
    if (!rule.role.empty() && !IsKey(rule.role)) {
      issues_->Add(path.Child("role"), kIdRule);
    }
    builder_.Add(rule.when, path.Child("when"), issues_);
    AddTarget(rule, path, &compiled);
    if (rule.in_territory && spec_.territories.empty()) {
      issues_->Add(path.Child("in_territory"), "needs territories");
    }
    CheckNames(rule.skills, "skills", path);
    for (size_t i = 0; i < rule.skill_facts.size() && i < kMaxListValues; ++i) {
      const auto slot = FindText(rule.skill_facts[i], /*list=*/true,
                                 path.Child("skill_facts", i));
      if (slot.has_value()) compiled.skills.push_back(*slot);
    }
    if (rule.skill_facts.size() > kMaxListValues) {
      issues_->Add(path.Child("skill_facts"),
                   absl::StrCat("has more than ", kMaxListValues, " facts"));
    }
    if (!rule.language_fact.empty()) {
      compiled.language = FindText(rule.language_fact, /*list=*/false,
                                   path.Child("language_fact"));
    }
    if (rule.otherwise > RoutingFallback::kWait) {
      issues_->Add(path.Child("otherwise"), "must be next_rule or wait");
    }
    if (rule.wait_for < Duration() ||
        Duration::Days(kMaxDurationDays) < rule.wait_for) {
      issues_->Add(
          path.Child("wait_for"),
          absl::StrCat("must be from 0 to ", kMaxDurationDays, " days"));
    } else if (rule.wait_for != Duration() &&
               rule.otherwise != RoutingFallback::kWait) {
      issues_->Add(path.Child("wait_for"),
                   "has no effect: set otherwise to wait");
    }
    rep_->rules.push_back(std::move(compiled));
  }

  void AddTarget(const RoutingRule& rule, const FieldPath& path,
                 Router::CompiledRule* compiled) {
    const int targets = int{!rule.pool.empty()} +
                        int{!rule.owner_fact.empty()} +
                        int{!rule.person.empty()};
    if (targets != 1) {
      issues_->Add(path, "needs exactly one of pool, owner_fact and person");
    }
    if (rule.method > RoutingMethod::kLeastLoaded) {
      issues_->Add(path.Child("method"),
                   "must be round_robin, weighted or least_loaded");
    }
    if (rule.sticky > RoutingStickiness::kCompany) {
      issues_->Add(path.Child("sticky"), "must be none, lead or company");
    }
    if (!rule.pool.empty()) {
      const auto pool = rep_->pool_index.find(rule.pool);
      if (pool == rep_->pool_index.end()) {
        issues_->Add(path.Child("pool"),
                     absl::StrCat("is none of the pools",
                                  issues_->DidYouMean(rule.pool, pool_names_)));
      } else {
        compiled->pool = static_cast<int32_t>(pool->second);
      }
      if (rule.sticky == RoutingStickiness::kLead) rep_->remembers_leads = true;
      if (rule.sticky == RoutingStickiness::kCompany) {
        rep_->remembers_leads = true;
        rep_->remembers_companies = true;
      }
    } else {
      if (rule.method != RoutingMethod::kUnspecified) {
        issues_->Add(path.Child("method"), "has no effect without a pool");
      }
      if (rule.sticky > RoutingStickiness::kNone) {
        issues_->Add(path.Child("sticky"), "has no effect without a pool");
      }
    }
    if (!rule.owner_fact.empty()) {
      compiled->owner =
          FindText(rule.owner_fact, /*list=*/false, path.Child("owner_fact"));
    }
    if (rule.person.size() > kMaxNameBytes) {
      issues_->Add(path.Child("person"),
                   absl::StrCat("is longer than ", kMaxNameBytes, " bytes"));
    }
    ValidateText(rule.person, path.Child("person"), issues_);
  }

  // The slot of a fact or signal that is a text, or a list if that may be.
  std::optional<FactSlot> FindText(const std::string& name, bool list,
                                   const FieldPath& path) {
    const bool hint = issues_->TakeHint(catalog_.size());
    const absl::StatusOr<FactSlot> slot = catalog_.Find(name, hint);
    if (!slot.ok()) {
      issues_->Add(path, slot.status().message());
      return std::nullopt;
    }
    const ValueType type = catalog_.fact(*slot).type;
    if (type != ValueType::kText && !(list && type == ValueType::kList)) {
      issues_->Add(path, list ? "must be a text or a list" : "must be a text");
      return std::nullopt;
    }
    return *slot;
  }

  void CheckNames(const std::vector<std::string>& names, const char* field,
                  const FieldPath& path) {
    if (names.size() > kMaxListValues) {
      issues_->Add(path.Child(field),
                   absl::StrCat("has more than ", kMaxListValues, " texts"));
      return;
    }
    std::set<absl::string_view> seen;
    for (size_t i = 0; i < names.size(); ++i) {
      if (names[i].empty()) {
        issues_->Add(path.Child(field, i), "is empty");
      } else if (!seen.insert(names[i]).second) {
        issues_->Add(path.Child(field, i), "stands twice");
      }
      ValidateText(names[i], path.Child(field, i), issues_);
    }
  }

  const RoutingSpec& spec_;
  const FactCatalog& catalog_;
  SpecIssues* const issues_;
  std::shared_ptr<Router::Rep> rep_;
  ConditionSetBuilder builder_;
  std::vector<absl::string_view> pool_names_;
  std::vector<absl::string_view> calendar_names_;
};

size_t Router::MemoryUsage() const {
  return sizeof(Rep) + rep_->conditions.MemoryUsage() +
         rep_->rules.size() * sizeof(CompiledRule);
}

void ValidateRouting(const RoutingSpec& spec, const FactCatalog& catalog,
                     absl::Span<const BusinessCalendar> calendars,
                     const FieldPath& path, SpecIssues* issues) {
  RoutingLowering(spec, catalog, calendars, issues).Run(path);
}

absl::StatusOr<Router> CompileRouting(
    const RoutingSpec& spec, const FactCatalog& catalog,
    absl::Span<const BusinessCalendar> calendars, absl::string_view tenant) {
  SpecIssues issues;
  RoutingLowering lowering(spec, catalog, calendars, &issues);
  lowering.Run(FieldPath("routing"));
  if (!issues.empty()) return issues.ToStatus();
  return Router(lowering.Finish(tenant));
}

}  // namespace lotse
