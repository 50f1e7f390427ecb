// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse evaluate: scores leads whose outcome is known, and says how many of
// each category bought.
#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "tools/commands.h"
#include "tools/evaluation.h"
#include "tools/input_file.h"
#include "tools/lead_options.h"
#include "tools/terminal.h"

namespace lotse::tools {
namespace {

struct CommandOptions {
  std::string spec;
  LeadOptions leads;
  std::string as_of;
  int64_t skip_percent = 0;
  int64_t top = 0;
  std::string format;
  std::string language = "en";
};

// The rows of a file, whether they can be read or not.
absl::StatusOr<int64_t> CountRows(const LeadOptions& leads,
                                  const Schema& schema) {
  LOTSE_ASSIGN_OR_RETURN(const LeadSource source, OpenLeads(leads, schema));
  LeadRecord record;
  int64_t rows = 0;
  while (source.reader->Next(&record)) ++rows;
  return rows;
}

int Run(const CommandOptions& options) {
  const absl::StatusOr<Engine> engine = ReadEngine(options.spec);
  if (!engine.ok()) {
    PrintError(engine.status().message());
    return kBadInput;
  }
  if (engine->spec().scoring.categories.empty()) {
    PrintError(absl::StrCat(options.spec,
                            ": has no categories to compare; add some to "
                            "scoring.categories"));
    return kBadInput;
  }
  const absl::StatusOr<Instant> as_of = ParseAsOf(options.as_of);
  if (!as_of.ok()) {
    PrintError(as_of.status().message());
    return kUsage;
  }
  Evaluation evaluation(*engine, *as_of, options.language,
                        static_cast<size_t>(options.top));
  if (options.skip_percent > 0) {
    // How many rows that is shows at the end of the file only.
    if (options.leads.path == "-") {
      PrintError(
          "--skip-first needs a file that can be read twice, not standard "
          "input");
      return kUsage;
    }
    const absl::StatusOr<int64_t> rows =
        CountRows(options.leads, engine->spec().schema);
    if (!rows.ok()) {
      PrintError(rows.status().message());
      return kBadInput;
    }
    evaluation.SkipFirst(*rows * options.skip_percent / 100);
  }
  absl::StatusOr<LeadSource> source =
      OpenLeads(options.leads, engine->spec().schema);
  if (!source.ok()) {
    PrintError(source.status().message());
    return kBadInput;
  }
  BadRows bad(source->name);
  LeadRecord record;
  {
    Progress progress("leads");
    while (source->reader->Next(&record)) {
      progress.Step();
      const absl::Status status = evaluation.Add(record);
      if (!status.ok()) {
        progress.Clear();
        bad.Add(record.status.ok() ? AtLine(record.line, status) : status);
      }
    }
  }
  bad.Finish();
  const absl::Status read = source->reader->status();
  if (!read.ok()) {
    PrintError(absl::StrCat(source->name, ": ", read.message()));
    return kBadInput;
  }
  Output out;
  if (options.format == "json") {
    evaluation.WriteJson(&out);
  } else {
    evaluation.WriteTable(&out);
  }
  const absl::Status written = out.Flush();
  if (!written.ok()) {
    PrintError(written.message());
    return kBadInput;
  }
  return bad.count() == 0 ? kOk : kBadInput;
}

}  // namespace

void AddEvaluateCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<CommandOptions>();
  CLI::App* command = tool->add_subcommand(
      "evaluate", "Compare scores with what the leads did in the end");
  command->add_option("spec", options->spec, "The spec (JSON)")->required();
  command
      ->add_option("leads", options->leads.path,
                   "Leads with an outcome: CSV or NDJSON, also gzipped; - is "
                   "standard input")
      ->capture_default_str();
  AddLeadOptions(command, &options->leads);
  AddAsOf(command, &options->as_of);
  command
      ->add_option("--skip-first", options->skip_percent,
                   "Leave out this share of the rows, in percent: those the "
                   "spec was made with")
      ->check(CLI::Range(int64_t{0}, int64_t{99}));
  command
      ->add_option("--top", options->top,
                   "Also list the N leads with the most points and why")
      ->check(CLI::Range(int64_t{0}, int64_t{1000}));
  AddFormat(command, &options->format, {"table", "json"});
  AddLanguage(command, &options->language);
  command->footer(
      "Prints for each category how many leads bought (outcome won), with the "
      "95 %\n"
      "confidence interval of the share (Wilson), and says whether higher "
      "categories\n"
      "bought more. Leads without an outcome are counted and left out.\n\n"
      "Examples:\n"
      "  lotse evaluate spec.json last_year.csv --as-of 2026-01-01\n"
      "  lotse evaluate spec.json history.csv --skip-first 70 --format json");
  command->callback([options, exit_code] { *exit_code = Run(*options); });
}

}  // namespace lotse::tools
