// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse worklist: the leads of a file to work on next, with reasons.
#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/work_item.h"
#include "tools/commands.h"
#include "tools/input_file.h"
#include "tools/lead_options.h"
#include "tools/lead_states.h"
#include "tools/terminal.h"
#include "tools/work_list_writer.h"

namespace lotse::tools {
namespace {

struct CommandOptions {
  std::string spec;
  LeadOptions leads;
  std::string states;
  WorkListOptions list;
  std::string as_of;
  std::string format;
  std::string language = "en";
};

// The leads that may be worked on.
class ItemCollector {
 public:
  ItemCollector(const Engine& engine, const LeadStates& states, Instant as_of)
      : engine_(engine), states_(states), as_of_(as_of) {}

  // Error: what is wrong with the lead or its state.
  absl::Status Add(const Facts& facts) {
    LeadState state;
    if (const auto known = states_.find(facts.lead.id);
        known != states_.end()) {
      // The spec may have changed since the state was written.
      LOTSE_ASSIGN_OR_RETURN(state, engine_.Migrate(known->second));
    }
    if (!IsToBeWorked(engine_, state)) {
      ++closed_;
      return absl::OkStatus();
    }
    LOTSE_ASSIGN_OR_RETURN(
        const ScoreReport score,
        engine_.Score(facts, as_of_, Remembering(state, {}), &scratch_));
    LOTSE_ASSIGN_OR_RETURN(
        WorkItem item,
        MakeWorkItem(engine_, facts, state, score, as_of_, &scratch_));
    items_.push_back(std::move(item));
    return absl::OkStatus();
  }

  const std::vector<WorkItem>& items() const { return items_; }
  int64_t closed() const { return closed_; }

 private:
  const Engine& engine_;
  const LeadStates& states_;
  const Instant as_of_;
  EngineScratch scratch_;
  std::vector<WorkItem> items_;
  int64_t closed_ = 0;
};

// "37 leads to work on: 5 never worked on, 3 too late; 12 are closed".
void PrintSummary(const CommandOptions& options, const WorkList& list,
                  int64_t closed, int64_t bad) {
  std::string text = absl::StrCat(
      Grouped(list.items), list.items == 1 ? " lead" : " leads", " to work on");
  if (!options.list.owner.empty()) absl::StrAppend(&text, " for this owner");
  absl::StrAppend(&text, ": ", Grouped(list.never_worked), " never worked on, ",
                  Grouped(list.too_late), " too late");
  if (list.unknown > 0) {
    absl::StrAppend(&text, ", ", Grouped(list.unknown),
                    " without a priority (no value or probability)");
  }
  if (closed > 0) {
    absl::StrAppend(&text, "; ", Grouped(closed),
                    closed == 1 ? " is closed" : " are closed");
  }
  if (bad > 0) {
    absl::StrAppend(&text, "; ", Grouped(bad),
                    bad == 1 ? " bad row left out" : " bad rows left out");
  }
  if (static_cast<int64_t>(list.entries.size()) < list.items) {
    absl::StrAppend(&text, "; the first ", list.entries.size(),
                    " are shown (--limit)");
  }
  PrintNote(text);
}

int Run(const CommandOptions& options) {
  const absl::StatusOr<Engine> engine = ReadEngine(options.spec);
  if (!engine.ok()) {
    PrintError(engine.status().message());
    return kBadInput;
  }
  const std::optional<WorkListSpec>& spec = engine->spec().work_list;
  if (!spec.has_value()) {
    PrintError(absl::StrCat(options.spec,
                            ": has no work_list; \"lotse init --preset "
                            "b2b_lifecycle\" writes a spec that does"));
    return kBadInput;
  }
  LeadStates states;
  if (!options.states.empty()) {
    absl::StatusOr<LeadStates> read = ReadLeadStates(options.states);
    if (!read.ok()) {
      PrintError(read.status().message());
      return kBadInput;
    }
    states = *std::move(read);
  }
  absl::StatusOr<LeadSource> source =
      OpenLeads(options.leads, engine->spec().schema);
  if (!source.ok()) {
    PrintError(source.status().message());
    return kBadInput;
  }
  const absl::StatusOr<Instant> as_of = ParseAsOf(options.as_of);
  if (!as_of.ok()) {
    PrintError(as_of.status().message());
    return kUsage;
  }
  ItemCollector leads(*engine, states, *as_of);
  BadRows bad(source->name);
  {
    Progress progress("leads");
    LeadRecord record;
    while (source->reader->Next(&record)) {
      progress.Step();
      absl::Status status = record.status;
      if (status.ok()) {
        status = leads.Add(record.facts);
        if (!status.ok()) status = AtLine(record.line, status);
      }
      if (status.ok()) continue;
      progress.Clear();
      bad.Add(status);
    }
  }
  const absl::StatusOr<WorkList> list =
      BuildWorkList(leads.items(), *spec, options.list, *as_of);
  if (!list.ok()) {
    PrintError(list.status().message());
    return kBadInput;
  }
  Output out;
  WriteWorkList(*list, *engine, options.format, options.language, &out);
  const absl::Status written = out.Flush();
  if (!written.ok()) {
    PrintError(written.message());
    return kBadInput;
  }
  bad.Finish();
  const absl::Status read = source->reader->status();
  if (!read.ok()) {
    PrintError(absl::StrCat(source->name, ": ", read.message()));
  }
  if (!out.closed()) PrintSummary(options, *list, leads.closed(), bad.count());
  return read.ok() && bad.count() == 0 ? kOk : kBadInput;
}

}  // namespace

void AddWorklistCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<CommandOptions>();
  CLI::App* command = tool->add_subcommand(
      "worklist", "Say which leads to work on next, and why");
  command->add_option("spec", options->spec, "The spec (JSON)")->required();
  AddLeads(command, &options->leads);
  AddLeadOptions(command, &options->leads);
  command->add_option("--states", options->states,
                      "Where the leads are: one lotse.v1.Decision a line; the "
                      "last of a lead counts. Without it no lead has an owner "
                      "or a deadline");
  command->add_option("--owner", options->list.owner,
                      "Only leads of this person, by the host's id");
  options->list.limit = kDefaultWorkListSize;
  command->add_option("--limit", options->list.limit, "The most leads to show")
      ->check(CLI::Range(int64_t{1}, int64_t{1000000}))
      ->capture_default_str();
  AddAsOf(command, &options->as_of);
  AddFormat(command, &options->format, {"table", "json", "csv"});
  AddLanguage(command, &options->language);
  command->footer(
      "The first lead is worth most: probability x value x urgency "
      "(docs/routing.md).\n"
      "Closed leads are left out. json writes one lotse.v1.WorkList.\n\n"
      "Examples:\n"
      "  lotse worklist spec.json leads.ndjson --states decisions.ndjson "
      "--owner anna\n"
      "  lotse worklist spec.json leads.csv --as-of 2026-11-23 --limit 5 "
      "--language de");
  command->callback([options, exit_code] { *exit_code = Run(*options); });
}

}  // namespace lotse::tools
