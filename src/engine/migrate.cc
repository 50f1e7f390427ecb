// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Engine::Migrate and CheckMigration: specs that change while leads are under
// way.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/field_path.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/engine.h"

namespace lotse {
namespace {

template <typename Spec>
const Spec* Find(const std::vector<Spec>& list, absl::string_view id) {
  for (const Spec& spec : list) {
    if (spec.id == id) return &spec;
  }
  return nullptr;
}

class MigrationCheck {
 public:
  MigrationCheck(const LifecycleSpec& before, const LifecycleSpec& after,
                 const FieldPath& path, std::vector<MigrationFinding>* findings)
      : before_(before), after_(after), path_(path), findings_(findings) {}

  void Run() {
    for (size_t s = 0; s < before_.states.size(); ++s) {
      CheckState(before_.states[s], path_.Child("states", s));
    }
    for (size_t c = 0; c < before_.clocks.size(); ++c) {
      const ClockSpec& clock = before_.clocks[c];
      const FieldPath here = path_.Child("clocks", c);
      const ClockSpec* now = Find(after_.clocks, clock.id);
      if (now == nullptr) {
        Add(here, "is gone: where it runs it is dropped without a judgement",
            false);
      } else if (now->target != clock.target ||
                 now->calendar != clock.calendar) {
        Add(here,
            "has another target or calendar: deadlines that have not passed "
            "are counted anew",
            false);
      }
    }
    for (size_t r = 0; r < before_.roles.size(); ++r) {
      if (Find(after_.roles, before_.roles[r].id) == nullptr) {
        Add(path_.Child("roles", r),
            "is gone: its leads get the role of their state and need an owner",
            false);
      }
    }
    for (size_t e = 0; e < before_.events.size(); ++e) {
      if (!Knows(before_.events[e].id)) {
        Add(path_.Child("events", e),
            "is gone: hosts that still raise it get an error, and a log with "
            "it cannot be replayed; name it in `also` of another event",
            true);
      }
    }
  }

 private:
  void CheckState(const StateSpec& state, const FieldPath& here) {
    const StateSpec* now = Find(after_.states, state.id);
    if (now == nullptr) {
      const RemovedState* moved = Find(after_.removed_states, state.id);
      if (moved == nullptr) {
        Add(here, "is gone: say in `removed_states` where its leads move to",
            true);
      } else {
        Add(here,
            absl::StrCat("is gone: its leads move to \"", moved->moved_to,
                         "\""),
            false);
      }
      return;
    }
    if (now->phase != state.phase) {
      Add(here.Child("phase"), "is another one for the leads in this state",
          false);
    }
    for (size_t t = 0; t < state.timers.size(); ++t) {
      if (Find(now->timers, state.timers[t].id) == nullptr) {
        Add(here.Child("timers", t), "is gone: it does not go off any more",
            false);
      }
    }
    for (const StateTimer& timer : now->timers) {
      if (Find(state.timers, timer.id) == nullptr) {
        Add(here,
            absl::StrCat("has the new timer \"", timer.id,
                         "\": for leads that came long ago it goes off "
                         "at once"),
            false);
      }
    }
  }

  bool Knows(absl::string_view event) const {
    return std::any_of(
        after_.events.begin(), after_.events.end(), [&](const EventSpec& e) {
          return e.id == event ||
                 std::find(e.also.begin(), e.also.end(), event) != e.also.end();
        });
  }

  void Add(const FieldPath& path, std::string message, bool must) {
    findings_->push_back({path.ToString(), std::move(message), must});
  }

  const LifecycleSpec& before_;
  const LifecycleSpec& after_;
  const FieldPath& path_;
  std::vector<MigrationFinding>* const findings_;
};

}  // namespace

absl::StatusOr<LeadState> Engine::Migrate(const LeadState& state) const {
  if (state.tenant != spec().tenant) {
    return absl::FailedPreconditionError("state.tenant: is another tenant's");
  }
  if (state.lifecycle.empty()) return state;
  const Lifecycle* lifecycle = FindLifecycle(state.lifecycle);
  if (lifecycle == nullptr) {
    return absl::FailedPreconditionError(
        "state.lifecycle: there is none of this name any more: replay the "
        "lead");
  }
  if (state.spec == lifecycle->fingerprint()) return state;
  LOTSE_ASSIGN_OR_RETURN(LeadState migrated, lifecycle->Migrate(state));
  LOTSE_RETURN_IF_ERROR(lifecycle->CheckState(migrated));
  return migrated;
}

MigrationReport CheckMigration(const EngineSpec& before,
                               const EngineSpec& after) {
  MigrationReport report;
  std::vector<MigrationFinding>& findings = report.findings;
  const FieldPath root;
  if (before.tenant != after.tenant) {
    findings.push_back(
        {"tenant", "is another one: no state can be carried over", true});
  }
  for (size_t i = 0; i < before.lifecycles.size(); ++i) {
    const LifecycleSpec& lifecycle = before.lifecycles[i];
    const FieldPath here = root.Child("lifecycles", i);
    const auto now = std::find_if(
        after.lifecycles.begin(), after.lifecycles.end(),
        [&](const LifecycleSpec& spec) { return spec.name == lifecycle.name; });
    if (now == after.lifecycles.end()) {
      findings.push_back({here.ToString(),
                          "is gone: its leads must be replayed in another one",
                          true});
      continue;
    }
    MigrationCheck(lifecycle, *now, here, &findings).Run();
  }
  if (before.routing.has_value() && !after.routing.has_value()) {
    findings.push_back(
        {"routing", "is gone: leads that wait for an owner get none", false});
  } else if (before.routing.has_value() && *before.routing != *after.routing) {
    findings.push_back({"routing",
                        "is another one: give its state to Router::Migrate, "
                        "and resolve the leads that wait again",
                        false});
  }
  return report;
}

}  // namespace lotse
