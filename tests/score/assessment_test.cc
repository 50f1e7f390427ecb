// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/score/assessment.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/exact_math.h"
#include "tests/testing/count_allocations.h"
#include "tests/testing/field_text.h"
#include "tests/testing/random_source.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::Eq;
using ::testing::Optional;

const Instant kNow = *Instant::Parse("2026-11-23");
constexpr std::optional<double> kNoMachine;

Instant DaysAgo(int64_t days) { return kNow - Duration::Days(days); }

AssessmentSpec Weighted(double weight) {
  AssessmentSpec spec;
  spec.weight = weight;
  return spec;
}

PeopleMetricsSpec Persons() {
  PeopleMetricsSpec people;
  people.level = PeopleMetricsLevel::kPerson;
  people.min_cases = 1;
  return people;
}

AssessmentResult Evaluate(const AssessmentSpec& spec,
                          const std::vector<Assessment>& assessments,
                          std::optional<double> machine,
                          const PeopleMetricsSpec& people = {},
                          Instant as_of = kNow) {
  const absl::StatusOr<Assessor> assessor = CompileAssessor(spec, people);
  EXPECT_TRUE(assessor.ok()) << assessor.status();
  AssessmentScratch scratch;
  return assessor->Evaluate(assessments, machine, as_of, &scratch);
}

TEST(Assessor, GivesTheOnlyNumberThereIs) {
  const AssessmentResult machine = Evaluate(Weighted(0.4), {}, 0.3);
  EXPECT_EQ(machine.probability, std::nullopt);
  EXPECT_EQ(machine.raw_probability, std::nullopt);
  EXPECT_THAT(machine.pooled_probability, Optional(0.3));
  EXPECT_EQ(machine.weight, 0);
  EXPECT_EQ(machine.authors, 0);

  const AssessmentResult person =
      Evaluate(Weighted(0.4), {{0.7, "a", DaysAgo(3), ""}}, kNoMachine);
  EXPECT_THAT(person.probability, Optional(0.7));
  EXPECT_THAT(person.raw_probability, Optional(0.7));
  EXPECT_THAT(person.pooled_probability, Optional(0.7));
  EXPECT_EQ(person.age, Duration::Days(3));
  EXPECT_EQ(person.weight, 0.4);
  EXPECT_EQ(person.authors, 1);

  EXPECT_EQ(Evaluate(Weighted(0.4), {}, kNoMachine), AssessmentResult());
}

TEST(Assessor, PoolsInLogOdds) {
  const AssessmentResult result =
      Evaluate(Weighted(0.25), {{0.8, "a", DaysAgo(1), ""}}, 0.2);
  EXPECT_EQ(*result.pooled_probability,
            ExactSigmoid(0.75 * ExactLogit(0.2) + 0.25 * ExactLogit(0.8)));
  // Opposite views of equal weight meet in the middle.
  EXPECT_NEAR(
      *Evaluate(Weighted(0.5), {{0.8, "a", kNow, ""}}, 0.2).pooled_probability,
      0.5, 1e-15);
}

TEST(Assessor, WithoutWeightShowsTheViewAndPoolsNothing) {
  const AssessmentResult result =
      Evaluate(AssessmentSpec(), {{0.8, "a", DaysAgo(1), ""}}, 0.2);
  EXPECT_THAT(result.probability, Optional(0.8));
  EXPECT_THAT(result.pooled_probability, Optional(0.2));
  EXPECT_EQ(Evaluate(AssessmentSpec(), {{0.8, "a", kNow, ""}}, kNoMachine)
                .pooled_probability,
            std::nullopt);
}

TEST(Assessor, TakesTheLastViewOfEachAuthor) {
  const AssessmentResult result = Evaluate(Weighted(1),
                                           {{0.9, "a", DaysAgo(9), ""},
                                            {0.6, "b", DaysAgo(5), ""},
                                            {0.2, "a", DaysAgo(2), ""}},
                                           kNoMachine);
  EXPECT_EQ(result.authors, 2);
  EXPECT_EQ(result.age, Duration::Days(2));
  EXPECT_EQ(*result.probability,
            ExactSigmoid((ExactLogit(0.2) + ExactLogit(0.6)) / 2));
  // Of two at the same instant the lower one, in any order.
  EXPECT_THAT(Evaluate(Weighted(1),
                       {{0.4, "a", kNow, ""}, {0.3, "a", kNow, ""}}, kNoMachine)
                  .probability,
              Optional(0.3));
  EXPECT_THAT(Evaluate(Weighted(1),
                       {{0.3, "a", kNow, ""}, {0.4, "a", kNow, ""}}, kNoMachine)
                  .probability,
              Optional(0.3));
}

