// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EngineSpec: everything a tenant decides about its leads, as plain data. Every
// part is optional.
//
//   absl::StatusOr<EngineSpec> spec = Preset("b2b");   // presets.h
//   absl::StatusOr<Engine> engine = CompileEngine(*spec);   // engine.h
//
// As protobuf it is lotse.v1.EngineSpec; as JSON it can be written by hand.
#ifndef LOTSE_ENGINE_ENGINE_SPEC_H_
#define LOTSE_ENGINE_ENGINE_SPEC_H_

#include <optional>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/local_text.h"
#include "lotse/calendar/business_calendar_spec.h"
#include "lotse/calendar/time_zone_spec.h"
#include "lotse/channel/buyer_stage_spec.h"
#include "lotse/facts/people_metrics.h"
#include "lotse/facts/schema.h"
#include "lotse/lifecycle/conversion_spec.h"
#include "lotse/lifecycle/lifecycle_spec.h"
#include "lotse/routing/routing_spec.h"
#include "lotse/routing/work_list.h"
#include "lotse/score/assessment.h"
#include "lotse/score/company_score.h"
#include "lotse/score/engagement_spec.h"
#include "lotse/score/questionnaire_spec.h"
#include "lotse/score/scoring_spec.h"

namespace lotse {

struct EngineSpec {
  // Who the spec belongs to; results carry it. Unset: nobody in particular.
  std::string tenant;
  // For people, such as "B2B software, 2026".
  std::string description;
  Schema schema;
  // The main score; its category is the lead's.
  ScoringSpec scoring;
  // Texts that labels refer to by their id.
  std::vector<LocalText> texts;
  // What activities are worth; a scorecard weighs the signals
  // engagement.points and engagement.<group>.points.
  EngagementSpec engagement;
  // Further scores, computed in this order before the main one.
  std::vector<NamedScore> scores;
  // How far leads are on their way to a decision; the signal buyer.stage.
  BuyerStageSpec buyer_stage;
  // What representatives' own views count for.
  AssessmentSpec assessment;
  // What may be measured about the people who work with leads.
  PeopleMetricsSpec people_metrics;
  // Qualifying questions; a scorecard weighs questionnaire.<name>.points.
  std::vector<QuestionnaireSpec> questionnaires;
  // When people work; clocks, timers and tasks name them.
  std::vector<BusinessCalendarSpec> calendars;
  // Time zones of calendars besides those of preset_zones.h.
  std::vector<TimeZoneSpec> time_zones;
  // Pipelines; a new lead enters the first that is for it. Empty: leads have no
  // state.
  std::vector<LifecycleSpec> lifecycles;
  // Who gets which lead. Unset: the host decides it alone.
  std::optional<RoutingSpec> routing;
  // Which leads to work on next. Unset: there are no work lists.
  std::optional<WorkListSpec> work_list;
  // What promotion, demotion and hand-over propose. Unset: nothing.
  std::optional<ConversionSpec> conversion;
  // How the scores of a company's people add up. Unset: companies have no
  // score.
  std::optional<CompanyScoreSpec> company_score;

  static constexpr auto Fields() {
    return FieldList(Field{1, "tenant", &EngineSpec::tenant},
                     Field{2, "description", &EngineSpec::description},
                     Field{3, "schema", &EngineSpec::schema},
                     Field{4, "scoring", &EngineSpec::scoring},
                     Field{5, "texts", &EngineSpec::texts},
                     Field{6, "engagement", &EngineSpec::engagement},
                     Field{7, "scores", &EngineSpec::scores},
                     Field{8, "buyer_stage", &EngineSpec::buyer_stage},
                     Field{9, "assessment", &EngineSpec::assessment},
                     Field{10, "people_metrics", &EngineSpec::people_metrics},
                     Field{11, "questionnaires", &EngineSpec::questionnaires},
                     Field{12, "calendars", &EngineSpec::calendars},
                     Field{13, "time_zones", &EngineSpec::time_zones},
                     Field{14, "lifecycles", &EngineSpec::lifecycles},
                     Field{15, "routing", &EngineSpec::routing},
                     Field{16, "work_list", &EngineSpec::work_list},
                     Field{17, "conversion", &EngineSpec::conversion},
                     Field{18, "company_score", &EngineSpec::company_score});
  }
};

}  // namespace lotse

#endif  // LOTSE_ENGINE_ENGINE_SPEC_H_
