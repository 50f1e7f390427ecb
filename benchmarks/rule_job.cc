// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The rules and leads of RuleJob.
#include "benchmarks/rule_job.h"

#include <cmath>
#include <limits>
#include <random>

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

// 34 rules of one predicate, 11 of two, 3 of three and 2 of four.
constexpr JobRule kRules[] = {
    {"employees >= 50", 6},
    {"employees >= 250", 8},
    {"employees < 10", -8},
    {"revenue >= 5.5", 5},
    {"revenue >= 50", 7},
    {"growth > 0.1", 4},
    {"growth < -0.05", -5},
    {"sites >= 3", 3},
    {"visits >= 3", 5},
    {"visits >= 10", 7},
    {"pages >= 20", 6},
    {"silent_days <= 7", 9},
    {"silent_days > 60", -9},
    {"silent_days > 180", -12},
    {"budget >= 20000", 8},
    {"budget >= 100000", 10},
    {"mails_opened >= 2", 3},
    {"mails_opened >= 6", 4},
    {"discount > 0.25", -4},
    {"discount is missing", 1},
    {"country in (\"DE\", \"AT\", \"CH\")", 10},
    {"country = \"US\"", -3},
    {"industry = \"mechanical engineering\"", 9},
    {"industry in (\"software\", \"logistics\")", 6},
    {"industry = \"education\"", -4},
    {"seniority in (\"board\", \"head of\")", 11},
    {"seniority = \"student\"", -20},
    {"department != \"people\"", 2},
    {"source = \"referral\"", 12},
    {"source = \"bought_list\"", -6},
    {"product = \"platform\"", 5},
    {"newsletter", 2},
    {"decision_maker", 8},
    {"competitor", -40},
    {"employees >= 50 and country = \"DE\"", 4},
    {"revenue >= 5.5 and growth > 0.1", 5},
    {"visits >= 3 and silent_days <= 7", 8},
    {"visits >= 10 or pages >= 20", 3},
    {"budget >= 20000 and decision_maker", 9},
    {"seniority = \"manager\" and department = \"purchasing\"", 6},
    {"source = \"webinar\" and mails_opened >= 2", 4},
    {"product = \"service plan\" and customer", 7},
    {"not customer and source = \"trade_fair\"", 3},
    {"industry = \"public sector\" or employees >= 2000", -2},
    {"newsletter = false and mails_opened < 1", -3},
    {"department = \"it\" and product = \"edge box\" and visits >= 5", 7},
    {"country = \"DE\" and industry = \"chemistry\" and sites >= 3", 5},
    {"discount > 0.25 and budget < 5000 and not customer", -6},
    {"(seniority = \"board\" or decision_maker) and (budget >= 100000 or "
     "revenue >= 50)",
     10},
    {"(source = \"search\" and pages >= 8) or (source = \"partner\" and "
     "visits >= 2)",
     6},
};

double Missing() { return std::numeric_limits<double>::quiet_NaN(); }

