// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The structs that cross the boundary, each with a message of the same name in
// proto/lotse/v1. The field lists say what is in them; this list says only
// which there are, for explicit instantiation and for the names of messages.
#ifndef LOTSE_SRC_PROTO_BOUNDARY_STRUCTS_H_
#define LOTSE_SRC_PROTO_BOUNDARY_STRUCTS_H_

#include <cstddef>
#include <tuple>
#include <type_traits>

#include "lotse/base/limits.h"
#include "lotse/base/local_text.h"
#include "lotse/base/money.h"
#include "lotse/base/spec_issue.h"
#include "lotse/calendar/business_calendar_spec.h"
#include "lotse/calendar/holiday_rule.h"
#include "lotse/calendar/time_zone_spec.h"
#include "lotse/channel/buyer_stage_spec.h"
#include "lotse/channel/csv_mapping.h"
#include "lotse/condition/condition.h"
#include "lotse/engine/buyer_stage_report.h"
#include "lotse/engine/company_scoring.h"
#include "lotse/engine/decision.h"
#include "lotse/engine/engine_spec.h"
#include "lotse/engine/history_report.h"
#include "lotse/engine/next_question.h"
#include "lotse/engine/score_diff.h"
#include "lotse/engine/score_report.h"
#include "lotse/engine/spec_comparison.h"
#include "lotse/engine/subject_explanation.h"
#include "lotse/engine/top_reasons.h"
#include "lotse/engine/what_if.h"
#include "lotse/facts/fact_change.h"
#include "lotse/facts/facts.h"
#include "lotse/facts/people_metrics.h"
#include "lotse/facts/schema.h"
#include "lotse/facts/value.h"
#include "lotse/lifecycle/conversion_spec.h"
#include "lotse/lifecycle/hand_over.h"
#include "lotse/lifecycle/lead_event.h"
#include "lotse/lifecycle/lead_history.h"
#include "lotse/lifecycle/lead_state.h"
#include "lotse/lifecycle/lifecycle_counts.h"
#include "lotse/lifecycle/lifecycle_metrics.h"
#include "lotse/lifecycle/lifecycle_spec.h"
#include "lotse/lifecycle/lifecycle_steps.h"
#include "lotse/lifecycle/logged_event.h"
#include "lotse/lifecycle/promotion.h"
#include "lotse/proto/spec_issue_list.h"
#include "lotse/routing/assignment.h"
#include "lotse/routing/assignment_request.h"
#include "lotse/routing/owner_times.h"
#include "lotse/routing/router.h"
#include "lotse/routing/routing_spec.h"
#include "lotse/routing/routing_state.h"
#include "lotse/routing/staff.h"
#include "lotse/routing/work_list.h"
#include "lotse/score/assessment.h"
#include "lotse/score/author_bias.h"
#include "lotse/score/company_score.h"
#include "lotse/score/engagement.h"
#include "lotse/score/engagement_spec.h"
#include "lotse/score/questionnaire_result.h"
#include "lotse/score/questionnaire_spec.h"
#include "lotse/score/scoring_spec.h"

