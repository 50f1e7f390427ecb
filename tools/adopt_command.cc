// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse adopt: states for records without a log, from the host's own status.
#include <CLI/App.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "lotse/engine/engine.h"
#include "lotse/proto/json.h"
#include "tools/commands.h"
#include "tools/input_file.h"
#include "tools/lead_options.h"
#include "tools/terminal.h"

namespace lotse::tools {
namespace {

struct CommandOptions {
  std::string spec;
  LeadOptions leads;
  std::string status;
  std::string since;
  std::string as_of;
};

// The latest entry of an attribute up to `now`; null if there is none.
const Attribute* Latest(const std::vector<Attribute>& attributes,
                        const std::string& key, Instant now) {
  const Attribute* latest = nullptr;
  for (const Attribute& attribute : attributes) {
    if (attribute.key != key || attribute.since > now) continue;
    if (latest == nullptr || latest->since <= attribute.since) {
      latest = &attribute;
    }
  }
  return latest;
}

class Adoption {
 public:
  Adoption(const CommandOptions& options, const Engine& engine, Instant now)
      : options_(options), engine_(engine), now_(now) {}

  // Writes the lead's state. Error: what is wrong with its facts.
  absl::Status Add(const Facts& facts) {
    const Attribute* status =
        Latest(facts.lead.attributes, options_.status, now_);
    const std::string* text =
        status == nullptr ? nullptr
                          : std::get_if<std::string>(&status->value.kind);
    if (text == nullptr) {
      ++without_status_;
      return absl::OkStatus();
    }
    absl::StatusOr<LeadState> state =
        engine_.Adopt(facts, *text, Since(facts, *status), now_);
    if (absl::IsNotFound(state.status())) {
      ++unknown_[*text];
      return absl::OkStatus();
    }
    if (!state.ok()) return state.status();
    ++adopted_;
    Decision decision;
    decision.lead_id = facts.lead.id;
    decision.outcome = DecisionOutcome::kApplied;
    decision.state = *std::move(state);
    out_.Write(proto::ToJson(decision));
    out_.Write("\n");
    return absl::OkStatus();
  }

  // The exit code.
  int Finish() {
    const absl::Status written = out_.Flush();
    if (!written.ok()) {
      PrintError(written.message());
      return kBadInput;
    }
    PrintNote(absl::StrCat(Grouped(adopted_), " states written"));
    if (without_status_ > 0) {
      PrintError(absl::StrCat(Grouped(without_status_),
                              " leads have no text in the attribute \"",
                              options_.status, "\" (--status)"));
    }
    for (const auto& [status, count] : unknown_) {
      PrintError(absl::StrCat(
          Grouped(count), " leads have the status \"", Printable(status),
          "\", which no lifecycle knows; add {\"host_status\": \"",
          Printable(status), "\", \"state\": ...} to `lifecycles[0].adopted`"));
    }
    return without_status_ > 0 || !unknown_.empty() ? kBadInput : kOk;
  }
  bool closed() const { return out_.closed(); }

 private:
  // Since when the lead is there: the time of the attribute that is named, else
  // since when the status is known, else the first contact, else now.
  Instant Since(const Facts& facts, const Attribute& status) const {
    if (!options_.since.empty()) {
      const Attribute* since =
          Latest(facts.lead.attributes, options_.since, now_);
      if (since != nullptr) {
        if (const auto* at = std::get_if<Instant>(&since->value.kind)) {
          return *at;
        }
        if (const auto* date = std::get_if<Date>(&since->value.kind)) {
          return Instant::StartOf(*date);
        }
      }
    }
    if (status.since != Instant()) return status.since;
    return facts.lead.created_at == Instant() ? now_ : facts.lead.created_at;
  }

  const CommandOptions& options_;
  const Engine& engine_;
  const Instant now_;
  Output out_;
  int64_t adopted_ = 0;
  int64_t without_status_ = 0;
  std::map<std::string, int64_t> unknown_;
};

int Run(const CommandOptions& options) {
  const auto fail = [](const absl::Status& status, int code) {
    PrintError(status.message());
    return code;
  };
  const absl::StatusOr<Engine> engine = ReadEngine(options.spec);
  if (!engine.ok()) return fail(engine.status(), kBadInput);
  const absl::StatusOr<Instant> now = ParseAsOf(options.as_of);
  if (!now.ok()) return fail(now.status(), kUsage);
  absl::StatusOr<LeadSource> source =
      OpenLeads(options.leads, engine->spec().schema);
  if (!source.ok()) return fail(source.status(), kBadInput);
  Adoption adoption(options, *engine, *now);
  BadRows bad(source->name);
  Progress progress("leads");
  LeadRecord record;
  while (!adoption.closed() && source->reader->Next(&record)) {
    progress.Step();
    absl::Status status = record.status;
    if (status.ok()) {
      status = adoption.Add(record.facts);
      if (!status.ok()) status = AtLine(record.line, status);
    }
    if (status.ok()) continue;
    progress.Clear();
    bad.Add(status);
  }
  progress.Clear();
  bad.Finish();
  if (!source->reader->status().ok()) {
    return fail(source->reader->status(), kBadInput);
  }
  const int code = adoption.Finish();
  return bad.count() > 0 ? kBadInput : code;
}

}  // namespace

void AddAdoptCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<CommandOptions>();
  CLI::App* command =
      tool->add_subcommand("adopt", "Make states for records that have no log");
  command->add_option("spec", options->spec, "The spec (JSON)")->required();
  AddLeads(command, &options->leads);
  command
      ->add_option("--status", options->status,
                   "The lead's attribute with the host's status")
      ->required();
  command->add_option("--since", options->since,
                      "The lead's attribute that says since when; else the "
                      "first contact");
  AddLeadOptions(command, &options->leads);
  command->add_option("--as-of", options->as_of,
                      "The present instant. Default: now");
  command->footer(
      "Old records make no tasks and no breaches. States are written as "
      "NDJSON,\nfor --states of other commands.\n\n"
      "Example:\n"
      "  lotse adopt spec.json leads.csv --status crm_status --since "
      "status_since > states.ndjson");
  command->callback([options, exit_code] { *exit_code = Run(*options); });
}

}  // namespace lotse::tools
