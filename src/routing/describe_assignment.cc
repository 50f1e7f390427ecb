// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribeAssignment and DescribeWaiting.
#include "lotse/routing/describe_assignment.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "lotse/calendar/weekday.h"
#include "src/routing/instant_span.h"
#include "src/routing/routing_sentence.h"

namespace lotse {
namespace {

using Sentence = RoutingSentence;

constexpr Sentence kGoesTo = {"$0 goes to $1 by the rule \"$2\": $3",
                              "$0 geht nach der Regel „$2“ an $1: $3"};
constexpr Sentence kAlready = {"$0 is with $1 already: the same request",
                               "$0 ist schon bei $1: dieselbe Anforderung"};
constexpr Sentence kCouldTake = {"; $0 of $1 people could take it",
                                 "; $0 von $1 Personen konnten übernehmen"};
constexpr Sentence kWaited = {" It waited for $0.", " Es wartete $0."};
constexpr Sentence kNobody = {"Nobody can take $0.",
                              "Niemand kann $0 übernehmen."};
constexpr Sentence kNoRule = {
    "Nobody can take $0: no rule for the role \"$1\" applies to it.",
    "Niemand kann $0 übernehmen: Für die Rolle „$1“ gilt keine Regel."};
constexpr Sentence kAttempt = {" \"$0\": $1.", " „$0“: $1."};
constexpr Sentence kEmptyPool = {"there is nobody in the pool",
                                 "niemand ist im Pool"};
constexpr Sentence kNotOnStaff = {"the person is not on the staff",
                                  "die Person gibt es nicht"};
constexpr Sentence kAll = {"all $0 $1", "alle $0 $1"};
constexpr Sentence kHeld = {" It waits for them.", " Es wird darauf gewartet."};
constexpr Sentence kRetry = {" It is tried again on $0.",
                             " Neuer Versuch: $0."};
constexpr Sentence kRetryUnknown = {
    " It is tried again when somebody gives up a lead or the staff changes.",
    " Neuer Versuch, sobald jemand einen Lead abgibt oder sich das Personal "
    "ändert."};

constexpr Sentence kBases[] = {
    {"", ""},
    {"they own the account", "betreut die Firma"},
    {"the rule names them", "von der Regel benannt"},
    {"they had this lead before", "hatte diesen Lead schon"},
    {"they had the last lead of this company",
     "hatte den letzten Lead dieser Firma"},
    {"nobody else could", "sonst konnte niemand"},
    {"it is their turn", "an der Reihe"},
    {"it is their turn by weight", "nach Gewicht an der Reihe"},
    {"the fewest open leads", "am wenigsten offene Leads"}};
constexpr Sentence kObstacles[] = {
    {"", ""},
    {"paused", "pausiert"},
    {"excluded", "ausgeschlossen"},
    {"not for this role", "nicht für diese Rolle"},
    {"of another territory", "mit anderem Gebiet"},
    {"without a skill it needs", "ohne nötige Kenntnisse"},
    {"without its language", "ohne nötige Sprache"},
    {"at capacity", "ausgelastet"},
    {"absent", "abwesend"},
    {"at the limit of the day", "am Tageslimit"},
    {"off duty", "außer Dienst"}};

constexpr Sentence kDays[] = {{"Mon", "Mo."}, {"Tue", "Di."}, {"Wed", "Mi."},
                              {"Thu", "Do."}, {"Fri", "Fr."}, {"Sat", "Sa."},
                              {"Sun", "So."}};

// Value 0 and what lies beyond the table are empty.
template <size_t kSize, typename Enum>
absl::string_view TextOf(const Sentence (&table)[kSize], Enum value,
                         absl::string_view language) {
  const auto index = static_cast<size_t>(value);
  return index < kSize ? table[index].In(language) : "";
}

class RoutingDescription {
 public:
  RoutingDescription(const Router& router, absl::string_view language)
      : router_(router), language_(language) {}

  std::string Of(const Assignment& assignment) const {
    if (assignment.attempts.empty()) {
      return absl::StrCat(
          absl::Substitute(kAlready.In(language_), assignment.lead_id,
                           assignment.person_id),
          ".");
    }
    const RuleAttempt& last = assignment.attempts.back();
    std::string text = absl::Substitute(
        kGoesTo.In(language_), assignment.lead_id, assignment.person_id,
        RuleName(last.rule), TextOf(kBases, assignment.basis, language_));
    if (last.people > 1) {
      absl::SubstituteAndAppend(&text, kCouldTake.In(language_), last.free,
                                last.people);
      if (const std::string others = Counts(last); !others.empty()) {
        absl::StrAppend(&text, " (", others, ")");
      }
    }
    absl::StrAppend(&text, ".");
    for (size_t i = 0; i + 1 < assignment.attempts.size(); ++i) {
      AppendAttempt(assignment.attempts[i], &text);
    }
    if (assignment.waited_since.has_value()) {
      absl::SubstituteAndAppend(
          &text, kWaited.In(language_),
          DescribeLength(
              SpanBetween(*assignment.waited_since, assignment.assigned_at),
              language_));
    }
    return text;
  }