// Calls X(name) for each of them.
#define LOTSE_FOR_EACH_BOUNDARY_STRUCT(X) \
  X(Translation)                          \
  X(LocalText)                            \
  X(Money)                                \
  X(TextList)                             \
  X(Value)                                \
  X(Option)                               \
  X(AttributeSpec)                        \
  X(Schema)                               \
  X(Attribute)                            \
  X(Activity)                             \
  X(Consent)                              \
  X(Person)                               \
  X(Company)                              \
  X(Answer)                               \
  X(Assessment)                           \
  X(Outcome)                              \
  X(Lead)                                 \
  X(Opportunity)                          \
  X(Facts)                                \
  X(ZoneTransition)                       \
  X(TimeZoneSpec)                         \
  X(OpeningHours)                         \
  X(FixedHoliday)                         \
  X(EasterHoliday)                        \
  X(NthWeekdayHoliday)                    \
  X(NearWeekdayHoliday)                   \
  X(HolidayRule)                          \
  X(WorkingHours)                         \
  X(CalendarException)                    \
  X(BusinessCalendarSpec)                 \
  X(FactChange)                           \
  X(FactOperand)                          \
  X(ListOperand)                          \
  X(ActivityOperand)                      \
  X(ConsentOperand)                       \
  X(Operand)                              \
  X(Predicate)                            \
  X(AllOf)                                \
  X(AnyOf)                                \
  X(NoneOf)                               \
  X(Condition)                            \
  X(Rule)                                 \
  X(Band)                                 \
  X(BandTable)                            \
  X(OptionPoints)                         \
  X(OptionTable)                          \
  X(Weight)                               \
  X(Group)                                \
  X(Veto)                                 \
  X(Category)                             \
  X(GridStep)                             \
  X(GridAxis)                             \
  X(GridCell)                             \
  X(Grid)                                 \
  X(AssumedProbability)                   \
  X(Calibration)                          \
  X(ScoringSpec)                          \
  X(Decay)                                \
  X(FrequencyCap)                         \
  X(EngagementRule)                       \
  X(EngagementGroup)                      \
  X(EngagementReset)                      \
  X(EngagementSpec)                       \
  X(LiveActivity)                         \
  X(CappedDay)                            \
  X(EngagementTally)                      \
  X(SeenActivity)                         \
  X(EngagementState)                      \
  X(NamedScore)                           \
  X(PeopleMetricsSpec)                    \
  X(AuthorBias)                           \
  X(AuthorBiasReport)                     \
  X(AssessmentSpec)                       \
  X(AssessmentResult)                     \
  X(BuyerStageDefinition)                 \
  X(BuyerStageEvidence)                   \
  X(BuyerStageSpec)                       \
  X(ReportedEvidence)                     \
  X(BuyerStageReport)                     \
  X(QuestionOption)                       \
  X(QuestionBand)                         \
  X(YesNoPoints)                          \
  X(QuestionSpec)                         \
  X(QuestionnaireSpec)                    \
  X(AnswerRef)                            \
  X(QuestionResult)                       \
  X(QuestionnaireResult)                  \
  X(RoleSpec)                             \
  X(StateTimer)                           \
  X(StateOwner)                           \
  X(StateSpec)                            \
  X(EventSpec)                            \
  X(EffectSpec)                           \
  X(TransitionSpec)                       \
  X(ResponseSpec)                         \
  X(ClockSpec)                            \
  X(TaskSpec)                             \
  X(NoticeSpec)                           \
  X(RemovedState)                         \
  X(AdoptedStatus)                        \
  X(LifecycleSpec)                        \
  X(RoutingPool)                          \
  X(PostalCodeRange)                      \
  X(Territory)                            \
  X(RoutingRule)                          \
  X(RoutingSpec)                          \
  X(WorkListSpec)                         \
  X(MatchKey)                             \
  X(FillRule)                             \
  X(CareTask)                             \
  X(CustomerMark)                         \
  X(HandOverSpec)                         \
  X(ConversionSpec)                       \
  X(RoleWeight)                           \
  X(CompanyScoreSpec)                     \
  X(CsvTranslation)                       \
  X(CsvColumn)                            \
  X(CsvMapping)                           \
  X(EngineSpec)                           \
  X(AnswerEffect)                         \
  X(RankedQuestion)                       \
  X(ReportedContribution)                 \
  X(NamedScoreReport)                     \
  X(ScoreReport)                          \
  X(Actor)                                \
  X(LeadEvent)                            \
  X(LoggedEvent)                          \
  X(RoleOwner)                            \
  X(ClockState)                           \
  X(RememberedEvent)                      \
  X(RememberedBand)                       \
  X(LeadState)                            \
  X(TransitionMade)                       \
  X(ConversionMade)                       \
  X(ClockMark)                            \
  X(TaskRequest)                          \
  X(NoticeRequest)                        \
  X(OwnerRequest)                         \
  X(ActivityRequest)                      \
  X(BlockedTransition)                    \
  X(LifecycleSteps)                       \
  X(AssignmentRequest)                    \
  X(RuleMatch)                            \
  X(ResolvedRequest)                      \
  X(Decision)                             \
  X(MigrationFinding)                     \
  X(MigrationReport)                      \
  X(Absence)                              \
  X(StaffTeam)                            \
  X(StaffMember)                          \
  X(Staff)                                \
  X(OpenAssignment)                       \
  X(WaitingRequest)                       \
  X(PoolTurn)                             \
  X(DayCount)                             \
  X(RememberedOwner)                      \
  X(RoutingState)                         \
  X(ObstacleCount)                        \
  X(RuleAttempt)                          \
  X(Assignment)                           \
  X(Waiting)                              \
  X(AssignResult)                         \
  X(RoutingRelease)                       \
  X(ReleaseResult)                        \
  X(MigratedRouting)                      \
  X(WorkItem)                             \
  X(UrgencyReason)                        \
  X(WorkEntry)                            \
  X(WorkListOptions)                      \
  X(WorkList)                             \
  X(CompanyEntry)                         \
  X(PersonShare)                          \
  X(CompanyScore)                         \
  X(CompanyScoreReport)                   \
  X(CompanyScoreList)                     \
  X(DealCandidate)                        \
  X(PromotionCandidates)                  \
  X(RecordMatch)                          \
  X(RecordProposal)                       \
  X(FillConflict)                         \
  X(WithdrawnConsent)                     \
  X(PromotionProposal)                    \
  X(DemotionProposal)                     \
  X(HandOverFact)                         \
  X(KeyPerson)                            \
  X(HandOverGap)                          \
  X(HandOverRecord)                       \
  X(HandedOverAt)                         \
  X(LeadHistory)                          \
  X(LengthCount)                          \
  X(PlaceCount)                           \
  X(StepCount)                            \
  X(ReasonCount)                          \
  X(LoopCount)                            \
  X(HandOverCount)                        \
  X(ClockCount)                           \
  X(LifecycleCounts)                      \
  X(ShareFigure)                          \
  X(LengthFigure)                         \
  X(FunnelStep)                           \
  X(PlaceFigure)                          \
  X(ReasonFigure)                         \
  X(LoopFigures)                          \
  X(HandOverFigure)                       \
  X(ClockFigure)                          \
  X(LifecycleMetrics)                     \
  X(OwnerTimeCase)                        \
  X(TimeFigure)                           \
  X(OwnerTimeGroup)                       \
  X(OwnerTimes)                           \
  X(HistoryReport)                        \
  X(ContributionChange)                   \
  X(ScoreChange)                          \
  X(ScoreMoment)                          \
  X(ScoreDiff)                            \
  X(Assumptions)                          \
  X(WhatIfReport)                         \
  X(Reason)                               \
  X(ReasonSummary)                        \
  X(CategoryMove)                         \
  X(MovedLead)                            \
  X(CategoryConversion)                   \
  X(SpecComparison)                       \
  X(SpecComparisonReport)                 \
  X(SubjectFact)                          \
  X(SubjectCategory)                      \
  X(SubjectExplanation)                   \
  X(SpecIssue)                            \
  X(SpecIssueList)

