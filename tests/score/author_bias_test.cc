// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/score/author_bias.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/exact_math.h"
#include "lotse/score/assessment.h"
#include "tests/testing/random_source.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::AllOf;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Lt;
using ::testing::SizeIs;

const Instant kNow = *Instant::Parse("2026-11-23");

PeopleMetricsSpec Level(PeopleMetricsLevel level, int64_t min_cases = 1) {
  PeopleMetricsSpec people;
  people.level = level;
  people.min_cases = min_cases;
  people.min_people = 2;
  return people;
}

AuthorBiasReport Measure(const std::vector<AssessmentCase>& cases,
                         const PeopleMetricsSpec& people) {
  const auto report = MeasureAuthorBias(cases, BiasOptions(), people, kNow);
  EXPECT_TRUE(report.ok()) << report.status();
  return report.ok() ? *report : AuthorBiasReport();
}

// `won` of `count` cases of one probability.
std::vector<AssessmentCase> Cases(const char* author, double probability,
                                  int count, int won) {
  std::vector<AssessmentCase> cases;
  for (int i = 0; i < count; ++i) {
    cases.push_back({author, probability, i < won, Instant()});
  }
  return cases;
}

TEST(MeasureAuthorBias, IsTheDifferenceInLogOddsForOneProbability) {
  const AuthorBiasReport report =
      Measure(Cases("a", 0.75, 100, 50), Level(PeopleMetricsLevel::kPerson));
  ASSERT_THAT(report.biases, SizeIs(1));
  const AuthorBias& bias = report.biases[0];
  EXPECT_EQ(bias.author, "a");
  EXPECT_EQ(bias.cases, 100);
  EXPECT_EQ(bias.people, 1);
  EXPECT_EQ(bias.measured_at, kNow);
  EXPECT_NEAR(bias.log_odds, ExactLogit(0.75), 1e-12);
  // One over the root of 100 * 0.5 * 0.5.
  EXPECT_NEAR(bias.standard_error, 0.2, 1e-12);
  EXPECT_EQ(report.cases_used, 100);
}

TEST(MeasureAuthorBias, MakesTheExpectedWinsThoseThatWere) {
  for (uint64_t seed : RandomSeeds(50)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    std::vector<AssessmentCase> cases;
    double won = 0;
    const int64_t count = random.Between(2, 300);
    for (int64_t i = 0; i < count; ++i) {
      cases.push_back({"a", static_cast<double>(random.Below(101)) / 100,
                       random.Chance(40), Instant()});
      won += cases.back().won ? 1 : 0;
    }
    if (won == 0 || won == static_cast<double>(count)) continue;
    const AuthorBiasReport report =
        Measure(cases, Level(PeopleMetricsLevel::kPerson));
    ASSERT_THAT(report.biases, SizeIs(1));
    double expected = 0;
    for (const AssessmentCase& one : cases) {
      const double p = std::min(std::max(one.probability, 0.01), 0.99);
      expected += ExactSigmoid(ExactLogit(p) - report.biases[0].log_odds);
    }
    EXPECT_NEAR(expected, won, 1e-9);
  }
}

TEST(MeasureAuthorBias, DoesNotDependOnTheOrderOfCases) {
  RandomSource random(7);
  std::vector<AssessmentCase> cases;
  for (int i = 0; i < 500; ++i) {
    cases.push_back({absl::StrCat("p", random.Below(4)),
                     static_cast<double>(random.Below(1000)) / 999,
                     random.Chance(30), Instant()});
  }
  const AuthorBiasReport report =
      Measure(cases, Level(PeopleMetricsLevel::kPerson));
  ASSERT_THAT(report.biases, SizeIs(4));
  for (int round = 0; round < 5; ++round) {
    for (size_t i = cases.size(); i > 1; --i) {
      std::swap(cases[i - 1], cases[random.Below(i)]);
    }
    EXPECT_EQ(Measure(cases, Level(PeopleMetricsLevel::kPerson)), report);
  }
}

