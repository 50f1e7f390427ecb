// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CrmStore: the SQL.
#include "examples/embedded_crm/crm_store.h"

#include <utility>

#include "examples/embedded_crm/crm_schema.h"
#include "lotse/base/status_macros.h"
#include "lotse/proto/bytes.h"
#include "lotse/proto/json.h"

namespace lotse::crm {
namespace {

constexpr char kUndecided[] =
    "SELECT event FROM events WHERE lead_id = ? AND outcome IS NULL "
    "ORDER BY occurred_at, event_id LIMIT 1";

absl::Status NoSuchLead() {
  return absl::NotFoundError("lead: there is none of this id, or it is erased");
}

}  // namespace

absl::StatusOr<std::unique_ptr<CrmStore>> CrmStore::Open(
    const std::string& path, std::string suppression_key) {
  LOTSE_ASSIGN_OR_RETURN(std::unique_ptr<Database> db, Database::Open(path));
  LOTSE_ASSIGN_OR_RETURN(Transaction write, Transaction::Write(db.get()));
  LOTSE_RETURN_IF_ERROR(db->Execute(CrmSchema()));
  LOTSE_RETURN_IF_ERROR(write.Commit());
  return std::unique_ptr<CrmStore>(
      new CrmStore(std::move(db), std::move(suppression_key)));
}

absl::Status CrmStore::SaveFacts(const Facts& facts) {
  LOTSE_ASSIGN_OR_RETURN(
      const int64_t saved,
      db_->Run("INSERT INTO leads(lead_id, facts) VALUES(?, ?) "
               "ON CONFLICT(lead_id) DO UPDATE SET facts = excluded.facts "
               "WHERE erased_at IS NULL",
               {facts.lead.id, Blob{proto::ToBytes(facts)}}));
  if (saved == 0) {
    return absl::FailedPreconditionError(
        "lead: it was erased; what comes anew needs a new id");
  }
  return db_
      ->Run(
          "INSERT INTO lead_state(lead_id, tenant, revision, state) "
          "VALUES(?, '', 0, x'') ON CONFLICT(lead_id) DO NOTHING",
          {facts.lead.id})
      .status();
}

absl::StatusOr<Facts> CrmStore::ReadFacts(const std::string& lead_id) {
  std::optional<std::string> bytes;
  LOTSE_RETURN_IF_ERROR(db_->Query(
      "SELECT facts FROM leads WHERE lead_id = ? AND erased_at IS NULL",
      {lead_id}, [&](const Row& row) { bytes = row.Text(0); }));
  if (!bytes.has_value()) return NoSuchLead();
  return proto::FromBytes<Facts>(*bytes);
}

absl::StatusOr<bool> CrmStore::AppendEvent(const std::string& lead_id,
                                           const LeadEvent& event) {
  LOTSE_ASSIGN_OR_RETURN(
      const int64_t added,
      db_->Run("INSERT INTO events(lead_id, event_id, occurred_at, event) "
               "VALUES(?, ?, ?, ?) ON CONFLICT(lead_id, event_id) DO NOTHING",
               {lead_id, event.id, event.occurred_at.micros(),
                Blob{proto::ToBytes(event)}}));
  return added == 1;
}

absl::StatusOr<std::vector<LeadEvent>> CrmStore::EventsOf(
    const std::string& lead_id, const std::string& with) {
  std::vector<LeadEvent> events;
  absl::Status wrong;
  LOTSE_RETURN_IF_ERROR(db_->Query(
      "SELECT event FROM events WHERE lead_id = ? AND (event_id = ? OR "
      "outcome NOT IN ('refused', 'stale_revision')) "
      "ORDER BY occurred_at, event_id",
      {lead_id, with}, [&](const Row& row) {
        absl::StatusOr<LeadEvent> event =
            proto::FromBytes<LeadEvent>(row.Text(0));
        if (event.ok()) {
          events.push_back(*std::move(event));
        } else {
          wrong.Update(event.status());
        }
      }));
  LOTSE_RETURN_IF_ERROR(wrong);
  return events;
}

absl::StatusOr<bool> CrmStore::SetOutcome(const std::string& lead_id,
                                          const std::string& event_id,
                                          const std::string& outcome,
                                          const std::string& reason) {
  LOTSE_ASSIGN_OR_RETURN(
      const int64_t changed,
      db_->Run("UPDATE events SET outcome = ?, reason = ? "
               "WHERE lead_id = ? AND event_id = ? AND outcome IS NULL",
               {outcome, reason, lead_id, event_id}));
  return changed == 1;
}

absl::StatusOr<LeadRow> CrmStore::ReadLead(const std::string& lead_id) {
  LOTSE_ASSIGN_OR_RETURN(Transaction read, Transaction::Read(db_.get()));
  LeadRow lead;
  LOTSE_ASSIGN_OR_RETURN(lead.facts, ReadFacts(lead_id));
  std::string state;
  std::optional<std::string> adopted;
  LOTSE_RETURN_IF_ERROR(
      db_->Query("SELECT revision, state, adopted, next_check_at "
                 "FROM lead_state WHERE lead_id = ?",
                 {lead_id}, [&](const Row& row) {
                   lead.revision = row.Integer(0);
                   state = row.Text(1);
                   if (!row.IsNull(2)) adopted = row.Text(2);
                   lead.next_check_at = row.Time(3);
                 }));
  LOTSE_ASSIGN_OR_RETURN(lead.state, proto::FromBytes<LeadState>(state));
  if (adopted.has_value()) {
    LOTSE_ASSIGN_OR_RETURN(lead.adopted, proto::FromBytes<LeadState>(*adopted));
  }
  std::optional<std::string> event;
  LOTSE_RETURN_IF_ERROR(db_->Query(
      kUndecided, {lead_id}, [&](const Row& row) { event = row.Text(0); }));
  if (event.has_value()) {
    LOTSE_ASSIGN_OR_RETURN(lead.next_event,
                           proto::FromBytes<LeadEvent>(*event));
  }
  LOTSE_RETURN_IF_ERROR(read.Commit());
  return lead;
}

absl::StatusOr<bool> CrmStore::SwapState(const std::string& lead_id,
                                         int64_t revision,
                                         const LeadState& state,
                                         Instant next_check_at) {
  LOTSE_ASSIGN_OR_RETURN(
      const int64_t changed,
      db_->Run("UPDATE lead_state SET tenant = ?, revision = ?, state = ?, "
               "next_check_at = ?, state_name = ?, owner_role = ?, owner = ? "
               "WHERE lead_id = ? AND revision = ?",
               {state.tenant, state.revision, Blob{proto::ToBytes(state)},
                next_check_at, state.state, state.owner_role, state.owner,
                lead_id, revision}));
  return changed == 1;
}

absl::Status CrmStore::AdoptState(const std::string& lead_id,
                                  const LeadState& state,
                                  Instant next_check_at) {
  LOTSE_ASSIGN_OR_RETURN(const bool new_lead,
                         SwapState(lead_id, 0, state, next_check_at));
  if (!new_lead) {
    return absl::FailedPreconditionError(
        "lead: it is under way; only a record without a state is adopted");
  }
  return db_
      ->Run("UPDATE lead_state SET adopted = state WHERE lead_id = ?",
            {lead_id})
      .status();
}

absl::StatusOr<std::vector<std::string>> CrmStore::LeadsToDecide(Instant now) {
  std::vector<std::string> leads;
  LOTSE_RETURN_IF_ERROR(
      db_->Query("SELECT lead_id FROM lead_state WHERE next_check_at <= ? "
                 "UNION SELECT lead_id FROM events WHERE outcome IS NULL "
                 "ORDER BY lead_id",
                 {now}, [&](const Row& row) { leads.push_back(row.Text(0)); }));
  return leads;
}

absl::StatusOr<SpecRow> CrmStore::LatestSpec() {
  SpecRow latest;
  std::string json;
  LOTSE_RETURN_IF_ERROR(db_->Query(
      "SELECT version, spec FROM specs ORDER BY version DESC LIMIT 1", {},
      [&](const Row& row) {
        latest.version = row.Integer(0);
        json = row.Text(1);
      }));
  if (latest.version == 0) return latest;
  LOTSE_ASSIGN_OR_RETURN(latest.spec, proto::FromJson<EngineSpec>(json));
  return latest;
}

absl::StatusOr<int64_t> CrmStore::LatestSpecVersion() {
  int64_t version = 0;
  LOTSE_RETURN_IF_ERROR(
      db_->Query("SELECT max(version) FROM specs", {},
                 [&](const Row& row) { version = row.Integer(0); }));
  return version;
}

absl::Status CrmStore::AddSpec(const EngineSpec& spec, Instant now) {
  LOTSE_RETURN_IF_ERROR(
      db_->Run("INSERT INTO specs(spec, published_at) VALUES(?, ?)",
               {proto::ToJson(spec, proto::JsonStyle::kReadable), now})
          .status());
  return db_
      ->Run("UPDATE lead_state SET next_check_at = ? WHERE state_name != ''",
            {now})
      .status();
}

}  // namespace lotse::crm