  std::string Of(const Waiting& waiting) const {
    if (waiting.attempts.empty()) {
      return absl::Substitute(kNoRule.In(language_), waiting.lead_id,
                              waiting.role);
    }
    std::string text = absl::Substitute(kNobody.In(language_), waiting.lead_id);
    for (const RuleAttempt& attempt : waiting.attempts) {
      AppendAttempt(attempt, &text);
    }
    if (waiting.held) absl::StrAppend(&text, kHeld.In(language_));
    if (waiting.retry_at.has_value()) {
      absl::SubstituteAndAppend(&text, kRetry.In(language_),
                                Time(*waiting.retry_at));
    } else {
      absl::StrAppend(&text, kRetryUnknown.In(language_));
    }
    return text;
  }

 private:
  const RoutingRule* FindRule(absl::string_view id) const {
    for (const RoutingRule& rule : router_.spec().rules) {
      if (rule.id == id) return &rule;
    }
    return nullptr;
  }

  std::string RuleName(const std::string& id) const {
    const RoutingRule* const rule = FindRule(id);
    return rule == nullptr || rule->label.empty()
               ? id
               : std::string(rule->label.In(language_));
  }

  // "3 at capacity, 2 off duty".
  std::string Counts(const RuleAttempt& attempt) const {
    std::string text;
    for (const ObstacleCount& count : attempt.obstacles) {
      absl::StrAppend(&text, text.empty() ? "" : ", ", count.people, " ",
                      TextOf(kObstacles, count.obstacle, language_));
    }
    return text;
  }

  void AppendAttempt(const RuleAttempt& attempt, std::string* text) const {
    std::string why;
    if (attempt.people == 0) {
      const RoutingRule* const rule = FindRule(attempt.rule);
      const bool of_pool = rule != nullptr && !rule->pool.empty();
      why = (of_pool ? kEmptyPool : kNotOnStaff).In(language_);
    } else if (attempt.obstacles.size() != 1) {
      why = Counts(attempt);
    } else {
      const absl::string_view obstacle =
          TextOf(kObstacles, attempt.obstacles[0].obstacle, language_);
      why = attempt.people == 1 ? std::string(obstacle)
                                : absl::Substitute(kAll.In(language_),
                                                   attempt.people, obstacle);
    }
    absl::SubstituteAndAppend(text, kAttempt.In(language_),
                              RuleName(attempt.rule), why);
  }

  // "Mon 2026-11-30 09:00" by the clocks of the calendar, else UTC.
  std::string Time(Instant t) const {
    const BusinessCalendar* const calendar = router_.calendar();
    LocalTime local;
    if (calendar != nullptr) {
      local = calendar->time_zone().LocalOf(t);
    } else {
      local.date = t.date();
      local.time_of_day =
          Duration::Micros(t.micros() - Instant::StartOf(local.date).micros());
    }
    const int64_t minutes = local.time_of_day.micros() / 60000000;
    const std::string day = local.date.ToString();
    const size_t weekday = static_cast<size_t>(WeekdayOf(local.date)) - 1;
    const std::string date =
        language_ == "de"
            ? absl::StrCat(day.substr(8, 2), ".", day.substr(5, 2), ".",
                           day.substr(0, 4))
            : day;
    return absl::StrCat(kDays[weekday].In(language_), " ", date, " ",
                        absl::Dec(minutes / 60, absl::kZeroPad2), ":",
                        absl::Dec(minutes % 60, absl::kZeroPad2),
                        calendar == nullptr ? " UTC" : "");
  }

  const Router& router_;
  const absl::string_view language_;
};

}  // namespace

std::string DescribeAssignment(const Assignment& assignment,
                               const Router& router,
                               absl::string_view language) {
  return RoutingDescription(router, language).Of(assignment);
}

std::string DescribeWaiting(const Waiting& waiting, const Router& router,
                            absl::string_view language) {
  return RoutingDescription(router, language).Of(waiting);
}

}  // namespace lotse
