// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// A week in a small CRM: cards come in, two workers race, an event comes late,
// everybody is busy, the spec changes, somebody wants to be forgotten, and
// Lotse watches another process. docs/embedding.md explains each step.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "examples/embedded_crm/crm_store.h"
#include "examples/embedded_crm/demo_leads.h"
#include "examples/embedded_crm/engine_cache.h"
#include "examples/embedded_crm/erase_lead.h"
#include "examples/embedded_crm/host_loop.h"
#include "examples/embedded_crm/owner_desk.h"
#include "examples/embedded_crm/routing_rows.h"
#include "examples/embedded_crm/shadow_report.h"
#include "lotse/base/status_macros.h"

namespace lotse::crm {
namespace {

constexpr char kKey[] = "read this from where the host keeps its secrets";

void Say(const std::string& text) { std::printf("%s\n", text.c_str()); }

// The rows of a query, their columns joined by the query.
absl::Status Show(CrmStore* store, const char* sql) {
  return store->db().Query(
      sql, {}, [](const Row& row) { Say(absl::StrCat("  ", row.Text(0))); });
}

absl::Status ShowLeads(CrmStore* store) {
  return Show(store,
              "SELECT lead_id || ' ' || state_name || ', ' || owner_role || "
              "' ' || coalesce(nullif(owner, ''), '(nobody yet)') || "
              "', revision ' || revision FROM lead_state ORDER BY lead_id");
}

class Story {
 public:
  explicit Story(std::string folder) : folder_(std::move(folder)) {}

  absl::Status Tell() {
    LOTSE_RETURN_IF_ERROR(Open());
    LOTSE_RETURN_IF_ERROR(CardsComeIn());
    LOTSE_RETURN_IF_ERROR(TwoWorkersRace());
    LOTSE_RETURN_IF_ERROR(EverybodyIsBusy());
    LOTSE_RETURN_IF_ERROR(AnEventComesLate());
    LOTSE_RETURN_IF_ERROR(TimePasses());
    LOTSE_RETURN_IF_ERROR(TheSpecChanges());
    LOTSE_RETURN_IF_ERROR(SomebodyIsForgotten());
    return Watch();
  }

 private:
  absl::Status Open() {
    LOTSE_ASSIGN_OR_RETURN(store_, CrmStore::Open(folder_ + "/crm.db", kKey));
    LOTSE_RETURN_IF_ERROR(
        Publish(DemoSpec(), At("20 09:00"), store_.get()).status());
    return store_->db().Execute(
        "INSERT INTO staff(person_id, pool, max_open) VALUES "
        "('mia', 'marketing', NULL), ('sam', 'inside_sales', 1)");
  }

  absl::Status Capture(HostLoop* loop, const std::string& lead_id, Instant at) {
    return loop->Receive(
        lead_id,
        [&](Facts* facts) {
          FillInCard(absl::StrCat(lead_id, "@example.com"), at, facts);
        },
        MachineEvent("capture", "capture", at));
  }

  absl::Status Qualify(HostLoop* loop, const std::string& lead_id, Instant at) {
    return loop->Receive(
        lead_id, [&](Facts* facts) { QualifyByCall(at, facts); },
        MachineEvent("call", kFactsChangedEvent, at));
  }

  absl::Status CardsComeIn() {
    HostLoop loop(store_.get(), &engines_);
    OwnerDesk desk(store_.get(), &engines_, RoutingPreset());
    Say("Monday, 9:00: two cards come in, one of them twice.");
    for (const char* lead : {"L-1", "L-2", "L-1"}) {
      LOTSE_RETURN_IF_ERROR(Capture(&loop, lead, At("23 09:00")));
    }
    LOTSE_RETURN_IF_ERROR(loop.RunDue(At("23 09:00")));
    LOTSE_RETURN_IF_ERROR(desk.Run(At("23 09:05")).status());
    LOTSE_RETURN_IF_ERROR(loop.RunDue(At("23 09:05")));
    LOTSE_RETURN_IF_ERROR(ShowLeads(store_.get()));
    return Show(store_.get(),
                "SELECT 'task for ' || role || ': ' || task || ' ' || lead_id "
                "FROM tasks ORDER BY id");
  }

