// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <string>

#include "gtest/gtest.h"
#include "lotse/routing/work_list.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

const Instant kNow = *Instant::Parse("2026-11-23T10:00:00Z");

std::string Sentence(const WorkItem& item, const WorkListSpec& spec,
                     const char* language) {
  const auto list = BuildWorkList({item}, spec, {}, kNow);
  EXPECT_THAT(list, IsOk());
  return DescribeWorkEntry(list->entries.at(0), language);
}

TEST(DescribeWorkEntry, SaysWhatIsExpectedAndWhyItHurries) {
  WorkItem item;
  item.lead_id = "L-7";
  item.probability = 0.2457;
  item.value = *Money::Parse("50000.5 EUR");
  item.created_at = kNow - Duration::Days(3);
  item.due_at = kNow - Duration::Hours(3);
  const WorkListSpec spec = WorkListPreset("EUR");
  EXPECT_EQ(Sentence(item, spec, "en"),
            "L-7: 12285 EUR expected (24.6 % of 50001 EUR); urgency 3: overdue "
            "for 3 hours (+1), never worked on in 3 days (+1).");
  item.due_at = kNow + Duration::Minutes(90);
  item.last_worked_at = kNow - Duration::Days(1);
  EXPECT_EQ(Sentence(item, spec, "de"),
            "L-7: 12285 EUR erwartet (24,6 % von 50001 EUR); Dringlichkeit "
            "1,5: noch 1 Stunde bis zur Frist (+0,47), 1 Tag unbearbeitet "
            "(+0,04).");
}

TEST(DescribeWorkEntry, NamesWhatIsAssumedOrUnknown) {
  WorkItem item;
  item.lead_id = "L-8";
  item.last_worked_at = kNow;
  WorkListSpec spec = WorkListPreset("EUR");
  EXPECT_EQ(Sentence(item, spec, "en"),
            "L-8: expected value unknown (no value) (no probability).");
  WorkListSpec at_once = spec;
  at_once.unworked_after = Duration();
  item.last_worked_at = Instant();
  EXPECT_EQ(Sentence(item, at_once, "en"),
            "L-8: expected value unknown (no value) (no probability); urgency "
            "2: never worked on (+1).");
  item.last_worked_at = kNow;
  spec.assumed_value = *Money::Parse("1000 EUR");
  spec.assumed_probability = 0.05;
  EXPECT_EQ(Sentence(item, spec, "en"),
            "L-8: 50 EUR expected (5 % of 1000 EUR), the value assumed, the "
            "probability assumed.");
}

}  // namespace
}  // namespace lotse
