// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DrawCompany, DrawLead and Decide. The seller is an invented maker of
// software and scanners for warehouses.
#include "tools/buying_process.h"

#include <algorithm>
#include <iterator>

namespace lotse::tools {
namespace {

// How many leads come from an industry, and how well the product suits it.
constexpr int64_t kIndustryShare[] = {24, 12, 18, 14, 9, 5, 7, 5, 6};
constexpr int64_t kIndustryFit[] = {720, 240, 640, 850, 420,
                                    180, 380, 330, 300};
static_assert(std::size(kIndustryShare) == std::size(kIndustries), "");
static_assert(std::size(kIndustryFit) == std::size(kIndustries), "");

// How well it suits a size: the smallest do without, the largest have built
// their own.
constexpr int64_t kSizeFit[] = {0,   150, 300, 520, 680, 760, 760,
                                700, 600, 480, 400, 350, 300, 300};

// How many leads a channel brings, and how much more or less they need.
constexpr int64_t kChannelShare[] = {4, 3, 2, 11, 26, 9, 5,
                                     3, 4, 7, 12, 9,  5, 6};
constexpr int64_t kChannelNeed[] = {20, 60,   30,  80,  0,   40,   150,
                                    60, -120, -30, -60, -40, -260, 180};
static_assert(std::size(kChannelShare) == std::size(kChannels), "");
static_assert(std::size(kChannelNeed) == std::size(kChannels), "");
constexpr size_t kPrizeDraw = 12;

// Executive, head, specialist, trainee: in small, middle and large companies.
constexpr int64_t kLevelShare[][4] = {
    {55, 12, 28, 5}, {22, 30, 40, 8}, {6, 33, 49, 12}};

JobLevel DrawLevel(int64_t size, SeededRandom* random) {
  const size_t row = size <= 3 ? 0 : size <= 6 ? 1 : 2;
  return static_cast<JobLevel>(random->Weighted(kLevelShare[row]));
}

int64_t PowerOf(JobLevel level, int64_t size) {
  switch (level) {
    case JobLevel::kExecutive:
      return size <= 5 ? 880 : 700;
    case JobLevel::kHead:
      return std::min<int64_t>(420 + 40 * size, 760);
    case JobLevel::kSpecialist:
      return 260;
    case JobLevel::kTrainee:
      break;
  }
  return 40;
}

}  // namespace

int64_t Clamp1000(int64_t value) { return std::clamp<int64_t>(value, 0, 1000); }

CompanyTraits DrawCompany(SeededRandom* random) {
  CompanyTraits company;
  company.industry = random->Weighted(kIndustryShare);
  company.size = 1 + random->Run(680, 12);
  const int64_t unit = int64_t{1} << company.size;
  company.employees = unit * 3 + random->Below(unit * 3);
  constexpr int64_t kRelationshipShare[] = {86, 9, 3, 2};
  company.relationship =
      static_cast<Relationship>(random->Weighted(kRelationshipShare));
  company.fit = Clamp1000(
      (kIndustryFit[company.industry] * 55 + kSizeFit[company.size] * 45) /
          100 +
      random->Bell(110));
  company.budget = Clamp1000(230 + 55 * std::min<int64_t>(company.size, 9) +
                             random->Bell(190));
  return company;
}

LeadTraits DrawLead(const CompanyTraits& company, SeededRandom* random) {
  LeadTraits lead;
  lead.channel = random->Weighted(kChannelShare);
  lead.level = DrawLevel(company.size, random);
  // The lesser of two throws: little need is common, much is rare.
  const int64_t need = std::min(random->Below(1000), random->Below(1000));
  lead.need =
      Clamp1000(need + kChannelNeed[lead.channel] + (company.fit - 450) / 3 +
                (company.relationship == Relationship::kCustomer ? 120 : 0));
  lead.urgency = Clamp1000((lead.need + random->Below(1000)) / 2);
  lead.power = Clamp1000(PowerOf(lead.level, company.size) + random->Bell(90));
  lead.curiosity = Clamp1000(
      random->Below(700) + (lead.level == JobLevel::kTrainee ? 300 : 0) +
      (lead.channel == kPrizeDraw ? 150 : 0) +
      (company.relationship == Relationship::kCompetitor ? 400 : 0));
  return lead;
}

Ending Decide(const CompanyTraits& company, const LeadTraits& lead,
              SeededRandom* random) {
  const int64_t merit =
      (32 * lead.need + 22 * company.fit + 20 * company.budget +
       12 * lead.power + 14 * lead.urgency) /
      100;
  // Colleagues, rivals, a reorganisation: what nobody outside can see.
  const int64_t luck = random->Bell(75);
  const bool rival_wins = random->Chance(180);
  if (company.relationship == Relationship::kCompetitor) {
    return Ending::kNoDecision;
  }
  if (merit + luck >= 590) return rival_wins ? Ending::kRival : Ending::kWon;
  const int64_t least = std::min({lead.need, company.budget, company.fit});
  if (least > 350) return Ending::kNoDecision;
  if (least == lead.need) return Ending::kNoNeed;
  return least == company.budget ? Ending::kNoBudget : Ending::kNoFit;
}

}  // namespace lotse::tools