TEST(MeasureAuthorBias, IsFiniteIfAllOrNoneWereWon) {
  const struct {
    int won;
    double rate;
  } kCases[] = {{0, 0.5 / 10}, {10, 9.5 / 10}};
  for (const auto& c : kCases) {
    const AuthorBiasReport report =
        Measure(Cases("a", 0.5, 10, c.won), Level(PeopleMetricsLevel::kPerson));
    ASSERT_THAT(report.biases, SizeIs(1));
    EXPECT_NEAR(report.biases[0].log_odds, -ExactLogit(c.rate), 1e-12);
  }
  // One case says nothing if half of it counts each way.
  const AuthorBiasReport one =
      Measure(Cases("a", 0.5, 1, 1), Level(PeopleMetricsLevel::kPerson));
  ASSERT_THAT(one.biases, SizeIs(1));
  EXPECT_EQ(one.biases[0].log_odds, 0);
}

TEST(MeasureAuthorBias, TakesCertaintiesForTheFloor) {
  std::vector<AssessmentCase> cases = Cases("a", 1, 100, 50);
  const std::vector<AssessmentCase> zeros = Cases("b", 0, 100, 50);
  cases.insert(cases.end(), zeros.begin(), zeros.end());
  const AuthorBiasReport report =
      Measure(cases, Level(PeopleMetricsLevel::kPerson));
  ASSERT_THAT(report.biases, SizeIs(2));
  EXPECT_NEAR(report.biases[0].log_odds, ExactLogit(0.99), 1e-12);
  EXPECT_NEAR(report.biases[1].log_odds, ExactLogit(0.01), 1e-12);
}

TEST(MeasureAuthorBias, IsRefusedWherePeopleMetricsAreOff) {
  for (const auto level :
       {PeopleMetricsLevel::kUnspecified, PeopleMetricsLevel::kNone}) {
    EXPECT_THAT(MeasureAuthorBias({}, BiasOptions(), Level(level), kNow),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("people_metrics.level: allows no figure")));
  }
}

TEST(MeasureAuthorBias, OfATeamNamesNobody) {
  std::vector<AssessmentCase> cases = Cases("a", 0.8, 30, 15);
  const std::vector<AssessmentCase> more = Cases("b", 0.8, 30, 15);
  cases.insert(cases.end(), more.begin(), more.end());
  const AuthorBiasReport report =
      Measure(cases, Level(PeopleMetricsLevel::kTeam));
  ASSERT_THAT(report.biases, SizeIs(1));
  EXPECT_EQ(report.biases[0].author, "");
  EXPECT_EQ(report.biases[0].people, 2);
  EXPECT_EQ(report.biases[0].cases, 60);
  EXPECT_NEAR(report.biases[0].log_odds, ExactLogit(0.8), 1e-12);
}

TEST(MeasureAuthorBias, OfATeamOfOneIsLeftOut) {
  const AuthorBiasReport report =
      Measure(Cases("a", 0.8, 30, 15), Level(PeopleMetricsLevel::kTeam));
  EXPECT_THAT(report.biases, IsEmpty());
  EXPECT_EQ(report.cases_too_few, 30);
}

TEST(MeasureAuthorBias, LeavesOutAuthorsWithFewCasesAndCasesWithoutAuthor) {
  std::vector<AssessmentCase> cases = Cases("many", 0.8, 30, 15);
  for (const AssessmentCase& one : Cases("few", 0.8, 29, 15)) {
    cases.push_back(one);
  }
  for (const AssessmentCase& one : Cases("", 0.8, 40, 15)) {
    cases.push_back(one);
  }
  const AuthorBiasReport report =
      Measure(cases, Level(PeopleMetricsLevel::kPerson, 30));
  ASSERT_THAT(report.biases, SizeIs(1));
  EXPECT_EQ(report.biases[0].author, "many");
  EXPECT_EQ(report.cases_used, 30);
  EXPECT_EQ(report.cases_too_few, 69);
}

