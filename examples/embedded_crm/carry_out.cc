// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CarryOut: steps as rows. After a replay, what was done already is found
// among what the replay asks for, so that nothing is done twice.
#include "examples/embedded_crm/carry_out.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "examples/embedded_crm/erase_lead.h"
#include "lotse/base/status_macros.h"

namespace lotse::crm {
namespace {

// A task or a notice, made or to be made.
struct Errand {
  std::string id;
  Instant at;
  Instant due_at;
  std::string role;
  std::string owner;
  bool withheld = false;
  // Its row, if it was made. 0: it was not.
  int64_t row = 0;
};

class Carrier {
 public:
  Carrier(const Draft& draft, CrmStore* store)
      : draft_(draft), steps_(draft.decision.steps), store_(store) {}

  absl::Status Run() {
    LOTSE_RETURN_IF_ERROR(WriteHistory());
    LOTSE_RETURN_IF_ERROR(MakeTasks());
    LOTSE_RETURN_IF_ERROR(MakeNotices());
    if (draft_.mode == Mode::kShadow) return absl::OkStatus();
    LOTSE_RETURN_IF_ERROR(RecordActivities());
    LOTSE_RETURN_IF_ERROR(AskRouter());
    if (!steps_.erase) return absl::OkStatus();
    return EraseLead(draft_.lead_id, draft_.decision.state.entered_at, store_);
  }

 private:
  absl::Status WriteHistory() {
    Database& db = store_->db();
    const int64_t revision = draft_.decision.state.revision;
    if (draft_.rebuilt) {
      LOTSE_RETURN_IF_ERROR(db.Run("UPDATE history SET replaced_by = ? "
                                   "WHERE lead_id = ? AND replaced_by IS NULL",
                                   {revision, draft_.lead_id})
                                .status());
    }
    static const auto& insert = *new std::string(
        "INSERT INTO history(lead_id, revision, at, kind, name, from_state, "
        "to_state, event_id, observed, stayed, note) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const auto text = [](const std::string& t) {
      return t.empty() ? SqlValue(nullptr) : SqlValue(t);
    };
    for (const TransitionMade& made : steps_.transitions) {
      LOTSE_ASSIGN_OR_RETURN(const bool observed, WasObserved(made));
      LOTSE_RETURN_IF_ERROR(
          db.Run(insert,
                 {draft_.lead_id, revision, made.at, "transition",
                  made.transition, made.from, made.to, text(made.event_id),
                  observed, made.stayed.micros(), text(made.broken)})
              .status());
    }
    for (const ClockMark& mark : steps_.clocks) {
      LOTSE_RETURN_IF_ERROR(
          db.Run(insert,
                 {draft_.lead_id, revision, mark.at, "clock", mark.clock,
                  nullptr, NameOf(mark.kind), nullptr, false, nullptr, nullptr})
              .status());
    }
    return absl::OkStatus();
  }

  // A replay has the steps of all events, so the log is asked.
  absl::StatusOr<bool> WasObserved(const TransitionMade& made) {
    if (made.event_id.empty()) return false;
    if (!draft_.rebuilt) {
      return draft_.observed && made.event_id == draft_.event_id;
    }
    bool observed = false;
    LOTSE_RETURN_IF_ERROR(store_->db().Query(
        "SELECT max(observed) FROM history WHERE lead_id = ? AND event_id = ?",
        {draft_.lead_id, made.event_id},
        [&](const Row& row) { observed = row.Integer(0) != 0; }));
    return observed || (draft_.observed && made.event_id == draft_.event_id);
  }

  absl::Status MakeTasks() {
    std::vector<Errand> wanted;
    for (const TaskRequest& task : steps_.tasks) {
      wanted.push_back({task.task, task.at, task.due_at, task.role, task.owner,
                        task.withheld});
    }
    LOTSE_RETURN_IF_ERROR(Reconcile(
        &wanted,
        "SELECT id, task, made_at FROM tasks "
        "WHERE lead_id = ? AND status != 'dropped' ORDER BY made_at, id",
        "UPDATE tasks SET status = 'dropped' "
        "WHERE id = ? AND status IN ('open', 'withheld', 'shadow')"));
    for (const Errand& task : wanted) {
      if (task.row != 0) continue;
      LOTSE_RETURN_IF_ERROR(
          store_->db()
              .Run("INSERT INTO tasks(lead_id, task, made_at, due_at, role, "
                   "owner, status) VALUES(?, ?, ?, ?, ?, ?, ?)",
                   {draft_.lead_id, task.id, task.at, task.due_at, task.role,
                    task.owner, Status(task.withheld ? "withheld" : "open")})
              .status());
    }
    return absl::OkStatus();
  }