  absl::Status TwoWorkersRace() {
    Say("\n10:00: a call makes L-1 hot. Two workers take it at once.");
    HostLoop first(store_.get(), &engines_);
    LOTSE_ASSIGN_OR_RETURN(auto other_store,
                           CrmStore::Open(folder_ + "/crm.db", kKey));
    HostLoop second(other_store.get(), &engines_);
    const Instant now = At("23 10:00");
    LOTSE_RETURN_IF_ERROR(Qualify(&first, "L-1", now));
    LOTSE_ASSIGN_OR_RETURN(const auto draft, first.Prepare("L-1", now));
    LOTSE_ASSIGN_OR_RETURN(const auto rival, second.Prepare("L-1", now));
    LOTSE_ASSIGN_OR_RETURN(const bool stored, second.Commit(*rival));
    LOTSE_ASSIGN_OR_RETURN(const bool stored_too, first.Commit(*draft));
    Say(absl::StrCat("  the second worker stores: ", stored ? "yes" : "no"));
    Say(absl::StrCat("  the first one stores: ", stored_too ? "yes" : "no",
                     ", it reads again and finds nothing left to do"));
    LOTSE_RETURN_IF_ERROR(first.Settle("L-1", now));
    return Show(store_.get(),
                "SELECT 'notice for ' || role || ': ' || notice || ' ' || "
                "lead_id FROM notices ORDER BY id");
  }

  absl::Status EverybodyIsBusy() {
    Say("\n10:05: L-2 is hot, too, but sam takes one lead at a time.");
    HostLoop loop(store_.get(), &engines_);
    OwnerDesk desk(store_.get(), &engines_, RoutingPreset());
    LOTSE_RETURN_IF_ERROR(Qualify(&loop, "L-2", At("23 10:05")));
    LOTSE_RETURN_IF_ERROR(loop.RunDue(At("23 10:05")));
    LOTSE_RETURN_IF_ERROR(RunDesk(&desk, &loop, At("23 10:06")));
    Say("11:00: sam closes L-1, and L-2 is tried again.");
    LeadEvent close =
        PersonEvent("close", "disqualify", "sales", At("23 11:00"));
    close.reason = "no_fit";
    LOTSE_RETURN_IF_ERROR(loop.Receive(
        "L-1", [](Facts*) {}, close));
    LOTSE_RETURN_IF_ERROR(loop.RunDue(At("23 11:00")));
    return RunDesk(&desk, &loop, At("23 11:01"));
  }

  static absl::Status RunDesk(OwnerDesk* desk, HostLoop* loop, Instant now) {
    LOTSE_ASSIGN_OR_RETURN(const RoutingReport report, desk->Run(now));
    for (const std::string& text : report.assigned) Say("  " + text);
    for (const std::string& text : report.waiting) Say("  " + text);
    return loop->RunDue(now);
  }

  absl::Status AnEventComesLate() {
    Say("\n12:00: a call of 9:30 comes in: L-2 had wrong data then.");
    HostLoop loop(store_.get(), &engines_);
    LOTSE_RETURN_IF_ERROR(loop.Receive(
        "L-2", [](Facts*) {},
        PersonEvent("late", "wrong_data", "marketing", At("23 09:30"))));
    LOTSE_RETURN_IF_ERROR(loop.RunDue(At("23 12:00")));
    LOTSE_RETURN_IF_ERROR(
        Show(store_.get(),
             "SELECT event_id || ': ' || outcome FROM events WHERE "
             "lead_id = 'L-2' AND event_id IN ('call', 'late') "
             "ORDER BY occurred_at"));
    LOTSE_RETURN_IF_ERROR(
        Show(store_.get(),
             "SELECT 'notice ' || notice || ': ' || status FROM notices WHERE "
             "lead_id = 'L-2' ORDER BY id"));
    LOTSE_RETURN_IF_ERROR(
        Show(store_.get(),
             "SELECT 'task ' || task || ': ' || status || ', made once' FROM "
             "tasks WHERE lead_id = 'L-2' ORDER BY id"));
    Say("  sam has it for sales; marketing, who corrects it, gets it back:");
    OwnerDesk desk(store_.get(), &engines_, RoutingPreset());
    LOTSE_RETURN_IF_ERROR(RunDesk(&desk, &loop, At("23 12:01")));
    return ShowLeads(store_.get());
  }

  absl::Status TimePasses() {
    Say("\nTuesday: L-3 came in and nobody looked at it. Time alone tells.");
    HostLoop loop(store_.get(), &engines_);
    LOTSE_RETURN_IF_ERROR(Capture(&loop, "L-3", At("24 09:00")));
    LOTSE_RETURN_IF_ERROR(loop.RunDue(At("24 09:00")));
    LOTSE_ASSIGN_OR_RETURN(LeadRow lead, store_->ReadLead("L-3"));
    Say("  look again at " + lead.next_check_at.ToString());
    LOTSE_RETURN_IF_ERROR(loop.RunDue(At("25 09:00")));
    return Show(store_.get(),
                "SELECT name || ' ' || to_state FROM history WHERE "
                "lead_id = 'L-3' AND kind = 'clock' ORDER BY id");
  }

