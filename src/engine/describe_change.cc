// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The sentences of ScoreDiff.
#include "src/engine/describe_change.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/strings/substitute.h"
#include "lotse/engine/describe_score.h"
#include "src/engine/describe_operand.h"
#include "src/engine/message.h"

namespace lotse {
namespace {

constexpr Message kRulesChanged = {"The rules changed",
                                   "Die Regeln wurden geändert"};
constexpr Message kDaysPassed = {"$0 days passed", "$0 Tage sind vergangen"};
constexpr Message kTimePassed = {"Time passed", "Zeit ist vergangen"};
constexpr Message kOtherFacts = {"Other facts of the lead changed",
                                 "Andere Angaben zum Lead wurden geändert"};

constexpr Message kNew = {"New: $0: $1", "Neu: $0: $1"};
constexpr Message kChanged = {"$0 changed from $1 to $2",
                              "$0: jetzt $2 statt $1"};
constexpr Message kUnknownNow = {"$0 is no longer known",
                                 "$0 ist nicht mehr bekannt"};
constexpr Message kSame = {"$0 is still $1", "$0 ist weiterhin $1"};
constexpr Message kHiddenChange = {"$0 changed (not shown)",
                                   "$0 wurde geändert (nicht gezeigt)"};
constexpr Message kAnswerOf = {"answer on \"$0\"", "Antwort auf „$0“"};
constexpr Message kLater = {"entered later", "nachträglich erfasst"};

constexpr Message kNewActivity = {"New: $0 on $1", "Neu: $0 am $1"};
constexpr Message kNewActivities = {"New: $0, $1 times, last on $2",
                                    "Neu: $0, $1-mal, zuletzt am $2"};
constexpr Message kRemovedActivity = {"Removed: $0", "Entfernt: $0"};
constexpr Message kRemovedActivities = {"Removed: $0, $1 times",
                                        "Entfernt: $0, $1-mal"};
constexpr Message kEditedActivities = {"Corrected: $0", "Berichtigt: $0"};

constexpr Message kNewAssessment = {"New assessment on $0",
                                    "Neue Einschätzung am $0"};
constexpr Message kAssessments = {"The assessments changed",
                                  "Die Einschätzungen wurden geändert"};

constexpr Message kFaded = {"$0 faded since $1", "$0: verblasst seit $1"};
constexpr Message kFadedAway = {"$0 has faded away since $1",
                                "$0: seit $1 ganz verblasst"};
constexpr Message kNewRule = {"New rule: $0", "Neue Regel: $0"};
constexpr Message kNoRule = {"Rule gone or changed: $0",
                             "Regel entfallen oder geändert: $0"};
constexpr Message kNoLonger = {"No longer: $0", "Nicht mehr: $0"};
constexpr Message kInstead = {"$0, now $1 instead of $2",
                              "$0, jetzt $1 statt $2"};

constexpr Message kRose = {"$0 points, $1 more than on $2",
                           "$0 Punkte, $1 mehr als am $2"};
constexpr Message kFell = {"$0 points, $1 fewer than on $2",
                           "$0 Punkte, $1 weniger als am $2"};
constexpr Message kEqual = {"$0 points, as on $1", "$0 Punkte, wie am $1"};
constexpr Message kWouldRise = {"$0 points, $1 more than now",
                                "$0 Punkte, $1 mehr als jetzt"};
constexpr Message kWouldFall = {"$0 points, $1 fewer than now",
                                "$0 Punkte, $1 weniger als jetzt"};
constexpr Message kWouldStay = {"$0 points, as now", "$0 Punkte, wie jetzt"};
constexpr Message kNowCategory = {"; $0 instead of $1", "; $0 statt $1"};
constexpr Message kStillCategory = {"; still $0", "; weiterhin $0"};
constexpr Message kKeptCategory = {
    "; still $0, which begins at $1 points but is not left at once",
    "; weiterhin $0, das erst bei $1 Punkten beginnt, aber nicht sofort "
    "verlassen wird"};

// "Employees changed from 40 to 120"; `name` may be that of a question.
std::string DescribeValueChange(const std::string& name, const Value& before,
                                const Value& after, const FactDefinition& fact,
                                const ScoreOptions& options) {
  const std::string& language = options.language;
  if (Hides(options.audience, fact)) {
    return absl::Substitute(kHiddenChange.In(language), name);
  }
  const auto show = [&](const Value& value) {
    return DescribeValue(value, &fact, language);
  };
  if (before == after) {
    return absl::Substitute(kSame.In(language), name, show(after));
  }
  if (before.missing()) {
    return absl::Substitute(kNew.In(language), name, show(after));
  }
  if (after.missing()) return absl::Substitute(kUnknownNow.In(language), name);
  return absl::Substitute(kChanged.In(language), name, show(before),
                          show(after));
}

std::string DescribeActivities(const Engine& engine, const FactStep& step,
                               absl::string_view language) {
  const std::string kind =
      DescribeKinds({step.subject}, engine.catalog(), language);
  if (step.added > 0 && step.removed > 0) {
    return absl::Substitute(kEditedActivities.In(language), kind);
  }
  if (step.removed > 0) {
    return step.removed == 1
               ? absl::Substitute(kRemovedActivity.In(language), kind)
               : absl::Substitute(kRemovedActivities.In(language), kind,
                                  step.removed);
  }
  const std::string last = DescribeDate(step.at.date(), language);
  return step.added == 1
             ? absl::Substitute(kNewActivity.In(language), kind, last)
             : absl::Substitute(kNewActivities.In(language), kind, step.added,
                                last);
}

// " (2026-11-12, entered later)".
std::string DescribeTime(const FactStep& step, bool with_date,
                         absl::string_view language) {
  std::vector<std::string> parts;
  if (with_date && step.at != Instant()) {
    parts.push_back(DescribeDate(step.at.date(), language));
  }
  if (step.correction && step.removed == 0) {
    parts.push_back(kLater.In(language));
  }
  if (parts.empty()) return "";
  return absl::StrCat(" (", parts[0],
                      parts.size() > 1 ? absl::StrCat(", ", parts[1]) : "",
                      ")");
}

}  // namespace

Value ValueOf(const ValueView& view) {
  switch (view.type()) {
    case ValueType::kUnspecified:
      return Value{};
    case ValueType::kBoolean:
      return Value{view.boolean()};
    case ValueType::kInteger:
      return Value{view.integer()};
    case ValueType::kNumber:
      return Value{view.number()};
    case ValueType::kText:
      return Value{std::string(view.text())};
    case ValueType::kTime:
      return Value{Instant::FromMicros(view.integer())};
    case ValueType::kDate:
      return Value{Date::FromDays(static_cast<int32_t>(view.integer()))};
    case ValueType::kList:
      return Value{TextList{{view.list().begin(), view.list().end()}}};
    case ValueType::kMoney:
      return Value{Money{view.integer(), UnpackCurrency(view.currency())}};
  }
  return Value{};
}

std::string DescribeFactStep(const Engine& engine, const FactStep& step,
                             const LeadView& before, const LeadView& after,
                             Instant as_of, const ScoreOptions& options) {
  const std::string& language = options.language;
  const FactCatalog& catalog = engine.catalog();
  switch (step.cause) {
    case ScoreCause::kAttribute:
    case ScoreCause::kAnswer: {
      const absl::StatusOr<FactSlot> slot =
          catalog.Find(step.subject, /*hint=*/false);
      if (!slot.ok()) break;
      const FactDefinition& fact = catalog.fact(*slot);
      std::string name =
          fact.label.empty() ? fact.name : std::string(fact.label.In(language));
      if (step.cause == ScoreCause::kAnswer) {
        name = absl::Substitute(kAnswerOf.In(language), name);
      }
      return Capitalised(absl::StrCat(
          DescribeValueChange(name, ValueOf(before.values[*slot]),
                              ValueOf(after.values[*slot]), fact, options),
          DescribeTime(step, /*with_date=*/true, language)));
    }
    case ScoreCause::kConsent: {
      const std::pair<std::string, std::string> key =
          absl::StrSplit(step.subject, absl::MaxSplits('/', 1));
      const Operand consent{ConsentOperand{key.first, key.second}};
      const std::string name =
          Capitalised(DescribeOperand(consent, catalog, language));
      if (options.audience == Audience::kNoValues) {
        return absl::Substitute(kHiddenChange.In(language), name);
      }
      const auto state = [&](const LeadView& view) {
        return std::string(DescribeConsentState(
            NameOf(ConsentAt(view.consents, key.first, key.second, as_of)),
            language));
      };
      return absl::StrCat(absl::Substitute(kChanged.In(language), name,
                                           state(before), state(after)),
                          DescribeTime(step, /*with_date=*/true, language));
    }
    case ScoreCause::kAssessment:
      if (step.added != 1 || step.removed > 0) {
        return kAssessments.In(language);
      }
      return absl::StrCat(
          absl::Substitute(kNewAssessment.In(language),
                           DescribeDate(step.at.date(), language)),
          DescribeTime(step, /*with_date=*/false, language));
    case ScoreCause::kActivity:
      return absl::StrCat(DescribeActivities(engine, step, language),
                          DescribeTime(step, /*with_date=*/false, language));
    default:
      break;
  }
  return kOtherFacts.In(language);
}

std::string DescribeStep(ScoreCause cause, Instant from, Instant to,
                         absl::string_view language) {
  if (cause == ScoreCause::kRules) return kRulesChanged.In(language);
  if (cause != ScoreCause::kTime) return kOtherFacts.In(language);
  const int64_t days = (to.micros() - from.micros()) / 86400000000;
  return days < 2 ? kTimePassed.In(language)
                  : absl::Substitute(kDaysPassed.In(language), days);
}

std::string ReasonOf(const ReportedContribution& contribution,
                     absl::string_view language) {
  absl::string_view text = contribution.text;
  absl::ConsumeSuffix(
      &text, absl::StrCat(": ", DescribePoints(contribution.points, language)));
  return std::string(text);
}

std::string DescribeContributionChange(ScoreCause cause, Instant from,
                                       const ReportedContribution* before,
                                       const ReportedContribution* after,
                                       absl::string_view language) {
  const ReportedContribution& last = after == nullptr ? *before : *after;
  const Points old_points = before == nullptr ? Points() : before->points;
  const Points new_points = after == nullptr ? Points() : after->points;
  const Points change = new_points - old_points;
  const std::string name =
      last.name.empty() ? ReasonOf(last, language) : last.name;
  // What fades comes nearer to zero.
  const bool fades = old_points > Points()
                         ? change < Points() && new_points >= Points()
                         : change > Points() && new_points <= Points();
  std::string what;
  if (cause == ScoreCause::kTime && fades && before != nullptr &&
      absl::StartsWith(last.path, "engagement.groups[") &&
      absl::StrContains(last.path, ".rules[")) {
    what =
        absl::Substitute((after == nullptr ? kFadedAway : kFaded).In(language),
                         name, DescribeDate(from.date(), language));
  } else if (before == nullptr) {
    what = ReasonOf(last, language);
    if (cause == ScoreCause::kRules) {
      what = absl::Substitute(kNewRule.In(language), what);
    }
  } else if (after == nullptr) {
    what = absl::Substitute(
        (cause == ScoreCause::kRules ? kNoRule : kNoLonger).In(language), name);
  } else {
    what = absl::Substitute(
        kInstead.In(language),
        last.parts.empty() ? ReasonOf(last, language) : name,
        ShortPoints(new_points, language), ShortPoints(old_points, language));
  }
  return absl::StrCat(what, ": ", DescribePoints(change, language));
}

std::string DescribeCategory(const Engine& engine, absl::string_view id,
                             absl::string_view language) {
  for (const Category& category : engine.spec().scoring.categories) {
    if (category.id == id && !category.label.empty()) {
      return std::string(category.label.In(language));
    }
  }
  return std::string(id);
}

std::string DescribeDiff(const Engine& engine, const ScoreDiff& diff,
                         absl::string_view language) {
  const Points change = diff.after.points - diff.before.points;
  const std::string points = ShortPoints(diff.after.points, language);
  const std::string size =
      ShortPoints(change < Points() ? -change : change, language);
  const std::string date = DescribeDate(diff.before.at.date(), language);
  const bool assumed = diff.before.at == diff.after.at;
  std::string text;
  if (change == Points()) {
    text = assumed ? absl::Substitute(kWouldStay.In(language), points)
                   : absl::Substitute(kEqual.In(language), points, date);
  } else if (assumed) {
    const Message& message = change > Points() ? kWouldRise : kWouldFall;
    text = absl::Substitute(message.In(language), points, size);
  } else {
    const Message& message = change > Points() ? kRose : kFell;
    text = absl::Substitute(message.In(language), points, size, date);
  }
  if (diff.after.category.empty()) return text;
  const std::string category =
      DescribeCategory(engine, diff.after.category, language);
  if (diff.after.category != diff.before.category) {
    if (diff.before.category.empty()) return text;
    absl::StrAppend(
        &text, absl::Substitute(
                   kNowCategory.In(language), category,
                   DescribeCategory(engine, diff.before.category, language)));
    return text;
  }
  const ScoringSpec& scoring = engine.spec().scoring;
  for (const Category& c : scoring.categories) {
    if (c.id != diff.after.category || !c.from.has_value() ||
        scoring.grid.has_value() || diff.after.points >= *c.from) {
      continue;
    }
    return absl::StrCat(text,
                        absl::Substitute(kKeptCategory.In(language), category,
                                         ShortPoints(*c.from, language)));
  }
  return absl::StrCat(text,
                      absl::Substitute(kStillCategory.In(language), category));
}

}  // namespace lotse