  absl::Status MakeNotices() {
    std::vector<Errand> wanted;
    for (const NoticeRequest& n : steps_.notices) {
      wanted.push_back({n.notice, n.at, Instant(), n.role, n.owner});
    }
    LOTSE_RETURN_IF_ERROR(Reconcile(
        &wanted,
        "SELECT id, notice, made_at FROM notices "
        "WHERE lead_id = ? AND status != 'dropped' ORDER BY made_at, id",
        "UPDATE notices SET status = 'dropped' "
        "WHERE id = ? AND status IN ('to_send', 'shadow')"));
    for (const Errand& notice : wanted) {
      if (notice.row != 0) continue;
      LOTSE_RETURN_IF_ERROR(
          store_->db()
              .Run("INSERT INTO notices(lead_id, notice, made_at, role, owner, "
                   "status) VALUES(?, ?, ?, ?, ?, ?)",
                   {draft_.lead_id, notice.id, notice.at, notice.role,
                    notice.owner, Status("to_send")})
              .status());
    }
    return absl::OkStatus();
  }

  // After a replay: gives each errand that was made the row it has, and drops
  // rows that the replay knows nothing of. The same errand at the same instant
  // first; then in their order, for a replay may find that one was due earlier.
  absl::Status Reconcile(std::vector<Errand>* wanted, const char* made,
                         const char* drop) {
    if (!draft_.rebuilt) return absl::OkStatus();
    std::vector<Errand> rows;
    LOTSE_RETURN_IF_ERROR(
        store_->db().Query(made, {draft_.lead_id}, [&](const Row& row) {
          Errand errand;
          errand.row = row.Integer(0);
          errand.id = row.Text(1);
          errand.at = row.Time(2);
          rows.push_back(std::move(errand));
        }));
    for (const bool same_instant : {true, false}) {
      for (Errand& errand : *wanted) {
        if (errand.row != 0) continue;
        const auto match =
            std::find_if(rows.begin(), rows.end(), [&](const Errand& row) {
              return row.id == errand.id &&
                     (!same_instant || row.at == errand.at);
            });
        if (match == rows.end()) continue;
        errand.row = match->row;
        rows.erase(match);
      }
    }
    for (const Errand& row : rows) {
      LOTSE_RETURN_IF_ERROR(store_->db().Run(drop, {row.row}).status());
    }
    return absl::OkStatus();
  }

  // Each has an id of its own, so that a replay records none twice.
  absl::Status RecordActivities() {
    if (steps_.activities.empty()) return absl::OkStatus();
    LOTSE_ASSIGN_OR_RETURN(Facts facts, store_->ReadFacts(draft_.lead_id));
    if (facts.persons.empty()) return absl::OkStatus();
    std::vector<Activity>& activities = facts.persons.front().activities;
    for (const ActivityRequest& request : steps_.activities) {
      Activity activity;
      activity.id =
          absl::StrCat("lotse-", request.kind, "-", request.at.micros());
      activity.kind = request.kind;
      activity.occurred_at = request.at;
      if (std::none_of(
              activities.begin(), activities.end(),
              [&](const Activity& a) { return a.id == activity.id; })) {
        activities.push_back(std::move(activity));
      }
    }
    return store_->SaveFacts(facts);
  }

  absl::Status AskRouter() {
    const LeadState& state = draft_.decision.state;
    // A later request makes an earlier one void.
    if (!steps_.owners.empty() && state.owner.empty()) {
      const OwnerRequest& request = steps_.owners.back();
      LOTSE_RETURN_IF_ERROR(Ask("request", request.role, request.at,
                                request.state, request.last_owner,
                                request.except_owner));
    }
    if (draft_.rebuilt) LOTSE_RETURN_IF_ERROR(AskForTheRightRole());
    for (const TransitionMade& made : steps_.transitions) {
      if (made.to_phase != Phase::kClosed || made.from == made.to) continue;
      LOTSE_RETURN_IF_ERROR(Ask("release", "", made.at, made.to, "", ""));
    }
    return absl::OkStatus();
  }

  // An `assigned` event of before a replay may have answered for a role that
  // does not own the lead any more: then the router is asked anew.
  absl::Status AskForTheRightRole() {
    const LeadState& state = draft_.decision.state;
    bool other_role = false;
    LOTSE_RETURN_IF_ERROR(store_->db().Query(
        "SELECT 1 FROM routing_assignments WHERE lead_id = ? AND role != ?",
        {draft_.lead_id, state.owner_role},
        [&](const Row&) { other_role = true; }));
    if (!other_role || state.owner.empty()) return absl::OkStatus();
    return Ask("request", state.owner_role, state.followed_to, state.state, "",
               "");
  }

  absl::Status Ask(const char* kind, const std::string& role, Instant at,
                   const std::string& reason, const std::string& last_owner,
                   const std::string& except_owner) {
    return store_->db()
        .Run(
            "INSERT INTO routing_inbox(lead_id, kind, role, requested_at, "
            "reason, last_owner, except_owner) VALUES(?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            {draft_.lead_id, kind, role, at, reason, last_owner, except_owner})
        .status();
  }

  std::string Status(const char* live) const {
    return draft_.mode == Mode::kShadow ? "shadow" : live;
  }

  const Draft& draft_;
  const LifecycleSteps& steps_;
  CrmStore* const store_;
};

}  // namespace

absl::Status CarryOut(const Draft& draft, CrmStore* store) {
  return Carrier(draft, store).Run();
}

}  // namespace lotse::crm
