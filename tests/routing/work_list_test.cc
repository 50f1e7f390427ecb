// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/routing/work_list.h"

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/random_source.h"
#include "tests/testing/spec_paths.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Instant kNow = *Instant::Parse("2026-11-23T10:00:00Z");

// Worked on a moment ago, with no clock: urgency 1.
WorkItem Item(const char* id, double probability, const char* value) {
  WorkItem item;
  item.lead_id = id;
  item.owner = "anna";
  item.probability = probability;
  item.value = *Money::Parse(value);
  item.created_at = kNow - Duration::Days(10);
  item.last_worked_at = kNow;
  return item;
}

WorkList Build(const std::vector<WorkItem>& items,
               const WorkListSpec& spec = WorkListPreset("EUR"),
               const WorkListOptions& options = {},
               const RateTable& rates = {}) {
  auto list = BuildWorkList(items, spec, options, kNow, rates);
  EXPECT_THAT(list, IsOk());
  return list.ok() ? *list : WorkList();
}

std::vector<std::string> IdsOf(const WorkList& list) {
  std::vector<std::string> ids;
  for (const WorkEntry& entry : list.entries) {
    ids.push_back(entry.item.lead_id);
  }
  return ids;
}

TEST(WorkList, OrdersByProbabilityTimesValueTimesUrgency) {
  std::vector<WorkItem> items = {Item("a", 0.5, "1000 EUR"),
                                 Item("b", 0.1, "6000 EUR"),
                                 Item("c", 0.31, "1000 EUR")};
  EXPECT_THAT(IdsOf(Build(items)), ElementsAre("b", "a", "c"));
  // 310 EUR count twice.
  items[2].due_at = kNow;
  const WorkList list = Build(items);
  EXPECT_THAT(IdsOf(list), ElementsAre("c", "b", "a"));
  const WorkEntry& first = list.entries[0];
  EXPECT_EQ(first.expected, *Money::Parse("310 EUR"));
  EXPECT_EQ(first.urgency, Points::FromDouble(2));
  EXPECT_EQ(first.priority, *Money::Parse("620 EUR"));
  EXPECT_EQ(list.too_late, 1);
}

TEST(WorkList, AddsUpReasonsToHurry) {
  const struct {
    const char* what;
    std::function<void(WorkItem*)> change;
    double urgency;
  } kCases[] = {
      {"none", [](auto*) {}, 1},
      {"overdue", [](auto* i) { i->due_at = kNow; }, 2},
      {"long overdue", [](auto* i) { i->due_at = kNow - Duration::Days(9); },
       2},
      {"due in 6 of 24 hours",
       [](auto* i) { i->due_at = kNow + Duration::Hours(6); }, 1.375},
      {"due in a day", [](auto* i) { i->due_at = kNow + Duration::Days(1); },
       1},
      {"never worked", [](auto* i) { i->last_worked_at = Instant(); }, 2},
      {"never worked, but new",
       [](auto* i) {
         i->last_worked_at = Instant();
         i->created_at = kNow - Duration::Hours(23);
       },
       1},
      {"idle for a week",
       [](auto* i) { i->last_worked_at = kNow - Duration::Days(7); }, 1.25},
      {"idle for a year",
       [](auto* i) { i->last_worked_at = kNow - Duration::Days(365); }, 1.5},
      {"worked on in the future",
       [](auto* i) { i->last_worked_at = kNow + Duration::Days(7); }, 1},
      {"overdue and never worked",
       [](auto* i) {
         i->last_worked_at = Instant();
         i->due_at = kNow - Duration::Hours(3);
       },
       3}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.what);
    WorkItem item = Item("a", 0.5, "100 EUR");
    c.change(&item);
    const WorkEntry entry = Build({item}).entries.at(0);
    EXPECT_EQ(entry.urgency, Points::FromDouble(c.urgency));
    Points sum = Points::FromDouble(1);
    for (const UrgencyReason& reason : entry.reasons) sum += reason.adds;
    EXPECT_EQ(entry.urgency, sum);
    EXPECT_EQ(entry.priority->micros,
              entry.expected->micros * entry.urgency.nano() / 1000000000);
  }
}

TEST(WorkList, BreaksTiesByLeadId) {
  EXPECT_THAT(IdsOf(Build({Item("c", 0.5, "2 EUR"), Item("a", 0.5, "2 EUR"),
                           Item("b", 0.25, "4 EUR")})),
              ElementsAre("a", "b", "c"));
}

TEST(WorkList, GivesTwentyForOnePersonAndCountsAll) {
  std::vector<WorkItem> items;
  for (int i = 0; i < 30; ++i) {
    items.push_back(Item(absl::StrCat("L", 100 + i).c_str(), 0.5, "2 EUR"));
    if (i % 3 == 0) items.back().last_worked_at = Instant();
  }
  items.push_back(Item("other", 1, "9 EUR"));
  items.back().owner = "ben";
  WorkListOptions options;
  options.owner = "anna";
  WorkList list = Build(items, WorkListPreset("EUR"), options);
  EXPECT_EQ(list.entries.size(), 20u);
  EXPECT_EQ(list.items, 30);
  EXPECT_EQ(list.never_worked, 10);
  options.limit = 3;
  EXPECT_THAT(IdsOf(Build(items, WorkListPreset("EUR"), options)),
              ElementsAre("L100", "L103", "L106"));
  EXPECT_EQ(Build(items).items, 31);
}