TEST(MeasureAuthorBias, LeavesOutWhatIsLaterOrOlderThanTheRetention) {
  PeopleMetricsSpec people = Level(PeopleMetricsLevel::kPerson);
  people.retention = Duration::Days(30);
  std::vector<AssessmentCase> cases = Cases("a", 0.8, 5, 2);
  cases[0].ended_at = kNow;
  cases[1].ended_at = kNow + Duration::Micros(1);
  cases[2].ended_at = kNow - Duration::Days(30);
  cases[3].ended_at = kNow - Duration::Days(30) + Duration::Micros(1);
  // cases[4] is undated.
  const AuthorBiasReport report = Measure(cases, people);
  EXPECT_EQ(report.cases_used, 2);
  EXPECT_EQ(report.cases_out_of_time, 3);
  people.retention = Duration();
  EXPECT_EQ(Measure(cases, people).cases_used, 4);
}

TEST(MeasureAuthorBias, RefusesWhatIsNoProbability) {
  for (double p : {std::nan(""), -0.001, 1.001, HUGE_VAL}) {
    std::vector<AssessmentCase> cases = Cases("a", 0.5, 3, 1);
    cases[2].probability = p;
    EXPECT_THAT(MeasureAuthorBias(cases, BiasOptions(),
                                  Level(PeopleMetricsLevel::kPerson), kNow),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         "cases[2].probability: must be from 0 to 1"));
  }
  for (double floor : {0.5, -1.0, 1e-10, std::nan("")}) {
    EXPECT_THAT(
        MeasureAuthorBias({}, BiasOptions{floor},
                          Level(PeopleMetricsLevel::kPerson), kNow),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("floor")));
  }
}

TEST(AddAssessmentCases, TakesTheLastViewOfEachAuthorBeforeTheEnd) {
  Lead lead;
  const Instant end = *Instant::Parse("2026-06-01");
  lead.assessments = {
      {0.2, "a", *Instant::Parse("2026-01-01"), ""},
      {0.6, "a", *Instant::Parse("2026-05-01"), ""},
      {0.5, "a", *Instant::Parse("2026-05-01"), ""},
      {0.9, "b", Instant(), ""},
      {1.0, "a", end, ""},
      {1.0, "c", end + Duration::Days(1), ""},
  };
  std::vector<AssessmentCase> cases;
  AddAssessmentCases(lead, &cases);
  EXPECT_THAT(cases, IsEmpty());
  lead.outcome = Outcome{};
  AddAssessmentCases(lead, &cases);
  EXPECT_THAT(cases, IsEmpty());
  lead.outcome = Outcome{OutcomeKind::kWon, end, "", {}};
  AddAssessmentCases(lead, &cases);
  ASSERT_THAT(cases, SizeIs(2));
  EXPECT_EQ(cases[0].author, "a");
  EXPECT_EQ(cases[0].probability, 0.5);
  EXPECT_TRUE(cases[0].won);
  EXPECT_EQ(cases[0].ended_at, end);
  EXPECT_EQ(cases[1].author, "b");
  lead.outcome->kind = OutcomeKind::kLost;
  AddAssessmentCases(lead, &cases);
  ASSERT_THAT(cases, SizeIs(4));
  EXPECT_FALSE(cases[3].won);
}

// Leads whose true probability is known, a machine and biased people who both
// see it through noise.
class SimulatedSales {
 public:
  explicit SimulatedSales(uint64_t seed) : random_(seed) {}

  struct Sighting {
    double machine = 0;
    AssessmentCase view;
  };

  // Log-odds from -2 to 2; noise of one unit each.
  Sighting Next(const std::string& author, double optimism, double noise) {
    const double truth = 4 * Uniform() - 2;
    Sighting sighting;
    sighting.view.author = author;
    sighting.view.probability =
        ExactSigmoid(truth + optimism + noise * Normal());
    sighting.machine = ExactSigmoid(truth + noise * Normal());
    sighting.view.won = Uniform() < ExactSigmoid(truth);
    return sighting;
  }

