// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Random engines on random leads: what Engine::NextCheckAt names is never
// later than the first instant at which a report says something else, whether
// the host gives back its memory or not, and asking again gets further.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lotse/engine/engine.h"
#include "tests/testing/field_text.h"
#include "tests/testing/random_engagement.h"
#include "tests/testing/random_facts.h"
#include "tests/testing/random_questionnaire.h"
#include "tests/testing/random_source.h"
#include "tests/testing/random_spec.h"
#include "tests/testing/random_tenant.h"

namespace lotse {
namespace {

constexpr int64_t kSecond = 1000000;

// The contributions of rules and tables, which do not fade.
void AppendSteps(const std::vector<ReportedContribution>& contributions,
                 std::vector<std::string>* answer) {
  for (const ReportedContribution& c : contributions) {
    if (absl::StrContains(c.path, ".rules[") ||
        absl::StrContains(c.path, ".bands[") ||
        absl::StrContains(c.path, ".options[")) {
      answer->push_back(absl::StrCat(c.path, "=", c.points.nano()));
    }
  }
}

// What a report decides.
std::string AnswerOf(const absl::StatusOr<ScoreReport>& report) {
  if (!report.ok()) return "error";
  std::vector<std::string> answer = {report->category, report->veto,
                                     report->grid_row, report->grid_column};
  AppendSteps(report->contributions, &answer);
  for (const NamedScoreReport& score : report->scores) {
    answer.insert(answer.end(), {score.name, score.category, score.veto,
                                 score.grid_row, score.grid_column});
    AppendSteps(score.contributions, &answer);
  }
  if (report->buyer_stage.has_value()) {
    answer.push_back(report->buyer_stage->stage);
  }
  for (const QuestionnaireResult& result : report->questionnaires) {
    answer.push_back(absl::StrCat(result.points.nano(), result.veto));
    for (const QuestionResult& question : result.questions) {
      answer.push_back(absl::StrCat(static_cast<int>(question.state)));
    }
  }
  if (report->assessment.has_value()) {
    answer.push_back(absl::StrCat(report->assessment->authors));
  }
  // Contributions are sorted by magnitude, not by what they are.
  std::sort(answer.begin() + 4, answer.end());
  std::string text;
  for (const std::string& part : answer) absl::StrAppend(&text, part, "\n");
  return text;
}

class Trial {
 public:
  explicit Trial(uint64_t seed)
      : random_(seed), tenant_(MakeRandomTenant(&random_)) {}

  void Run() {
    spec_ = MakeSpec();
    Resources resources;
    resources.rates = tenant_.rates;
    auto engine = CompileEngine(spec_, resources);
    if (!engine.ok()) {
      // The sum of random parts may be beyond the limits.
      return;
    }
    ++engines;
    for (int lead = 0; lead < 4; ++lead) {
      Facts facts = MakeRandomFacts(
          tenant_, random_.Chance(60) ? FactsMode::kRich : FactsMode::kPlain,
          &random_);
      if (!spec_.questionnaires.empty()) {
        facts.lead.answers.clear();
        AddRandomAnswers(tenant_, spec_.questionnaires[0], &random_, &facts);
      }
      while (random_.Chance(50)) {
        Assessment& assessment = facts.lead.assessments.emplace_back();
        assessment.probability = 0.25;
        assessment.author = random_.Pick<std::string>({"", "a", "b"});
        assessment.at = RandomInstant(tenant_.as_of, &random_);
      }
      CheckLead(*engine, facts);
      if (testing::Test::HasFatalFailure()) return;
    }
  }

  static int engines, checks, changes, split, early;

