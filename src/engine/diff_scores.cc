// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DiffScores: scores the lead after each step and compares the reports.
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/substitute.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/describe_score.h"
#include "lotse/engine/score_diff.h"
#include "src/engine/describe_change.h"
#include "src/engine/fact_steps.h"
#include "src/engine/message.h"

namespace lotse {
namespace {

constexpr size_t kMaxFactSteps = 256;

constexpr Message kBecomes = {"; now $0", "; jetzt $0"};
constexpr Message kVeto = {"; ruled out: $0", "; ausgeschlossen: $0"};
constexpr Message kNoVeto = {"; not ruled out any more",
                             "; nicht mehr ausgeschlossen"};

// Names a contribution so that the bands of one table are the same one, and,
// with other rules, so that places do not matter where there are ids.
std::string KeyOf(const ReportedContribution& contribution, bool same_rules) {
  const std::vector<absl::string_view> steps =
      absl::StrSplit(contribution.path, '.');
  std::string key;
  bool in_group = false;
  for (absl::string_view step : steps) {
    absl::StrAppend(&key, key.empty() ? "" : ".", step);
    if (in_group) break;
    in_group = absl::StartsWith(step, "groups[");
  }
  if (same_rules || contribution.id.empty()) return key;
  key.erase(std::remove_if(key.begin(), key.end(),
                           [](char c) {
                             return absl::ascii_isdigit(
                                 static_cast<unsigned char>(c));
                           }),
            key.end());
  return absl::StrCat(key, " ", contribution.id);
}

struct Pair {
  const ReportedContribution* before = nullptr;
  const ReportedContribution* after = nullptr;
};

int64_t Magnitude(Points points) {
  return points.nano() < 0 ? -points.nano() : points.nano();
}

std::vector<ContributionChange> Compare(
    ScoreCause cause, Instant from,
    const std::vector<ReportedContribution>& before,
    const std::vector<ReportedContribution>& after,
    absl::string_view language) {
  // A key stands once in a report; should it not, each has an entry of its own.
  std::map<std::pair<std::string, int>, Pair> pairs;
  const bool same_rules = cause != ScoreCause::kRules;
  std::map<std::string, int> old_count, new_count;
  for (const ReportedContribution& c : before) {
    const std::string key = KeyOf(c, same_rules);
    pairs[{key, old_count[key]++}].before = &c;
  }
  for (const ReportedContribution& c : after) {
    const std::string key = KeyOf(c, same_rules);
    pairs[{key, new_count[key]++}].after = &c;
  }
  std::vector<ContributionChange> changes;
  for (const auto& [key, pair] : pairs) {
    ContributionChange change;
    if (pair.before != nullptr) change.before = pair.before->points;
    if (pair.after != nullptr) change.after = pair.after->points;
    static const std::vector<ReportedContribution> kNone;
    change.parts = Compare(
        cause, from, pair.before != nullptr ? pair.before->parts : kNone,
        pair.after != nullptr ? pair.after->parts : kNone, language);
    if (change.before == change.after && change.parts.empty()) continue;
    const ReportedContribution& last =
        pair.after == nullptr ? *pair.before : *pair.after;
    change.id = last.id;
    change.path = last.path;
    change.text = DescribeContributionChange(cause, from, pair.before,
                                             pair.after, language);
    changes.push_back(std::move(change));
  }
  std::stable_sort(
      changes.begin(), changes.end(),
      [](const ContributionChange& a, const ContributionChange& b) {
        return Magnitude(a.after - a.before) > Magnitude(b.after - b.before);
      });
  return changes;
}

class Differ {
 public:
  Differ(const Engine& before, const Engine& after, Instant at_before,
         Instant at_after, const ScoreOptions& options)
      : before_(before),
        after_(after),
        at_before_(at_before),
        at_after_(at_after),
        options_(options) {
    options_.contributions = true;
  }

  absl::StatusOr<ScoreDiff> Run(const Facts& old_facts,
                                const Facts& new_facts) {
    LOTSE_ASSIGN_OR_RETURN(
        last_, before_.Score(old_facts, at_before_, options_, &scratch_));
    diff_.lead_id = new_facts.lead.id;
    diff_.before = MomentOf(last_);
    ScoreOptions then = OptionsAfter(last_, options_);
    // Scored first, so that it is the facts of the caller that errors name.
    LOTSE_ASSIGN_OR_RETURN(const ScoreReport goal,
                           after_.Score(new_facts, at_after_, then, &scratch_));
    if (before_.fingerprint() != after_.fingerprint()) {
      LOTSE_ASSIGN_OR_RETURN(
          ScoreReport report,
          after_.Score(old_facts, at_before_, options_, &scratch_));
      Take(std::move(report), StepOf(ScoreCause::kRules));
    }
    options_ = std::move(then);
    LOTSE_ASSIGN_OR_RETURN(ScoreReport aged, after_.Score(old_facts, at_after_,
                                                          options_, &scratch_));
    Take(std::move(aged), StepOf(ScoreCause::kTime));
    Facts facts = old_facts;
    std::vector<FactStep> steps =
        StepsBetween(old_facts, new_facts,
                     at_before_ == at_after_ ? Instant::Min() : at_before_);
    if (steps.size() > kMaxFactSteps) steps.resize(kMaxFactSteps);
    for (const FactStep& step : steps) MakeStep(step, &facts);
    if (facts != new_facts) Take(goal, StepOf(ScoreCause::kRecord));
    diff_.after = MomentOf(goal);
    diff_.text = DescribeDiff(after_, diff_, options_.language);
    return std::move(diff_);
  }

