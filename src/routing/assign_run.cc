// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Router::Assign. Who of those who can take a lead gets it: choose_person.cc.
#include "src/routing/assign_run.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "src/routing/instant_span.h"

namespace lotse {
namespace {

// Days this long ago do not count anywhere on earth.
constexpr int32_t kKeptDays = 2;

// Whether who speaks `spoken` can serve `wanted`: "de" speaks to "de-AT".
bool Speaks(absl::string_view spoken, absl::string_view wanted) {
  return absl::StartsWithIgnoreCase(wanted, spoken) && !spoken.empty() &&
         (wanted.size() == spoken.size() || wanted[spoken.size()] == '-' ||
          wanted[spoken.size()] == '_');
}

bool Contains(const std::vector<std::string>& list, absl::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// What changes with time or as leads are released, unlike what the person is.
bool IsPassing(RoutingObstacle obstacle) {
  return obstacle >= RoutingObstacle::kFull;
}

auto OrderOf(const WaitingRequest& item) {
  return std::tie(item.resolved.request.requested_at,
                  item.resolved.request.lead_id);
}

void KeepEarliest(const std::optional<Instant>& t,
                  std::optional<Instant>* earliest) {
  if (t.has_value() && (!earliest->has_value() || *t < **earliest)) {
    *earliest = t;
  }
}

}  // namespace

AssignRun::AssignRun(const Router& router, const Staff& staff,
                     const RoutingState& state, Instant now)
    : rep_(*router.rep_),
      state_(state),
      now_(now),
      roster_(router, staff),
      leads_(state.leads),
      companies_(state.companies) {
  ReadState();
}

void AssignRun::ReadState() {
  loads_.resize(roster_.people().size());
  for (uint32_t i = 0; i < loads_.size(); ++i) {
    loads_[i].day = roster_.DayOf(i, now_);
    loads_[i].absent = roster_.IsAbsent(i, now_);
    loads_[i].on_duty = roster_.IsOnDuty(i, now_);
  }
  for (const OpenAssignment& open : state_.assignments) {
    if (const auto i = roster_.Find(open.person_id)) ++loads_[*i].open;
  }
  for (const DayCount& day : state_.days) {
    const auto i = roster_.Find(day.person_id);
    if (!i.has_value() || day.date < loads_[*i].day) continue;
    loads_[*i].day = day.date;
    loads_[*i].today = day.count;
  }
  turns_.resize(rep_.spec.pools.size());
  last_turn_.resize(rep_.spec.pools.size());
  for (size_t p = 0; p < turns_.size(); ++p) {
    turns_[p].resize(roster_.PeopleOf(p).size());
  }
  for (const PoolTurn& turn : state_.turns) {
    const auto pool = rep_.pool_index.find(turn.pool);
    if (pool == rep_.pool_index.end()) continue;
    int64_t& last = last_turn_[pool->second];
    last = std::max(last, turn.turn);
    const auto person = roster_.Find(turn.person_id);
    const std::vector<uint32_t>& people = roster_.PeopleOf(pool->second);
    if (!person.has_value()) continue;
    const auto place = std::lower_bound(people.begin(), people.end(), *person);
    if (place == people.end() || *place != *person) continue;
    turns_[pool->second][static_cast<size_t>(place - people.begin())] = {
        turn.turn, turn.credit};
  }
  released_.resize(state_.assignments.size());
  replaced_.resize(state_.waiting.size());
  for (size_t i = 0; i < state_.waiting.size(); ++i) {
    waiting_.emplace(state_.waiting[i].resolved.request.lead_id, i);
  }
}

absl::StatusOr<AssignResult> AssignRun::Run(
    absl::Span<const ResolvedRequest> requests) {
  // Of several requests for one lead the latest.
  std::map<absl::string_view, const ResolvedRequest*> latest;
  for (const ResolvedRequest& resolved : requests) {
    const ResolvedRequest*& known = latest[resolved.request.lead_id];
    if (known == nullptr ||
        known->request.requested_at <= resolved.request.requested_at) {
      known = &resolved;
    }
  }
  for (const auto& [lead, resolved] : latest) Add(*resolved);
  for (size_t i = 0; i < state_.waiting.size(); ++i) {
    if (!replaced_[i]) items_.push_back(state_.waiting[i]);
  }
  std::sort(items_.begin(), items_.end(), [](const auto& a, const auto& b) {
    return OrderOf(a) < OrderOf(b);
  });
  for (WaitingRequest& item : items_) Serve(&item);
  if (still_waiting_.size() > kMaxWaitingRequests ||
      state_.assignments.size() + added_.size() > kMaxOpenAssignments) {
    return absl::ResourceExhaustedError(
        absl::StrCat("requests: more than ", kMaxWaitingRequests,
                     " leads would wait, or more than ", kMaxOpenAssignments,
                     " be open; nothing was assigned"));
  }
  result_.state = NextState();
  return std::move(result_);
}

void AssignRun::Add(const ResolvedRequest& resolved) {
  const AssignmentRequest& request = resolved.request;
  const auto open = std::lower_bound(
      state_.assignments.begin(), state_.assignments.end(), request.lead_id,
      [](const OpenAssignment& a, const std::string& id) {
        return a.lead_id < id;
      });
  if (open != state_.assignments.end() && open->lead_id == request.lead_id) {
    if (request.requested_at < open->requested_at) {
      result_.outdated.push_back(request.lead_id);
      return;
    }
    if (request.requested_at == open->requested_at &&
        request.role == open->role &&
        !Contains(request.excluded, open->person_id)) {
      Assignment again;
      again.lead_id = open->lead_id;
      again.company_id = open->company_id;
      again.role = open->role;
      again.reason = request.reason;
      again.person_id = open->person_id;
      again.basis = AssignmentBasis::kAlreadyTheirs;
      again.requested_at = open->requested_at;
      again.assigned_at = open->assigned_at;
      result_.assignments.push_back(std::move(again));
      return;
    }
    released_[static_cast<size_t>(open - state_.assignments.begin())] = true;
    if (const auto i = roster_.Find(open->person_id)) --loads_[*i].open;
  }
  WaitingRequest item;
  item.resolved = resolved;
  item.since = now_;
  const auto found = waiting_.find(request.lead_id);
  if (found != waiting_.end()) {
    const WaitingRequest& known = state_.waiting[found->second];
    const AssignmentRequest& waits = known.resolved.request;
    if (request.requested_at < waits.requested_at) {
      result_.outdated.push_back(request.lead_id);
      return;
    }
    replaced_[found->second] = true;
    if (request.requested_at == waits.requested_at &&
        request.role == waits.role) {
      item.since = known.since;
      item.attempts = known.attempts;
    }
  }
  items_.push_back(std::move(item));
}

void AssignRun::Serve(WaitingRequest* item) {
  const ResolvedRequest& resolved = item->resolved;
  Waiting waiting;
  for (const RuleMatch& match : resolved.rules) {
    const size_t r = rep_.rule_index.find(match.rule)->second;
    const RoutingRule& rule = rep_.spec.rules[r];
    std::vector<Candidate> free;
    bool could = false;
    waiting.attempts.push_back(Try(resolved, match, &free, &could));
    if (!free.empty()) {
      Assignment given;
      const Candidate chosen = Choose(resolved, rule, r, free, &given.basis);
      Take(chosen.person, *item);
      given.lead_id = resolved.request.lead_id;
      given.company_id = resolved.request.company_id;
      given.role = resolved.request.role;
      given.reason = resolved.request.reason;
      given.person_id = roster_.people()[chosen.person].member->id;
      given.attempts = std::move(waiting.attempts);
      given.requested_at = resolved.request.requested_at;
      given.assigned_at = now_;
      if (item->attempts > 0) given.waited_since = item->since;
      result_.assignments.push_back(std::move(given));
      return;
    }
    KeepEarliest(waiting.attempts.back().next_free, &waiting.retry_at);
    if (rule.otherwise != RoutingFallback::kWait || !could) continue;
    if (rule.wait_for == Duration()) {
      waiting.held = true;
      break;
    }
    const Instant end = item->since + rule.wait_for;
    if (now_ < end) {
      waiting.held = true;
      KeepEarliest(end, &waiting.retry_at);
      break;
    }
  }
  ++item->attempts;
  waiting.lead_id = resolved.request.lead_id;
  waiting.role = resolved.request.role;
  waiting.reason = resolved.request.reason;
  waiting.since = item->since;
  waiting.tries = item->attempts;
  KeepEarliest(waiting.retry_at, &result_.next_retry_at);
  result_.waiting.push_back(std::move(waiting));
  still_waiting_.push_back(std::move(*item));
}

RuleAttempt AssignRun::Try(const ResolvedRequest& resolved,
                           const RuleMatch& match, std::vector<Candidate>* free,
                           bool* could) {
  const size_t r = rep_.rule_index.find(match.rule)->second;
  const RoutingRule& rule = rep_.spec.rules[r];
  std::vector<Candidate> named;
  if (rep_.rules[r].pool >= 0) {
    const std::vector<uint32_t>& people =
        roster_.PeopleOf(static_cast<size_t>(rep_.rules[r].pool));
    for (uint32_t place = 0; place < people.size(); ++place) {
      named.push_back({people[place], place});
    }
  } else if (const auto person = roster_.Find(
                 rule.person.empty() ? match.owner : rule.person)) {
    named.push_back({*person, 0});
  }
  std::vector<uint32_t> territories;
  for (const std::string& id : resolved.territories) {
    territories.push_back(rep_.territory_index.find(id)->second);
  }
  RuleAttempt attempt;
  attempt.rule = rule.id;
  attempt.people = static_cast<int64_t>(named.size());
  std::array<int64_t, 11> counts = {};
  for (const Candidate& candidate : named) {
    const RoutingObstacle obstacle =
        Obstacle(candidate.person, resolved, match, rule, territories);
    if (obstacle == RoutingObstacle::kUnspecified) {
      free->push_back(candidate);
      continue;
    }
    ++counts[static_cast<size_t>(obstacle)];
    if (IsPassing(obstacle)) *could = true;
    if (obstacle > RoutingObstacle::kFull) {
      KeepEarliest(NextFree(candidate.person, rule.any_time),
                   &attempt.next_free);
    }
  }
  attempt.free = static_cast<int64_t>(free->size());
  if (!free->empty()) attempt.next_free.reset();
  for (size_t o = 1; o < counts.size(); ++o) {
    if (counts[o] > 0) {
      attempt.obstacles.push_back({static_cast<RoutingObstacle>(o), counts[o]});
    }
  }
  return attempt;
}

RoutingObstacle AssignRun::Obstacle(
    uint32_t person, const ResolvedRequest& resolved, const RuleMatch& match,
    const RoutingRule& rule, const std::vector<uint32_t>& territories) const {
  const StaffMember& member = *roster_.people()[person].member;
  const Load& load = loads_[person];
  if (member.paused || member.max_open == 0 || member.max_per_day == 0) {
    return RoutingObstacle::kPaused;
  }
  if (Contains(resolved.request.excluded, member.id)) {
    return RoutingObstacle::kExcluded;
  }
  if (!member.roles.empty() && !Contains(member.roles, resolved.request.role)) {
    return RoutingObstacle::kRole;
  }
  if (rule.in_territory) {
    const std::vector<uint32_t>& own = roster_.people()[person].territories;
    if (std::none_of(territories.begin(), territories.end(), [&](uint32_t t) {
          return std::binary_search(own.begin(), own.end(), t);
        })) {
      return RoutingObstacle::kTerritory;
    }
  }
  for (const std::string& skill : match.skills) {
    if (!Contains(member.skills, skill)) return RoutingObstacle::kSkill;
  }
  if (!match.language.empty() &&
      std::none_of(member.languages.begin(), member.languages.end(),
                   [&](const std::string& spoken) {
                     return Speaks(spoken, match.language);
                   })) {
    return RoutingObstacle::kLanguage;
  }
  if (member.max_open.has_value() && load.open >= *member.max_open) {
    return RoutingObstacle::kFull;
  }
  if (load.absent) return RoutingObstacle::kAbsent;
  if (member.max_per_day.has_value() && load.today >= *member.max_per_day) {
    return RoutingObstacle::kDayFull;
  }
  if (!rule.any_time && !load.on_duty) return RoutingObstacle::kOffDuty;
  return RoutingObstacle::kUnspecified;
}

std::optional<Instant> AssignRun::NextFree(uint32_t person, bool any_time) {
  Load& load = loads_[person];
  const size_t which = any_time ? 1 : 0;
  if (!load.asked[which]) {
    const StaffMember& member = *roster_.people()[person].member;
    std::optional<Date> full_day;
    if (member.max_per_day.has_value() && load.today >= *member.max_per_day) {
      full_day = load.day;
    }
    load.asked[which] = true;
    load.next_free[which] = roster_.NextFree(person, now_, any_time, full_day);
  }
  return load.next_free[which];
}

void AssignRun::Take(uint32_t person, const WaitingRequest& item) {
  const AssignmentRequest& request = item.resolved.request;
  Load& load = loads_[person];
  ++load.open;
  ++load.today;
  load.asked = {};
  const std::string& id = roster_.people()[person].member->id;
  added_[request.lead_id] =
      OpenAssignment{request.lead_id,      request.company_id,
                     request.role,         id,
                     request.requested_at, now_};
  if (rep_.remembers_leads) {
    leads_.Put({request.lead_id, request.role, id, now_});
  }
  if (rep_.remembers_companies) {
    companies_.Put({request.company_id, request.role, id, now_});
  }
}

RoutingState AssignRun::NextState() const {
  RoutingState next;
  next.revision = state_.revision + 1;
  next.tenant = rep_.tenant;
  next.spec = rep_.fingerprint;
  for (size_t i = 0; i < state_.assignments.size(); ++i) {
    if (!released_[i]) next.assignments.push_back(state_.assignments[i]);
  }
  const size_t old = next.assignments.size();
  for (const auto& [lead, open] : added_) next.assignments.push_back(open);
  std::inplace_merge(next.assignments.begin(),
                     next.assignments.begin() + static_cast<ptrdiff_t>(old),
                     next.assignments.end(),
                     [](const OpenAssignment& a, const OpenAssignment& b) {
                       return a.lead_id < b.lead_id;
                     });
  // They were served in their order.
  next.waiting = still_waiting_;
  for (const auto& [id, p] : rep_.pool_index) {
    const std::vector<uint32_t>& people = roster_.PeopleOf(p);
    for (size_t place = 0; place < people.size(); ++place) {
      const Turn& turn = turns_[p][place];
      if (turn.turn == 0 && turn.credit == 0) continue;
      next.turns.push_back({id, roster_.people()[people[place]].member->id,
                            turn.turn, turn.credit});
    }
  }
  const Date kept = Date::FromDays(now_.date().days() - kKeptDays);
  for (const DayCount& day : state_.days) {
    if (!roster_.Find(day.person_id).has_value() && kept <= day.date) {
      next.days.push_back(day);
    }
  }
  for (uint32_t i = 0; i < loads_.size(); ++i) {
    if (loads_[i].today > 0) {
      next.days.push_back(
          {roster_.people()[i].member->id, loads_[i].day, loads_[i].today});
    }
  }
  std::sort(next.days.begin(), next.days.end(),
            [](const DayCount& a, const DayCount& b) {
              return a.person_id < b.person_id;
            });
  const int64_t most =
      rep_.spec.remembered == 0 ? kDefaultRemembered : rep_.spec.remembered;
  next.leads = leads_.Finish(static_cast<size_t>(most));
  next.companies = companies_.Finish(static_cast<size_t>(most));
  return next;
}

const BusinessCalendar* Router::calendar() const {
  const auto found = rep_->calendars.find(rep_->spec.calendar);
  return found == rep_->calendars.end() ? nullptr : &found->second;
}

absl::StatusOr<AssignResult> Router::Assign(
    absl::Span<const ResolvedRequest> requests, const Staff& staff,
    const RoutingState& state, Instant now) const {
  LOTSE_RETURN_IF_ERROR(CheckState(state, /*any_spec=*/false));
  SpecIssues issues;
  const FieldPath root;
  if (!IsInCalendar(now)) {
    issues.Add(FieldPath("now"), "is not in the years 1 to 9999");
  }
  if (requests.size() > kMaxWaitingRequests) {
    issues.Add(FieldPath("requests"),
               absl::StrCat("has more than ", kMaxWaitingRequests));
    return issues.ToStatus();
  }
  for (size_t i = 0; i < requests.size(); ++i) {
    ValidateRequest(requests[i], root.Child("requests", i), &issues);
  }
  ValidateStaff(staff, FieldPath("staff"), &issues);
  if (!issues.empty()) return issues.ToStatus();
  return AssignRun(*this, staff, state, now).Run(requests);
}

}  // namespace lotse
