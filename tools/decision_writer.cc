// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DecisionTable, WriteHistory and DecisionCensus.
#include "tools/decision_writer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace lotse::tools {
namespace {

constexpr size_t kMaxStateWidth = 28;

std::string LabelOf(const Engine& engine, absl::string_view lifecycle,
                    const std::string& state, const std::string& language) {
  if (state.empty() || state == kNewLead) return kNewLead;
  const Lifecycle* of = engine.FindLifecycle(lifecycle);
  const int32_t index = of == nullptr ? -1 : of->FindState(state);
  if (index < 0 || static_cast<size_t>(index) >= of->spec().states.size()) {
    return state;
  }
  const LocalText& label = of->spec().states[static_cast<size_t>(index)].label;
  return label.empty() ? state : std::string(label.In(language));
}

std::string TimeOrDash(Instant at) {
  return at == Instant() ? "-" : at.ToString();
}

std::string OwnerOf(const std::string& role, const std::string& owner) {
  if (role.empty()) return owner.empty() ? "-" : owner;
  return owner.empty() ? role : absl::StrCat(role, ": ", owner);
}

std::string Obstruction(const BlockedTransition& blocked) {
  const std::string way =
      blocked.transition.empty() ? "" : absl::StrCat(blocked.transition, ": ");
  switch (blocked.obstacle) {
    case Obstacle::kNoTransition:
      return absl::StrCat("no transition takes \"", blocked.needs, "\" here");
    case Obstacle::kRole:
      return absl::StrCat(way, "only for ", blocked.needs);
    case Obstacle::kHuman:
      return absl::StrCat(way, "a person must do it");
    case Obstacle::kReason:
      return absl::StrCat(way, "needs a reason: ", blocked.needs);
    case Obstacle::kGuard:
      return absl::StrCat(way, "forbidden, for it needs: ", blocked.needs);
    default:
      return absl::StrCat(way, blocked.needs);
  }
}

std::string WhoDid(const TransitionMade& made) {
  std::string who;
  switch (made.actor.kind) {
    case ActorKind::kPerson:
      who = made.actor.role.empty() ? "a person" : made.actor.role;
      break;
    case ActorKind::kParty:
      who = "the lead";
      break;
    default:
      who = made.event_id.empty() ? "time" : "a machine";
  }
  return made.actor.id.empty() ? who : absl::StrCat(who, " ", made.actor.id);
}

std::string Sentence(const TransitionMade& made, const std::string& from,
                     const std::string& to) {
  std::string text = made.from == made.to ? absl::StrCat("stays ", to)
                                          : absl::StrCat(from, " -> ", to);
  if (!made.event.empty()) {
    absl::StrAppend(&text, "  ", made.event, " by ", WhoDid(made));
  } else if (made.transition.empty() && !made.broken.empty()) {
    absl::StrAppend(&text, "  moved by ", WhoDid(made));
  } else {
    absl::StrAppend(&text, "  by itself");
  }
  if (!made.reason.empty()) absl::StrAppend(&text, ", reason ", made.reason);
  if (!made.owner_role.empty() || !made.owner.empty()) {
    absl::StrAppend(&text, "; owner ", OwnerOf(made.owner_role, made.owner));
  }
  if (made.stayed != Duration()) {
    absl::StrAppend(&text, "; after ", LengthOf(made.stayed));
  }
  if (!made.broken.empty()) {
    absl::StrAppend(&text, "; although: ", made.broken);
  }
  return text;
}

template <typename T>
int64_t CountOf(const std::vector<T>& list) {
  return static_cast<int64_t>(list.size());
}

}  // namespace

std::string LengthOf(Duration length) {
  constexpr int64_t kMinute = 60000000;
  const int64_t minutes = length.micros() / kMinute;
  const int64_t days = minutes / 1440, hours = minutes / 60 % 24;
  if (days > 0) return absl::StrCat(days, " d ", hours, " h");
  if (hours > 0) return absl::StrCat(hours, " h ", minutes % 60, " min");
  return absl::StrCat(minutes, " min");
}

DecisionTable::DecisionTable(const Engine& engine, std::string language,
                             Output* out)
    : engine_(engine),
      language_(std::move(language)),
      table_({{"lead"},
              {"outcome"},
              {"state", false, kMaxStateWidth},
              {"owner"},
              {"look again"},
              {"asked for, or in the way", false, 60}},
             out) {}

void DecisionTable::Add(const Decision& decision) {
  std::vector<std::string> asked;
  for (const TaskRequest& task : decision.steps.tasks) {
    asked.push_back(task.withheld
                        ? absl::StrCat("(", task.task, ": no consent)")
                        : task.task);
  }
  for (const NoticeRequest& notice : decision.steps.notices) {
    asked.push_back(notice.notice);
  }
  for (const OwnerRequest& owner : decision.steps.owners) {
    asked.push_back(absl::StrCat("an owner in ", owner.role));
  }
  if (decision.steps.erase) asked.push_back("erase the personal data");
  for (const BlockedTransition& blocked : decision.steps.blocked) {
    asked.push_back(Obstruction(blocked));
  }
  const LeadState& state = decision.state;
  table_.Add(
      {{Printable(decision.lead_id)},
       {NameOf(decision.outcome),
        decision.outcome == DecisionOutcome::kNeedsReplay ? Style::kYellow
                                                          : Style::kPlain},
       {LabelOf(engine_, state.lifecycle, state.state, language_)},
       {Printable(OwnerOf(state.owner_role, state.owner))},
       {TimeOrDash(decision.next_check_at)},
       {Printable(absl::StrJoin(asked, ", "))}});
}

