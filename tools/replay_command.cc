// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse replay: where leads were at any instant, from the log of their events.
#include <CLI/App.hpp>
#include <memory>
#include <string>
#include <vector>

#include "tools/commands.h"
#include "tools/lead_options.h"
#include "tools/log_command.h"

namespace lotse::tools {

void AddReplayCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<LogOptions>();
  options->leads.path.clear();
  CLI::App* command = tool->add_subcommand(
      "replay", "Tell from a log of events where leads were at any instant");
  command->add_option("spec", options->spec, "The spec (JSON)")->required();
  AddLeads(command, &options->leads);
  command
      ->add_option("--events", options->events,
                   "The log: NDJSON or CSV with lead_id, event, occurred_at, "
                   "in any order")
      ->required();
  command->add_option("--id", options->id,
                      "The history of this lead, step by step");
  command->add_flag("--without-facts", options->without_facts,
                    "Take leads that are only in the log, with no facts");
  AddLeadOptions(command, &options->leads);
  command->add_option("--as-of", options->as_of,
                      "Up to this date or time; later events and facts do not "
                      "exist yet. Default: now");
  AddFormat(command, &options->format, {"table", "json"});
  AddLanguage(command, &options->language);
  command->footer(
      "Examples:\n"
      "  lotse replay spec.json leads.ndjson --events log.ndjson\n"
      "  lotse replay spec.json leads.ndjson --events log.ndjson --as-of "
      "2026-07-01\n"
      "  lotse replay spec.json leads.ndjson --events log.csv --id L-17\n"
      "  lotse replay spec.json leads.ndjson --events log.ndjson --format json "
      "> decisions.ndjson");
  command->callback([options, exit_code] {
    *exit_code =
        RunLogCommand(*options, [](const Engine& engine, const Facts& facts,
                                   const std::vector<LeadEvent>& events,
                                   Instant as_of, EngineScratch* scratch) {
          return engine.Replay(facts, events, as_of, {}, scratch);
        });
  });
}

}  // namespace lotse::tools