 private:
  static ScoreMoment MomentOf(const ScoreReport& report) {
    return {report.as_of,    report.points, report.probability,
            report.category, report.veto,   report.fingerprint};
  }

  ScoreChange StepOf(ScoreCause cause) const {
    ScoreChange change;
    change.cause = cause;
    change.text = DescribeStep(cause, at_before_, at_after_, options_.language);
    return change;
  }

  void MakeStep(const FactStep& step, Facts* facts) {
    const Facts old_facts = *facts;
    step.make(facts);
    absl::StatusOr<ScoreReport> report =
        after_.Score(*facts, at_after_, options_, &scratch_);
    // On the way records may contradict each other, such as an activity that
    // stands twice because its kind was edited; the next step mends that.
    if (!report.ok()) return;
    ScoreChange change;
    change.cause = step.cause;
    change.subject = step.subject;
    change.at = step.at;
    change.correction = step.correction;
    if (!SameResult(*report)) {
      BindBuffer old_buffer, new_buffer;
      const absl::StatusOr<LeadView> before =
          after_.binder().Bind(old_facts, at_after_, &old_buffer);
      const absl::StatusOr<LeadView> after =
          after_.binder().Bind(*facts, at_after_, &new_buffer);
      change.text = before.ok() && after.ok()
                        ? DescribeFactStep(after_, step, *before, *after,
                                           at_after_, options_)
                        : DescribeStep(ScoreCause::kRecord, at_before_,
                                       at_after_, options_.language);
    }
    Take(*std::move(report), std::move(change));
  }

  // Whether a report says nothing that the last one did not.
  bool SameResult(const ScoreReport& report) const {
    return report.points == last_.points && report.category == last_.category &&
           report.veto == last_.veto &&
           Compare(ScoreCause::kRecord, at_before_, last_.contributions,
                   report.contributions, options_.language)
               .empty();
  }

  // Makes `report` the last one, and `change` the step that led to it.
  void Take(ScoreReport report, ScoreChange change) {
    change.points = report.points - last_.points;
    change.contributions =
        Compare(change.cause, at_before_, last_.contributions,
                report.contributions, options_.language);
    const bool moved = report.category != last_.category;
    if (moved) change.category = report.category;
    const bool vetoed = report.veto != last_.veto;
    if (moved || vetoed || !change.contributions.empty()) {
      absl::StrAppend(&change.text, ": ",
                      DescribePoints(change.points, options_.language));
      if (vetoed) {
        absl::StrAppend(&change.text,
                        report.veto.empty()
                            ? kNoVeto.In(options_.language)
                            : absl::Substitute(kVeto.In(options_.language),
                                               report.veto_reason));
      }
      if (moved) {
        absl::StrAppend(
            &change.text,
            absl::Substitute(
                kBecomes.In(options_.language),
                DescribeCategory(after_, report.category, options_.language)));
      }
      diff_.changes.push_back(std::move(change));
    }
    last_ = std::move(report);
  }

  const Engine& before_;
  const Engine& after_;
  const Instant at_before_;
  const Instant at_after_;
  ScoreOptions options_;
  EngineScratch scratch_;
  ScoreReport last_;
  ScoreDiff diff_;
};

}  // namespace

ScoreOptions OptionsAfter(const ScoreReport& report,
                          const ScoreOptions& options) {
  ScoreOptions then = options;
  then.previous_category = report.category;
  then.previous_category_since = report.category_since;
  then.previous_scores.clear();
  for (const NamedScoreReport& score : report.scores) {
    then.previous_scores.push_back(
        {score.name, score.category, score.category_since});
  }
  return then;
}

absl::StatusOr<ScoreDiff> DiffScores(const Engine& before, const Engine& after,
                                     const Facts& facts, Instant at_before,
                                     Instant at_after,
                                     const ScoreOptions& options) {
  return DiffScores(before, after, facts, facts, at_before, at_after, options);
}

absl::StatusOr<ScoreDiff> DiffScores(const Engine& before, const Engine& after,
                                     const Facts& facts_before,
                                     const Facts& facts_after,
                                     Instant at_before, Instant at_after,
                                     const ScoreOptions& options) {
  if (at_after < at_before) {
    return absl::InvalidArgumentError(
        "the second instant must not be before the first");
  }
  return Differ(before, after, at_before, at_after, options)
      .Run(FactsKnownAt(facts_before, at_before),
           FactsKnownAt(facts_after, at_after));
}

}  // namespace lotse