TEST(WorkList, PutsWhatIsUnknownLast) {
  WorkItem no_value = Item("a", 0.9, "1 EUR");
  no_value.value.reset();
  WorkItem no_probability = Item("b", 0, "9000 EUR");
  no_probability.probability.reset();
  no_probability.due_at = kNow;
  WorkItem strange = Item("c", 1.5, "-3 EUR");
  const WorkItem small = Item("d", 0.01, "1 EUR");
  const std::vector<WorkItem> items = {no_value, no_probability, strange,
                                       small};
  const WorkList list = Build(items);
  EXPECT_THAT(IdsOf(list), ElementsAre("d", "b", "a", "c"));
  EXPECT_EQ(list.unknown, 3);

  WorkListSpec spec = WorkListPreset("EUR");
  spec.assumed_value = *Money::Parse("500 EUR");
  spec.assumed_probability = 0.1;
  const WorkList assumed = Build(items, spec);
  EXPECT_THAT(IdsOf(assumed), ElementsAre("b", "a", "c", "d"));
  EXPECT_EQ(assumed.unknown, 0);
  EXPECT_TRUE(assumed.entries[0].probability_assumed);
  EXPECT_FALSE(assumed.entries[0].value_assumed);
  EXPECT_TRUE(assumed.entries[1].value_assumed);
}

TEST(WorkList, ConvertsOtherCurrenciesByTheRateOfTheDay) {
  RateTable rates;
  rates.rates = {{"USD", "EUR", *Date::Parse("2026-11-01"), 900000000}};
  const std::vector<WorkItem> items = {Item("a", 0.5, "100 USD")};
  EXPECT_EQ(Build(items).unknown, 1);
  EXPECT_EQ(Build(items, WorkListPreset("EUR"), {}, rates).entries[0].expected,
            *Money::Parse("45 EUR"));
}

TEST(WorkList, EndsAtTheLargestAmount) {
  WorkItem item = Item("a", 1, "1 EUR");
  item.value->micros = std::numeric_limits<int64_t>::max();
  item.due_at = Instant::FromMicros(std::numeric_limits<int64_t>::min());
  EXPECT_EQ(Build({item}).entries[0].priority->micros,
            std::numeric_limits<int64_t>::max());
}

TEST(WorkList, IsTheSameWhateverTheOrder) {
  for (const uint64_t seed : RandomSeeds(50)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    std::vector<WorkItem> items;
    for (int i = 0; i < 40; ++i) {
      items.push_back(Item(absl::StrCat("L", i).c_str(),
                           static_cast<double>(random.Below(5)) / 4, "2 EUR"));
      if (random.Chance(20)) items.back().value.reset();
      if (random.Chance(30)) items.back().due_at = kNow;
    }
    const WorkList list = Build(items);
    for (size_t i = items.size(); i > 1; --i) {
      std::swap(items[i - 1], items[random.Below(i)]);
    }
    EXPECT_EQ(Build(items), list);
  }
}

TEST(ValidateWorkList, NamesWhatIsWrongWithItsPath) {
  const struct {
    std::function<void(WorkListSpec*)> change;
    const char* message;
  } kCases[] = {
      {[](auto* s) { s->currency = "euro"; }, "work_list.currency: is no ISO"},
      {[](auto* s) { s->assumed_value = *Money::Parse("1 USD"); },
       "work_list.assumed_value: must not"},
      {[](auto* s) { s->assumed_value = *Money::Parse("-1 EUR"); },
       "work_list.assumed_value: must not"},
      {[](auto* s) { s->assumed_probability = 1.1; },
       "work_list.assumed_probability: must be from 0 to 1"},
      {[](auto* s) {
         s->assumed_probability = std::numeric_limits<double>::quiet_NaN();
       },
       "work_list.assumed_probability: must be from 0 to 1"},
      {[](auto* s) { s->overdue = Points::FromDouble(-1); },
       "work_list.overdue: must be from 0 to 1000"},
      {[](auto* s) { s->idle = Points::FromDouble(1001); },
       "work_list.idle: must be from 0 to 1000"},
      {[](auto* s) { s->due_within = Duration(); },
       "work_list.due_within: is missing: due_soon needs it"},
      {[](auto* s) { s->unworked_after = Duration::Days(-1); },
       "work_list.unworked_after: must be from 0"}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.message);
    WorkListSpec spec = WorkListPreset("EUR");
    c.change(&spec);
    EXPECT_THAT(
        BuildWorkList({}, spec, {}, kNow),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.message)));
  }
  WorkListOptions options;
  options.limit = -1;
  EXPECT_THAT(BuildWorkList({}, WorkListPreset("EUR"), options, kNow),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("options.limit: must not be negative")));
}

TEST(ValidateWorkListFacts, WantsMoneyAndKnownKinds) {
  Schema schema;
  schema.lead = {{"expected_value", ValueType::kMoney},
                 {"size", ValueType::kInteger}};
  schema.currency = "EUR";
  schema.activity_kinds = {{"call", {}, false}};
  const FactCatalog catalog = *CompileFactCatalog(schema);
  WorkListSpec spec = WorkListPreset("EUR");
  const auto issues_of = [&] {
    SpecIssues issues;
    ValidateWorkListFacts(spec, catalog, FieldPath("work_list"), &issues);
    return IssuesOf(issues);
  };
  EXPECT_THAT(issues_of(), IsEmpty());
  spec.value_fact = "lead.expected_value";
  spec.worked_kinds = {"call"};
  EXPECT_THAT(issues_of(), IsEmpty());
  spec.value_fact = "lead.size";
  EXPECT_THAT(issues_of(),
              ElementsAre("work_list.value_fact: must be an amount of money"));
  spec.value_fact = "lead.expected_worth";
  spec.worked_kinds = {"call", "cal"};
  EXPECT_THAT(issues_of(),
              ElementsAre(HasSubstr("work_list.value_fact: "),
                          HasSubstr("work_list.worked_kinds[1]: ")));
}

}  // namespace
}  // namespace lotse
