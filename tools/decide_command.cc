// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse decide: what new events mean for leads, one after the other, as a host
// would ask.
#include <CLI/App.hpp>
#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "tools/commands.h"
#include "tools/lead_options.h"
#include "tools/lead_states.h"
#include "tools/log_command.h"
#include "tools/terminal.h"

namespace lotse::tools {
namespace {

struct CommandOptions {
  LogOptions log;
  std::string states;
  bool score = false;
};

template <typename T>
void Append(std::vector<T>* all, std::vector<T> more) {
  std::move(more.begin(), more.end(), std::back_inserter(*all));
}

void Append(LifecycleSteps* all, LifecycleSteps more) {
  Append(&all->transitions, std::move(more.transitions));
  Append(&all->conversions, std::move(more.conversions));
  Append(&all->clocks, std::move(more.clocks));
  Append(&all->tasks, std::move(more.tasks));
  Append(&all->notices, std::move(more.notices));
  Append(&all->owners, std::move(more.owners));
  Append(&all->activities, std::move(more.activities));
  Append(&all->blocked, std::move(more.blocked));
  all->erase |= more.erase;
}

// What happened most: one event that needs a replay is what there is to know,
// then one that was applied.
DecisionOutcome Stronger(DecisionOutcome a, DecisionOutcome b) {
  for (const DecisionOutcome first :
       {DecisionOutcome::kNeedsReplay, DecisionOutcome::kApplied,
        DecisionOutcome::kStaleRevision, DecisionOutcome::kNoTransition}) {
    if (a == first || b == first) return first;
  }
  return DecisionOutcome::kDuplicate;
}

// All events of a lead, each decided when it comes, then time up to `as_of`.
absl::StatusOr<Decision> DecideAll(const Engine& engine, const Facts& facts,
                                   const std::vector<LeadEvent>& events,
                                   LeadState state, Instant as_of, bool score,
                                   EngineScratch* scratch) {
  LifecycleSteps steps;
  DecisionOutcome outcome = DecisionOutcome::kUnspecified;
  Instant now = state.followed_to;
  for (size_t i = 0; i < events.size(); ++i) {
    if (events[i].occurred_at > as_of) continue;
    now = std::max(now, events[i].occurred_at);
    absl::StatusOr<Decision> decision =
        engine.Decide(facts, std::move(state), events[i], now, {}, scratch);
    if (!decision.ok()) {
      return absl::Status(decision.status().code(),
                          absl::StrCat("event ", i + 1, " of the lead: ",
                                       decision.status().message()));
    }
    outcome = outcome == DecisionOutcome::kUnspecified
                  ? decision->outcome
                  : Stronger(outcome, decision->outcome);
    state = std::move(decision->state);
    Append(&steps, std::move(decision->steps));
  }
  DecideOptions how;
  if (score) how.score.emplace();
  LOTSE_ASSIGN_OR_RETURN(
      Decision last,
      engine.Tick(facts, std::move(state), std::max(as_of, now), how, scratch));
  Append(&steps, std::move(last.steps));
  last.steps = std::move(steps);
  if (outcome != DecisionOutcome::kUnspecified) {
    last.outcome = Stronger(outcome, last.outcome);
  }
  return last;
}

int Run(const CommandOptions& options) {
  LeadStates states;
  if (!options.states.empty()) {
    absl::StatusOr<LeadStates> read = ReadLeadStates(options.states);
    if (!read.ok()) {
      PrintError(read.status().message());
      return kBadInput;
    }
    states = *std::move(read);
  }
  return RunLogCommand(
      options.log, [&](const Engine& engine, const Facts& facts,
                       const std::vector<LeadEvent>& events, Instant as_of,
                       EngineScratch* scratch) {
        const auto state = states.find(facts.lead.id);
        return DecideAll(engine, facts, events,
                         state == states.end() ? LeadState() : state->second,
                         as_of, options.score, scratch);
      });
}

}  // namespace

void AddDecideCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<CommandOptions>();
  LogOptions* log = &options->log;
  log->leads.path.clear();
  CLI::App* command = tool->add_subcommand(
      "decide", "Say what new events mean for leads, and what is to do");
  command->add_option("spec", log->spec, "The spec (JSON)")->required();
  AddLeads(command, &log->leads);
  command
      ->add_option("--events", log->events,
                   "The new events: NDJSON or CSV with lead_id, event, "
                   "occurred_at, in the order in which they became known")
      ->required();
  command->add_option(
      "--states", options->states,
      "Where the leads are, as decide, replay or adopt wrote "
      "it with --format json; leads that are not in it are new");
  command->add_option("--id", log->id, "Only this lead, step by step");
  command->add_flag("--score", options->score,
                    "With --format json: the score at the end as well");
  command->add_flag("--without-facts", log->without_facts,
                    "Take leads that are only in the log, with no facts");
  AddLeadOptions(command, &log->leads);
  command->add_option("--as-of", log->as_of,
                      "The present instant; later events wait. Default: now");
  AddFormat(command, &log->format, {"table", "json"});
  AddLanguage(command, &log->language);
  command->footer(
      "Examples:\n"
      "  lotse decide spec.json leads.ndjson --events new.ndjson --states "
      "states.ndjson\n"
      "  lotse decide spec.json leads.ndjson --events new.csv --format json > "
      "states.ndjson");
  command->callback([options, exit_code] { *exit_code = Run(*options); });
}

}  // namespace lotse::tools
