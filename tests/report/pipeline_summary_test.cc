// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/report/pipeline_summary.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/field_text.h"
#include "tests/testing/random_source.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;

Instant At(const std::string& text) { return *Instant::Parse(text); }

const Instant kAsOf = At("2026-11-23");

PipelineScope FullScope() {
  PipelineScope scope;
  scope.as_of = kAsOf;
  for (const auto& entry : EnumNames<PipelineFact>::kNames) {
    scope.facts.push_back(entry.value);
  }
  scope.stages = {"Demo", "Offer"};
  return scope;
}

PipelineScope ScopeOf(std::vector<PipelineFact> facts) {
  PipelineScope scope;
  scope.as_of = kAsOf;
  scope.facts = std::move(facts);
  return scope;
}

PipelineReport ReportOf(const PipelineScope& scope,
                        const std::vector<PipelineRecord>& records) {
  PipelineSummary summary(scope);
  for (const PipelineRecord& record : records) summary.Add(record);
  return summary.Finish();
}

TEST(PipelineSummary, NeverWorkedNeedsMissingDatesAndNoWordForWork) {
  struct Case {
    const char* name;
    const char* first_worked;
    const char* last_worked;
    PipelineProgress progress;
    PipelineOutcome outcome;
    int64_t never_by_dates;
    int64_t never_by_words;
  };
  const Case cases[] = {
      {"no sign of work", "", "", PipelineProgress::kUnspecified,
       PipelineOutcome::kOpen, 1, 0},
      {"says new", "", "", PipelineProgress::kNew, PipelineOutcome::kOpen, 1,
       1},
      {"says contacted", "", "", PipelineProgress::kWorked,
       PipelineOutcome::kOpen, 0, 0},
      {"first worked on", "2026-11-02", "", PipelineProgress::kNew,
       PipelineOutcome::kOpen, 0, 1},
      {"last worked on", "", "2026-11-02", PipelineProgress::kNew,
       PipelineOutcome::kOpen, 0, 1},
      {"worked on only later", "2026-11-24", "", PipelineProgress::kUnspecified,
       PipelineOutcome::kOpen, 1, 0},
      {"won", "", "", PipelineProgress::kUnspecified, PipelineOutcome::kWon, 0,
       0},
      {"not won", "", "", PipelineProgress::kUnspecified,
       PipelineOutcome::kNotWon, 1, 0},
  };
  for (const Case& c : cases) {
    PipelineRecord record;
    record.created = At("2026-11-01");
    if (*c.first_worked != 0) record.first_worked = At(c.first_worked);
    if (*c.last_worked != 0) record.last_worked = At(c.last_worked);
    record.progress = c.progress;
    record.outcome = c.outcome;
    const PipelineReport by_dates = ReportOf(FullScope(), {record});
    EXPECT_EQ(by_dates.unworked.records, c.never_by_dates) << c.name;
    EXPECT_TRUE(by_dates.unworked.by_dates);
    const PipelineReport by_words = ReportOf(
        ScopeOf({PipelineFact::kCreated, PipelineFact::kState}), {record});
    EXPECT_EQ(by_words.unworked.records, c.never_by_words) << c.name;
    // Where no word says "new", words prove nothing.
    EXPECT_EQ(by_words.unworked.judged, c.never_by_words) << c.name;
  }
}

TEST(PipelineSummary, CountsWhatWasLostWithoutWork) {
  PipelineRecord record;
  record.outcome = PipelineOutcome::kLost;
  EXPECT_EQ(ReportOf(FullScope(), {record}).unworked.lost_unworked, 1);
  record.last_worked = At("2026-11-02");
  EXPECT_EQ(ReportOf(FullScope(), {record}).unworked.lost_unworked, 0);
}

TEST(PipelineSummary, LaterFactsDoNotExistYet) {
  PipelineRecord later;
  later.created = At("2026-11-24");
  PipelineRecord won;
  won.created = At("2026-11-01");
  won.outcome = PipelineOutcome::kWon;
  won.closed = At("2026-12-24");
  const PipelineReport report = ReportOf(FullScope(), {later, won});
  EXPECT_EQ(report.records, 1);
  EXPECT_EQ(report.future, 1);
  EXPECT_EQ(report.closed_in_future, 1);
  EXPECT_TRUE(report.ways.empty());
  EXPECT_EQ(report.last, At("2026-11-01"));
}