namespace lotse::proto {

// The name of T's message, with its package and without.
template <typename T>
struct NameOfMessage;
#define LOTSE_NAME_OF_MESSAGE(name)                         \
  template <>                                               \
  struct NameOfMessage<name> {                              \
    static constexpr const char* kFull = "lotse.v1." #name; \
    static constexpr const char* kShort = #name;            \
  };
LOTSE_FOR_EACH_BOUNDARY_STRUCT(LOTSE_NAME_OF_MESSAGE)
#undef LOTSE_NAME_OF_MESSAGE

template <typename T, typename... Ts>
inline constexpr bool kIsOneOf = (std::is_same_v<T, Ts> || ...);

// How large a T may be as bytes or JSON.
template <typename T>
constexpr size_t MaxBytes() {
  if (kIsOneOf<T, RoutingState, AssignResult, ReleaseResult, MigratedRouting>) {
    return kMaxRoutingStateBytes;
  }
  if (kIsOneOf<T, LifecycleCounts>) return kMaxCountsBytes;
  return kIsOneOf<T, EngineSpec, Schema, ScoringSpec, EngagementSpec,
                  BuyerStageSpec, AssessmentSpec, QuestionnaireSpec,
                  TimeZoneSpec, BusinessCalendarSpec, LifecycleSpec,
                  RoutingSpec, WorkListSpec, ConversionSpec, CompanyScoreSpec,
                  CsvMapping>
             ? kMaxSpecBytes
             : kMaxRecordBytes;
}

// The field list of T, once per program.
template <typename T>
inline constexpr auto kFieldsOf = T::Fields()([](const auto&... field) {
  return std::tuple(field...);
});

template <typename T>
inline constexpr size_t kFieldCount =
    std::tuple_size_v<std::decay_t<decltype(kFieldsOf<T>)>>;

}  // namespace lotse::proto

#endif  // LOTSE_SRC_PROTO_BOUNDARY_STRUCTS_H_
