// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/engine/batch_scorer.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lotse/engine/questionnaire_presets.h"
#include "tests/testing/columns_of_rows.h"
#include "tests/testing/random_source.h"

namespace lotse {
namespace {

Points P(double points) { return Points::FromDouble(points); }

const Instant kNow = *Instant::Parse("2026-11-23T10:00:00Z");

// Every part that publishes signals, and a main score that reads all of them.
EngineSpec FullSpec() {
  EngineSpec spec;
  spec.schema.company = {{"employees", ValueType::kInteger}};
  spec.schema.activity_kinds = {{"download"}, {"webinar"}, {"lost"}};
  spec.schema.activity = {{"minutes", ValueType::kInteger}};
  spec.schema.answer = {{"budget", ValueType::kText}};
  spec.schema.answer[0].options = {{"yes"}, {"no"}};

  spec.buyer_stage.stages = {{"early"}, {"late"}};
  spec.buyer_stage.evidence.resize(2);
  spec.buyer_stage.evidence[0].id = "reads";
  spec.buyer_stage.evidence[0].stage = "early";
  spec.buyer_stage.evidence[0].when =
      Condition::FromText("count(download within 60 days) >= 1");
  spec.buyer_stage.evidence[0].weight = P(1);
  spec.buyer_stage.evidence[1].id = "pays";
  spec.buyer_stage.evidence[1].stage = "late";
  spec.buyer_stage.evidence[1].when =
      Condition::FromText("answer.budget = \"yes\"");
  spec.buyer_stage.evidence[1].weight = P(1);

  EngagementGroup web;
  web.id = "web";
  web.max = P(40);
  EngagementRule download;
  download.id = "download";
  download.kinds = {"download"};
  download.points = P(10);
  download.decay = {DecayKind::kHalfLife, Duration::Days(14)};
  download.caps = {{1, 1, {}}};
  EngagementRule webinar;
  webinar.id = "webinar";
  webinar.kinds = {"webinar"};
  webinar.where = Condition::FromText("minutes >= 20");
  webinar.points = P(7);
  webinar.decay = {DecayKind::kLinear, Duration::Days(90)};
  web.rules = {download, webinar};
  spec.engagement.groups = {web};
  spec.engagement.resets = {{{"lost"}, {}, {}}};

  QuestionnaireSpec questions;
  questions.name = "q";
  QuestionSpec budget;
  budget.key = "budget";
  budget.text = LocalText{"", "Is there a budget?", "Gibt es ein Budget?", {}};
  budget.options.resize(2);
  budget.options[0].option = "yes";
  budget.options[0].points = P(9);
  budget.options[1].option = "no";
  budget.options[1].points = P(-9);
  budget.options[1].veto = true;
  questions.questions = {budget};
  spec.questionnaires = {questions};

  NamedScore fit;
  fit.name = "fit";
  fit.when = Condition::FromText("employees is not missing");
  Group company;
  company.id = "company";
  Rule size;
  size.id = "size";
  size.when = Condition::FromText("employees >= 50");
  size.points = P(30);
  Rule late;
  late.id = "late";
  late.when = Condition::FromText("buyer.stage = \"late\"");
  late.points = P(5);
  company.rules = {size, late};
  fit.scoring.groups = {company};
  fit.scoring.categories = {{"c"}, {"a"}};
  fit.scoring.categories[1].from = P(20);
  fit.scoring.assumed_probability = AssumedProbability{0.1, P(0), P(10)};
  spec.scores = {fit};

  Group all;
  all.id = "all";
  all.max = P(60);
  const auto weigh = [&](const char* id, const char* of, double factor) {
    Weight weight;
    weight.id = id;
    weight.of = of;
    weight.factor = factor;
    weight.missing = P(-1);
    weight.min = P(-1000);
    weight.max = P(1000);
    all.weights.push_back(weight);
  };
  weigh("fit", "score.fit.points", 0.3);
  weigh("likely", "score.fit.probability", 10);
  weigh("web", "engagement.web.points", 1);
  weigh("asked", "questionnaire.q.points", 1);
  weigh("complete", "questionnaire.q.completeness", 2);
  weigh("employees", "employees", 0.001);
  Rule grade;
  grade.id = "grade";
  grade.when = Condition::FromText("score.fit.category = \"a\"");
  grade.points = P(4);
  Rule active;
  active.id = "active";
  active.when = Condition::FromText("engagement.points > 12");
  active.points = P(3);
  all.rules = {grade, active};
  spec.scoring.groups = {all};
  spec.scoring.vetoes = {
      {"no_budget", Condition::FromText("questionnaire.q.veto is not missing"),
       LocalText{"", "No budget", "Kein Budget", {}}}};
  spec.scoring.categories = {{"cold"}, {"hot"}};
  spec.scoring.categories[1].from = P(20);
  return spec;
}

Facts RandomFacts(RandomSource* random) {
  Facts facts;
  if (random->Below(4) != 0) {
    facts.company.emplace();
    facts.company->attributes = {
        {"employees", Value{static_cast<int64_t>(random->Below(100))}}};
  }
  if (random->Below(2) == 0) {
    facts.lead.answers.emplace_back();
    facts.lead.answers[0].question = "budget";
    facts.lead.answers[0].value =
        Value{std::string(random->Below(2) == 0 ? "yes" : "no")};
  }
  facts.persons.emplace_back();
  const size_t count = random->Below(12);
  for (size_t i = 0; i < count; ++i) {
    static constexpr const char* kKinds[] = {"download", "webinar", "lost"};
    Activity activity;
    activity.kind = kKinds[random->Below(10) == 0 ? 2 : random->Below(2)];
    activity.occurred_at =
        kNow - Duration::Minutes(static_cast<int64_t>(random->Below(150000))) +
        Duration::Days(3);
    activity.attributes = {
        {"minutes", Value{static_cast<int64_t>(random->Below(40))}}};
    facts.persons[0].activities.push_back(activity);
  }
  return facts;
}

TEST(BatchScorer, GivesWhatTheEngineGivesForEachLead) {
  const absl::StatusOr<Engine> engine = CompileEngine(FullSpec());
  ASSERT_TRUE(engine.ok()) << engine.status();
  for (uint64_t seed = 0; seed < 20; ++seed) {
    RandomSource random(seed);
    std::vector<Facts> facts(1 + random.Below(3000));
    for (Facts& lead : facts) lead = RandomFacts(&random);
    std::vector<EngineScratch> scratches(facts.size());
    std::vector<LeadView> views;
    std::vector<LeadScores> expected;
    for (size_t i = 0; i < facts.size(); ++i) {
      views.push_back(*engine->Bind(facts[i], kNow, &scratches[i]));
      expected.push_back(
          engine->Evaluate(views[i], kNow, {}, true, &scratches[i]));
    }
    const ColumnsOfRows columns(engine->catalog(), views, &random);
    for (const bool contributions : {false, true}) {
      ColumnScoreOptions options;
      options.contributions = contributions;
      BatchScorer scorer(*engine, columns.leads(), kNow, options);
      ScoreColumns scores;
      size_t begin = 0;
      while (begin < facts.size()) {
        const size_t end =
            std::min(facts.size(), begin + 1 + random.Below(2000));
        scorer.Score(begin, end, &scores);
        for (size_t row = begin; row < end; ++row) {
          const size_t i = row - begin;
          const LeadScores& lead = expected[row];
          ASSERT_EQ(scores.points_nano[i], lead.score.points.nano())
              << "seed " << seed << " row " << row;
          ASSERT_EQ(scores.category[i], lead.score.category);
          ASSERT_EQ(scores.veto[i], lead.score.veto);
          ASSERT_EQ((scorer.applies(0)[i / 64] >> i % 64 & 1) != 0,
                    lead.further[0].has_value());
          if (lead.further[0].has_value()) {
            ASSERT_EQ(scorer.further(0).points_nano[i],
                      lead.further[0]->points.nano());
            ASSERT_EQ(scorer.further(0).category[i], lead.further[0]->category);
            ASSERT_EQ(scorer.further(0).probability[i],
                      *lead.further[0]->probability);
          }
          if (!contributions) continue;
          const int64_t first = scores.contribution_begin[i];
          ASSERT_EQ(scores.contribution_begin[i + 1] - first,
                    static_cast<int64_t>(lead.score.contributions.size()));
          for (size_t c = 0; c < lead.score.contributions.size(); ++c) {
            const Contribution& have =
                scores.contributions[static_cast<size_t>(first) + c];
            ASSERT_EQ(have.source, lead.score.contributions[c].source);
            ASSERT_EQ(have.points, lead.score.contributions[c].points);
          }
        }
        begin = end;
      }
    }
  }
}

}  // namespace
}  // namespace lotse
