// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The hidden process behind generated leads: what a company and a person are
// really like, and whether they buy in the end.
//
// Nobody sees these figures. What a generated lead does, says and fails to say
// follows from them with noise (lead_generator.h), and so does its outcome; no
// scorecard takes part in either. A scorecard has to find out, as in life, and
// as in life it can not do so completely.
//
// All figures go from 0 to 1000. Integers only: the same bits everywhere.
#ifndef LOTSE_TOOLS_BUYING_PROCESS_H_
#define LOTSE_TOOLS_BUYING_PROCESS_H_

#include <cstddef>
#include <cstdint>

#include "tools/seeded_random.h"

namespace lotse::tools {

// How a generated company stands to the seller.
enum class Relationship { kProspect, kCustomer, kPartner, kCompetitor };

// How a generated person stands in the company.
enum class JobLevel { kExecutive, kHead, kSpecialist, kTrainee };

struct CompanyTraits {
  // Index into kIndustries.
  size_t industry = 0;
  // Doublings above three employees, 1 to 13.
  int64_t size = 1;
  int64_t employees = 0;
  Relationship relationship = Relationship::kProspect;
  // Whether the product suits the company.
  int64_t fit = 0;
  // Whether there is money for it.
  int64_t budget = 0;
};

struct LeadTraits {
  // Index into kChannels.
  size_t channel = 0;
  JobLevel level = JobLevel::kSpecialist;
  // How much the problem hurts.
  int64_t need = 0;
  // How soon it has to be solved.
  int64_t urgency = 0;
  // What the person can decide.
  int64_t power = 0;
  // Reads and clicks for the sake of it.
  int64_t curiosity = 0;
};

// How it ends.
enum class Ending { kWon, kNoNeed, kNoBudget, kNoFit, kNoDecision, kRival };

// Keys of industries and channels, as the preset "b2b" has them.
inline constexpr const char* kIndustries[] = {
    "manufacturing", "software", "trade",         "logistics", "construction",
    "finance",       "health",   "public_sector", "other"};
inline constexpr const char* kChannels[] = {
    "coupon_ad",  "reply_card", "mailing_card", "trade_fair",   "website",
    "webinar",    "hotline",    "support_chat", "social_media", "linkedin_xing",
    "whitepaper", "newsletter", "prize_draw",   "referral"};

CompanyTraits DrawCompany(SeededRandom* random);
LeadTraits DrawLead(const CompanyTraits& company, SeededRandom* random);
Ending Decide(const CompanyTraits& company, const LeadTraits& lead,
              SeededRandom* random);

// `value`, but from 0 to 1000.
int64_t Clamp1000(int64_t value);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_BUYING_PROCESS_H_
