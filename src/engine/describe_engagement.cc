// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribeEngagement and NameEngagement.
#include "src/engine/describe_engagement.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "lotse/base/limits.h"
#include "lotse/engine/describe_score.h"
#include "src/engine/describe_operand.h"
#include "src/engine/message.h"

namespace lotse {
namespace {

constexpr Message kOnce = {"once, on $0", "einmal, am $0"};
constexpr Message kTimes = {"$0 times, last on $1", "$0-mal, zuletzt am $1"};
constexpr Message kBeforeFading = {", $0 before fading",
                                   ", vor dem Verblassen $0"};

// The label, or the kinds of activity if the audience must not see what the
// rule asks of them.
std::string NameOfRule(const EngagementRule& rule, const FactCatalog& catalog,
                       absl::string_view language, Audience audience) {
  return rule.label.empty() || HidesPayload(audience, rule.where, catalog)
             ? DescribeKinds(rule.kinds, catalog, language)
             : std::string(rule.label.In(language));
}

std::string DescribeRule(const Engagement& engagement,
                         const FactCatalog& catalog,
                         const EngagementContribution& contribution,
                         const LeadView& view, Instant as_of,
                         absl::string_view language, EngagementScratch* scratch,
                         Audience audience) {
  const EngagementSource& source = engagement.source(contribution.source);
  const EngagementRule& rule =
      engagement.spec().groups[source.group].rules[source.rule];
  const EngagementEvidence evidence =
      engagement.EvidenceOf(contribution.source, view, as_of, scratch);
  std::string out = NameOfRule(rule, catalog, language, audience);
  const std::string last = DescribeDate(evidence.last_at.date(), language);
  absl::StrAppend(
      &out, ": ",
      evidence.count == 1
          ? absl::Substitute(kOnce.In(language), last)
          : absl::Substitute(kTimes.In(language), evidence.count, last));
  if (evidence.unfaded != contribution.points) {
    absl::StrAppend(&out,
                    absl::Substitute(kBeforeFading.In(language),
                                     ShortPoints(evidence.unfaded, language)));
  }
  return out;
}

}  // namespace

std::string DescribeEngagement(const Engagement& engagement,
                               const FactCatalog& catalog,
                               const EngagementContribution& contribution,
                               const LeadView& view, Instant as_of,
                               absl::string_view language,
                               EngagementScratch* scratch, Audience audience) {
  const EngagementSpec& spec = engagement.spec();
  const EngagementSource& source = engagement.source(contribution.source);
  const bool lowered = contribution.points < Points();
  const auto bound = [&](const std::optional<Points>& cap) {
    const Points limit = Points::FromNano(kMaxPoints * 1000000000);
    return Decimal(cap.value_or(lowered ? limit : -limit).ToString(), language);
  };
  std::string reason;
  switch (source.kind) {
    case EngagementSource::Kind::kRule:
      reason = DescribeRule(engagement, catalog, contribution, view, as_of,
                            language, scratch, audience);
      break;
    case EngagementSource::Kind::kGroupCap: {
      const EngagementGroup& group = spec.groups[source.group];
      reason =
          absl::Substitute((lowered ? kGroupMax : kGroupMin).In(language),
                           group.label.empty() ? absl::string_view(group.id)
                                               : group.label.In(language),
                           bound(lowered ? group.max : group.min));
      break;
    }
    case EngagementSource::Kind::kTotalCap:
      reason = absl::Substitute((lowered ? kTotalMax : kTotalMin).In(language),
                                bound(lowered ? spec.max : spec.min));
      break;
  }
  return absl::StrCat(Capitalised(std::move(reason)), ": ",
                      DescribePoints(contribution.points, language));
}

std::string NameEngagement(const Engagement& engagement,
                           const FactCatalog& catalog,
                           const EngagementContribution& contribution,
                           absl::string_view language, Audience audience) {
  const EngagementSource& source = engagement.source(contribution.source);
  const EngagementGroup& group = engagement.spec().groups[source.group];
  switch (source.kind) {
    case EngagementSource::Kind::kRule:
      return Capitalised(
          NameOfRule(group.rules[source.rule], catalog, language, audience));
    case EngagementSource::Kind::kGroupCap:
      return Capitalised(absl::Substitute(kLimitOfGroup.In(language),
                                          group.label.empty()
                                              ? absl::string_view(group.id)
                                              : group.label.In(language)));
    case EngagementSource::Kind::kTotalCap:
      break;
  }
  return Capitalised(kLimitOfTotal.In(language));
}

}  // namespace lotse