TEST(Assessor, KnowsNothingOfLaterViews) {
  const std::vector<Assessment> views = {
      {0.2, "a", DaysAgo(2), ""}, {0.9, "a", kNow + Duration::Micros(1), ""}};
  EXPECT_THAT(Evaluate(Weighted(1), views, kNoMachine).probability,
              Optional(0.2));
  EXPECT_THAT(
      Evaluate(Weighted(1), views, kNoMachine, {}, kNow + Duration::Micros(1))
          .probability,
      Optional(0.9));
}

TEST(Assessor, FadesByHalves) {
  AssessmentSpec spec = Weighted(0.8);
  spec.half_life = Duration::Days(30);
  const struct {
    int64_t days;
    double weight;
  } kCases[] = {{0, 0.8}, {30, 0.4}, {60, 0.2}, {300, 0.8 / 1024}};
  for (const auto& c : kCases) {
    const AssessmentResult result =
        Evaluate(spec, {{0.8, "a", DaysAgo(c.days), ""}}, 0.1);
    EXPECT_EQ(result.weight, c.weight);
    EXPECT_EQ(*result.pooled_probability,
              ExactSigmoid((1 - c.weight) * ExactLogit(0.1) +
                           c.weight * ExactLogit(0.8)));
    // Alone it stays what it was.
    EXPECT_THAT(result.probability, Optional(0.8));
  }
  // After ages nothing of it is left, and nothing is divided by zero.
  spec.half_life = Duration::Seconds(1);
  const AssessmentResult old = Evaluate(
      spec, {{0.8, "a", DaysAgo(900), ""}, {0.6, "b", DaysAgo(900), ""}}, 0.1);
  EXPECT_EQ(old.weight, 0);
  EXPECT_THAT(old.pooled_probability, Optional(0.1));
  EXPECT_EQ(*old.probability,
            ExactSigmoid((ExactLogit(0.6) + ExactLogit(0.8)) / 2));
}

TEST(Assessor, ListensMoreToTheFresherAuthor) {
  AssessmentSpec spec = Weighted(1);
  spec.half_life = Duration::Days(30);
  const AssessmentResult result =
      Evaluate(spec, {{0.2, "a", DaysAgo(90), ""}, {0.6, "b", DaysAgo(30), ""}},
               kNoMachine);
  EXPECT_NEAR(*result.probability,
              ExactSigmoid((0.25 * ExactLogit(0.2) + ExactLogit(0.6)) / 1.25),
              1e-15);
  EXPECT_EQ(result.weight, 0.5);
}

TEST(Assessor, ForgetsExpiredViews) {
  AssessmentSpec spec = Weighted(1);
  spec.expires_after = Duration::Days(90);
  EXPECT_EQ(Evaluate(spec, {{0.2, "a", DaysAgo(90), ""}}, kNoMachine),
            AssessmentResult());
  const Assessment almost{0.2, "a", DaysAgo(90) + Duration::Micros(1), ""};
  EXPECT_THAT(Evaluate(spec, {almost}, kNoMachine).probability, Optional(0.2));
}

TEST(Assessor, CountsUndatedViewsUnlessTimeMatters) {
  const std::vector<Assessment> views = {{0.2, "a", Instant(), ""},
                                         {0.5, "b", Instant(), ""},
                                         {0.6, "b", DaysAgo(20000), ""}};
  AssessmentSpec spec = Weighted(1);
  const AssessmentResult result = Evaluate(spec, views, kNoMachine);
  EXPECT_EQ(result.authors, 2);
  EXPECT_EQ(*result.probability,
            ExactSigmoid((ExactLogit(0.2) + ExactLogit(0.6)) / 2));
  spec.half_life = Duration::Days(30);
  EXPECT_EQ(Evaluate(spec, views, kNoMachine).authors, 1);
  spec.half_life = Duration();
  spec.expires_after = Duration::Days(30000);
  EXPECT_EQ(Evaluate(spec, views, kNoMachine).authors, 1);
}

