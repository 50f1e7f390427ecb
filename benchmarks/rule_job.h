// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RuleJob: the job that the scoring benchmarks do. 50 rules with 73 predicates,
// joined by "and" and "or" up to two deep, over 20 attributes: 10 numbers, 6
// texts and 4 flags, each of them missing in some leads. The rules are text
// that is compiled at run time, as a tenant's spec is.
//
//   const std::vector<JobLead> leads = MakeJobLeads(100000);
//   Engine engine = *CompileEngine(MakeJobSpec());
//   JobRows rows(engine.catalog(), leads);
//
// Leads come from a fixed seed and are the same on every machine.
#ifndef LOTSE_BENCHMARKS_RULE_JOB_H_
#define LOTSE_BENCHMARKS_RULE_JOB_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/engine/engine_spec.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/facts.h"
#include "lotse/facts/value.h"

namespace lotse {

// One rule: its condition as text and its whole points.
struct JobRule {
  const char* when;
  int points;
};
absl::Span<const JobRule> JobRules();

// Leads from this many points on are warm and hot.
inline constexpr int kJobWarm = 40;
inline constexpr int kJobHot = 90;

// One text that an attribute may have, and its code in JobCodes.
struct JobWord {
  const char* text;
  uint8_t code;
};
// Code 0 is missing.
inline constexpr JobWord kMissingWord = {"", 0};

namespace country {
inline constexpr JobWord kDe = {"DE", 1}, kAt = {"AT", 2}, kCh = {"CH", 3},
                         kUs = {"US", 4}, kFr = {"FR", 5}, kPl = {"PL", 6},
                         kNl = {"NL", 7}, kOther = {"other", 8};
}  // namespace country
namespace industry {
inline constexpr JobWord kMachinery = {"mechanical engineering", 1},
                         kSoftware = {"software", 2},
                         kLogistics = {"logistics", 3},
                         kChemistry = {"chemistry", 4}, kRetail = {"retail", 5},
                         kPublic = {"public sector", 6},
                         kEducation = {"education", 7},
                         kHealth = {"health care", 8};
}  // namespace industry
namespace seniority {
inline constexpr JobWord kBoard = {"board", 1}, kHead = {"head of", 2},
                         kManager = {"manager", 3}, kExpert = {"expert", 4},
                         kStudent = {"student", 5};
}  // namespace seniority
namespace department {
inline constexpr JobWord kIt = {"it", 1}, kPurchasing = {"purchasing", 2},
                         kProduction = {"production", 3}, kSales = {"sales", 4},
                         kFinance = {"finance", 5}, kPersonnel = {"people", 6};
}  // namespace department
namespace source {
inline constexpr JobWord kTradeFair = {"trade_fair", 1},
                         kWebinar = {"webinar", 2}, kReferral = {"referral", 3},
                         kSearch = {"search", 4}, kPartner = {"partner", 5},
                         kList = {"bought_list", 6};
}  // namespace source
namespace product {
inline constexpr JobWord kPlatform = {"platform", 1}, kEdge = {"edge box", 2},
                         kService = {"service plan", 3},
                         kTraining = {"training", 4};
}  // namespace product

// All texts of an attribute; the code of word w is w + 1. Empty for an
// attribute that is no text.
absl::Span<const JobWord> JobWordsOf(absl::string_view attribute);

// A lead as a program's own struct: numbers (a missing one is NaN), flags (a
// missing one is -1) and texts (a missing one is empty) or their codes.
template <typename Text, typename Number = double, typename Flag = int8_t>
struct JobStruct {
  Number employees, revenue, growth, sites, visits, pages, silent_days, budget,
      mails_opened, discount;
  Text country, industry, seniority, department, source, product;
  Flag newsletter, decision_maker, customer, competitor;
};
using JobLead = JobStruct<std::string>;
using JobCodes = JobStruct<uint8_t>;

// Leads in which each attribute is missing with a probability of 8 %; numbers
// are skewed, texts uneven, as those of a CRM are.
std::vector<JobLead> MakeJobLeads(size_t count);
// The same, one after the other and none of them kept.
void VisitJobLeads(size_t count, absl::FunctionRef<void(const JobLead&)> visit);
// The same lead, or leads, with codes instead of texts.
JobCodes CodesOf(const JobLead& lead);
std::vector<JobCodes> CodesOf(const std::vector<JobLead>& leads);

// The spec that says what JobRules and the categories say.
EngineSpec MakeJobSpec();
// The lead as a record of the host.
Facts MakeJobFacts(const JobLead& lead);

// The leads as rows of ValueView over the texts of `leads`, which must outlive
// them.
class JobRows {
 public:
  JobRows(const FactCatalog& catalog, const std::vector<JobLead>& leads);
  size_t size() const { return values_.size() / width_; }
  absl::Span<const ValueView> row(size_t lead) const {
    return absl::MakeConstSpan(values_).subspan(lead * width_, width_);
  }