 private:
  EngineSpec MakeSpec() {
    EngineSpec spec;
    spec.schema = tenant_.schema;
    spec.scoring = MakeRandomSpec(tenant_, &random_).scoring;
    NamedScore fit;
    fit.name = "fit";
    fit.scoring = MakeRandomSpec(tenant_, &random_).scoring;
    spec.engagement = MakeEngagement();
    const QuestionnaireSpec questionnaire =
        MakeRandomQuestionnaire(tenant_, &random_);
    if (!questionnaire.questions.empty()) spec.questionnaires = {questionnaire};
    AddStages(&spec);
    Group join;
    join.id = "join";
    AddWeight("engagement.points", &join);
    AddRule("engagement.points", 40, &join);
    AddRule("engagement.group0.points", 20, &join);
    fit.scoring.groups.push_back(join);
    AddWeight("score.fit.points", &join);
    AddRule("score.fit.points", 30, &join);
    if (fit.scoring.assumed_probability.has_value()) {
      Rule& rule = join.rules.emplace_back();
      rule.id = "joined_likely";
      rule.points = Points::FromDouble(1);
      rule.when = Condition::FromText(
          absl::StrCat("score.fit.probability >= 0.", random_.Between(10, 90)));
    }
    spec.scoring.groups.push_back(join);
    spec.scores = {fit};
    if (random_.Chance(50)) {
      spec.assessment.weight = 0.5;
      spec.assessment.half_life = Duration::Days(10);
      if (random_.Chance(50)) spec.assessment.expires_after = Duration::Days(9);
    }
    return spec;
  }

  EngagementSpec MakeEngagement() {
    EngagementSpec spec;
    const size_t groups = 1 + random_.Below(2);
    for (size_t g = 0; g < groups; ++g) {
      EngagementGroup& group = spec.groups.emplace_back();
      group.id = absl::StrCat("group", g);
      group.min = RandomBound(-40, 0, &random_);
      group.max = RandomBound(1, 80, &random_);
      const size_t rules = 1 + random_.Below(3);
      for (size_t r = 0; r < rules; ++r) {
        EngagementRule& rule = group.rules.emplace_back();
        rule.id = absl::StrCat("rule", g, "_", r);
        rule.points = Points::FromNano(random_.Pick<int64_t>(
            {random_.Between(1, 40) * 1000000000, -5000000000, 1234567891}));
        rule.decay = RandomDecay(&random_);
        while (random_.Chance(35)) rule.caps.push_back(RandomCap(&random_));
        rule.once = random_.Chance(10);
      }
    }
    return spec;
  }

  void AddStages(EngineSpec* spec) {
    if (spec->schema.activity_kinds.empty() || random_.Chance(30)) return;
    spec->buyer_stage.stages = {{"early"}, {"late"}};
    spec->buyer_stage.hold = RandomDuration(&random_);
    for (const char* stage : {"early", "late"}) {
      BuyerStageEvidence& evidence = spec->buyer_stage.evidence.emplace_back();
      evidence.id = stage;
      evidence.stage = stage;
      evidence.weight = Points::FromDouble(1);
      evidence.when = Condition::FromText(
          absl::StrCat("count(", random_.Pick(spec->schema.activity_kinds).key,
                       " within last ", random_.Between(1, 60),
                       " days) >= ", random_.Between(1, 3)));
    }
  }

  void AddWeight(const char* of, Group* group) {
    Weight& weight = group->weights.emplace_back();
    weight.id = absl::StrCat("weighed_", group->weights.size());
    weight.of = of;
    weight.factor = random_.Pick<double>({1, 0.5, -1, 3});
    weight.min = Points::FromDouble(-50);
    weight.max = Points::FromDouble(50);
  }

  void AddRule(const char* of, int64_t most, Group* group) {
    Rule& rule = group->rules.emplace_back();
    rule.id = absl::StrCat("joined_", group->rules.size());
    rule.points = Points::FromDouble(5);
    rule.when =
        Condition::FromText(absl::StrCat(of, " >= ", random_.Between(1, most)));
  }

  static ScoreOptions MemoryIn(const ScoreReport& report) {
    ScoreOptions options;
    options.previous_category = report.category;
    options.previous_category_since = report.category_since;
    for (const NamedScoreReport& score : report.scores) {
      options.previous_scores.push_back(
          {score.name, score.category, score.category_since});
    }
    if (report.buyer_stage.has_value()) {
      options.previous_buyer_stage = report.buyer_stage->stage;
      options.previous_buyer_stage_since = report.buyer_stage->since;
    }
    return options;
  }