class LeadMaker {
 public:
  JobLead Make() {
    JobLead lead;
    lead.employees = Number(std::floor(1 + 8000 * Skewed()));
    lead.revenue = Number(0.1 + 400 * Skewed());
    lead.growth = Number(Uniform() * 0.6 - 0.25);
    lead.sites = Number(std::floor(1 + 8 * Uniform() * Uniform()));
    lead.visits = Number(std::floor(20 * Uniform() * Uniform()));
    lead.pages = Number(std::floor(60 * Uniform() * Uniform()));
    lead.silent_days = Number(std::floor(300 * Uniform() * Uniform()));
    lead.budget = Number(std::floor(1000 + 400000 * Skewed()));
    lead.mails_opened = Number(std::floor(12 * Uniform() * Uniform()));
    lead.discount = Number(Uniform() * 0.5);
    lead.country = Text({country::kDe, country::kDe, country::kDe, country::kAt,
                         country::kCh, country::kUs, country::kFr, country::kPl,
                         country::kNl, country::kOther});
    lead.industry =
        Text({industry::kMachinery, industry::kMachinery, industry::kSoftware,
              industry::kLogistics, industry::kChemistry, industry::kRetail,
              industry::kPublic, industry::kEducation, industry::kHealth});
    lead.seniority =
        Text({seniority::kBoard, seniority::kHead, seniority::kManager,
              seniority::kManager, seniority::kExpert, seniority::kStudent});
    lead.department = Text({department::kIt, department::kPurchasing,
                            department::kProduction, department::kSales,
                            department::kFinance, department::kPersonnel});
    lead.source = Text({source::kTradeFair, source::kWebinar, source::kReferral,
                        source::kSearch, source::kSearch, source::kPartner,
                        source::kList});
    lead.product = Text({product::kPlatform, product::kEdge, product::kService,
                         product::kTraining});
    lead.newsletter = Flag(0.4);
    lead.decision_maker = Flag(0.3);
    lead.customer = Flag(0.25);
    lead.competitor = Flag(0.03);
    return lead;
  }

 private:
  static constexpr double kMissingShare = 0.08;

  double Uniform() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
  // Many small ones, few large ones.
  double Skewed() {
    const double square = Uniform() * Uniform();
    return square * square;
  }
  double Number(double value) {
    return Uniform() < kMissingShare ? Missing() : value;
  }
  std::string Text(std::initializer_list<JobWord> words) {
    const size_t pick = engine_() % words.size();
    return Uniform() < kMissingShare ? "" : words.begin()[pick].text;
  }
  int8_t Flag(double share) {
    const bool set = Uniform() < share;
    return Uniform() < kMissingShare ? int8_t{-1} : int8_t{set};
  }

  std::mt19937_64 engine_{20260401};
};

constexpr JobWord kCountries[] = {country::kDe, country::kAt,   country::kCh,
                                  country::kUs, country::kFr,   country::kPl,
                                  country::kNl, country::kOther};
constexpr JobWord kIndustries[] = {industry::kMachinery, industry::kSoftware,
                                   industry::kLogistics, industry::kChemistry,
                                   industry::kRetail,    industry::kPublic,
                                   industry::kEducation, industry::kHealth};
constexpr JobWord kSeniorities[] = {seniority::kBoard, seniority::kHead,
                                    seniority::kManager, seniority::kExpert,
                                    seniority::kStudent};
constexpr JobWord kDepartments[] = {
    department::kIt,    department::kPurchasing, department::kProduction,
    department::kSales, department::kFinance,    department::kPersonnel};
constexpr JobWord kSources[] = {source::kTradeFair, source::kWebinar,
                                source::kReferral,  source::kSearch,
                                source::kPartner,   source::kList};
constexpr JobWord kProducts[] = {product::kPlatform, product::kEdge,
                                 product::kService, product::kTraining};

struct WordList {
  const char* attribute;
  absl::Span<const JobWord> words;
};
constexpr WordList kWordLists[] = {
    {"country", kCountries},     {"industry", kIndustries},
    {"seniority", kSeniorities}, {"department", kDepartments},
    {"source", kSources},        {"product", kProducts}};

// The value that a struct of codes has for one of a struct of texts.
struct ToCode {
  void operator()(const char*, double& code, double number) const {
    code = number;
  }
  void operator()(const char* attribute, uint8_t& code,
                  const std::string& text) const {
    code = kMissingWord.code;
    for (const JobWord& word : JobWordsOf(attribute)) {
      if (text == word.text) code = word.code;
    }
  }
  void operator()(const char*, int8_t& code, int8_t flag) const { code = flag; }
};