TEST(PipelineSummary, ResponseTimesAreExactAndNeverNegative) {
  std::vector<PipelineRecord> records(5);
  const char* times[][2] = {
      {"2026-11-01T10:00:00Z", "2026-11-01T10:30:00Z"},  // 30 minutes
      {"2026-11-01T10:00:00Z", "2026-11-01T20:00:00Z"},  // 10 hours
      {"2026-11-01T10:00:00Z", "2026-11-03T10:00:00Z"},  // 2 days
      {"2026-11-01T10:00:00Z", "2026-11-01"},   // a day without its time: 0
      {"2026-11-05", "2026-11-01T12:00:00Z"}};  // before it came in
  for (size_t i = 0; i < records.size(); ++i) {
    records[i].created = At(times[i][0]);
    records[i].first_worked = At(times[i][1]);
  }
  const ResponseFigures response = ReportOf(FullScope(), records).response;
  EXPECT_EQ(response.time.count, 4);
  EXPECT_EQ(response.time.median, Duration::Minutes(315));
  EXPECT_EQ(response.time.p90, Duration::Days(2));
  EXPECT_EQ(response.within_hour, 2);
  EXPECT_EQ(response.within_day, 3);
  EXPECT_EQ(response.within_three_days, 4);
  EXPECT_EQ(response.negative, 1);
  EXPECT_FALSE(response.whole_days);
}

TEST(PipelineSummary, KnowsExportsWithoutTimesOfDay) {
  PipelineRecord record;
  record.created = At("2026-11-01");
  record.first_worked = At("2026-11-02");
  EXPECT_TRUE(ReportOf(FullScope(), {record}).response.whole_days);
}

TEST(PipelineSummary, MeasuresTheWayToTheEndByOutcome) {
  PipelineRecord won;
  won.created = At("2026-10-01");
  won.first_worked = At("2026-10-11");
  won.closed = At("2026-10-31");
  won.outcome = PipelineOutcome::kWon;
  PipelineRecord lost = won;
  lost.outcome = PipelineOutcome::kLost;
  lost.closed = At("2026-10-05");
  PipelineRecord open = won;
  open.outcome = PipelineOutcome::kOpen;
  const PipelineReport report = ReportOf(FullScope(), {won, lost, open});
  ASSERT_EQ(report.ways.size(), 4u);
  EXPECT_EQ(report.ways[0].time.median, Duration::Days(30));
  EXPECT_EQ(report.ways[1].time.median, Duration::Days(4));
  EXPECT_EQ(report.ways[2].from, PipelineFact::kFirstWorked);
  EXPECT_EQ(report.ways[2].time.median, Duration::Days(20));
  // Lost before it was first worked on: one of the dates is wrong.
  EXPECT_EQ(report.ways[3].time.count, 0);
  EXPECT_EQ(report.ways[3].negative, 1);
}

TEST(PipelineSummary, AStageLastsUntilTheNextOne) {
  PipelineRecord record;
  record.outcome = PipelineOutcome::kWon;
  record.closed = At("2026-11-20");
  record.stages = {{"Offer", At("2026-11-10")}, {"Demo", At("2026-11-04")}};
  const PipelineReport report = ReportOf(FullScope(), {record});
  ASSERT_EQ(report.ways.size(), 2u);
  EXPECT_EQ(report.ways[0].stage, "Demo");
  EXPECT_EQ(report.ways[0].time.median, Duration::Days(6));
  EXPECT_EQ(report.ways[1].stage, "Offer");
  EXPECT_EQ(report.ways[1].time.median, Duration::Days(10));
}

TEST(PipelineSummary, AgesInAStateCountFromTheBestDateThereIs) {
  PipelineRecord record;
  record.created = At("2026-10-24");
  record.first_worked = At("2026-11-03");
  record.stages = {{"Demo", At("2026-11-13")}};
  record.state_since = At("2026-11-22");
  record.state = "Demo";
  record.outcome = PipelineOutcome::kOpen;
  using F = PipelineFact;
  struct Case {
    std::vector<PipelineFact> facts;
    PipelineFact from;
    int64_t days;
  };
  const Case cases[] = {
      {{F::kState, F::kCreated, F::kStageEntered, F::kStateSince},
       F::kStateSince,
       1},
      {{F::kState, F::kCreated, F::kStageEntered}, F::kStageEntered, 10},
      {{F::kState, F::kFirstWorked, F::kCreated}, F::kCreated, 30},
      {{F::kState, F::kFirstWorked}, F::kFirstWorked, 20}};
  for (const Case& c : cases) {
    const PipelineReport report = ReportOf(ScopeOf(c.facts), {record});
    EXPECT_EQ(report.state_age_from, c.from);
    ASSERT_EQ(report.states.size(), 1u);
    EXPECT_EQ(report.states[0].age.median, Duration::Days(c.days));
  }
  const PipelineReport undated =
      ReportOf(ScopeOf({PipelineFact::kState}), {record});
  EXPECT_EQ(undated.states[0].age.count, 0);
  EXPECT_EQ(undated.states[0].undated, 1);
}