  void CheckLead(const Engine& engine, const Facts& facts) {
    Instant as_of = RandomInstant(tenant_.as_of, &random_);
    ScoreOptions options;
    const std::vector<Category>& categories = spec_.scoring.categories;
    if (!categories.empty() && random_.Chance(50)) {
      options.previous_category = random_.Pick(categories).id;
      options.previous_category_since = RandomInstant(as_of, &random_);
    }
    if (random_.Chance(50)) {
      options.previous_buyer_stage = "late";
      options.previous_buyer_stage_since = RandomInstant(as_of, &random_);
    }
    options.contributions = true;
    for (int step = 0; step < 6; ++step) {
      options.next_check = true;
      const auto report = engine.Score(facts, as_of, options);
      if (!report.ok()) return;
      options.next_check = false;
      std::optional<Instant> next;
      if (report->next_check_at != Instant()) next = report->next_check_at;
      ScoreOptions given_back = MemoryIn(*report);
      given_back.contributions = true;
      ++checks;
      const std::string answer = AnswerOf(report);
      CheckStays(engine, facts, as_of, options, answer, next);
      CheckStays(engine, facts, as_of, given_back, answer, next);
      if (testing::Test::HasFatalFailure() || !next.has_value()) return;
      ASSERT_GT(*next, as_of);
      ASSERT_EQ(next->micros() % kSecond, 0);
      const std::string later =
          AnswerOf(engine.Score(facts, *next, given_back));
      const std::string after = AnswerOf(
          engine.Score(facts, *next + Duration::Seconds(1), given_back));
      ++(later != answer ? changes : after != answer ? split : early);
      as_of = *next;
      options = given_back;
    }
  }

  // That no report after `as_of` and before `next` says anything else.
  void CheckStays(const Engine& engine, const Facts& facts, Instant as_of,
                  const ScoreOptions& options, const std::string& answer,
                  std::optional<Instant> next) {
    const auto answer_at = [&](int64_t at) {
      return AnswerOf(engine.Score(facts, Instant::FromMicros(at), options));
    };
    // A change within the second of as_of can be told at its end only.
    int64_t end = next.has_value() ? next->micros() : Instant::Max().micros();
    if (next.has_value() && end - as_of.micros() <= kSecond) return;
    std::vector<int64_t> probes = {end - 1};
    for (int64_t gap = 1; gap < end - as_of.micros() && gap > 0; gap *= 7) {
      probes.push_back(as_of.micros() + gap);
      probes.push_back(random_.Between(as_of.micros() + 1, end - 1));
    }
    for (int64_t at : probes) {
      ASSERT_EQ(answer_at(at), answer)
          << "as_of " << as_of.ToString() << ", next check "
          << (next.has_value() ? next->ToString() : "never") << ", but at "
          << Instant::FromMicros(at).ToString() << "\nprevious "
          << options.previous_category << " since "
          << options.previous_category_since.ToString() << "\nengagement "
          << FieldText(spec_.engagement);
    }
  }

  RandomSource random_;
  RandomTenant tenant_;
  EngineSpec spec_;
};

int Trial::engines = 0;
int Trial::checks = 0;
int Trial::changes = 0;
// Changes that fall into the middle of a second.
int Trial::split = 0;
int Trial::early = 0;

TEST(NextCheckProperty, IsNeverLateAndSeldomEarly) {
  for (uint64_t seed : RandomSeeds(150)) {
    SCOPED_TRACE(SeedNote(seed));
    Trial(seed).Run();
    if (HasFatalFailure()) return;
  }
  RecordProperty("engines", Trial::engines);
  RecordProperty("checks", Trial::checks);
  RecordProperty("changes", Trial::changes);
  RecordProperty("split", Trial::split);
  RecordProperty("early", Trial::early);
  // The random parts fit together and there is something to find.
  EXPECT_GT(Trial::changes, Trial::engines);
}

}  // namespace
}  // namespace lotse
