// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The rules of rule_job.h as a program's own C++ code: what a team writes that
// needs no rules at run time. Each rule is written once, as a function of a
// lead; leads are structs of texts, structs of codes, or columns of numbers and
// codes.
//
//   JobAnswer answer = ScoreByHand(lead);              // one JobLead, JobCodes
//   ScoreColumnsByHand(columns, 0, size, points, categories);
//
// Batches are compiled for the processor they run on (hand_written_rules.cc).
#ifndef LOTSE_BENCHMARKS_HAND_WRITTEN_RULES_H_
#define LOTSE_BENCHMARKS_HAND_WRITTEN_RULES_H_

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "benchmarks/rule_job.h"

namespace lotse {

// Points of one lead and its category: 0 cold, 1 warm, 2 hot.
struct JobAnswer {
  int64_t points = 0;
  int category = 0;

  friend bool operator==(const JobAnswer& a, const JobAnswer& b) {
    return a.points == b.points && a.category == b.category;
  }
};

inline JobAnswer JobAnswerOf(int64_t points) {
  return {points, (points >= kJobWarm ? 1 : 0) + (points >= kJobHot ? 1 : 0)};
}

inline bool Is(const std::string& text, JobWord word) {
  return text == word.text;
}
inline bool Is(uint8_t code, JobWord word) { return code == word.code; }

// A limit in the type of what is compared with it, as a program writes 0.1f.
template <typename Number>
Number Like(Number, double limit) {
  return static_cast<Number>(limit);
}

// Calls rule(points, holds) for each rule, in their order; holds(lead) is true
// if it holds. Missing numbers are NaN, so comparisons with them are false.
template <typename Rule>
inline __attribute__((always_inline)) void VisitHandWrittenRules(Rule rule) {
  rule(6, [](const auto& l) { return l.employees >= 50; });
  rule(8, [](const auto& l) { return l.employees >= 250; });
  rule(-8, [](const auto& l) { return l.employees < 10; });
  rule(5, [](const auto& l) { return l.revenue >= Like(l.revenue, 5.5); });
  rule(7, [](const auto& l) { return l.revenue >= 50; });
  rule(4, [](const auto& l) { return l.growth > Like(l.growth, 0.1); });
  rule(-5, [](const auto& l) { return l.growth < Like(l.growth, -0.05); });
  rule(3, [](const auto& l) { return l.sites >= 3; });
  rule(5, [](const auto& l) { return l.visits >= 3; });
  rule(7, [](const auto& l) { return l.visits >= 10; });
  rule(6, [](const auto& l) { return l.pages >= 20; });
  rule(9, [](const auto& l) { return l.silent_days <= 7; });
  rule(-9, [](const auto& l) { return l.silent_days > 60; });
  rule(-12, [](const auto& l) { return l.silent_days > 180; });
  rule(8, [](const auto& l) { return l.budget >= 20000; });
  rule(10, [](const auto& l) { return l.budget >= 100000; });
  rule(3, [](const auto& l) { return l.mails_opened >= 2; });
  rule(4, [](const auto& l) { return l.mails_opened >= 6; });
  rule(-4, [](const auto& l) { return l.discount > Like(l.discount, 0.25); });
  rule(1, [](const auto& l) { return std::isnan(l.discount); });
  rule(10, [](const auto& l) {
    return Is(l.country, country::kDe) || Is(l.country, country::kAt) ||
           Is(l.country, country::kCh);
  });
  rule(-3, [](const auto& l) { return Is(l.country, country::kUs); });
  rule(9, [](const auto& l) { return Is(l.industry, industry::kMachinery); });
  rule(6, [](const auto& l) {
    return Is(l.industry, industry::kSoftware) ||
           Is(l.industry, industry::kLogistics);
  });
  rule(-4, [](const auto& l) { return Is(l.industry, industry::kEducation); });
  rule(11, [](const auto& l) {
    return Is(l.seniority, seniority::kBoard) ||
           Is(l.seniority, seniority::kHead);
  });
  rule(-20, [](const auto& l) { return Is(l.seniority, seniority::kStudent); });
  rule(2, [](const auto& l) {
    return !Is(l.department, kMissingWord) &&
           !Is(l.department, department::kPersonnel);
  });
  rule(12, [](const auto& l) { return Is(l.source, source::kReferral); });
  rule(-6, [](const auto& l) { return Is(l.source, source::kList); });
  rule(5, [](const auto& l) { return Is(l.product, product::kPlatform); });
  rule(2, [](const auto& l) { return l.newsletter == 1; });
  rule(8, [](const auto& l) { return l.decision_maker == 1; });
  rule(-40, [](const auto& l) { return l.competitor == 1; });
  rule(4, [](const auto& l) {
    return l.employees >= 50 && Is(l.country, country::kDe);
  });
  rule(5, [](const auto& l) {
    return l.revenue >= Like(l.revenue, 5.5) && l.growth > Like(l.growth, 0.1);
  });
  rule(8, [](const auto& l) { return l.visits >= 3 && l.silent_days <= 7; });
  rule(3, [](const auto& l) { return l.visits >= 10 || l.pages >= 20; });
  rule(9, [](const auto& l) {
    return l.budget >= 20000 && l.decision_maker == 1;
  });
  rule(6, [](const auto& l) {
    return Is(l.seniority, seniority::kManager) &&
           Is(l.department, department::kPurchasing);
  });
  rule(4, [](const auto& l) {
    return Is(l.source, source::kWebinar) && l.mails_opened >= 2;
  });
  rule(7, [](const auto& l) {
    return Is(l.product, product::kService) && l.customer == 1;
  });
  rule(3, [](const auto& l) {
    return l.customer != 1 && Is(l.source, source::kTradeFair);
  });
  rule(-2, [](const auto& l) {
    return Is(l.industry, industry::kPublic) || l.employees >= 2000;
  });
  rule(-3,
       [](const auto& l) { return l.newsletter == 0 && l.mails_opened < 1; });
  rule(7, [](const auto& l) {
    return Is(l.department, department::kIt) && Is(l.product, product::kEdge) &&
           l.visits >= 5;
  });
  rule(5, [](const auto& l) {
    return Is(l.country, country::kDe) &&
           Is(l.industry, industry::kChemistry) && l.sites >= 3;
  });
  rule(-6, [](const auto& l) {
    return l.discount > Like(l.discount, 0.25) && l.budget < 5000 &&
           l.customer != 1;
  });
  // Without branches, so that the compiler makes vectors of these two as well.
  rule(10, [](const auto& l) {
    const bool decides = Is(l.seniority, seniority::kBoard);
    return (decides | (l.decision_maker == 1)) &
           ((l.budget >= 100000) | (l.revenue >= 50));
  });
  rule(6, [](const auto& l) {
    const bool search = Is(l.source, source::kSearch);
    const bool partner = Is(l.source, source::kPartner);
    return (search & (l.pages >= 8)) | (partner & (l.visits >= 2));
  });
}

// One lead: a JobLead or JobCodes.
template <typename Lead>
JobAnswer ScoreByHand(const Lead& lead) {
  int64_t points = 0;
  VisitHandWrittenRules([&](int rule_points, auto holds) {
    if (holds(lead)) points += rule_points;
  });
  return JobAnswerOf(points);
}

// Leads by column: Number is double, or float as a program that minds its
// memory has it; missing values as in JobStruct.
template <typename Number>
struct HandColumns : JobStruct<std::vector<uint8_t>, std::vector<Number>,
                               std::vector<int8_t>> {
  void Append(const JobCodes& lead);
  size_t size() const { return this->competitor.size(); }
};
extern template struct HandColumns<float>;
extern template struct HandColumns<double>;

// Points and categories of the leads [begin, end): lead i's are points[i] and
// categories[i].
void ScoreStructsByHand(const JobLead* leads, size_t begin, size_t end,
                        int16_t* points, uint8_t* categories);
void ScoreStructsByHand(const JobCodes* leads, size_t begin, size_t end,
                        int16_t* points, uint8_t* categories);
template <typename Number>
void ScoreColumnsByHand(const HandColumns<Number>& leads, size_t begin,
                        size_t end, int16_t* points, uint8_t* categories);
extern template void ScoreColumnsByHand(const HandColumns<float>&, size_t,
                                        size_t, int16_t*, uint8_t*);
extern template void ScoreColumnsByHand(const HandColumns<double>&, size_t,
                                        size_t, int16_t*, uint8_t*);

// The sum of `words`: nothing but reading memory.
uint64_t ReadMemory(const std::vector<uint64_t>& words);

}  // namespace lotse

#endif  // LOTSE_BENCHMARKS_HAND_WRITTEN_RULES_H_
