// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// A lead finds its owner and lands on a work list: a decision asks for an
// owner, the router finds one, an event `assigned` tells the lifecycle.
#include <cstdio>
#include <string>

#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "lotse/engine/work_item.h"
#include "lotse/routing/describe_assignment.h"

namespace {

lotse::LeadEvent EventOf(const char* id, const char* name, lotse::Instant at) {
  lotse::LeadEvent event;
  event.id = id;
  event.event = name;
  event.occurred_at = at;
  return event;
}

}  // namespace

int main() {
  const auto engine = lotse::CompileEngine(*lotse::Preset("b2b_lifecycle"));
  if (!engine.ok()) return 1;
  const auto monday = *lotse::Instant::Parse("2026-11-23T09:00:00+01:00");
  const auto later = monday + lotse::Duration::Hours(6);

  lotse::Facts facts;
  facts.lead.id = "L-1";
  facts.lead.channel = "reply_card";
  facts.lead.created_at = monday;
  facts.persons.resize(1);

  // What the host knows of its people today, and the state in its store.
  lotse::Staff staff;
  lotse::StaffMember anna;
  anna.id = "anna";
  anna.pools = {"marketing"};
  staff.people = {anna};
  lotse::RoutingState routing;

  // For each lead by itself, on any thread.
  const auto captured = engine->Decide(
      facts, lotse::LeadState(), EventOf("E-1", "capture", monday), monday);
  if (!captured.ok()) return 1;

  // In one place for all leads.
  const auto assigned =
      engine->router()->Assign(captured->requests, staff, routing, monday);
  if (!assigned.ok() || assigned->assignments.empty()) return 1;
  routing = assigned->state;  // If the stored revision is still the same.

  // For the lead again.
  const lotse::Assignment& given = assigned->assignments[0];
  std::printf(
      "%s\n",
      lotse::DescribeAssignment(given, *engine->router(), "en").c_str());
  lotse::LeadEvent event = EventOf("E-2", "assigned", given.assigned_at);
  event.owner = given.person_id;
  const auto owned = engine->Decide(facts, captured->state, event, monday);
  if (!owned.ok()) return 1;

  // Six hours later: what is worth working on?
  lotse::EngineScratch scratch;
  const auto score =
      engine->Score(facts, later, lotse::Remembering(owned->state, {}));
  if (!score.ok()) return 1;
  const auto item = lotse::MakeWorkItem(*engine, facts, owned->state, *score,
                                        later, &scratch);
  if (!item.ok()) return 1;
  lotse::WorkListOptions options;
  options.owner = "anna";
  const auto list =
      lotse::BuildWorkList({*item}, *engine->spec().work_list, options, later);
  if (!list.ok()) return 1;
  for (const lotse::WorkEntry& entry : list->entries) {
    std::printf("%s\n", lotse::DescribeWorkEntry(entry, "en").c_str());
  }
  return 0;
}