 private:
  size_t width_;
  std::vector<ValueView> values_;
};

// Calls visit(name, type, value) for each attribute in the order of the spec.
// Integers among the numbers have the type kInteger.
template <typename Lead, typename Visit>
void VisitAttributes(Lead& lead, Visit visit) {
  visit("employees", ValueType::kInteger, lead.employees);
  visit("revenue", ValueType::kNumber, lead.revenue);
  visit("growth", ValueType::kNumber, lead.growth);
  visit("sites", ValueType::kInteger, lead.sites);
  visit("visits", ValueType::kInteger, lead.visits);
  visit("pages", ValueType::kInteger, lead.pages);
  visit("silent_days", ValueType::kInteger, lead.silent_days);
  visit("budget", ValueType::kNumber, lead.budget);
  visit("mails_opened", ValueType::kInteger, lead.mails_opened);
  visit("discount", ValueType::kNumber, lead.discount);
  visit("country", ValueType::kText, lead.country);
  visit("industry", ValueType::kText, lead.industry);
  visit("seniority", ValueType::kText, lead.seniority);
  visit("department", ValueType::kText, lead.department);
  visit("source", ValueType::kText, lead.source);
  visit("product", ValueType::kText, lead.product);
  visit("newsletter", ValueType::kBoolean, lead.newsletter);
  visit("decision_maker", ValueType::kBoolean, lead.decision_maker);
  visit("customer", ValueType::kBoolean, lead.customer);
  visit("competitor", ValueType::kBoolean, lead.competitor);
}

// Calls visit(name, a's value, b's value) in the same order.
template <typename A, typename B, typename Visit>
inline __attribute__((always_inline)) void VisitTogether(A& a, B& b,
                                                         Visit visit) {
  visit("employees", a.employees, b.employees);
  visit("revenue", a.revenue, b.revenue);
  visit("growth", a.growth, b.growth);
  visit("sites", a.sites, b.sites);
  visit("visits", a.visits, b.visits);
  visit("pages", a.pages, b.pages);
  visit("silent_days", a.silent_days, b.silent_days);
  visit("budget", a.budget, b.budget);
  visit("mails_opened", a.mails_opened, b.mails_opened);
  visit("discount", a.discount, b.discount);
  visit("country", a.country, b.country);
  visit("industry", a.industry, b.industry);
  visit("seniority", a.seniority, b.seniority);
  visit("department", a.department, b.department);
  visit("source", a.source, b.source);
  visit("product", a.product, b.product);
  visit("newsletter", a.newsletter, b.newsletter);
  visit("decision_maker", a.decision_maker, b.decision_maker);
  visit("customer", a.customer, b.customer);
  visit("competitor", a.competitor, b.competitor);
}

}  // namespace lotse

#endif  // LOTSE_BENCHMARKS_RULE_JOB_H_
