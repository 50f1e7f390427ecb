// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Router: who gets which lead, by rules, capacity, absence and working hours.
//
//   absl::StatusOr<Router> router = CompileRouting(spec, catalog, calendars);
//   // Where the lead's facts are, for each lead by itself:
//   ResolvedRequest resolved = router->Resolve(request, view, now, &scratch);
//   // In one place for all leads, with the state the store has:
//   absl::StatusOr<AssignResult> result =
//       router->Assign({resolved}, staff, state, now);
//
// Assign is a pure function, to be run serially for one state: the host stores
// the new state by compare-and-swap on its revision, and whoever comes second
// reads and calls again. So no rule and no race exceeds a capacity.
//
// An immutable handle, cheap to copy and safe to share between threads; a
// scratch belongs to one thread at a time.
#ifndef LOTSE_ROUTING_ROUTER_H_
#define LOTSE_ROUTING_ROUTER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/field_path.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"
#include "lotse/calendar/business_calendar.h"
#include "lotse/condition/condition_set.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_view.h"
#include "lotse/routing/assignment.h"
#include "lotse/routing/assignment_request.h"
#include "lotse/routing/routing_spec.h"
#include "lotse/routing/routing_state.h"
#include "lotse/routing/staff.h"

namespace lotse {

// A lead that nobody works any more, or not this person.
struct RoutingRelease {
  // Required.
  std::string lead_id;
  // Only if this person has it. Unset: whoever has it.
  std::string person_id;
  // Also who had it is forgotten; for leads that are erased.
  bool forget = false;

  static constexpr auto Fields() {
    return FieldList(Field{1, "lead_id", &RoutingRelease::lead_id},
                     Field{2, "person_id", &RoutingRelease::person_id},
                     Field{3, "forget", &RoutingRelease::forget});
  }
};

struct ReleaseResult {
  // As for AssignResult; the state given, unless something changed.
  RoutingState state;
  bool changed = false;
  // What was open and is not any more, by lead_id.
  std::vector<OpenAssignment> released;

  static constexpr auto Fields() {
    return FieldList(Field{1, "state", &ReleaseResult::state},
                     Field{2, "changed", &ReleaseResult::changed},
                     Field{3, "released", &ReleaseResult::released});
  }
};

struct MigratedRouting {
  RoutingState state;
  // All leads that wait: resolve them again and give them to Assign, for the
  // rules that apply to them may be others now.
  std::vector<std::string> to_resolve;

  static constexpr auto Fields() {
    return FieldList(Field{1, "state", &MigratedRouting::state},
                     Field{2, "to_resolve", &MigratedRouting::to_resolve});
  }
};

class Router {
 public:
  // What the rules find in a lead's facts at `as_of`. Cannot fail. A waiting
  // request may be resolved again at any time, when facts have changed.
  ResolvedRequest Resolve(const AssignmentRequest& request,
                          const LeadView& view, Instant as_of,
                          ConditionScratch* scratch) const;

  // Serves `requests` and all that wait in `state`, in the order (requested_at,
  // lead_id), whatever their order in the list. Of two requests for one lead
  // the later counts. A request that is later than the lead's open assignment
  // takes the lead from its owner first.
  //
  // Errors: InvalidArgument with the path of what is wrong in requests, staff,
  // state or now; FailedPrecondition for a state of another tenant or spec (see
  // Migrate); ResourceExhausted if more than kMaxWaitingRequests would wait or
  // kMaxOpenAssignments be open.
  absl::StatusOr<AssignResult> Assign(
      absl::Span<const ResolvedRequest> requests, const Staff& staff,
      const RoutingState& state, Instant now) const;

  // Ends assignments and takes leads out of the queue. Doing it again changes
  // nothing. Errors: as Assign.
  absl::StatusOr<ReleaseResult> Release(
      absl::Span<const RoutingRelease> releases,
      const RoutingState& state) const;

