// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse migrate: what a changed spec means for leads that are under way, and
// their states carried over.
#include <CLI/App.hpp>
#include <CLI/Option.hpp>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "lotse/engine/engine.h"
#include "lotse/proto/json.h"
#include "tools/commands.h"
#include "tools/input_file.h"
#include "tools/lead_options.h"
#include "tools/lead_states.h"
#include "tools/terminal.h"

namespace lotse::tools {
namespace {

struct CommandOptions {
  std::string spec;
  std::string old_spec;
  std::string states;
  std::string format;
};

int Fail(const absl::Status& status) {
  PrintError(status.message());
  return kBadInput;
}

int Check(const CommandOptions& options, const Engine& engine) {
  const absl::StatusOr<Engine> old = ReadEngine(options.old_spec);
  if (!old.ok()) return Fail(old.status());
  const MigrationReport report = CheckMigration(old->spec(), engine.spec());
  Output out;
  int64_t to_mend = 0;
  for (const MigrationFinding& finding : report.findings) {
    if (finding.must_be_mended) ++to_mend;
  }
  if (options.format == "json") {
    out.Write(proto::ToJson(report, proto::JsonStyle::kReadable));
  } else {
    for (const MigrationFinding& finding : report.findings) {
      out.Write(absl::StrCat(finding.must_be_mended
                                 ? Styled("mend  ", Style::kRed, out.color())
                                 : "      ",
                             finding.path, ": ", finding.message, "\n"));
    }
    out.Write(report.findings.empty()
                  ? "Every lead goes on where it is.\n"
                  : absl::StrCat(report.findings.size(), " findings, ", to_mend,
                                 " to mend.\n"));
  }
  const absl::Status written = out.Flush();
  if (!written.ok()) return Fail(written);
  return to_mend > 0 ? kBadInput : kOk;
}

int Migrate(const CommandOptions& options, const Engine& engine) {
  const absl::StatusOr<LeadStates> states = ReadLeadStates(options.states);
  if (!states.ok()) return Fail(states.status());
  Output out;
  int64_t carried = 0, failed = 0;
  for (const auto& [id, state] : *states) {
    absl::StatusOr<LeadState> migrated = engine.Migrate(state);
    if (!migrated.ok()) {
      ++failed;
      PrintError(absl::StrCat("lead ", Printable(id), ": ",
                              migrated.status().message()));
      continue;
    }
    ++carried;
    Decision decision;
    decision.lead_id = id;
    decision.outcome = DecisionOutcome::kApplied;
    decision.state = *std::move(migrated);
    out.Write(proto::ToJson(decision));
    out.Write("\n");
  }
  const absl::Status written = out.Flush();
  if (!written.ok()) return Fail(written);
  PrintNote(absl::StrCat(
      Grouped(carried), " states carried over",
      failed > 0 ? absl::StrCat(", ", Grouped(failed),
                                " not: \"lotse replay\" with their events "
                                "tells where they are")
                 : ""));
  return failed > 0 ? kBadInput : kOk;
}

int Run(const CommandOptions& options) {
  const absl::StatusOr<Engine> engine = ReadEngine(options.spec);
  if (!engine.ok()) return Fail(engine.status());
  if (options.old_spec.empty() == options.states.empty()) {
    PrintError("give --check OLD or --states FILE");
    return kUsage;
  }
  return options.states.empty() ? Check(options, *engine)
                                : Migrate(options, *engine);
}

}  // namespace

void AddMigrateCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<CommandOptions>();
  CLI::App* command = tool->add_subcommand(
      "migrate", "Carry leads over to a changed spec, or check what it means");
  command->add_option("spec", options->spec, "The new spec (JSON)")->required();
  CLI::Option* check =
      command->add_option("--check", options->old_spec,
                          "The old spec: say what the change means for leads "
                          "that are under way");
  command
      ->add_option("--states", options->states,
                   "States of the old spec, as decide or replay wrote them; "
                   "those of the new one are written")
      ->excludes(check);
  AddFormat(command, &options->format, {"table", "json"});
  command->footer(
      "Exit code 1 if something must be mended, or a state needs a replay.\n\n"
      "Examples:\n"
      "  lotse migrate new.json --check old.json\n"
      "  lotse migrate new.json --states old.ndjson > new.ndjson");
  command->callback([options, exit_code] { *exit_code = Run(*options); });
}

}  // namespace lotse::tools