TEST(PipelineSummary, NeverAddsDifferentCurrencies) {
  std::vector<PipelineRecord> records(4);
  records[0].value = Money{5000000, "EUR"};
  records[1].value = Money{7000000, "USD"};
  records[2].value = Money{2000000, "EUR"};
  records[3].value = Money{0, "EUR"};  // Exports write 0 for "not known".
  for (PipelineRecord& record : records) {
    record.outcome = PipelineOutcome::kWon;
    record.channel = "Web";
  }
  const PipelineReport report = ReportOf(FullScope(), records);
  ASSERT_EQ(report.values.size(), 2u);
  EXPECT_EQ(report.values[0].won, (Money{7000000, "EUR"}));
  EXPECT_EQ(report.values[0].records, 2);
  EXPECT_EQ(report.values[1].won, (Money{7000000, "USD"}));
  ASSERT_EQ(report.channels.size(), 1u);
  EXPECT_THAT(report.channels[0].won_value,
              ElementsAre(Money{7000000, "EUR"}, Money{7000000, "USD"}));
  EXPECT_THAT(report.channels[0].value_per_record,
              ElementsAre(Money{1750000, "EUR"}, Money{1750000, "USD"}));
}

TEST(PipelineSummary, SaysWhatWaitsAndWhatIsOld) {
  PipelineRecord record;
  record.created = At("2026-01-01");
  record.outcome = PipelineOutcome::kOpen;
  record.value = Money{1000000, "EUR"};
  PipelineRecord worked = record;
  worked.last_worked = At("2026-11-20");
  worked.created = At("2026-11-20");
  worked.has_owner = true;
  const PipelineReport report = ReportOf(FullScope(), {record, worked});
  EXPECT_EQ(report.values[0].open.micros, 2000000);
  EXPECT_EQ(report.values[0].open_unworked.micros, 1000000);
  EXPECT_EQ(report.values[0].open_old.micros, 1000000);
  EXPECT_EQ(report.open.records, 2);
  EXPECT_EQ(report.open.without_owner, 1);
}

TEST(PipelineSummary, AnEmptyOneHasAReport) {
  const PipelineReport report = PipelineSummary(FullScope()).Finish();
  EXPECT_EQ(report.records, 0);
  EXPECT_EQ(report.first, Instant());
  EXPECT_TRUE(report.states.empty());
}

PipelineRecord RandomRecord(RandomSource* random) {
  const auto time = [&]() -> std::optional<Instant> {
    if (random->Chance(25)) return std::nullopt;
    return kAsOf + Duration::Minutes(random->Between(-900000, 10000));
  };
  PipelineRecord record;
  record.created = time();
  record.first_worked = time();
  record.last_worked = time();
  record.closed = time();
  record.state_since = time();
  if (const auto at = time()) record.stages.push_back({"Demo", *at});
  if (const auto at = time()) record.stages.push_back({"Offer", *at});
  record.state = absl::StrCat("state ", random->Below(15));
  record.progress = static_cast<PipelineProgress>(random->Below(3));
  record.outcome = static_cast<PipelineOutcome>(random->Below(5));
  record.channel =
      absl::StrCat(random->Chance(50) ? "Web " : "web ", random->Below(6));
  if (random->Chance(70)) {
    record.value = Money{random->Between(0, 999) * 1000000,
                         random->Chance(25) ? "USD" : "EUR"};
  }
  record.has_owner = random->Chance(50);
  return record;
}

TEST(PipelineSummary, PartsInAnySplitAndOrderGiveTheSameReport) {
  for (const uint64_t seed : RandomSeeds(20)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    std::vector<PipelineRecord> records;
    for (int i = 0; i < 200; ++i) records.push_back(RandomRecord(&random));
    const PipelineReport whole = ReportOf(FullScope(), records);
    std::vector<PipelineSummary> parts(1 + random.Below(6),
                                       PipelineSummary(FullScope()));
    for (size_t i = records.size(); i-- > 0;) {
      parts[random.Below(parts.size())].Add(records[i]);
    }
    PipelineSummary merged(FullScope());
    while (!parts.empty()) {
      const size_t i = random.Below(parts.size());
      merged.Merge(parts[i]);
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
    }
    EXPECT_EQ(FieldText(merged.Finish()), FieldText(whole));
  }
}

}  // namespace
}  // namespace lotse