  // The first state, with what is open already; in any order. Error:
  // InvalidArgument with the path, "open[3].lead_id: stands twice".
  absl::StatusOr<RoutingState> Start(
      absl::Span<const OpenAssignment> open = {}) const;

  // A state of an older spec for this one. Whose turn it is stays where pools
  // stay. Errors: as Assign, but not for another spec.
  absl::StatusOr<MigratedRouting> Migrate(const RoutingState& state) const;

  // Adds everything that is wrong with `staff`, at `path`: repeated or missing
  // ids; unknown teams, pools, territories and calendars; negative figures;
  // absences that end before they begin.
  void ValidateStaff(const Staff& staff, const FieldPath& path,
                     SpecIssues* issues) const;

  // Adds what `staff` lacks for the rules; nothing is refused for it: pools
  // without people or with nobody who can ever take a lead, territories without
  // people, rules that name somebody unknown, people whose calendar has no
  // working hour from `now` on. Paths are those of the spec, at `path`, and of
  // staff. Nothing is added for a staff that ValidateStaff finds fault with.
  void FindStaffGaps(const Staff& staff, Instant now, const FieldPath& path,
                     SpecIssues* gaps) const;

  const RoutingSpec& spec() const { return rep_->spec; }
  absl::string_view tenant() const { return rep_->tenant; }
  // What RoutingState::spec says.
  absl::string_view fingerprint() const { return rep_->fingerprint; }

  // The calendar of RoutingSpec::calendar; null if there is none.
  const BusinessCalendar* calendar() const;

  // Memory that the compiled rules take besides the spec, in bytes.
  size_t MemoryUsage() const;

 private:
  friend class AssignRun;
  friend class RoutingLowering;
  friend class StaffRoster;
  friend absl::StatusOr<Router> CompileRouting(
      const RoutingSpec& spec, const FactCatalog& catalog,
      absl::Span<const BusinessCalendar> calendars, absl::string_view tenant);

  struct CompiledRule {
    // Index of its pool; -1: none.
    int32_t pool = -1;
    std::optional<FactSlot> owner;
    std::vector<FactSlot> skills;
    std::optional<FactSlot> language;
  };
  using Index = std::map<std::string, uint32_t, std::less<>>;
  struct Rep {
    RoutingSpec spec;
    std::string tenant;
    std::string fingerprint;
    // Condition t of territory t, then those of the rules.
    ConditionSet conditions;
    std::vector<CompiledRule> rules;
    std::optional<FactSlot> postal_code;
    std::optional<FactSlot> country;
    Index rule_index;
    Index pool_index;
    Index territory_index;
    std::map<std::string, BusinessCalendar, std::less<>> calendars;
    bool remembers_leads = false;
    bool remembers_companies = false;
  };
  explicit Router(std::shared_ptr<const Rep> rep) : rep_(std::move(rep)) {}

  // Whether the state is one that the router may go on with.
  absl::Status CheckState(const RoutingState& state, bool any_spec) const;
  void ValidateRequest(const ResolvedRequest& resolved, const FieldPath& path,
                       SpecIssues* issues) const;
  std::shared_ptr<const Rep> rep_;
};

// Adds everything that is wrong with `spec`, at `path`: conditions that do not
// fit the catalog or read a fact that is not for scoring; repeated ids, unknown
// pools, facts of other types and calendars, rules that name nobody or several,
// settings that have no effect. `calendars`: those that people may have.
void ValidateRouting(const RoutingSpec& spec, const FactCatalog& catalog,
                     absl::Span<const BusinessCalendar> calendars,
                     const FieldPath& path, SpecIssues* issues);

// Compiles the spec. `tenant`: its state is refused by routers of others.
// Error: InvalidArgument with the first issue of ValidateRouting, its path
// beginning with "routing".
absl::StatusOr<Router> CompileRouting(
    const RoutingSpec& spec, const FactCatalog& catalog,
    absl::Span<const BusinessCalendar> calendars = {},
    absl::string_view tenant = "");

}  // namespace lotse

#endif  // LOTSE_ROUTING_ROUTER_H_
