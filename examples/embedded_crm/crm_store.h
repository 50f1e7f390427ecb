// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CrmStore: the tables of schema.sql as structs of Lotse.
//
//   LOTSE_ASSIGN_OR_RETURN(auto store, CrmStore::Open("crm.db", key));
//   LOTSE_ASSIGN_OR_RETURN(LeadRow row, store->ReadLead("L-1"));
//
// What changes something belongs into a Transaction::Write of the caller. One
// thread at a time; each worker opens a store of its own.
#ifndef LOTSE_EMBEDDED_CRM_CRM_STORE_H_
#define LOTSE_EMBEDDED_CRM_CRM_STORE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "examples/embedded_crm/sqlite_database.h"
#include "lotse/base/time.h"
#include "lotse/engine/engine_spec.h"
#include "lotse/facts/facts.h"
#include "lotse/lifecycle/lead_event.h"
#include "lotse/lifecycle/lead_state.h"

namespace lotse::crm {

// A lead as it is at one moment.
struct LeadRow {
  Facts facts;
  LeadState state;
  // What the row says; the state of a lead that was rebuilt has it too.
  int64_t revision = 0;
  // The state the lead began with. Unset: it began with an event.
  std::optional<LeadState> adopted;
  Instant next_check_at;
  // The first of its events that nobody has decided. Unset: all are.
  std::optional<LeadEvent> next_event;
};

// A spec in force.
struct SpecRow {
  // 0: none was published yet.
  int64_t version = 0;
  EngineSpec spec;
};

class CrmStore {
 public:
  // Opens a database and makes the tables that it does not have yet. The key is
  // what addresses are hashed with (erase_lead.h); it must stay the same and
  // must not lie in the database.
  static absl::StatusOr<std::unique_ptr<CrmStore>> Open(
      const std::string& path, std::string suppression_key);

  Database& db() { return *db_; }
  const std::string& suppression_key() const { return suppression_key_; }

  // Adds a lead or replaces its facts. Error: FailedPrecondition if the lead
  // was erased.
  absl::Status SaveFacts(const Facts& facts);
  // Errors: NotFound if there is no such lead or it was erased.
  absl::StatusOr<Facts> ReadFacts(const std::string& lead_id);

  // Appends to the log; false if the lead has an event of this id already.
  absl::StatusOr<bool> AppendEvent(const std::string& lead_id,
                                   const LeadEvent& event);
  // What is to be replayed: all events that were decided and `with`. Left out
  // are those that were refused and those whose actor saw another revision:
  // they never happened.
  absl::StatusOr<std::vector<LeadEvent>> EventsOf(const std::string& lead_id,
                                                  const std::string& with);
  // Fills in an outcome; false if another worker did.
  absl::StatusOr<bool> SetOutcome(const std::string& lead_id,
                                  const std::string& event_id,
                                  const std::string& outcome,
                                  const std::string& reason);

  // The lead in one consistent view. Errors: as ReadFacts.
  absl::StatusOr<LeadRow> ReadLead(const std::string& lead_id);
  // Replaces the state if the row still has this revision; whether it had.
  absl::StatusOr<bool> SwapState(const std::string& lead_id, int64_t revision,
                                 const LeadState& state, Instant next_check_at);
  // The state of a record that has no log.
  absl::Status AdoptState(const std::string& lead_id, const LeadState& state,
                          Instant next_check_at);

  // Leads with an event that nobody has decided, or whose time has come.
  absl::StatusOr<std::vector<std::string>> LeadsToDecide(Instant now);

  // The spec in force.
  absl::StatusOr<SpecRow> LatestSpec();
  absl::StatusOr<int64_t> LatestSpecVersion();
  // Puts a spec into force, and makes every lead due: its next check was
  // computed by another spec.
  absl::Status AddSpec(const EngineSpec& spec, Instant now);

 private:
  CrmStore(std::unique_ptr<Database> db, std::string suppression_key)
      : db_(std::move(db)), suppression_key_(std::move(suppression_key)) {}

  std::unique_ptr<Database> db_;
  const std::string suppression_key_;
};

}  // namespace lotse::crm

#endif  // LOTSE_EMBEDDED_CRM_CRM_STORE_H_
