// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse generate: synthetic leads to try things with.
#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <cstdint>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "lotse/lifecycle/logged_event.h"
#include "lotse/proto/json.h"
#include "tools/commands.h"
#include "tools/lead_generator.h"
#include "tools/lead_options.h"
#include "tools/sales_year.h"
#include "tools/terminal.h"

namespace lotse::tools {
namespace {

constexpr int64_t kMaxLeads = 100000000;

struct GenerateOptions {
  int64_t leads = 1000;
  uint64_t seed = 1;
  std::string until = "2026-11-01";
  std::string format;
  bool no_outcomes = false;
  // A file for the log of what a team does with the leads. Empty: none.
  std::string events;
};

// Writes the events of one lead after the other, each on a line.
class LogFile {
 public:
  explicit LogFile(const std::string& path)
      : path_(path), file_(path, std::ios::binary | std::ios::trunc) {}

  void Write(const std::string& lead_id, std::vector<LeadEvent> events) {
    count_ += static_cast<int64_t>(events.size());
    for (LeadEvent& event : events) {
      file_ << proto::ToJson(LoggedEvent{lead_id, std::move(event)}) << "\n";
    }
  }
  absl::Status Close() {
    file_.close();
    return file_
               ? absl::OkStatus()
               : absl::UnknownError(absl::StrCat(path_, ": cannot be written"));
  }
  int64_t count() const { return count_; }

 private:
  const std::string path_;
  std::ofstream file_;
  int64_t count_ = 0;
};

// Leads with a year of work on them.
absl::Status WriteYear(const GenerateOptions& options,
                       const LeadGenerator& generator, Instant until,
                       Output* out) {
  LOTSE_ASSIGN_OR_RETURN(const SalesYear year,
                         SalesYear::Make(options.seed, until));
  LogFile log(options.events);
  {
    Progress progress("leads");
    for (int64_t i = 0; i < options.leads && !out->closed(); ++i) {
      progress.Step();
      LOTSE_ASSIGN_OR_RETURN(WorkedLead worked,
                             year.Work(generator.Make(i), i));
      out->Write(absl::StrCat(proto::ToJson(worked.facts), "\n"));
      log.Write(worked.facts.lead.id, std::move(worked.events));
    }
  }
  LOTSE_RETURN_IF_ERROR(log.Close());
  PrintNote(absl::StrCat(Grouped(log.count()), " events in ", options.events));
  return absl::OkStatus();
}

int Run(const GenerateOptions& options) {
  LeadGeneratorOptions how;
  how.seed = options.seed;
  how.outcomes = !options.no_outcomes;
  const absl::StatusOr<Instant> until = Instant::Parse(options.until);
  if (!until.ok() || *until < Instant::FromMicros(0) + Duration::Days(365) ||
      Instant::Max() - Duration::Days(365) < *until) {
    PrintError(
        "--until: write a date or a time with its zone from 1971 to 9998, such "
        "as 2026-11-01");
    return kUsage;
  }
  how.until = *until;
  if (!options.events.empty()) {
    // A year of work; how it ended is in the log.
    how.outcomes = false;
    how.days = 365;
  }
  const LeadGenerator generator(how);
  Output out;
  if (!options.events.empty()) {
    const absl::Status worked = WriteYear(options, generator, *until, &out);
    if (!worked.ok()) {
      PrintError(worked.message());
      return kBadInput;
    }
  } else {
    Progress progress("leads");
    for (int64_t i = 0; i < options.leads && !out.closed(); ++i) {
      progress.Step();
      out.Write(proto::ToJson(generator.Lead(i)));
      out.Write("\n");
    }
  }
  const absl::Status written = out.Flush();
  if (!written.ok()) {
    PrintError(written.message());
    return kBadInput;
  }
  PrintNote(
      absl::StrCat(Grouped(options.leads),
                   options.leads == 1 ? " synthetic lead" : " synthetic leads",
                   ": people and companies are invented, "
                   "chance decided the rest (seed ",
                   options.seed, ")"));
  return kOk;
}

}  // namespace

void AddGenerateCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<GenerateOptions>();
  CLI::App* command = tool->add_subcommand(
      "generate", "Write synthetic leads to try things with");
  command->add_option("--leads", options->leads, "How many")
      ->check(CLI::Range(int64_t{0}, kMaxLeads))
      ->capture_default_str();
  command
      ->add_option("--seed", options->seed,
                   "The same seed gives the same leads, everywhere")
      ->capture_default_str();
  command
      ->add_option("--until", options->until,
                   "When the pipeline is seen; all facts are from before")
      ->capture_default_str();
  AddFormat(command, &options->format, {"ndjson"});
  command->add_flag("--no-outcomes", options->no_outcomes,
                    "Without what became of the leads afterwards");
  command->add_option("--events", options->events,
                      "Let a team work on the leads for a year, and write the "
                      "log of it to this "
                      "file; the leads then have what the team found out");
  command->footer(
      "The leads are SYNTHETIC: those of an invented German company that "
      "sells\n"
      "software and scanners for warehouses. Each says so in its campaign and "
      "its id.\n"
      "They fit the preset b2b (lotse init --preset b2b), but who buys follows "
      "from\n"
      "hidden needs, budgets and luck, not from points. Outcomes are from the "
      "half year\n"
      "after --until; as of --until all leads are open.\n\n"
      "Example:\n"
      "  lotse generate --leads 5000 --seed 7 > leads.ndjson\n"
      "  lotse generate --leads 5000 --events log.ndjson > leads.ndjson");
  command->callback([options, exit_code] { *exit_code = Run(*options); });
}

}  // namespace lotse::tools