// The value that an attribute has in a record, and in a row.
struct ToValue {
  Value operator()(ValueType type, double number) const {
    Value value;
    if (std::isnan(number)) return value;
    if (type == ValueType::kInteger) {
      value.kind = static_cast<int64_t>(number);
    } else {
      value.kind = number;
    }
    return value;
  }
  Value operator()(ValueType, const std::string& text) const {
    Value value;
    if (!text.empty()) value.kind = text;
    return value;
  }
  Value operator()(ValueType, int8_t flag) const {
    Value value;
    if (flag >= 0) value.kind = flag == 1;
    return value;
  }
};
struct ToValueView {
  ValueView operator()(ValueType type, double number) const {
    if (std::isnan(number)) return ValueView();
    return type == ValueType::kInteger
               ? ValueView::Integer(static_cast<int64_t>(number))
               : ValueView::Number(number);
  }
  ValueView operator()(ValueType, const std::string& text) const {
    return text.empty() ? ValueView() : ValueView::Text(text);
  }
  ValueView operator()(ValueType, int8_t flag) const {
    return flag < 0 ? ValueView() : ValueView::Boolean(flag == 1);
  }
};

}  // namespace

absl::Span<const JobRule> JobRules() { return kRules; }

absl::Span<const JobWord> JobWordsOf(absl::string_view attribute) {
  for (const WordList& list : kWordLists) {
    if (attribute == list.attribute) return list.words;
  }
  return {};
}

void VisitJobLeads(size_t count,
                   absl::FunctionRef<void(const JobLead&)> visit) {
  LeadMaker maker;
  for (size_t i = 0; i < count; ++i) visit(maker.Make());
}

std::vector<JobLead> MakeJobLeads(size_t count) {
  std::vector<JobLead> leads;
  leads.reserve(count);
  VisitJobLeads(count, [&](const JobLead& lead) { leads.push_back(lead); });
  return leads;
}

JobCodes CodesOf(const JobLead& lead) {
  JobCodes codes;
  VisitTogether(codes, lead, ToCode());
  return codes;
}

std::vector<JobCodes> CodesOf(const std::vector<JobLead>& leads) {
  std::vector<JobCodes> all;
  all.reserve(leads.size());
  for (const JobLead& lead : leads) all.push_back(CodesOf(lead));
  return all;
}

EngineSpec MakeJobSpec() {
  EngineSpec spec;
  JobLead lead = MakeJobLeads(1).front();
  VisitAttributes(lead, [&](const char* key, ValueType type, auto&) {
    AttributeSpec attribute;
    attribute.key = key;
    attribute.type = type;
    spec.schema.lead.push_back(attribute);
  });
  Group group;
  group.id = "rules";
  for (const JobRule& rule : JobRules()) {
    group.rules.push_back({absl::StrCat("rule_", group.rules.size()),
                           Condition::FromText(rule.when),
                           Points::FromNano(int64_t{rule.points} * 1000000000),
                           {}});
  }
  spec.scoring.groups.push_back(group);
  spec.scoring.categories.resize(3);
  spec.scoring.categories[0].id = "cold";
  spec.scoring.categories[1].id = "warm";
  spec.scoring.categories[1].from = Points::FromDouble(kJobWarm);
  spec.scoring.categories[2].id = "hot";
  spec.scoring.categories[2].from = Points::FromDouble(kJobHot);
  return spec;
}

Facts MakeJobFacts(const JobLead& lead) {
  Facts facts;
  facts.lead.id = "L-1";
  VisitAttributes(lead, [&](const char* key, ValueType type, auto& value) {
    Attribute attribute;
    attribute.key = key;
    attribute.value = ToValue()(type, value);
    if (!attribute.value.missing()) facts.lead.attributes.push_back(attribute);
  });
  return facts;
}

JobRows::JobRows(const FactCatalog& catalog, const std::vector<JobLead>& leads)
    : width_(catalog.size()), values_(leads.size() * width_) {
  for (size_t i = 0; i < leads.size(); ++i) {
    VisitAttributes(
        leads[i], [&](const char* key, ValueType type, auto& value) {
          const FactSlot slot = *catalog.Find(absl::StrCat("lead.", key));
          values_[i * width_ + slot] = ToValueView()(type, value);
        });
  }
}

}  // namespace lotse
