// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/buying_process.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "lotse/engine/presets.h"

namespace lotse::tools {
namespace {

struct Case {
  CompanyTraits company;
  LeadTraits lead;
  Ending ending;
};

std::vector<Case> Draw(int count) {
  std::vector<Case> cases;
  for (int i = 0; i < count; ++i) {
    SeededRandom random(5, static_cast<uint64_t>(i));
    Case drawn;
    drawn.company = DrawCompany(&random);
    drawn.lead = DrawLead(drawn.company, &random);
    drawn.ending = Decide(drawn.company, drawn.lead, &random);
    cases.push_back(drawn);
  }
  return cases;
}

TEST(BuyingProcess, StaysFromZeroToAThousand) {
  for (const Case& c : Draw(2000)) {
    for (const int64_t trait :
         {c.company.fit, c.company.budget, c.lead.need, c.lead.urgency,
          c.lead.power, c.lead.curiosity}) {
      EXPECT_GE(trait, 0);
      EXPECT_LE(trait, 1000);
    }
    EXPECT_GE(c.company.employees, 6);
  }
}

TEST(BuyingProcess, HasFewLargeCompaniesAmongManySmallOnes) {
  std::vector<int64_t> employees;
  for (const Case& c : Draw(5000)) employees.push_back(c.company.employees);
  std::sort(employees.begin(), employees.end());
  EXPECT_LT(employees[2500], 60);
  EXPECT_GT(employees[4950], 2000);
}

TEST(BuyingProcess, SellsToSomeAndMoreToThoseInNeed) {
  int won = 0, won_in_need = 0, in_need = 0;
  for (const Case& c : Draw(5000)) {
    const bool need = c.lead.need > 600;
    if (need) ++in_need;
    if (c.ending != Ending::kWon) continue;
    ++won;
    if (need) ++won_in_need;
    EXPECT_NE(c.company.relationship, Relationship::kCompetitor);
  }
  EXPECT_GT(won, 250);
  EXPECT_LT(won, 750);
  EXPECT_GT(won_in_need * 5000, 2 * won * in_need);
  EXPECT_LT(won_in_need, in_need);  // Not all of them.
}

TEST(BuyingProcess, UsesKeysOfThePreset) {
  const EngineSpec spec = *Preset("b2b");
  std::vector<std::string> channels;
  for (const Option& option : spec.schema.channels) {
    channels.push_back(option.key);
  }
  EXPECT_EQ(channels, std::vector<std::string>(std::begin(kChannels),
                                               std::end(kChannels)));
  for (const AttributeSpec& attribute : spec.schema.company) {
    if (attribute.key != "industry") continue;
    std::vector<std::string> industries;
    for (const Option& option : attribute.options) {
      industries.push_back(option.key);
    }
    EXPECT_EQ(industries, std::vector<std::string>(std::begin(kIndustries),
                                                   std::end(kIndustries)));
  }
}

}  // namespace
}  // namespace lotse::tools
