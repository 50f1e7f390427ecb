// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/routing/owner_times.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/routing/routing_desk.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Instant kStart = At("2026-11-02T09:00:00+01:00");
const Instant kNow = At("2026-11-23T10:00:00+01:00");

// Case i of so many people: i minutes to the owner, i hours to the first work.
std::vector<OwnerTimeCase> Cases(int cases, int people) {
  std::vector<OwnerTimeCase> list;
  for (int i = 1; i <= cases; ++i) {
    OwnerTimeCase c;
    c.owner = absl::StrCat("p", i % people);
    c.team = "t";
    c.created_at = kStart;
    c.assigned_at = kStart + Duration::Minutes(i);
    c.first_worked_at = c.assigned_at + Duration::Hours(i);
    list.push_back(c);
  }
  return list;
}

OwnerTimes Measure(const std::vector<OwnerTimeCase>& cases,
                   const PeopleMetricsSpec& metrics,
                   const BusinessCalendar* calendar = nullptr) {
  auto times = MeasureOwnerTimes(cases, metrics, calendar, kNow);
  EXPECT_THAT(times, IsOk());
  return times.ok() ? *times : OwnerTimes();
}

PeopleMetricsSpec Level(PeopleMetricsLevel level) {
  PeopleMetricsSpec spec;
  spec.level = level;
  return spec;
}

TEST(OwnerTimes, MeasuresTheProcessWithoutAskingAboutPeople) {
  const OwnerTimes times = Measure(Cases(100, 1), {});
  EXPECT_EQ(times.to_owner.cases, 100);
  EXPECT_EQ(times.to_owner.median, Duration::Minutes(50));
  EXPECT_EQ(times.to_owner.p90, Duration::Minutes(90));
  EXPECT_EQ(times.to_first_work, std::nullopt);
  EXPECT_THAT(times.teams, IsEmpty());
  EXPECT_THAT(times.people, IsEmpty());
}

TEST(OwnerTimes, ShowsTeamsAndPeopleAsFarAsAllowed) {
  const struct {
    PeopleMetricsLevel level;
    int cases;
    int people;
    bool first_work;
    size_t teams;
    size_t persons;
  } kCases[] = {{PeopleMetricsLevel::kNone, 200, 10, false, 0, 0},
                {PeopleMetricsLevel::kTeam, 19, 5, false, 0, 0},
                {PeopleMetricsLevel::kTeam, 20, 4, false, 0, 0},
                {PeopleMetricsLevel::kTeam, 20, 5, true, 1, 0},
                {PeopleMetricsLevel::kPerson, 200, 10, true, 1, 10},
                {PeopleMetricsLevel::kPerson, 39, 2, false, 0, 1}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(absl::StrCat(NameOf(c.level), " ", c.cases));
    const OwnerTimes times = Measure(Cases(c.cases, c.people), Level(c.level));
    EXPECT_EQ(times.to_first_work.has_value(), c.first_work);
    EXPECT_THAT(times.teams, SizeIs(c.teams));
    EXPECT_THAT(times.people, SizeIs(c.persons));
  }
  const OwnerTimes times =
      Measure(Cases(200, 10), Level(PeopleMetricsLevel::kPerson));
  EXPECT_EQ(times.to_first_work->median, Duration::Hours(100));
  EXPECT_EQ(times.people[3].id, "p3");
  EXPECT_EQ(times.people[3].to_owner.cases, 20);
}

TEST(OwnerTimes, DoesNotMeasureWhatItsRetentionEnded) {
  PeopleMetricsSpec metrics = Level(PeopleMetricsLevel::kPerson);
  metrics.min_cases = 1;
  metrics.retention = Duration::Days(21);
  // The cases of the first hour are older.
  EXPECT_EQ(Measure(Cases(100, 1), metrics).to_owner.cases, 40);
}

TEST(OwnerTimes, MeasuresWorkingTime) {
  const auto office = CompileBusinessCalendar(OfficeSpec());
  ASSERT_THAT(office, IsOk());
  std::vector<OwnerTimeCase> cases = Cases(1, 1);
  cases[0].created_at = At("2026-11-20T16:00:00+01:00");
  cases[0].assigned_at = At("2026-11-23T09:30:00+01:00");
  cases[0].first_worked_at = Instant();
  EXPECT_EQ(Measure(cases, {}, &*office).to_owner.median,
            Duration::Minutes(90));
}

TEST(OwnerTimes, LeavesOutWhatIsUnknownOrLater) {
  std::vector<OwnerTimeCase> cases = Cases(4, 1);
  cases[0].created_at = Instant();
  cases[1].assigned_at = Instant();
  cases[2].assigned_at = kNow + Duration::Hours(1);
  cases[2].first_worked_at = Instant();
  const OwnerTimes times = Measure(cases, {});
  EXPECT_EQ(times.to_owner.cases, 1);
  EXPECT_EQ(Measure({}, {}).to_owner, TimeFigure());
}

TEST(OwnerTimes, DoesNotDependOnTheOrderOfCases) {
  std::vector<OwnerTimeCase> cases = Cases(60, 3);
  const PeopleMetricsSpec metrics = Level(PeopleMetricsLevel::kPerson);
  const OwnerTimes times = Measure(cases, metrics);
  std::reverse(cases.begin(), cases.end());
  EXPECT_EQ(Measure(cases, metrics), times);
}

TEST(OwnerTimes, RefusesWhatCannotBe) {
  const struct {
    std::function<void(OwnerTimeCase*)> change;
    const char* message;
  } kCases[] = {
      {[](auto* c) { c->owner.clear(); }, "cases[0].owner: is missing"},
      {[](auto* c) { c->assigned_at = c->created_at - Duration::Hours(1); },
       "cases[0].assigned_at: must not be before"},
      {[](auto* c) { c->first_worked_at = c->created_at; },
       "cases[0].first_worked_at: must not be before"},
      {[](auto* c) { c->created_at = Instant::FromMicros(INT64_MIN); },
       "cases[0]: is not in the years"}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.message);
    std::vector<OwnerTimeCase> cases = Cases(1, 1);
    c.change(&cases[0]);
    EXPECT_THAT(
        MeasureOwnerTimes(cases, {}, nullptr, kNow),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.message)));
  }
  PeopleMetricsSpec metrics;
  metrics.min_people = 1;
  EXPECT_THAT(MeasureOwnerTimes({}, metrics, nullptr, kNow),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("people_metrics.min_people")));
}

}  // namespace
}  // namespace lotse