TEST(Assessor, KeepsCertaintiesWithinTheFloor) {
  EXPECT_THAT(
      Evaluate(Weighted(0.5), {{0, "a", kNow, ""}}, kNoMachine).probability,
      Optional(0.01));
  EXPECT_THAT(
      Evaluate(Weighted(0.5), {{1, "a", kNow, ""}}, kNoMachine).probability,
      Optional(0.99));
  AssessmentSpec spec = Weighted(0.5);
  spec.floor = 0.05;
  EXPECT_THAT(Evaluate(spec, {{1, "a", kNow, ""}}, kNoMachine).probability,
              Optional(0.95));
  // The machine's certainty is no infinity.
  for (double machine : {0.0, 1.0}) {
    const double pooled =
        *Evaluate(Weighted(0.5), {{0.5, "a", kNow, ""}}, machine)
             .pooled_probability;
    EXPECT_GT(pooled, 0);
    EXPECT_LT(pooled, 1);
  }
}

TEST(Assessor, DoesNotCountWhatIsNoProbability) {
  const double nan = std::nan("");
  for (double p : {nan, -0.1, 1.1, HUGE_VAL, -HUGE_VAL}) {
    const AssessmentResult result =
        Evaluate(Weighted(0.5), {{p, "a", kNow, ""}, {0.6, "b", kNow, ""}}, p);
    EXPECT_EQ(result.authors, 1);
    EXPECT_THAT(result.pooled_probability, Optional(0.6));
  }
}

TEST(Assessor, TakesMeasuredOptimismOff) {
  AssessmentSpec spec = Weighted(0.5);
  spec.bias = {{"a", 30, 1, 1.0, 0.1, Instant()}};
  spec.shrinkage_cases = 10;
  const std::vector<Assessment> views = {{0.8, "a", kNow, ""}};
  const AssessmentResult result = Evaluate(spec, views, 0.5, Persons());
  EXPECT_THAT(result.raw_probability, Optional(0.8));
  EXPECT_EQ(*result.probability, ExactSigmoid(ExactLogit(0.8) - 0.75));
  EXPECT_EQ(*result.pooled_probability,
            ExactSigmoid(0.5 * (ExactLogit(0.8) - 0.75)));
  // Nobody else is corrected.
  EXPECT_THAT(
      Evaluate(spec, {{0.8, "b", kNow, ""}}, 0.5, Persons()).probability,
      Optional(0.8));
}

TEST(Assessor, BelievesFewCasesLittle) {
  AssessmentSpec spec = Weighted(0.5);
  spec.bias = {{"a", 1, 1, 2.0, 0.1, Instant()}};
  const auto correction = [&](int64_t cases) {
    spec.bias[0].cases = cases;
    const AssessmentResult result =
        Evaluate(spec, {{0.5, "a", kNow, ""}}, 0.5, Persons());
    return -ExactLogit(*result.probability);
  };
  EXPECT_NEAR(correction(1), 2.0 / 21, 1e-12);
  EXPECT_NEAR(correction(20), 1.0, 1e-12);
  EXPECT_NEAR(correction(20000), 2.0, 0.003);
  spec.shrinkage_cases = 0;
  EXPECT_NEAR(correction(1), 2.0, 1e-12);
}

TEST(Assessor, CorrectsEverybodyAlikeAtLevelTeam) {
  PeopleMetricsSpec team;
  team.level = PeopleMetricsLevel::kTeam;
  AssessmentSpec spec = Weighted(0.5);
  spec.bias = {{"", 40, 6, 0.5, 0.1, Instant()}};
  spec.shrinkage_cases = 0;
  for (const char* author : {"a", "b", ""}) {
    EXPECT_EQ(*Evaluate(spec, {{0.8, author, kNow, ""}}, 0.5, team).probability,
              ExactSigmoid(ExactLogit(0.8) - 0.5));
  }
}

TEST(Assessor, StopsCorrectingWhenTheRetentionEnds) {
  PeopleMetricsSpec people = Persons();
  people.retention = Duration::Days(100);
  AssessmentSpec spec = Weighted(0.5);
  spec.bias = {{"a", 40, 1, 0.5, 0.1, DaysAgo(99)}};
  const std::vector<Assessment> views = {{0.8, "a", DaysAgo(1), ""}};
  const Instant end = kNow + Duration::Days(1);
  EXPECT_LT(*Evaluate(spec, views, 0.5, people).probability, 0.8);
  EXPECT_LT(*Evaluate(spec, views, 0.5, people, end - Duration::Micros(1))
                 .probability,
            0.8);
  EXPECT_THAT(Evaluate(spec, views, 0.5, people, end).probability,
              Optional(0.8));
  ASSERT_OK_AND_ASSIGN(const Assessor assessor, CompileAssessor(spec, people));
  EXPECT_THAT(assessor.NextChangeAt({}, kNow), Optional(end));
}

