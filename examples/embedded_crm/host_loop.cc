// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// HostLoop: read, decide, compare and swap.
#include "examples/embedded_crm/host_loop.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"

namespace lotse::crm {
namespace {

// Why an event took no transition, for people.
std::string ReasonOf(const LifecycleSteps& steps) {
  if (steps.blocked.empty()) return "";
  const BlockedTransition& first = steps.blocked.front();
  return absl::StrCat(NameOf(first.obstacle), first.needs.empty() ? "" : ": ",
                      first.needs);
}

template <typename T>
void Append(std::vector<T> from, std::vector<T>* to) {
  to->insert(to->end(), std::make_move_iterator(from.begin()),
             std::make_move_iterator(from.end()));
}

void Append(LifecycleSteps from, LifecycleSteps* to) {
  Append(std::move(from.transitions), &to->transitions);
  Append(std::move(from.conversions), &to->conversions);
  Append(std::move(from.clocks), &to->clocks);
  Append(std::move(from.tasks), &to->tasks);
  Append(std::move(from.notices), &to->notices);
  Append(std::move(from.owners), &to->owners);
  Append(std::move(from.activities), &to->activities);
  to->erase |= from.erase;
}

}  // namespace

absl::Status HostLoop::Receive(const std::string& lead_id,
                               absl::FunctionRef<void(Facts*)> change,
                               const LeadEvent& event) {
  LOTSE_ASSIGN_OR_RETURN(Transaction write, Transaction::Write(&store_->db()));
  absl::StatusOr<Facts> facts = store_->ReadFacts(lead_id);
  if (absl::IsNotFound(facts.status())) {
    facts = Facts();
    facts->lead.id = lead_id;
  }
  LOTSE_RETURN_IF_ERROR(facts.status());
  change(&*facts);
  LOTSE_RETURN_IF_ERROR(store_->SaveFacts(*facts));
  LOTSE_RETURN_IF_ERROR(store_->AppendEvent(lead_id, event).status());
  return write.Commit();
}

absl::Status HostLoop::Adopt(const Facts& facts, absl::string_view host_status,
                             Instant since, Instant now) {
  LOTSE_ASSIGN_OR_RETURN(const Engine engine, engines_->Latest(store_));
  LOTSE_ASSIGN_OR_RETURN(const LeadState state,
                         engine.Adopt(facts, host_status, since, now));
  LOTSE_ASSIGN_OR_RETURN(Transaction write, Transaction::Write(&store_->db()));
  LOTSE_RETURN_IF_ERROR(store_->SaveFacts(facts));
  // Due at once: the first Tick finds out when to look again.
  LOTSE_RETURN_IF_ERROR(store_->AdoptState(facts.lead.id, state, now));
  return write.Commit();
}

absl::StatusOr<std::optional<Draft>> HostLoop::Prepare(
    const std::string& lead_id, Instant now) {
  absl::StatusOr<LeadRow> read = store_->ReadLead(lead_id);
  if (absl::IsNotFound(read.status())) return std::nullopt;
  LOTSE_ASSIGN_OR_RETURN(const LeadRow lead, std::move(read));
  // After the lead was read, so that the spec is not older than its state.
  LOTSE_ASSIGN_OR_RETURN(const Engine engine, engines_->Latest(store_));
  const bool due = lead.next_check_at != Instant() && lead.next_check_at <= now;
  if (!lead.next_event.has_value() && !due) return std::nullopt;

  Draft draft;
  draft.lead_id = lead_id;
  draft.read_revision = lead.revision;
  draft.mode = mode_;
  draft.decision.state = lead.state;
  draft.decision.next_check_at = lead.next_check_at;

  absl::StatusOr<LeadState> state = lead.state;
  if (!lead.state.state.empty()) state = engine.Migrate(lead.state);
  if (absl::IsFailedPrecondition(state.status()) &&
      lead.state.tenant == engine.spec().tenant) {
    // The state cannot be carried over; an event comes after.
    draft.rebuilt = true;
  } else if (!state.ok()) {
    return state.status();
  } else if (lead.next_event.has_value()) {
    const LeadEvent& event = *lead.next_event;
    draft.event_id = event.id;
    draft.observed = event.mode == EventMode::kObserved;
    absl::StatusOr<Decision> decision =
        engine.Decide(lead.facts, *state, event, now, {}, &scratch_);
    if (absl::IsInvalidArgument(decision.status()) &&
        absl::StartsWith(decision.status().message(), "event.")) {
      draft.outcome = "refused";
      draft.reason = std::string(decision.status().message());
      return draft;
    }
    LOTSE_ASSIGN_OR_RETURN(draft.decision, std::move(decision));
    draft.rebuilt = draft.decision.outcome == DecisionOutcome::kNeedsReplay;
  } else {
    LOTSE_ASSIGN_OR_RETURN(draft.decision,
                           engine.Tick(lead.facts, *state, now, {}, &scratch_));
  }
  if (draft.rebuilt) {
    LOTSE_ASSIGN_OR_RETURN(
        draft.decision,
        Rebuild(engine, lead, draft.event_id.value_or(""), now));
  }
  draft.outcome =
      draft.rebuilt ? "replayed" : std::string(NameOf(draft.decision.outcome));
  draft.reason = ReasonOf(draft.decision.steps);
  return draft;
}

absl::StatusOr<Decision> HostLoop::Rebuild(const Engine& engine,
                                           const LeadRow& lead,
                                           const std::string& with,
                                           Instant now) {
  LOTSE_ASSIGN_OR_RETURN(const std::vector<LeadEvent> events,
                         store_->EventsOf(lead.facts.lead.id, with));
  Decision told;
  if (!lead.adopted.has_value()) {
    LOTSE_ASSIGN_OR_RETURN(
        told, engine.Replay(lead.facts, events, now, {}, &scratch_));
  } else {
    // An adopted lead has no log before its adoption: it is decided anew from
    // there, event by event. What is older was known to who adopted it.
    LOTSE_ASSIGN_OR_RETURN(told.state, engine.Migrate(*lead.adopted));
    const Instant begin = told.state.changed_at;
    for (LeadEvent event : events) {
      if (event.occurred_at < begin) continue;
      // It was decided once, whatever its actor saw.
      event.if_revision = 0;
      LOTSE_ASSIGN_OR_RETURN(Decision next,
                             engine.Decide(lead.facts, told.state, event,
                                           event.occurred_at, {}, &scratch_));
      Append(std::move(told.steps), &next.steps);
      told = std::move(next);
    }
    LOTSE_ASSIGN_OR_RETURN(
        Decision last, engine.Tick(lead.facts, told.state, now, {}, &scratch_));
    Append(std::move(last.steps), &told.steps);
    told.state = std::move(last.state);
    told.next_check_at = last.next_check_at;
  }
  // Replay counts from one; the row's revision must never come back to a value
  // that another worker may have read.
  told.state.revision = std::max(told.state.revision, lead.revision + 1);
  return told;
}

absl::StatusOr<bool> HostLoop::Commit(const Draft& draft) {
  LOTSE_ASSIGN_OR_RETURN(Transaction write, Transaction::Write(&store_->db()));
  LOTSE_ASSIGN_OR_RETURN(
      bool first,
      store_->SwapState(draft.lead_id, draft.read_revision,
                        draft.decision.state, draft.decision.next_check_at));
  if (first && draft.event_id.has_value()) {
    LOTSE_ASSIGN_OR_RETURN(
        first, store_->SetOutcome(draft.lead_id, *draft.event_id, draft.outcome,
                                  draft.reason));
  }
  if (!first) {
    ++counts_.conflicts;
    return false;
  }
  LOTSE_RETURN_IF_ERROR(CarryOut(draft, store_));
  LOTSE_RETURN_IF_ERROR(write.Commit());
  ++counts_.stored;
  if (draft.rebuilt) ++counts_.rebuilt;
  checkpoint_due_ |= draft.decision.steps.erase;
  return true;
}

absl::Status HostLoop::Settle(const std::string& lead_id, Instant now) {
  for (;;) {
    LOTSE_ASSIGN_OR_RETURN(const std::optional<Draft> draft,
                           Prepare(lead_id, now));
    if (!draft.has_value()) return absl::OkStatus();
    LOTSE_RETURN_IF_ERROR(Commit(*draft).status());
  }
}

absl::Status HostLoop::RunDue(Instant now) {
  LOTSE_ASSIGN_OR_RETURN(const std::vector<std::string> leads,
                         store_->LeadsToDecide(now));
  absl::Status first;
  for (const std::string& lead_id : leads) first.Update(Settle(lead_id, now));
  // While others read it has to wait; then the next run does it.
  if (checkpoint_due_) checkpoint_due_ = !store_->db().Checkpoint().ok();
  return first;
}

}  // namespace lotse::crm