void WriteHistory(const Decision& decision, const Engine& engine,
                  const std::string& language, Output* out) {
  const std::string& lifecycle = decision.state.lifecycle;
  std::vector<std::pair<Instant, std::string>> lines;
  for (const TransitionMade& made : decision.steps.transitions) {
    lines.push_back(
        {made.at,
         Sentence(made, LabelOf(engine, lifecycle, made.from, language),
                  LabelOf(engine, lifecycle, made.to, language))});
  }
  for (const ConversionMade& made : decision.steps.conversions) {
    std::string text = absl::StrCat("  ", NameOf(made.kind));
    if (made.kind == Conversion::kDemote) {
      absl::StrAppend(&text, " (", made.loop, ". time)");
    }
    lines.push_back({made.at, std::move(text)});
  }
  for (const ClockMark& mark : decision.steps.clocks) {
    std::string text =
        absl::StrCat("  clock ", mark.clock, " ", NameOf(mark.kind));
    if (mark.kind == ClockMarkKind::kStarted && mark.due_at != Instant()) {
      absl::StrAppend(&text, ", due ", mark.due_at.ToString());
    }
    if (mark.kind == ClockMarkKind::kMet) {
      absl::StrAppend(&text, mark.late ? ", late" : ", in time");
    }
    lines.push_back({mark.at, std::move(text)});
  }
  for (const TaskRequest& task : decision.steps.tasks) {
    lines.push_back(
        {task.at,
         absl::StrCat("  task ", task.task,
                      task.withheld ? ", withheld: no consent" : "",
                      task.due_at == Instant()
                          ? ""
                          : absl::StrCat(", due ", task.due_at.ToString()))});
  }
  for (const NoticeRequest& notice : decision.steps.notices) {
    lines.push_back({notice.at, absl::StrCat("  notice ", notice.notice, " to ",
                                             notice.role)});
  }
  for (const OwnerRequest& owner : decision.steps.owners) {
    lines.push_back(
        {owner.at, absl::StrCat("  an owner in ", owner.role, " is needed")});
  }
  std::stable_sort(
      lines.begin(), lines.end(),
      [](const auto& a, const auto& b) { return a.first < b.first; });
  out->Write(absl::StrCat(
      Styled(Printable(decision.lead_id), Style::kBold, out->color()), "\n"));
  for (const auto& [at, text] : lines) {
    out->Write(absl::StrCat("  ", at.ToString(), "  ", Printable(text), "\n"));
  }
  for (const BlockedTransition& blocked : decision.steps.blocked) {
    out->Write(
        absl::StrCat("  not taken: ", Printable(Obstruction(blocked)), "\n"));
  }
  const LeadState& state = decision.state;
  out->Write(absl::StrCat(
      "now ", LabelOf(engine, lifecycle, state.state, language), ", owner ",
      Printable(OwnerOf(state.owner_role, state.owner)), ", look again ",
      TimeOrDash(decision.next_check_at), "\n"));
}

void DecisionCensus::Add(const Decision& decision) {
  ++leads_;
  ++outcomes_[decision.outcome];
  ++states_[{decision.state.lifecycle, decision.state.state}];
  transitions_ += CountOf(decision.steps.transitions);
  for (const ConversionMade& made : decision.steps.conversions) {
    if (made.kind == Conversion::kDemote) ++demotions_;
  }
  for (const ClockMark& mark : decision.steps.clocks) {
    if (mark.kind == ClockMarkKind::kBreached) ++breaches_;
    if (mark.kind == ClockMarkKind::kBreachWithdrawn) --breaches_;
  }
  for (const BlockedTransition& blocked : decision.steps.blocked) {
    ++obstacles_[blocked.obstacle];
  }
}

void DecisionCensus::Print(const Engine& engine,
                           const std::string& language) const {
  std::vector<std::string> parts;
  for (const auto& [outcome, count] : outcomes_) {
    parts.push_back(absl::StrCat(Grouped(count), " ", NameOf(outcome)));
  }
  PrintNote(absl::StrCat(Grouped(leads_), leads_ == 1 ? " lead" : " leads",
                         parts.empty() ? "" : ": ",
                         absl::StrJoin(parts, ", ")));
  parts.clear();
  for (const auto& [state, count] : states_) {
    parts.push_back(
        absl::StrCat(LabelOf(engine, state.first, state.second, language), " ",
                     Grouped(count)));
  }
  if (!parts.empty()) {
    PrintNote(absl::StrCat("now: ", absl::StrJoin(parts, ", ")));
  }
  PrintNote(absl::StrCat(Grouped(transitions_), " steps, ", Grouped(demotions_),
                         " demotions, ", Grouped(breaches_),
                         " breached clocks"));
  parts.clear();
  for (const auto& [obstacle, count] : obstacles_) {
    parts.push_back(absl::StrCat(NameOf(obstacle), " ", Grouped(count)));
  }
  if (!parts.empty()) {
    PrintNote(
        absl::StrCat("not taken, by obstacle: ", absl::StrJoin(parts, ", ")));
  }
}

}  // namespace lotse::tools