// Any lead's assessments, with many ties.
std::vector<Assessment> RandomAssessments(RandomSource* random) {
  std::vector<Assessment> views;
  const int64_t count = random->Between(0, 12);
  for (int64_t i = 0; i < count; ++i) {
    views.push_back({static_cast<double>(random->Below(11)) / 10,
                     absl::StrCat("p", random->Below(4)),
                     DaysAgo(random->Between(-5, 30)), ""});
  }
  return views;
}

AssessmentSpec RandomAssessmentSpec(RandomSource* random) {
  AssessmentSpec spec = Weighted(static_cast<double>(random->Below(11)) / 10);
  if (random->Chance(50))
    spec.half_life = Duration::Days(random->Between(1, 9));
  if (random->Chance(50)) {
    spec.expires_after = Duration::Days(random->Between(1, 20));
  }
  spec.bias = {{"p0", 9, 1, 0.5, 0, kNow}, {"p2", 99, 1, -1, 0, DaysAgo(9)}};
  return spec;
}

TEST(Assessor, DoesNotDependOnTheOrderOfAssessments) {
  for (uint64_t seed : RandomSeeds(100)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    const AssessmentSpec spec = RandomAssessmentSpec(&random);
    std::vector<Assessment> views = RandomAssessments(&random);
    const AssessmentResult expected = Evaluate(spec, views, 0.4, Persons());
    for (size_t i = views.size(); i > 1; --i) {
      std::swap(views[i - 1], views[random.Below(i)]);
    }
    const AssessmentResult result = Evaluate(spec, views, 0.4, Persons());
    ASSERT_EQ(FieldText(result), FieldText(expected));
    ASSERT_EQ(result, expected);
  }
}

// Between two changes nothing but fading happens: without it, nothing at all.
TEST(NextChangeAt, IsNeverLate) {
  for (uint64_t seed : RandomSeeds(100)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    AssessmentSpec spec = RandomAssessmentSpec(&random);
    spec.half_life = Duration();
    PeopleMetricsSpec people = Persons();
    if (random.Chance(50)) people.retention = Duration::Days(12);
    const std::vector<Assessment> views = RandomAssessments(&random);
    std::vector<AssessmentView> borrowed;
    for (const Assessment& view : views) borrowed.push_back(ViewOf(view));
    ASSERT_OK_AND_ASSIGN(const Assessor assessor,
                         CompileAssessor(spec, people));
    AssessmentScratch scratch;
    const auto at = [&](Instant as_of) {
      AssessmentResult result =
          assessor.Evaluate(borrowed, 0.4, as_of, &scratch);
      result.age = Duration();
      return result;
    };
    Instant as_of = DaysAgo(40);
    for (int step = 0; step < 80; ++step) {
      const std::optional<Instant> next =
          assessor.NextChangeAt(borrowed, as_of);
      const Instant later = as_of + Duration::Hours(12);
      if (!next.has_value() || later < *next) {
        ASSERT_EQ(at(as_of), at(later)) << as_of.ToString();
      } else {
        ASSERT_GT(*next, as_of);
        ASSERT_EQ(at(as_of), at(*next - Duration::Micros(1)));
      }
      as_of = later;
    }
  }
}

TEST(NextChangeAt, IsTheNextBeginOrEnd) {
  AssessmentSpec spec = Weighted(1);
  const AssessmentView kViews[] = {{0.5, "a", DaysAgo(10)},
                                   {0.5, "b", DaysAgo(-3)},
                                   {std::nan(""), "c", DaysAgo(-1)},
                                   {0.5, "d", Instant()}};
  ASSERT_OK_AND_ASSIGN(const Assessor lasting, CompileAssessor(spec, {}));
  EXPECT_THAT(lasting.NextChangeAt(kViews, kNow), Optional(DaysAgo(-3)));
  EXPECT_EQ(lasting.NextChangeAt(kViews, DaysAgo(-3)), std::nullopt);
  spec.expires_after = Duration::Days(12);
  ASSERT_OK_AND_ASSIGN(const Assessor expiring, CompileAssessor(spec, {}));
  EXPECT_THAT(expiring.NextChangeAt(kViews, kNow), Optional(DaysAgo(-2)));
  EXPECT_THAT(expiring.NextChangeAt(kViews, DaysAgo(-3)),
              Optional(DaysAgo(-15)));
}