 private:
  double Uniform() {
    return (static_cast<double>(random_.Below(size_t{1} << 32)) + 0.5) /
           4294967296.0;
  }
  // Near enough to a normal distribution: a sum of twelve.
  double Normal() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += Uniform();
    return sum;
  }

  RandomSource random_;
};

constexpr struct {
  const char* author;
  double optimism;
} kPeople[] = {{"ann", 1}, {"ben", -1}, {"cem", 0}, {"dora", 0.5}};

// Three standard errors are left once in 370 trials: the seeds are fixed.
TEST(MeasureAuthorBias, RecoversTheBiasOfSimulatedPeople) {
  for (uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE(seed);
    SimulatedSales sales(seed);
    std::vector<AssessmentCase> cases;
    for (const auto& person : kPeople) {
      for (int i = 0; i < 2000; ++i) {
        cases.push_back(sales.Next(person.author, person.optimism, 0.5).view);
      }
    }
    const AuthorBiasReport report =
        Measure(cases, Level(PeopleMetricsLevel::kPerson));
    ASSERT_THAT(report.biases, SizeIs(std::size(kPeople)));
    for (size_t i = 0; i < std::size(kPeople); ++i) {
      SCOPED_TRACE(kPeople[i].author);
      const AuthorBias& bias = report.biases[i];
      EXPECT_THAT(bias.standard_error, AllOf(Gt(0.03), Lt(0.08)));
      EXPECT_THAT(std::fabs(bias.log_odds - kPeople[i].optimism),
                  Lt(3 * bias.standard_error));
    }
  }
}

double LogLoss(double p, bool won) { return -ExactLog(won ? p : 1 - p); }

// What is measured on one half of the leads is held against the other.
TEST(Assessor, PoolsNoWorseThanMachineOrPeopleAlone) {
  for (uint64_t seed : RandomSeeds(5)) {
    SCOPED_TRACE(SeedNote(seed));
    SimulatedSales sales(seed);
    std::vector<AssessmentCase> cases;
    for (const auto& person : kPeople) {
      for (int i = 0; i < 2000; ++i) {
        cases.push_back(sales.Next(person.author, person.optimism, 1).view);
      }
    }
    const PeopleMetricsSpec people = Level(PeopleMetricsLevel::kPerson);
    AssessmentSpec spec;
    spec.weight = 0.5;
    spec.bias = Measure(cases, people).biases;
    ASSERT_OK_AND_ASSIGN(const Assessor assessor,
                         CompileAssessor(spec, people));
    AssessmentScratch scratch;
    double machine = 0;
    double raw = 0;
    double corrected = 0;
    double pooled = 0;
    for (const auto& person : kPeople) {
      for (int i = 0; i < 2000; ++i) {
        const SimulatedSales::Sighting s =
            sales.Next(person.author, person.optimism, 1);
        const AssessmentView view{s.view.probability, s.view.author, Instant()};
        const AssessmentResult result = assessor.Evaluate(
            absl::MakeConstSpan(&view, 1), s.machine, kNow, &scratch);
        machine += LogLoss(s.machine, s.view.won);
        raw += LogLoss(*result.raw_probability, s.view.won);
        corrected += LogLoss(*result.probability, s.view.won);
        pooled += LogLoss(*result.pooled_probability, s.view.won);
      }
    }
    EXPECT_LT(corrected, raw);
    EXPECT_LT(pooled, corrected);
    EXPECT_LT(pooled, machine);
    if (seed == 1) {
      RecordProperty("machine", absl::StrCat(machine / 8000));
      RecordProperty("people", absl::StrCat(raw / 8000));
      RecordProperty("people_corrected", absl::StrCat(corrected / 8000));
      RecordProperty("pooled", absl::StrCat(pooled / 8000));
    }
  }
}

}  // namespace
}  // namespace lotse