  absl::Status TheSpecChanges() {
    Say("\nWednesday: a new spec; leads to be corrected are put aside.");
    EngineSpec spec = DemoSpec();
    LifecycleSpec& lifecycle = spec.lifecycles[0];
    for (size_t s = 0; s < lifecycle.states.size(); ++s) {
      if (lifecycle.states[s].id != "correcting") continue;
      lifecycle.states.erase(lifecycle.states.begin() +
                             static_cast<std::ptrdiff_t>(s));
    }
    auto& transitions = lifecycle.transitions;
    for (size_t t = transitions.size(); t-- > 0;) {
      if (transitions[t].from == std::vector<std::string>{"correcting"}) {
        transitions.erase(transitions.begin() + static_cast<std::ptrdiff_t>(t));
      } else if (transitions[t].to == "correcting") {
        transitions[t].to = "recycled";
      }
    }
    const absl::Status refused =
        Publish(spec, At("25 09:00"), store_.get()).status();
    Say(absl::StrCat("  refused: ", refused.message()));
    lifecycle.removed_states = {{"correcting", "recycled"}};
    LOTSE_ASSIGN_OR_RETURN(const MigrationReport report,
                           Publish(spec, At("25 09:00"), store_.get()));
    for (const MigrationFinding& finding : report.findings) {
      Say(absl::StrCat("  ", finding.path, ": ", finding.message));
    }
    HostLoop loop(store_.get(), &engines_);
    LOTSE_RETURN_IF_ERROR(loop.RunDue(At("25 09:01")));
    return ShowLeads(store_.get());
  }

  absl::Status SomebodyIsForgotten() {
    Say("\nThursday: the person of L-2 wants to be forgotten.");
    HostLoop loop(store_.get(), &engines_);
    LOTSE_RETURN_IF_ERROR(loop.Receive(
        "L-2", [](Facts*) {},
        PersonEvent("erase", "erase", "marketing", At("26 09:00"))));
    LOTSE_RETURN_IF_ERROR(loop.RunDue(At("26 09:00")));
    LOTSE_RETURN_IF_ERROR(ShowLeads(store_.get()));
    for (const char* address : {"l-2@example.com", "l-3@example.com"}) {
      LOTSE_ASSIGN_OR_RETURN(const bool suppressed,
                             IsSuppressed(address, store_.get()));
      Say(absl::StrCat("  ", address, ": ",
                       suppressed ? "must not be contacted" : "may come in"));
    }
    return absl::OkStatus();
  }

  absl::Status Watch() {
    Say("\nElsewhere: people move cards, Lotse decides beside them.");
    LOTSE_ASSIGN_OR_RETURN(store_,
                           CrmStore::Open(folder_ + "/shadow.db", kKey));
    EngineCache engines;
    LOTSE_RETURN_IF_ERROR(
        Publish(DemoSpec(), At("20 09:00"), store_.get()).status());
    HostLoop shadow(store_.get(), &engines, Mode::kShadow);
    const auto moved = [&](const char* lead, const char* to, Instant at) {
      const absl::Status received = shadow.Receive(
          lead, [](Facts*) {}, ObservedMove(absl::StrCat("to-", to), to, at));
      return received.ok() ? shadow.Settle(lead, at) : received;
    };
    for (const char* lead : {"L-1", "L-2", "L-3"}) {
      LOTSE_RETURN_IF_ERROR(Capture(&shadow, lead, At("23 09:00")));
      LOTSE_RETURN_IF_ERROR(shadow.Settle(lead, At("23 09:00")));
    }
    for (const char* lead : {"L-1", "L-3"}) {
      LOTSE_RETURN_IF_ERROR(Qualify(&shadow, lead, At("23 10:00")));
      LOTSE_RETURN_IF_ERROR(shadow.Settle(lead, At("23 10:00")));
    }
    LOTSE_RETURN_IF_ERROR(moved("L-1", "transferred", At("23 15:00")));
    LOTSE_RETURN_IF_ERROR(moved("L-1", "accepted", At("23 16:00")));
    LOTSE_RETURN_IF_ERROR(moved("L-2", "transferred", At("23 11:00")));
    LOTSE_RETURN_IF_ERROR(moved("L-2", "negotiation", At("23 12:00")));
    LOTSE_RETURN_IF_ERROR(shadow.RunDue(At("26 09:00")));
    LOTSE_ASSIGN_OR_RETURN(const ShadowReport report,
                           BuildShadowReport(&store_->db()));
    std::printf("%s", TextOf(report).c_str());
    return absl::OkStatus();
  }

  const std::string folder_;
  std::unique_ptr<CrmStore> store_;
  EngineCache engines_;
};

int Run() {
  std::string folder =
      (std::filesystem::temp_directory_path() / "lotse_crm_XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return 1;
  const absl::Status status = Story(folder).Tell();
  std::filesystem::remove_all(folder);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return 1;
}

}  // namespace
}  // namespace lotse::crm

int main() { return lotse::crm::Run(); }