TEST(Assessor, HasTheSameResultsByColumns) {
  for (uint64_t seed : RandomSeeds(30)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    ASSERT_OK_AND_ASSIGN(
        const Assessor assessor,
        CompileAssessor(RandomAssessmentSpec(&random), Persons()));
    constexpr size_t kLeads = 20;
    std::vector<std::vector<Assessment>> leads;
    std::vector<AssessmentView> entries;
    std::vector<int64_t> begin = {0};
    std::vector<double> machine;
    for (size_t i = 0; i < kLeads; ++i) {
      leads.push_back(RandomAssessments(&random));
      machine.push_back(random.Chance(20)
                            ? std::nan("")
                            : static_cast<double>(random.Below(11)) / 10);
    }
    for (const std::vector<Assessment>& views : leads) {
      for (const Assessment& view : views) entries.push_back(ViewOf(view));
      begin.push_back(static_cast<int64_t>(entries.size()));
    }
    const size_t from = random.Below(kLeads);
    const size_t to = from + random.Below(kLeads - from + 1);
    AssessmentResultColumns columns;
    assessor.EvaluateColumns({begin.data(), entries.data()}, machine.data(),
                             from, to, kNow, &columns);
    ASSERT_EQ(columns.probability.size(), to - from);
    AssessmentScratch scratch;
    const auto same = [](double column, std::optional<double> row) {
      return row.has_value() ? column == *row : std::isnan(column);
    };
    for (size_t i = from; i < to; ++i) {
      const AssessmentResult result =
          assessor.Evaluate(leads[i], machine[i], kNow, &scratch);
      EXPECT_TRUE(same(columns.probability[i - from], result.probability));
      EXPECT_TRUE(
          same(columns.raw_probability[i - from], result.raw_probability));
      EXPECT_TRUE(same(columns.pooled_probability[i - from],
                       result.pooled_probability));
    }
  }
}

TEST(Assessor, TakesColumnsWithoutAssessmentsAndWithoutMachine) {
  ASSERT_OK_AND_ASSIGN(const Assessor assessor,
                       CompileAssessor(Weighted(0.5), {}));
  const double machine[] = {0.25, 0.75};
  AssessmentResultColumns columns;
  assessor.EvaluateColumns({}, machine, 0, 2, kNow, &columns);
  EXPECT_EQ(columns.pooled_probability[1], 0.75);
  EXPECT_TRUE(std::isnan(columns.probability[1]));
  assessor.EvaluateColumns({}, nullptr, 0, 2, kNow, &columns);
  EXPECT_TRUE(std::isnan(columns.pooled_probability[0]));
}

TEST(Assessor, AllocatesNothingOnceTheScratchHasGrown) {
  ASSERT_OK_AND_ASSIGN(const Assessor assessor,
                       CompileAssessor(Weighted(0.5), {}));
  const std::vector<Assessment> views = {{0.2, "a", DaysAgo(3), ""},
                                         {0.4, "b", DaysAgo(2), ""},
                                         {0.6, "a", DaysAgo(1), ""}};
  AssessmentScratch scratch;
  assessor.Evaluate(views, 0.5, kNow, &scratch);
  const size_t before = Allocations();
  assessor.Evaluate(views, 0.5, kNow, &scratch);
  EXPECT_EQ(Allocations(), before);
}

TEST(PublishAssessment, FillsItsSignals) {
  const std::vector<FactDefinition> signals = AssessmentSignals();
  ASSERT_OK_AND_ASSIGN(const FactCatalog catalog,
                       CompileFactCatalog(Schema(), signals));
  std::vector<ValueView> row(catalog.size());
  AssessmentResult result;
  result.pooled_probability = 0.25;
  PublishAssessment(result, catalog, absl::MakeSpan(row));
  for (const FactDefinition& signal : signals) {
    EXPECT_EQ(signal.step, SignalStep::kScore);
    EXPECT_TRUE(catalog.Find(signal.name).ok());
  }
  EXPECT_TRUE(row[*catalog.Find("assessment.probability")].missing());
  EXPECT_EQ(row[*catalog.Find("assessment.pooled_probability")].type(),
            ValueType::kNumber);
  // A catalog without them is left alone.
  ASSERT_OK_AND_ASSIGN(const FactCatalog bare, CompileFactCatalog(Schema()));
  std::vector<ValueView> other(bare.size());
  PublishAssessment(result, bare, absl::MakeSpan(other));
}

}  // namespace
}  // namespace lotse
